"""Breaks: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions, pauses
from handlers.access import in_pair
from handlers.actions import Action
from handlers.routes.route import Question, Route

ROUTES: Mapping[type[Action], Route] = {
    actions.PauseCard: Route(in_pair, pauses.card),
    actions.AskPause: Route(in_pair, pauses.ask),
    actions.PauseUntil: Route(in_pair, pauses.preview),
    actions.TakePause: Route(in_pair, pauses.take),
    actions.EndPause: Route(in_pair, pauses.end),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayPause: Question(in_pair, pauses.said_until),
}
