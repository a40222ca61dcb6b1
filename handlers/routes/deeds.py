"""What a coordinator does for a pair: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions
from handlers.access import coordinates
from handlers.actions import Action
from handlers.desk.deeds import bygone, ending, logging, menu
from handlers.routes.route import Question, Route

ROUTES: Mapping[type[Action], Route] = {
    actions.PairDeeds: Route(coordinates, menu.card),
    actions.LogFor: Route(coordinates, logging.which),
    actions.LogMeetingFor: Route(coordinates, logging.ask),
    actions.WriteDown: Route(coordinates, logging.write_down),
    actions.TheyMetThen: Route(coordinates, bygone.met_then),
    actions.AskEnding: Route(coordinates, ending.ask),
    actions.EndingIs: Route(coordinates, ending.confirm),
    actions.EndPair: Route(coordinates, ending.end),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayDayFor: Question(coordinates, bygone.said_day),
}
