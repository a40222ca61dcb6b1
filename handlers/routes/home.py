"""From anywhere: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions, help, home, nudges, partner, undo
from handlers.access import everybody, in_pair, meets_there, own_change
from handlers.actions import Action
from handlers.routes.route import Route, TapAnswer

# A stranger may do these: there is no person yet.
DOOR: Mapping[type[Action], TapAnswer] = {
    actions.Help: help.help_card,
}

ROUTES: Mapping[type[Action], Route] = {
    actions.Home: Route(everybody, home.home),
    actions.SwitchProgramme: Route(meets_there, home.switch),
    actions.Cancel: Route(everybody, home.cancel),
    actions.Undo: Route(own_change, undo.undo),
    actions.Partner: Route(in_pair, partner.partner),
    actions.NotToday: Route(everybody, nudges.not_today),
}
