"""What one of two answers: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions, fit, proposals
from handlers.access import asked, in_pair
from handlers.actions import Action
from handlers.routes.route import Route

ROUTES: Mapping[type[Action], Route] = {
    actions.MatchAsked: Route(asked, proposals.see),
    actions.MatchAnswer: Route(asked, proposals.answer),
    actions.AskFit: Route(in_pair, fit.ask),
    actions.FitIs: Route(in_pair, fit.said),
}
