"""The database cannot be written for a while: nothing is lost, and all goes on when it can."""

import asyncio
import sys
from contextlib import asynccontextmanager

from tests.chaos.network import goes_on, town

LOCKS = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.readline()
"""


@asynccontextmanager
async def locked(here, folder):
    """Another process holds the database."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", LOCKS, str(folder / "edges.db"), stdin=-1, stdout=-1
    )
    assert await process.stdout.readline() == b"locked\n"
    yield
    process.stdin.close()
    await process.wait()


@asynccontextmanager
async def full(here, _folder):
    """There is no room for one more page."""
    await _pragma(here, "max_page_count=1")
    yield
    await _pragma(here, "max_page_count=1073741823")


@asynccontextmanager
async def read_only(here, _folder):
    """Nothing can be written, as when the disk is mounted read-only after an error."""
    await _pragma(here, "query_only=ON")
    yield
    await _pragma(here, "query_only=OFF")


async def _pragma(here, words):
    """On the writer's one connection, outside any transaction."""
    store = here.bot.store

    def say():
        connection = store._writer.raw_connection()
        connection.cursor().execute(f"PRAGMA {words}")
        connection.close()

    await asyncio.wrap_future(store._writing.submit(say))


async def in_hand(folder, seconds):
    """An update is being dealt with when nothing can be written any more, for so many seconds."""
    async with town(folder) as here:
        await here.anna.types("jam")
        await here.passes(seconds)
        here.anna.does_not_see("jam", "Sorry")
        await _pragma(here, "query_only=OFF")
        here.done += 1
        return await goes_on(here)


async def not_writable(folder, how, seconds):
    """So many seconds long, while people tap and write; who taps meanwhile is answered when it is over."""
    async with town(folder, patience=2) as here:
        loop, before = asyncio.get_running_loop(), len(here.board.calls)
        began = loop.time()
        async with how(here, folder):
            while loop.time() < began + seconds:
                for _ in range(5):
                    await here.anna.types("more and more words " * 40)
                    here.done += 1
                await here.passes(seconds / 4)
            calls = len(here.board.calls) - before
            assert calls < 40 + 12 * (loop.time() - began), f"{calls} calls: a busy loop"
        return {"calls meanwhile": calls} | await goes_on(here)
