"""A programme's week in numbers and cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.mentoring.flags import Flag, PairFacts, flags
from bot.mentoring.meetings import MeetingState

WEEK = timedelta(days=7)
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


def week(pairs: Sequence[PairFacts], steps: int, at: datetime) -> Week:
    """The week before `at` (held, `steps` done), the week after it (planned), and at most five cards, worst first.

    Source: product.md, The desk.
    """
    meetings = [meeting for facts in pairs for meeting in facts.meetings]
    held = sum(m.state is MeetingState.HELD and at - WEEK <= m.starts_at < at for m in meetings)
    planned = sum(m.state is MeetingState.PLANNED and at <= m.starts_at < at + WEEK for m in meetings)
    cards = [Card(facts, found[:REASONS]) for facts in pairs if (found := flags(facts, at))]
    cards.sort(key=lambda card: (-card.flags[0].level, -card.flags[0].days))
    return Week(len(pairs), held, planned, steps, cards[:CARDS], max(0, len(cards) - CARDS))
