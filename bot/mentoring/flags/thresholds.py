"""From when on something is a flag: what a programme can set, with the bounds that make sense."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum


@dataclass(frozen=True)
class Thresholds:
    """The usual ones; a programme may have others. Source: product.md, The desk.

    `quiet_amber` and `quiet_red` are intervals of the pair's own rhythm; `low_pulse`, `fallen_pulse` and `pulse_gap`
    are points of 0 to 10; `missed` is how many in a row; the others are days. `grace` is how long a new pair may be
    quiet; `difference`, `worry`, `not_quite` and `pulse` say for how long something is news.

    `talk_early` and `talk` are no flags: so long after a coordinator's last talk with a pair the next is due, in the
    pair's first month and later.
    """

    quiet_amber: float = 1.5
    quiet_red: float = 2.5
    grace: float = 14
    first_meeting: float = 10
    missed: float = 2
    not_told: float = 2
    difference: float = 14
    unreachable: float = 0
    unanswered: float = 0
    worry: float = 14
    not_quite: float = 28
    low_pulse: float = 4
    fallen_pulse: float = 3
    pulse_gap: float = 3
    pulse: float = 45
    talk_early: float = 14
    talk: float = 30


class Limit(StrEnum):
    """Each threshold by its name."""

    QUIET_AMBER = "quiet_amber"
    QUIET_RED = "quiet_red"
    GRACE = "grace"
    FIRST_MEETING = "first_meeting"
    MISSED = "missed"
    NOT_TOLD = "not_told"
    DIFFERENCE = "difference"
    UNREACHABLE = "unreachable"
    UNANSWERED = "unanswered"
    WORRY = "worry"
    NOT_QUITE = "not_quite"
    LOW_PULSE = "low_pulse"
    FALLEN_PULSE = "fallen_pulse"
    PULSE_GAP = "pulse_gap"
    PULSE = "pulse"
    TALK_EARLY = "talk_early"
    TALK = "talk"


class Measure(StrEnum):
    """What a threshold counts."""

    INTERVALS = "intervals"
    DAYS = "days"
    TIMES = "times"
    POINTS = "points"


@dataclass(frozen=True)
class Bounds:
    """What can be set: from `least` to `most`, in steps; `offered` are the few of those that are a button."""

    measure: Measure
    least: float
    most: float
    offered: tuple[float, ...] = ()
    step: float = 1

    def values(self) -> tuple[float, ...]:
        """All that can be set, in order."""
        return tuple(
            self.least + number * self.step for number in range(round((self.most - self.least) / self.step) + 1)
        )


def _days(least: int, most: int, *offered: float) -> Bounds:
    return Bounds(Measure.DAYS, least, most, offered)


# What can be set for which field of `Thresholds`, in the order in which it is shown. For pulses nothing is offered
# while nobody is asked for one.
BOUNDS: Mapping[Limit, Bounds] = {
    Limit.QUIET_AMBER: Bounds(Measure.INTERVALS, 1, 4, (1.5, 2, 3), step=0.5),
    Limit.QUIET_RED: Bounds(Measure.INTERVALS, 1.5, 8, (2, 2.5, 3, 4), step=0.5),
    Limit.GRACE: _days(0, 60, 0, 7, 14, 21, 28),
    Limit.FIRST_MEETING: _days(3, 60, 7, 10, 14, 21),
    Limit.MISSED: Bounds(Measure.TIMES, 2, 5, (2, 3, 4)),
    Limit.NOT_TOLD: _days(2, 14, 2, 4, 7, 14),
    Limit.DIFFERENCE: _days(7, 28, 7, 14, 21, 28),
    Limit.UNREACHABLE: _days(0, 14, 0, 2, 7, 14),
    Limit.UNANSWERED: _days(0, 28, 0, 7, 14, 28),
    Limit.WORRY: _days(7, 60, 7, 14, 21, 28),
    Limit.NOT_QUITE: _days(7, 60, 14, 28, 42, 56),
    Limit.LOW_PULSE: Bounds(Measure.POINTS, 1, 8),
    Limit.FALLEN_PULSE: Bounds(Measure.POINTS, 2, 8),
    Limit.PULSE_GAP: Bounds(Measure.POINTS, 2, 8),
    Limit.PULSE: _days(30, 120),
    Limit.TALK_EARLY: _days(7, 28, 7, 14, 21, 28),
    Limit.TALK: _days(14, 90, 14, 30, 45, 60),
}
USUAL = Thresholds()


def is_threshold(name: str, value: float) -> bool:
    """Whether there is such a threshold, and it can be set to that."""
    return name in BOUNDS and value in BOUNDS[Limit(name)].values()


def choices(limit: Limit, thresholds: Thresholds) -> list[float]:
    """What it can be changed to with one tap: amber stays before red."""
    found = BOUNDS[limit].offered
    if limit is Limit.QUIET_AMBER:
        return [value for value in found if value < thresholds.quiet_red]
    if limit is Limit.QUIET_RED:
        return [value for value in found if value > thresholds.quiet_amber]
    return list(found)


def with_values(values: Mapping[str, float]) -> Thresholds:
    """The usual ones, but for those that were set; what can no longer be set so does not count."""
    return replace(USUAL, **{name: value for name, value in values.items() if is_threshold(name, value)})
