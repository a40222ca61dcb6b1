"""The journey: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions, journey
from handlers.access import everybody, in_pair_at, keeps_goals
from handlers.actions import Action
from handlers.routes.route import Question, Route

ROUTES: Mapping[type[Action], Route] = {
    actions.Journey: Route(everybody, journey.mine),
    actions.JourneyOf: Route(keeps_goals, journey.of_pair),
    actions.KeepPicture: Route(keeps_goals, journey.keep_picture),
    actions.AskMoment: Route(in_pair_at, journey.ask_moment),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayMoment: Question(in_pair_at, journey.said_moment),
}
