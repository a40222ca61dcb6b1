"""What a coordinator writes to people, and their answers: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions
from handlers.access import coordinates, got_message
from handlers.actions import Action
from handlers.desk.access import drafts_message, hears_answer, leads_message, leads_place
from handlers.desk.messages import answering, listing, sending, writing
from handlers.routes.route import Question, Route

ROUTES: Mapping[type[Action], Route] = {
    actions.Messages: Route(coordinates, listing.messages),
    actions.SentMessages: Route(coordinates, listing.sent),
    actions.WriteAll: Route(coordinates, writing.write_all),
    actions.StopSending: Route(leads_message, sending.stop),
    actions.WriteTo: Route(coordinates, writing.write_to),
    actions.WriteToPlace: Route(leads_place, writing.write_to_place),
    actions.SendDraft: Route(drafts_message, sending.send),
    actions.BroadcastCard: Route(leads_message, sending.card),
    actions.AnswerDesk: Route(got_message, answering.answer_desk),
    actions.AnswerBack: Route(hears_answer, answering.answer_back),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayDraft: Question(drafts_message, writing.said_draft),
    actions.SayAnswer: Question(got_message, answering.said_answer),
    actions.SayBack: Question(hears_answer, answering.said_back),
}
