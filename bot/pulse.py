"""Signs of life: when each part of the running bot last did its work well."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

STOOD_STILL = 3  # intervals without a sign of life


@dataclass(frozen=True)
class Beat:
    """One part's last sign of life: seconds since it last went well, and how often it should (seconds)."""

    age: float
    interval: float

    @property
    def alive(self) -> bool:
        """Whether it has not stood still for more than three intervals."""
        return self.age <= STOOD_STILL * self.interval


class Pulse:
    """Counts on a clock that nobody moves; a part that never beat is as old as the pulse."""

    def __init__(self, intervals: Mapping[str, float], seconds: Callable[[], float] = time.monotonic) -> None:
        """`intervals` in seconds, by part."""
        self._intervals = intervals
        self._seconds = seconds
        self._last = dict.fromkeys(intervals, seconds())

    def of(self, part: str) -> Callable[[], None]:
        """What the part calls when its work went well."""

        def beat() -> None:
            self._last[part] = self._seconds()

        return beat

    def begin(self) -> None:
        """Every part begins now: nobody asked it to do anything before."""
        self._last = dict.fromkeys(self._intervals, self._seconds())

    def beats(self) -> dict[str, Beat]:
        """How each part is."""
        now = self._seconds()
        return {part: Beat(now - self._last[part], interval) for part, interval in self._intervals.items()}
