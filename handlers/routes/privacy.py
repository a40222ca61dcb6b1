"""What is kept: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions, privacy
from handlers.access import everybody
from handlers.actions import Action
from handlers.routes.route import Route, TapAnswer

# A stranger may do these: there is no person yet.
DOOR: Mapping[type[Action], TapAnswer] = {
    actions.Privacy: privacy.privacy,
    actions.PrivacyMore: privacy.more,
}

# Everybody may do these to what is their own, also without a consent that stands.
ROUTES: Mapping[type[Action], Route] = {
    actions.SeeData: Route(everybody, privacy.see),
    actions.AskErase: Route(everybody, privacy.ask_erase),
    actions.Erase: Route(everybody, privacy.erase),
    actions.AskWithdraw: Route(everybody, privacy.ask_withdraw),
    actions.Withdraw: Route(everybody, privacy.withdraw),
    actions.Agree: Route(everybody, privacy.agree),
    actions.WhoLooked: Route(everybody, privacy.who_looked),
}
