"""What a phrase about time can mean: the answers that `understand` gives, and nothing about words."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum


class Reason(Enum):
    """Why a phrase got no single answer."""

    NOTHING = "nothing"
    """No time in it that we know, or a word that we do not know."""
    PAST = "past"
    """It names a time that is over."""
    AMBIGUOUS = "ambiguous"
    """It can mean two things; `Unclear.choices` has them, the likelier first."""
    NO_SUCH_TIME = "no such time"
    """30 February, 25 o'clock, seven in the morning at 16."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What was said, in the speaker's local time; what was not said is None or empty.

    `day` is the first day meant: for a weekday or a rhythm, the next one that is still to come.
    `weekdays` are those said, 0 is Monday, sorted. `every` is set when a rhythm was said: weeks between
    meetings, or months when `nth` is set too. `nth` is which such weekday of the month, -1 the last.
    `hours` are those of the part of the day, likely ones first, where a day and no time was said: "Saturday morning".
    """

    day: dt.date | None = None
    time: dt.time | None = None
    weekdays: tuple[int, ...] = ()
    every: int | None = None
    nth: int | None = None
    hours: tuple[int, ...] = ()

    @property
    def start(self) -> dt.datetime | None:
        """The naive local start, when both the day and the time are known."""
        return dt.datetime.combine(self.day, self.time) if self.day and self.time is not None else None

    @property
    def is_rhythm(self) -> bool:
        """True when something that comes back was said: "every Thursday", "tirsdag og torsdag"."""
        return self.every is not None


@dataclass(frozen=True, slots=True)
class Unclear:
    """Why nothing is assumed, and, when it can mean two things, which: naive local times or days."""

    reason: Reason
    choices: tuple[dt.datetime | dt.date, ...] = ()


class DoubtError(Exception):
    """Raised inside this package where there is no single answer; `answer` says why. Never leaves it."""

    def __init__(self, reason: Reason, *choices: dt.datetime | dt.date) -> None:
        super().__init__(reason)
        self.answer = Unclear(reason, choices)


def first_start(answer: Understood, now: dt.datetime) -> dt.datetime | dt.date | None:
    """The first time or day meant: a time alone is today if still to come, else tomorrow."""
    if answer.time is None or answer.day is not None:
        return answer.start or answer.day
    today = dt.datetime.combine(now.date(), answer.time)
    return today if today > now else today + dt.timedelta(days=1)


def local(answer: Understood | Unclear, now: dt.datetime) -> str:
    """One line for `makker when`: `2026-11-26T16:30`, a day alone `2026-11-26`, or `?`."""
    first = first_start(answer, now) if isinstance(answer, Understood) else None
    if isinstance(first, dt.datetime):
        return first.isoformat(timespec="minutes")
    return first.isoformat() if first else "?"
