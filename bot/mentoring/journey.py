"""Looking back: what two people have come through together, oldest first, and when it is worth a look."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.mentoring.cadence import to_instant, to_local
from bot.mentoring.goals import Goal, GoalState
from bot.mentoring.meetings import Meeting, MeetingState, MomentKind
from bot.mentoring.pairs import Pair

# Source: product.md, The journey ("replayed at every fifth meeting").
REPLAYED_EACH = 5
# Nobody asked for it, so it counts as the one thing of the reader's day.
REPLAY = "journey.replay"
MORNING = time(10)


@dataclass(frozen=True)
class Moment:
    """What is kept in own words: something the mentee is proud of, or a strength that the mentor saw."""

    id: int
    pair: int
    person: int
    meeting: int | None
    kind: MomentKind
    text: str
    at: datetime


class EntryKind(StrEnum):
    """What an entry of the journey tells of."""

    MET = "met"
    STEP = "step"
    PROUD = "proud"
    STRENGTH = "strength"


@dataclass(frozen=True)
class Entry:
    """One thing to look back on. `words` are a person's own; `count` is how often they had met, for a meeting."""

    kind: EntryKind
    at: datetime
    words: str = ""
    count: int = 0


@dataclass(frozen=True)
class Journey:
    """A pair's way so far: when they met and when steps were done (aware UTC, in order), and what to tell of it."""

    met: Sequence[datetime]
    steps: Sequence[datetime]
    entries: Sequence[Entry]

    @property
    def has_begun(self) -> bool:
        """Whether there is a step or a meeting to look back on."""
        return bool(self.met or self.steps)

    @property
    def proud(self) -> list[Entry]:
        """The mentee's own words."""
        return [entry for entry in self.entries if entry.kind is EntryKind.PROUD]


def journey(pair: Pair, meetings: Iterable[Meeting], goals: Iterable[Goal], moments: Iterable[Moment]) -> Journey:
    """Looks back on what the pair did since it began, oldest first.

    Of the meetings the first and each fifth are told of, the others are only counted: a list of dates tells nothing.
    """
    met = sorted(meeting.starts_at for meeting in meetings if meeting.state is MeetingState.HELD)
    steps = [
        Entry(EntryKind.STEP, goal.done_at, goal.title)
        for goal in goals
        if goal.state is GoalState.DONE and goal.done_at is not None and goal.done_at >= pair.since
    ]
    told = [Entry(EntryKind.MET, at, count=n) for n, at in enumerate(met, 1) if n == 1 or n % REPLAYED_EACH == 0]
    own = [Entry(EntryKind(moment.kind.value), moment.at, moment.text) for moment in moments]
    entries = sorted([*told, *steps, *own], key=lambda entry: entry.at)
    return Journey(met, sorted(entry.at for entry in steps), entries)


def is_worth_a_look(held: int) -> bool:
    """Whether that many meetings make a moment to look back: each fifth."""
    return held > 0 and held % REPLAYED_EACH == 0


def page_sizes(lengths: Sequence[int], most: int, room: int) -> list[int]:
    """How many entries each page shows, the newest page first, filled from the newest entry back.

    `lengths` are those of the entries, oldest first. A page holds at most `most` entries and `room` characters; an
    entry is never cut, so one that is longer than the room has a page of its own.
    """
    sizes: list[int] = []
    left = 0
    for length in reversed(lengths):
        if sizes and sizes[-1] < most and length <= left:
            sizes[-1] += 1
        else:
            sizes.append(1)
            left = room
        left -= length
    return sizes


def replay_at(now: datetime, zone: str) -> datetime:
    """When to look back on what was told at `now`: the next day at 10:00 in `zone`, when the evening is over."""
    return to_instant(datetime.combine(to_local(now, zone).date() + timedelta(days=1), MORNING), zone)
