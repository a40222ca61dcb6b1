"""The one job goes on when somebody sets the machine's clock, back or forward."""

import asyncio
from datetime import datetime, timedelta

import pytest
from apscheduler.schedulers import base

from bot.clock import MovableClock
from bot.interval import Interval
from bot.tasks import Tasks

EVERY, HOUR = timedelta(seconds=0.02), timedelta(hours=1)


YEAR = 365 * 24 * HOUR


@pytest.mark.parametrize("jumps", [[-HOUR], [-YEAR], [YEAR], [YEAR, -YEAR]])
async def test_a_clock_that_is_set_stops_no_tick(monkeypatch, jumps):
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
    interval = Interval(tick, EVERY.total_seconds(), tasks, wall)
    interval.start()
    async with asyncio.timeout(10):
        await ticked.get()
        for jump in jumps:
            wall.advance(jump)
            began = wall.now()
            for _ in range(5):
                await ticked.get()
            # One after the other: what the clock leapt over is not made up for.
            assert wall.now() - began >= 3 * EVERY
    interval.stop()
    interval.stop()
    await tasks.stop(1)
