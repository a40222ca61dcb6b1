"""What the criteria need to know of a pair: a few instants, and no more, so that thousands can be read at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from functools import lru_cache

from bot.mentoring.alerts import Alert
from bot.mentoring.fits import FitAnswer
from bot.mentoring.flags.thresholds import USUAL, Thresholds
from bot.mentoring.pairs import Pair, Rhythm
from bot.mentoring.pauses import Pause

# Without an agreed rhythm, two weeks are what most pairs keep. Source: product.md, "every week or every other week".
USUAL_DAYS = 14
_PERIODS: Mapping[Rhythm | None, int] = {Rhythm.WEEKLY: 7, Rhythm.FORTNIGHTLY: 14}
_MONTH = 30


class Level(IntEnum):
    """How soon somebody should look."""

    AMBER = 1
    RED = 2


class Reason(StrEnum):
    """Why a pair could use a hand."""

    WORRIED = "worried"
    UNREACHABLE = "unreachable"
    NOT_QUITE = "not_quite"
    QUIET = "quiet"
    LOW_PULSE = "low_pulse"
    PULSE_GAP = "pulse_gap"
    UNANSWERED = "unanswered"
    TWICE_MISSED = "twice_missed"
    NOT_BEGUN = "not_begun"
    NOT_TOLD = "not_told"
    DIFFERENCE = "difference"


@dataclass(frozen=True)
class Flag:
    """A reason and how soon; `days` is how long it has been so, `who` the id of whom it is about, if it is one."""

    reason: Reason
    level: Level
    days: int = 0
    who: int | None = None


@dataclass(frozen=True)
class Terms:
    """What the two agreed on, and when. `first` is the local date in `zone` of the first occurrence."""

    rhythm: Rhythm | None
    weekdays: tuple[int, ...]
    first: date | None
    zone: str
    agreed_at: datetime


@dataclass(frozen=True)
class Pulse:
    """How somebody was, 0 to 10, when they chose to share it."""

    at: datetime
    value: int


@dataclass(frozen=True)
class PairFacts:
    """One pair. A meeting's instant is its start.

    `planned` says that there is a meeting at all, whatever became of it, but for one that was called off;
    `held_at` is the last that was held, `missed` how many after that did not happen, `missed_at` the last of those;
    `not_told_at` the last that nobody told of, of those that can be and were asked about, what lay in a break left out;
    `differs_at` the last of which the two told different things. By person: `unreachable` and `silent` say since when
    messages do not get through, or what the bot asked of its own accord is not answered; `pulses` are in order.
    `worries` are the mentor's that are open or were taken lately; `fits` are in order; `limits` are the programme's.
    """

    pair: Pair
    terms: Terms | None = None
    planned: bool = False
    held_at: datetime | None = None
    missed: int = 0
    missed_at: datetime | None = None
    not_told_at: datetime | None = None
    differs_at: datetime | None = None
    pauses: Sequence[Pause] = ()
    unreachable: Mapping[int, datetime] = field(default_factory=dict)
    silent: Mapping[int, datetime] = field(default_factory=dict)
    worries: Sequence[Alert] = ()
    fits: Sequence[FitAnswer] = ()
    pulses: Mapping[int, Sequence[Pulse]] = field(default_factory=dict)
    limits: Thresholds = USUAL

    def told_to(self, reader: int) -> "PairFacts":
        """What that coordinator may know: one who is in the pair, too, learns nothing said in confidence."""
        return replace(self, worries=(), fits=(), pulses={}) if self.pair.has(reader) else self

    @property
    def people(self) -> tuple[int, int]:
        """The ids of the two, the mentor's first."""
        return self.pair.mentor, self.pair.mentee


def interval(terms: Terms | None) -> timedelta:
    """How long a pair's rhythm lets pass between two meetings: the longest of the times between its days."""
    return between(terms.rhythm, terms.weekdays) if terms else between(None, ())


@lru_cache(maxsize=1024)
def between(rhythm: Rhythm | None, weekdays: tuple[int, ...]) -> timedelta:
    """The same of a rhythm."""
    if rhythm is Rhythm.MONTHLY:
        return timedelta(days=_MONTH)
    period = _PERIODS.get(rhythm)
    if period is None:
        return timedelta(days=USUAL_DAYS)
    days = sorted(weekdays) or [0]
    return timedelta(days=max(later - day for day, later in zip(days, [*days[1:], days[0] + period], strict=True)))
