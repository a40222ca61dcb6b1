"""One job every so many seconds, whatever is done to the machine's clock."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import Clock, SystemClock
from bot.tasks import Tasks


class _Onward(IntervalTrigger):  # type: ignore[misc]  # the library has no types
    """Never a time that is over: the library would walk through all those that a clock leapt over, one by one."""

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        found: datetime = super().get_next_fire_time(previous, now)
        return found if previous is None or found > now else now + self.interval


class Interval:
    """The scheduler counts on the machine's clock: set back an hour, it would sleep for that hour. This wakes it."""

    def __init__(
        self, job: Callable[[], Awaitable[None]], seconds: float, tasks: Tasks, wall: Clock | None = None
    ) -> None:
        """Nothing runs before `start`. `wall` is the clock that the scheduler looks at: the machine's."""
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        whenever = {"coalesce": True, "misfire_grace_time": None, "max_instances": 1}
        self._job = self._scheduler.add_job(job, _Onward(seconds=seconds, timezone="UTC"), **whenever)
        self._seconds = seconds
        self._tasks = tasks
        self._wall = wall or SystemClock()
        self._watch: asyncio.Task[None] | None = None

    def start(self) -> None:
        """The first time is one interval from now."""
        self._scheduler.start()
        self._watch = self._tasks.start(self._watched())

    def stop(self) -> None:
        """No more; what runs goes on to its end."""
        if self._watch is not None:
            self._watch.cancel()
            self._scheduler.shutdown(wait=False)
            self._watch = None

    async def _watched(self) -> None:
        while True:
            # The loop counts on a clock that nobody sets.
            await asyncio.sleep(self._seconds)
            now = self._wall.now()
            if self._job.next_run_time > now + timedelta(seconds=2 * self._seconds):
                self._job.modify(next_run_time=now)
