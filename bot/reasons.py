"""Why a message was not sent, in one of a few words: what stands on its row can be anything."""

from collections.abc import Mapping
from enum import StrEnum

from storage.outbox import AGAIN, NO_CHAT
from storage.states import OutboxState


class Reason(StrEnum):
    """One of these for each message, whatever its row says."""

    NONE = "none"
    # It waits to be sent once more.
    AGAIN = AGAIN
    # Its time was over.
    TOO_LATE = "too_late"
    QUIET_HOURS = "quiet_hours"
    BUDGET = "budget"
    HUSHED = "hushed"
    # What it would have said was taken back, or was no longer true; or nobody wanted to hear it.
    NO_LONGER = "no_longer"
    UNDONE = "undone"
    STOPPED = "stopped"
    UNANSWERED = "unanswered"
    LEFT = "left"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"
    CARD_GONE = "card_gone"
    CLOCK = "clock"
    # Nobody is there.
    BLOCKED = "blocked"
    CHAT_NOT_FOUND = "chat_not_found"
    NO_CHAT = NO_CHAT
    # It could not be, by our fault or by the platform's word.
    REFUSED = "refused"
    NOT_DRAWN = "not_drawn"
    UNREADABLE = "unreadable"
    CANNOT_PLAY = "cannot_play"
    GAVE_UP = "gave_up"
    # Nobody knows.
    NO_ANSWER = "no_answer"
    NOT_WRITTEN = "not_written"
    OTHER = "other"


_KNOWN = frozenset(Reason)
# Rows name the error that it was.
_BEGINNINGS = {"draw:": Reason.NOT_DRAWN, "outcome:": Reason.NOT_WRITTEN}
# What a row in that state says, when it says none of the above: why it is not true any more, what the platform wrote,
# the name of an error of the network.
_ELSE: Mapping[OutboxState, Reason] = {
    OutboxState.DROPPED: Reason.NO_LONGER,
    OutboxState.FAILED: Reason.REFUSED,
    OutboxState.UNCERTAIN: Reason.NO_ANSWER,
}


def bounded(state: OutboxState, reason: str) -> Reason:
    """The reason on a row of that state ("" for none) as one of the few."""
    if not reason:
        return Reason.NONE
    if reason in _KNOWN:
        return Reason(reason)
    known = next((its for beginning, its in _BEGINNINGS.items() if reason.startswith(beginning)), None)
    return known or _ELSE.get(state, Reason.OTHER)
