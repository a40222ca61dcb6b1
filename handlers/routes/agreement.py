"""The agreement: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions, agreement
from handlers.access import everybody, in_pair
from handlers.actions import Action
from handlers.routes.route import Question, Route

ROUTES: Mapping[type[Action], Route] = {
    actions.Agreements: Route(everybody, agreement.which),
    actions.AgreementCard: Route(in_pair, agreement.card),
    actions.AgreementStart: Route(in_pair, agreement.start),
    actions.ChooseRhythm: Route(in_pair, agreement.choose_rhythm),
    actions.ChooseSeveral: Route(in_pair, agreement.choose_several),
    actions.PickDay: Route(in_pair, agreement.pick_day),
    actions.AskHour: Route(in_pair, agreement.ask_hour),
    actions.AskTime: Route(in_pair, agreement.ask_time),
    actions.ChooseDay: Route(in_pair, agreement.choose_day),
    actions.ChooseHour: Route(in_pair, agreement.choose_hour),
    actions.AskMeetingForm: Route(in_pair, agreement.ask_form),
    actions.ChooseForm: Route(in_pair, agreement.choose_form),
    actions.AskMonths: Route(in_pair, agreement.ask_months),
    actions.ChooseMonths: Route(in_pair, agreement.choose_months),
    actions.AskOtherMonths: Route(in_pair, agreement.ask_other_months),
    actions.ProposeAgreement: Route(in_pair, agreement.propose),
    actions.AcceptAgreement: Route(in_pair, agreement.accept),
    actions.TakeBack: Route(in_pair, agreement.take_back),
    actions.ProposalCard: Route(in_pair, agreement.proposal),
    actions.AskRhythm: Route(in_pair, agreement.ask_rhythm),
    actions.AskPlace: Route(in_pair, agreement.ask_place),
    actions.DraftCard: Route(in_pair, agreement.draft_card),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayTime: Question(in_pair, agreement.said_time),
    actions.SayPlace: Question(in_pair, agreement.said_place),
    actions.SayMonths: Question(in_pair, agreement.said_months),
}
