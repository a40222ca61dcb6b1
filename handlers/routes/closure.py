"""Stopping: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions, closure
from handlers.access import in_pair, once_in_pair
from handlers.actions import Action
from handlers.routes.route import Route

ROUTES: Mapping[type[Action], Route] = {
    actions.AskStop: Route(in_pair, closure.ask),
    actions.Stop: Route(once_in_pair, closure.stop),
}
