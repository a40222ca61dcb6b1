"""What a coordinator does for a pair: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions, agreement
from handlers.access import coordinates, in_pair, own_draft_for
from handlers.actions import Action
from handlers.desk.access import leads_place
from handlers.desk.deeds import (
    adding,
    agreeing,
    bygone,
    choosing,
    ending,
    extending,
    linking,
    logging,
    menu,
    pausing,
    reassigning,
)
from handlers.routes.route import Question, Route

ROUTES: Mapping[type[Action], Route] = {
    actions.PairDeeds: Route(coordinates, menu.card),
    actions.LogFor: Route(coordinates, logging.which),
    actions.LogMeetingFor: Route(coordinates, logging.ask),
    actions.WriteDown: Route(coordinates, logging.write_down),
    actions.TheyMetThen: Route(coordinates, bygone.met_then),
    actions.PauseFor: Route(coordinates, pausing.card),
    actions.AskPauseFor: Route(coordinates, pausing.ask),
    actions.PauseForUntil: Route(coordinates, pausing.preview),
    actions.TakePauseFor: Route(coordinates, pausing.take),
    actions.EndPauseFor: Route(coordinates, pausing.end),
    actions.ExtendFor: Route(coordinates, extending.ask),
    actions.LongerBy: Route(coordinates, extending.preview),
    actions.AskLonger: Route(coordinates, extending.send),
    actions.StayAsAgreed: Route(in_pair, agreement.stay),
    actions.AskMentor: Route(coordinates, choosing.ask),
    actions.NewMentor: Route(coordinates, choosing.confirm),
    actions.GiveMentor: Route(coordinates, reassigning.give),
    actions.AgreeFor: Route(coordinates, agreeing.start),
    actions.WriteAgreement: Route(own_draft_for, agreeing.write),
    actions.AddWithout: Route(coordinates, adding.ask),
    actions.AddAs: Route(coordinates, adding.consent),
    actions.AskNameWithout: Route(coordinates, adding.ask_name),
    actions.LinkFor: Route(leads_place, linking.link),
    actions.AskEnding: Route(coordinates, ending.ask),
    actions.EndingIs: Route(coordinates, ending.confirm),
    actions.EndPair: Route(coordinates, ending.end),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayDayFor: Question(coordinates, bygone.said_day),
    actions.SayPauseFor: Question(coordinates, pausing.said_until),
    actions.SayLongerFor: Question(coordinates, extending.said_longer),
    actions.SayNameWithout: Question(coordinates, adding.said_name),
    actions.SayMentor: Question(coordinates, choosing.said_mentor),
}
