"""The way to a person: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions
from handlers.access import hears_alert, in_programme, mentors
from handlers.actions import Action
from handlers.routes.route import Route, TapAnswer
from handlers.safety import asking, person, taking, worrying

# A stranger may do these: whoever needs a person need not be known.
DOOR: Mapping[type[Action], TapAnswer] = {
    actions.Person: person.person,
    actions.MoreNumbers: person.more,
}

ROUTES: Mapping[type[Action], Route] = {
    actions.TellCoordinator: Route(in_programme, asking.tell),
    actions.AskWorried: Route(mentors, worrying.ask),
    actions.Worried: Route(mentors, worrying.worried),
    actions.AlertCard: Route(hears_alert, taking.card),
    actions.TakeAlert: Route(hears_alert, taking.take),
}
