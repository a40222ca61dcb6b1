"""States that only storage and the edges know: of updates, of messages on their way, of suggestions."""

from enum import IntEnum, StrEnum


class InboxState(StrEnum):
    """What became of an update. DEAD: three tries failed, the person was told, somebody must look."""

    WAITING = "waiting"
    DONE = "done"
    IGNORED = "ignored"
    DEAD = "dead"


class OutboxState(StrEnum):
    """What became of a message. Only WAITING and STARTED are open; each other state has its reason on the row."""

    WAITING = "waiting"
    STARTED = "started"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    EXPIRED = "expired"
    DROPPED = "dropped"
    UNREACHABLE = "unreachable"
    FAILED = "failed"


class Priority(IntEnum):
    """Who goes first when all want to: somebody who waits, a worry, an agreed meeting, the week's news, word to all."""

    ANSWER = 0
    ALERT = 5
    NOTICE = 10
    REMINDER = 20
    DIGEST = 30
    BROADCAST = 40


class MoveState(StrEnum):
    """What became of a suggested time."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REPLACED = "replaced"


class NoteSight(StrEnum):
    """Who can see a note."""

    SHARED = "shared"
    MINE = "mine"


class Deed(StrEnum):
    """What was done with what is kept about somebody."""

    LOOKED = "looked"
    READ = "read"
    HEARD = "heard"
    PROPOSED = "proposed"
    PAIRED = "paired"
    UNPAIRED = "unpaired"
    TAKEN_ALONG = "taken_along"
    EXPORTED = "exported"
    AGREED = "agreed"
    WITHDREW = "withdrew"
    ERASED = "erased"
    FORGOTTEN = "forgotten"
    KEY_CHANGED = "key_changed"
    KEYS_DROPPED = "keys_dropped"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    MOVED = "moved"
    PLACE_ENDED = "place_ended"
    ADDED = "added"
    LOGGED = "logged"
    PAUSED = "paused"
    RESUMED = "resumed"
    AGREEMENT = "agreement"
    ASKED_LONGER = "asked_longer"
    ENDED = "ended"
    REASSIGNED = "reassigned"
    REOPENED = "reopened"
    AWAY = "away"
    BACK = "back"
