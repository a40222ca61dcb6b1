"""The one job goes on when somebody sets the machine's clock back."""

import asyncio
from datetime import datetime, timedelta

import pytest
from apscheduler.schedulers import base

from bot.clock import MovableClock
from bot.interval import Interval
from bot.tasks import Tasks

HOUR = timedelta(hours=1)


@pytest.mark.parametrize("jump", [-HOUR, -365 * 24 * HOUR])
async def test_a_clock_that_is_set_stops_no_tick(monkeypatch, jump):
    wall, ticked = MovableClock(), asyncio.Queue()

    class Wall(datetime):
        @classmethod
        def now(cls, tz=None):
            return wall.now().astimezone(tz)

    async def tick():
        ticked.put_nowait(wall.now())

    # The library's own look at the machine's clock.
    monkeypatch.setattr(base, "datetime", Wall)
    tasks = Tasks(lambda _error: None)
    interval = Interval(tick, 0.02, tasks, wall)
    interval.start()
    async with asyncio.timeout(10):
        await ticked.get()
        wall.advance(jump)
        for _ in range(5):
            await ticked.get()
    interval.stop()
    interval.stop()
    await tasks.stop(1)
