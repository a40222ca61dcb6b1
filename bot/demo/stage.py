"""What stands behind the page: the clock, the story and the invitation that whoever wires the demo provides."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Stage(Protocol):
    """The demo's clock and its beginning; all instants are aware."""

    @property
    def zone(self) -> ZoneInfo:
        """The programme's zone, in which the page shows its clock and dates."""
        ...

    def now(self) -> datetime:
        """The demo's time."""
        ...

    async def move(self, to: datetime) -> None:
        """Moves the clock forward to an instant and lets the bot do what became due; back is ValueError."""
        ...

    async def next_due(self) -> datetime | None:
        """When the bot will next do something by itself, None when nothing is planned."""
        ...

    async def restart(self, *, story: bool) -> None:
        """Begins again: with a ready-made story, or empty with the coordinator's invitation."""
        ...

    async def invitation(self) -> str | None:
        """The coordinator's deep link that waits to be opened; None once it was used or with a story."""
        ...


@dataclass
class BareStage:
    """A stage with a clock and nothing behind it: for the page alone."""

    time: datetime = datetime(2026, 11, 20, 11, tzinfo=UTC)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Copenhagen"))
    link: str | None = None
    due: timedelta | None = timedelta(hours=5)
    stories: list[bool] = field(default_factory=list)
    begin: Callable[[bool], Awaitable[None]] | None = None
    arrived: Callable[[], object] | None = None

    def now(self) -> datetime:
        """The time that it was last moved to."""
        return self.time

    async def move(self, to: datetime) -> None:
        """Sets the clock, and calls `arrived`; ValueError for an earlier time."""
        if to < self.time:
            raise ValueError("time moves forward only")
        self.time = to
        if self.arrived:
            self.arrived()

    async def next_due(self) -> datetime | None:
        """Always the same span ahead."""
        return self.time + self.due if self.due else None

    async def restart(self, *, story: bool) -> None:
        """Takes note, and hands on to `begin`."""
        self.stories.append(story)
        if self.begin:
            await self.begin(story)

    async def invitation(self) -> str | None:
        """The link that it was made with."""
        return self.link
