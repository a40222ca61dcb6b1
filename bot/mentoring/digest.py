"""A programme's week in numbers and cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.mentoring.cadence import to_instant, to_local
from bot.mentoring.flags import Flag, PairFacts, flags
from bot.mentoring.meetings import MeetingState

CARDS = 5
REASONS = 2


@dataclass(frozen=True)
class Card:
    """A pair that could use a hand, and why: its worst reason first, at most two."""

    facts: PairFacts
    flags: Sequence[Flag]


@dataclass(frozen=True)
class Week:
    """What a coordinator reads on Monday morning. `more` is how many pairs did not fit on the cards."""

    pairs: int
    held: int
    planned: int
    steps: int
    cards: Sequence[Card]
    more: int


def monday(at: datetime, zone: str) -> datetime:
    """The instant at which the week of `at` began in `zone`."""
    day = to_local(at, zone).date()
    return to_instant(datetime.combine(day - timedelta(days=day.weekday()), time()), zone)


def week(pairs: Sequence[PairFacts], steps: int, at: datetime, zone: str) -> Week:
    """Last week (held, `steps` done), this week (planned), from Monday to Sunday in `zone`; at most five cards.

    The cards are as of `at`, worst first. Source: product.md, The desk.
    """
    meetings = [meeting for facts in pairs for meeting in facts.meetings]
    begins = monday(at, zone)
    last, ends = monday(begins - timedelta(days=1), zone), monday(begins + timedelta(days=8), zone)
    held = sum(m.state is MeetingState.HELD and last <= m.starts_at < begins for m in meetings)
    planned = sum(m.state is MeetingState.PLANNED and begins <= m.starts_at < ends for m in meetings)
    cards = [Card(facts, found[:REASONS]) for facts in pairs if (found := flags(facts, at))]
    cards.sort(key=lambda card: (-card.flags[0].level, -card.flags[0].days))
    return Week(len(pairs), held, planned, steps, cards[:CARDS], max(0, len(cards) - CARDS))
