"""One's own calendar: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions, calendars, feeds
from handlers.access import everybody, in_pair
from handlers.actions import Action
from handlers.routes.route import Route

ROUTES: Mapping[type[Action], Route] = {
    actions.SaveMeeting: Route(in_pair, calendars.save_meeting),
    actions.FeedCard: Route(everybody, feeds.card),
    actions.RenewFeed: Route(everybody, feeds.renew),
    actions.StopFeed: Route(everybody, feeds.stop),
}
