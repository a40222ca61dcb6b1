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


class Measure(StrEnum):
    """What a threshold counts."""

    INTERVALS = "intervals"
    DAYS = "days"
    TIMES = "times"
    POINTS = "points"


@dataclass(frozen=True)
class Bounds:
    """What can be chosen: from `least` to `most`, in steps."""

    measure: Measure
    least: float
    most: float
    step: float = 1

    def values(self) -> tuple[float, ...]:
        """All that can be chosen, in order."""
        return tuple(
            self.least + number * self.step for number in range(round((self.most - self.least) / self.step) + 1)
        )


def _days(least: int, most: int) -> Bounds:
    return Bounds(Measure.DAYS, least, most)


# What can be set for which field of `Thresholds`, in the order in which it is shown.
BOUNDS: Mapping[str, Bounds] = {
    "quiet_amber": Bounds(Measure.INTERVALS, 1, 4, 0.5),
    "quiet_red": Bounds(Measure.INTERVALS, 1.5, 8, 0.5),
    "grace": _days(0, 60),
    "first_meeting": _days(3, 60),
    "missed": Bounds(Measure.TIMES, 2, 5),
    "not_told": _days(2, 14),
    "difference": _days(7, 28),
    "unreachable": _days(0, 14),
    "unanswered": _days(0, 28),
    "worry": _days(7, 60),
    "not_quite": _days(7, 60),
    "low_pulse": Bounds(Measure.POINTS, 1, 8),
    "fallen_pulse": Bounds(Measure.POINTS, 2, 8),
    "pulse_gap": Bounds(Measure.POINTS, 2, 8),
    "pulse": _days(30, 120),
    "talk_early": _days(7, 28),
    "talk": _days(14, 90),
}
USUAL = Thresholds()


def is_threshold(name: str, value: float) -> bool:
    """Whether there is such a threshold, and it can be set to that."""
    return name in BOUNDS and value in BOUNDS[name].values()


def with_values(values: Mapping[str, float]) -> Thresholds:
    """The usual ones, but for those that were set; what can no longer be set so does not count."""
    return replace(USUAL, **{name: value for name, value in values.items() if is_threshold(name, value)})
