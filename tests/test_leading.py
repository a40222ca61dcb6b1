"""Two bots on one database, each a process of its own: one leads, the other stands by and takes over."""

import asyncio
import signal
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
import pytest
from sqlalchemy import text

from bot.demo.bell import Bell
from storage.leading import LOCK, lead_of
from tests.nursery import FileClock, Nursery, nursery
from tests.ports import free_address
from tests.storage.databases import KINDS, ready
from tests.telegram import switchboard

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
SOON = 5.0  # seconds after which another leads
START = 30.0  # a process may take long to start on a machine that has other things to do
OFTEN = 0.05  # what another process does rings no bell of ours
A_MOMENT = 0.005  # so that whoever led has not taken it back


@dataclass
class Bot:
    """A bot in a process of its own, and its health page."""

    nursery: Nursery
    at: str
    page: httpx.AsyncClient
    bell: Bell
    child: int = 0

    async def starts(self):
        """It runs."""
        self.child = await self.nursery.start(http=self.at)

    async def dies(self):
        """It is killed in the middle of whatever it does."""
        await self.nursery.dies(self.child)

    async def stops(self):
        """It is told to come to its end, and does, in order."""
        assert await self.nursery.end(signal.SIGTERM, self.child) == 0

    async def says(self):
        """What its health page tells; nothing while there is none."""
        try:
            return (await self.page.get(f"http://{self.at}/healthz")).json()
        except httpx.TransportError:
            return {}

    async def until(self, *, leads):
        """Returns when it is well, and leads or stands by."""
        async with asyncio.timeout(START):
            while (said := await self.says()).get("leads") is not leads or not said["ok"]:
                await self.bell.until(lambda: False, OFTEN)
        return said


@asynccontextmanager
async def two(kind, folder):
    """The phones' side, the database's address, and two bots of which the first leads."""
    clock = FileClock(folder / "ahead", NOON)
    with ready(kind, folder) as url:
        async with (
            switchboard(clock.now) as board,
            nursery(board, folder, url=url) as bots,
            httpx.AsyncClient(trust_env=False) as page,
        ):
            one, other = (Bot(bots, free_address(), page, board.world.bell) for _ in range(2))
            await one.starts()
            await one.until(leads=True)
            await other.starts()
            await other.until(leads=False)
            yield board, url, one, other


@pytest.mark.parametrize("kind", KINDS)
async def test_a_second_bot_stands_by_and_answers_within_five_seconds_of_the_end_of_the_first(tmp_path, kind):
    async with two(kind, tmp_path) as (board, _, one, other):
        anna = board.phone("Anna", patience=SOON)
        await anna.starts()
        await anna.waits_until(lambda: anna.received, "the answer of the first")
        said = await other.says()
        assert (said["leads"], set(said["parts"])) == (False, {"lead"})
        assert (await one.says())["leads"]
        polls = len(board.called("getUpdates"))
        await one.dies()
        await anna.starts()
        await anna.waits_until(lambda: len(anna.received) == 2, "the answer of the second")
        assert set((await other.until(leads=True))["parts"]) == {"lead", "polling", "ticking", "delivery"}
        # Neither was ever told that somebody else polls with its token.
        assert {call.status for call in board.called("getUpdates")[:polls]} <= {0, 200}
        await one.starts()
        await one.until(leads=False)
        for each in (one, other):
            await each.dies()


@pytest.mark.parametrize("kind", KINDS)
async def test_a_bot_that_is_stopped_hands_over_in_order(tmp_path, kind):
    async with two(kind, tmp_path) as (board, _, one, other):
        await one.stops()
        await other.until(leads=True)
        anna = board.phone("Anna", patience=SOON)
        await anna.starts()
        await anna.waits_until(lambda: anna.received, "the answer of the second")
        await other.stops()
        assert not board.world.updates.queue


async def test_whoever_loses_the_connection_to_the_database_leads_no_longer(tmp_path):
    async with two("postgresql", tmp_path) as (board, url, one, other):
        anna = board.phone("Anna", patience=SOON)
        third = lead_of(url)
        async with asyncio.timeout(START):
            while not third.holds():
                _cut_off(one.nursery.store)
                await board.world.bell.until(lambda: False, A_MOMENT)
        for each in (one, other):
            await each.until(leads=False)
        await anna.starts()
        third.release()
        await anna.waits_until(lambda: anna.received, "the answer of whoever leads now")
        assert (await one.says())["leads"] is not (await other.says())["leads"]
        for each in (one, other):
            await each.dies()


def _cut_off(store):
    """The server ends the connection of whoever leads, if anybody does."""
    query = text(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = :number "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    store.write_now(lambda unit: unit.connection.execute(query, {"number": LOCK}))


@pytest.mark.parametrize("kind", KINDS)
def test_one_holds_the_lead_until_it_lets_go(tmp_path, kind):
    with ready(kind, tmp_path) as url:
        one, other = lead_of(url), lead_of(url)
        assert [one.holds(), other.holds(), one.holds(), other.holds()] == [True, False, True, False]
        one.release()
        while not other.holds():  # the server hears of it a moment later
            pass
        assert not one.holds()
        other.release()


def test_a_file_that_is_deleted_locks_out_nobody_and_makes_no_second_leader_for_long(tmp_path):
    one, other = (lead_of(f"sqlite:///{tmp_path / 'makker.db'}") for _ in range(2))
    assert one.holds()
    (tmp_path / "makker.db.lead").unlink()
    assert [other.holds(), one.holds(), other.holds()] == [True, False, True]
    one.release()
    other.release()
