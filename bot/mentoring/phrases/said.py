"""The facts that the words of a phrase give, piece by piece, before they are held against the clock."""

from dataclasses import dataclass, fields, replace
from enum import Enum, IntEnum


class Part(IntEnum):
    """A part of the day, as people name it."""

    MORNING = 0
    FORENOON = 1
    AFTERNOON = 2
    EVENING = 3
    NIGHT = 4


class Which(Enum):
    """The word before a weekday."""

    NEXT = "next"
    THIS = "this"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as said. `exact` hours stand as they are ("07:15"); `until` is the end of "16-17"."""

    hour: int
    minute: int = 0
    exact: bool = False
    half_day: str = ""
    midnight: bool = False
    until: "Clock | None" = None


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that can be said about a time; what was not said is None. A phrase says each thing once."""

    clock: Clock | None = None
    part: Part | None = None
    minutes: int | None = None
    """From now: "in an hour"."""
    days: int | None = None
    """From today: "tomorrow"."""
    ahead: int | None = None
    """Days from today, or from the weekday that was said too: "in two weeks"."""
    later: int | None = None
    """Days after the day that was said too: "a week on Monday"."""
    months: int | None = None
    date: tuple[int, int, int] | None = None
    """Year, month, day; 0 where it was not said."""
    week: int | None = None
    """Calendar weeks from this one: "next week"."""
    week_number: int | None = None
    weekdays: tuple[int, ...] | None = None
    which: Which | None = None
    either: bool | None = None
    """One of the weekdays, not all of them."""
    nth: int | None = None
    month: int | None = None
    """The month of which it is the nth weekday."""
    month_ahead: int | None = None
    habit: bool | None = None
    """"Thursdays": something that comes back, with no word on how often."""
    every: int | None = None
    """Weeks between."""
    every_months: int | None = None
    since: bool | None = None
    past: bool | None = None

    def joined(self, other: "Said") -> "Said | None":
        """Both together, or None when both say the same thing."""
        news = {name: value for name in NAMES if (value := getattr(other, name)) is not None}
        if any(getattr(self, name) is not None for name in news):
            return None
        return replace(self, **news)


NAMES = tuple(field.name for field in fields(Said))
