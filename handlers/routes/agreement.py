"""The agreement: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions, agreement
from handlers.access import drafts, everybody, in_pair
from handlers.actions import Action
from handlers.routes.route import Question, Route

ROUTES: Mapping[type[Action], Route] = {
    actions.Agreements: Route(everybody, agreement.which),
    actions.AgreementCard: Route(in_pair, agreement.card),
    actions.AgreementStart: Route(in_pair, agreement.start),
    actions.ChooseRhythm: Route(drafts, agreement.choose_rhythm),
    actions.ChooseSeveral: Route(drafts, agreement.choose_several),
    actions.PickDay: Route(drafts, agreement.pick_day),
    actions.AskHour: Route(drafts, agreement.ask_hour),
    actions.AskTime: Route(drafts, agreement.ask_time),
    actions.ChooseDay: Route(drafts, agreement.choose_day),
    actions.ChooseHour: Route(drafts, agreement.choose_hour),
    actions.AskMeetingForm: Route(drafts, agreement.ask_form),
    actions.ChooseForm: Route(drafts, agreement.choose_form),
    actions.AskMonths: Route(drafts, agreement.ask_months),
    actions.ChooseMonths: Route(drafts, agreement.choose_months),
    actions.AskOtherMonths: Route(drafts, agreement.ask_other_months),
    actions.ProposeAgreement: Route(in_pair, agreement.propose),
    actions.AcceptAgreement: Route(in_pair, agreement.accept),
    actions.TakeBack: Route(in_pair, agreement.take_back),
    actions.ProposalCard: Route(in_pair, agreement.proposal),
    actions.AskRhythm: Route(drafts, agreement.ask_rhythm),
    actions.AskPlace: Route(drafts, agreement.ask_place),
    actions.DraftCard: Route(drafts, agreement.draft_card),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayTime: Question(drafts, agreement.said_time),
    actions.SayPlace: Question(drafts, agreement.said_place),
    actions.SayMonths: Question(drafts, agreement.said_months),
}
