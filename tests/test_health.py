"""The health page of the running bot: each part stands still in turn, the page says so, and is well again after."""

import asyncio
import sqlite3
import threading
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass

import httpx

from bot.demo.faults import Trouble
from bot.web import Web, listen
from storage.engine import READERS
from tests.builders import Running, everything
from tests.telegram import Switchboard

LONG = 181.0  # seconds: more than three ticks of a minute each


class Watch:
    """Seconds that pass when the test says so."""

    passed = 0.0

    def __call__(self):
        return self.passed


@dataclass
class Watched:
    """The bot, the make-believe Telegram that it polls without a pause, and its page."""

    board: Switchboard
    bot: Running
    page: httpx.AsyncClient
    watch: Watch

    async def stands_still(self):
        """The parts of which the page says so."""
        answer = await self.page.get("/healthz")
        still = {name for name, part in answer.json()["parts"].items() if not part["ok"]}
        assert (answer.status_code, answer.json()["ok"]) == ((503, False) if still else (200, True))
        return still

    async def polls(self):
        """Returns when a poll that began after this call has ended."""
        calls = len(self.board.called("getUpdates"))
        await self.board.until(lambda: len(self.board.called("getUpdates")) > calls + 1, "polling")

    async def looks(self):
        """Returns when delivery has looked once more."""
        self.bot.app._delivery.wake()
        await self.bot.app._changes.until(lambda: not self.bot.app._delivery.busy)

    async def works(self):
        """Every part does its work once more."""
        await self.polls()
        await self.bot.app.tick_now()
        await self.looks()


@asynccontextmanager
async def watched(folder):
    """It is well at first."""
    watch, listening = Watch(), listen("127.0.0.1", 0)
    async with everything(folder, poll=0, tick_seconds=60, seconds=watch) as (board, bot):
        web = Web(bot.app, listening, None)
        serving = asyncio.create_task(web.run())  # noqa: TID251
        base = "http://{}:{}".format(*listening.getsockname())
        async with httpx.AsyncClient(base_url=base, trust_env=False) as client:
            health = Watched(board, bot, client, watch)
            await health.works()
            assert await health.stands_still() == set()
            yield health
        web.stop()
        await serving


async def test_while_nothing_can_be_fetched_the_page_says_so(tmp_path):
    async with watched(tmp_path) as health:
        health.board.faults.next("getUpdates", Trouble.GATEWAY, times=1000)
        await health.polls()
        health.watch.passed += LONG
        await health.bot.app.tick_now()
        await health.looks()
        assert await health.stands_still() == {"polling"}
        health.board.faults.clear()
        await health.works()
        assert await health.stands_still() == set()


async def test_while_nothing_can_be_written_the_page_says_so(tmp_path):
    async with watched(tmp_path) as health:
        with closing(sqlite3.connect(tmp_path / "edges.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            tick = asyncio.create_task(health.bot.app.tick_now())  # noqa: TID251
            health.watch.passed += LONG
            await health.polls()
            await health.looks()
            assert await health.stands_still() == {"ticking"}
            other.execute("ROLLBACK")
        await tick
        await health.works()
        assert await health.stands_still() == set()


async def test_while_delivery_cannot_look_the_page_says_so(tmp_path):
    async with watched(tmp_path) as health:
        gate = threading.Event()
        store = health.bot.store
        busy = [asyncio.create_task(store.read(lambda _unit: gate.wait(20))) for _ in range(READERS)]  # noqa: TID251
        health.watch.passed += LONG
        await health.polls()
        await health.bot.app.tick_now()
        assert await health.stands_still() == {"delivery"}
        gate.set()
        await asyncio.gather(*busy)
        await health.works()
        assert await health.stands_still() == set()
