"""What a coordinator writes to people: to whom, with which words to begin with, and how far it has come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.mentoring.flags import Flag, Reason

# What fits into one message with its frame. Source: the platform's 4,096 signs, counted as it counts them.
LONGEST = 3000
# After this it would be news of another week.
USEFUL = timedelta(days=3)
# How often a card that follows a message on its way is drawn anew: no faster than anybody reads.
PACE = timedelta(seconds=3)


class Audience(StrEnum):
    """To whom: everybody of a kind in the programme, one or both of a pair, or one person."""

    MENTORS = "mentors"
    MENTEES = "mentees"
    WAITING = "waiting"
    MENTOR = "mentor"
    MENTEE = "mentee"
    BOTH = "both"
    PERSON = "person"


MANY = frozenset({Audience.MENTORS, Audience.MENTEES, Audience.WAITING})


class BroadcastState(StrEnum):
    """DRAFT until somebody sends it; STOPPED when what had not gone out was held back."""

    DRAFT = "draft"
    SENT = "sent"
    STOPPED = "stopped"


class Opening(StrEnum):
    """The words that a message can begin with, by what the pair could use."""

    HELLO = "hello"
    BEGIN = "begin"
    FIND_TIME = "find_time"
    ANOTHER_DAY = "another_day"
    HOW_WAS_IT = "how_was_it"


@dataclass(frozen=True)
class Broadcast:
    """A message from coordinator `by`, about which pair or to which person where it is to one.

    `own` says that the words are the coordinator's, not ours; `text` is empty while nothing is written, and again when
    it has been forgotten. `card` is the outbox row of the card that follows it.
    """

    id: int
    programme: int
    audience: Audience
    pair: int | None
    person: int | None
    by: int
    text: str
    own: bool
    state: BroadcastState
    at: datetime
    card: int | None = None


@dataclass(frozen=True)
class Answer:
    """One more word in the thread between the coordinators and `person` that began with a message; `by` wrote it."""

    id: int
    broadcast: int
    person: int
    by: int
    text: str
    at: datetime


@dataclass(frozen=True)
class Counts:
    """Of how many people a message has reached, is on its way, could not, perhaps did, or was stopped before it went.

    `next_at` is when the first of those who still wait may get it; None when nobody waits.
    """

    sent: int = 0
    coming: int = 0
    failed: int = 0
    unsure: int = 0
    stopped: int = 0
    next_at: datetime | None = None

    @property
    def total(self) -> int:
        """All to whom it was to go."""
        return self.sent + self.coming + self.failed + self.unsure + self.stopped


_OPENINGS = {
    Reason.NOT_BEGUN: Opening.BEGIN,
    Reason.QUIET: Opening.FIND_TIME,
    Reason.TWICE_MISSED: Opening.ANOTHER_DAY,
    Reason.NOT_TOLD: Opening.HOW_WAS_IT,
}


def opening(flags: Sequence[Flag]) -> Opening:
    """How a message to the two can begin: by the first reason that they know of themselves, else a plain hello.

    What one of them said in confidence, or left unanswered, opens nothing: it would be told by the question.
    """
    return next((_OPENINGS[flag.reason] for flag in flags if flag.reason in _OPENINGS), Opening.HELLO)


def too_long(text: str) -> bool:
    """Whether the text does not fit into one message; signs are counted as the platform does, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 > LONGEST


def look_again(counts: Counts, now: datetime) -> datetime | None:
    """When the card that follows a message is to be drawn anew; None when nothing can change any more.

    While everybody who is left sleeps, the first of them to wake is waited for.
    """
    if counts.next_at is None:
        return None
    return max(now, counts.next_at) + PACE


def filled(counts: Counts, signs: int) -> int:
    """How many of so many signs of a bar are full: all of them only when nobody waits any more."""
    done = counts.total - counts.coming
    return signs if done == counts.total else min(signs - 1, signs * done // counts.total)
