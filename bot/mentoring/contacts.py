"""The coordinator's talks with a pair: two in the first month, then one a month, and since when the next is due."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.mentoring.flags import Thresholds
from bot.mentoring.pairs import Pair
from bot.mentoring.pauses import Pause, elapsed, later

# Source: product.md, "Contacts with the pair: twice the first month, then monthly".
MONTH = timedelta(days=30)
# Somebody who rings the one and then the other has talked with the pair once.
ONE_TALK = timedelta(days=1)
# Longer ago is no news of how two are getting on.
LONGEST_AGO = timedelta(days=366)


class With(StrEnum):
    """With whom the coordinator talked."""

    BOTH = "both"
    MENTOR = "mentor"
    MENTEE = "mentee"


@dataclass(frozen=True)
class Contact:
    """One talk that a coordinator had. `at` is an aware UTC instant of its day."""

    id: int
    programme: int
    pair: int
    by: int
    who: With
    at: datetime


@dataclass(frozen=True)
class ContactFacts:
    """All that is needed of one pair: since when it meets, the first and the last talk since then, and its breaks."""

    pair: int
    since: datetime
    first: datetime | None = None
    last: datetime | None = None
    pauses: Sequence[Pause] = ()


@dataclass(frozen=True)
class Due:
    """A pair that it is time to talk with, and since when."""

    pair: int
    since: datetime


@dataclass(frozen=True)
class Spacing:
    """How long after the last talk, or the beginning, the next is due: at first, and from the second month on."""

    early: timedelta
    usual: timedelta

    @classmethod
    def by(cls, limits: Thresholds) -> "Spacing":
        """As the programme has set it."""
        return cls(timedelta(days=limits.talk_early), timedelta(days=limits.talk))

    @property
    def least(self) -> timedelta:
        """Sooner than this nothing is ever due."""
        return min(self.early, self.usual)


def facts(pair: Pair, talks: Iterable[datetime], pauses: Sequence[Pause]) -> ContactFacts:
    """What is needed of a pair; a talk before the two became one was about something else."""
    found = [talk for talk in talks if talk >= pair.since]
    return ContactFacts(pair.id, pair.since, min(found, default=None), max(found, default=None), pauses)


def due_at(told: ContactFacts, spacing: Spacing) -> datetime | None:
    """When the next talk is due, breaks left out; None while one keeps it from coming."""
    if told.first is None or told.last is None:
        return later(told.since, spacing.early, told.pauses)
    # While the last one lies in the first month, so do all: then there was one, or there were two.
    once = told.last - told.first < ONE_TALK
    early = once and elapsed(told.since, told.last, told.pauses) < MONTH
    return later(told.last, spacing.early if early else spacing.usual, told.pauses)


def due(pairs: Iterable[ContactFacts], now: datetime, spacing: Spacing) -> list[Due]:
    """Those among the pairs on their way with which it is time to talk, longest due first."""
    found = ((each.pair, due_at(each, spacing)) for each in pairs)
    return sorted((Due(pair, at) for pair, at in found if at is not None and at <= now), key=lambda one: one.since)
