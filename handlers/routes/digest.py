"""The weekly digest: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions
from handlers.access import coordinates
from handlers.actions import Action
from handlers.desk import digest
from handlers.desk.access import leads_followup
from handlers.routes.route import Route

ROUTES: Mapping[type[Action], Route] = {
    actions.Hands: Route(coordinates, digest.hands),
    actions.HandCard: Route(coordinates, digest.hand),
    actions.PutAside: Route(coordinates, digest.put_aside),
    actions.TakeCare: Route(coordinates, digest.take_care),
    actions.WentWell: Route(coordinates, digest.well),
    actions.NeedsHand: Route(coordinates, digest.needs_hand),
    actions.DidHelp: Route(leads_followup, digest.did_help),
}
