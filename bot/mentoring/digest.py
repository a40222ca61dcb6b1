"""A programme's week in numbers and cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.mentoring.cadence import to_instant, to_local
from bot.mentoring.flags import Flag, PairFacts, worst_first

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


def around(at: datetime, zone: str) -> tuple[datetime, datetime, datetime]:
    """When last week began, when this one did, and when the next one does, each on its Monday in `zone`."""
    begins = monday(at, zone)
    return monday(begins - timedelta(days=1), zone), begins, monday(begins + timedelta(days=8), zone)


def week(pairs: Sequence[PairFacts], held: int, planned: int, steps: int, at: datetime) -> Week:
    """Last week (`held`, `steps` done), this week (`planned`), and at most five cards, as of `at`, worst first.

    Source: product.md, The desk.
    """
    cards = [Card(facts, why[:REASONS]) for facts, why in worst_first(pairs, at)]
    return Week(len(pairs), held, planned, steps, cards[:CARDS], max(0, len(cards) - CARDS))
