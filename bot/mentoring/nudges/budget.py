"""How much may be said unprompted: one thing a person a day, nothing when hushed, no more when it isn't answered."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.mentoring.nudges.times import midnight_after, next_morning

# Source: product.md, "Two unanswered nudges of one kind and the bot stops and the coordinator sees it".
ENOUGH = 2
# "Not today" lasts until midnight, and no day is longer: what goes on longer was said by a clock that was ahead.
LONGEST_HUSH = timedelta(hours=26)


@dataclass(frozen=True)
class Standing:
    """How a person stands to one kind of nudge, and to all of them: `spoken` says that today's one has been said.

    `unanswered` is how many of the kind in a row had no answer: not a tap, not a word, about anything.
    """

    unanswered: int
    hushed_until: datetime | None
    spoken: bool


@dataclass(frozen=True)
class Wait:
    """Another day, at a kind hour; the reason counts when it is of no use by then."""

    at: datetime
    reason: str


@dataclass(frozen=True)
class Stop:
    """Not at all, for this reason."""

    reason: str


def ruling(standing: Standing, zone: str, now: datetime) -> Wait | Stop | None:
    """Whether a nudge of that kind may be said to the person now; None when it may."""
    if standing.unanswered >= ENOUGH:
        return Stop("unanswered")
    if standing.hushed_until is not None and now < standing.hushed_until <= now + LONGEST_HUSH:
        return Wait(next_morning(standing.hushed_until, zone), "hushed")
    if standing.spoken:
        return Wait(next_morning(midnight_after(now, zone), zone), "budget")
    return None
