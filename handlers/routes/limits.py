"""From when on something is a flag: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions
from handlers.actions import Action
from handlers.desk import limits
from handlers.desk.access import runs_programme
from handlers.routes.route import Route

ROUTES: Mapping[type[Action], Route] = {
    actions.Limits: Route(runs_programme, limits.listed),
    actions.LimitCard: Route(runs_programme, limits.card),
    actions.SetLimit: Route(runs_programme, limits.choose),
}
