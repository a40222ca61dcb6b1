"""now(), and the clock that can be moved."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """The present instant, aware UTC."""

    def on_move(self, told: Callable[[], None]) -> None:
        """From now on `told` is called whenever somebody moves the clock."""


class SystemClock:
    """The machine's own clock; nobody moves it."""

    def now(self) -> datetime:
        """The present instant, aware UTC."""
        return datetime.now(UTC)

    def on_move(self, told: Callable[[], None]) -> None:
        """Never calls."""


class MovableClock:
    """Starts anywhere, runs on at the speed of real time, and can be moved."""

    def __init__(self, start: datetime | None = None) -> None:
        """Shows `start` now (an aware instant), or the real time."""
        self._ahead = start - datetime.now(UTC) if start else timedelta()
        self._told: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """The instant that this clock shows, aware UTC."""
        return datetime.now(UTC) + self._ahead

    def on_move(self, told: Callable[[], None]) -> None:
        """From now on `told` is called after each move, in the mover's thread."""
        self._told.append(told)

    def move_to(self, instant: datetime) -> None:
        """Shows the aware instant now; back is possible too."""
        self.advance(instant - self.now())

    def advance(self, by: timedelta) -> None:
        """Shows so much more (or less) than it did."""
        self._ahead += by
        for told in self._told:
            told()
