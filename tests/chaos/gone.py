"""The disk is full to the last byte, the database server is killed: a real process bears it, and goes on afterwards."""

import asyncio
import json
import os
import signal
import sys
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from storage.rotation import forget
from storage.trouble import StorageTrouble
from tests.chaos.kills import NOON, Busy
from tests.chaos.machines import Disk, postgres, within
from tests.chaos.row import quiet
from tests.nursery import FileClock, nursery
from tests.telegram import switchboard

BACK = 5.0  # seconds after which all must be as before
OFTEN = 12  # calls a second that are no busy loop
AT_FIRST = 40
HALF = 0.5  # of a processor: whoever takes more runs in circles
NEWS = 20
MOMENT = 0.05
TICKS = os.sysconf("SC_CLK_TCK")


class Town:
    """A bot in a process of its own, and people who are busy with it."""

    def __init__(self, board, bots, clock, updates):
        """Who sends so many updates in all."""
        self.board, self.bots, self.clock, self.updates = board, bots, clock, updates
        self.busy = Busy(board, bots.store, updates=updates, news=NEWS)

    async def rests(self):
        """Returns when all is fetched, answered, sent, written down."""
        await self.bots.rest(self.board, self.clock, 120)

    async def bears(self, seconds, goes, keeps_away, comes_back):
        """All is as before within five seconds of its end, and nothing is lost or doubled; gives the figures."""
        await self.busy.works(self.updates // 2)
        await self.rests()
        await asyncio.to_thread(goes)
        calls = await self._without(seconds, keeps_away)
        await asyncio.to_thread(comes_back)
        loop = asyncio.get_running_loop()
        began = loop.time()
        await self.rests()
        took = loop.time() - began
        assert took < BACK, f"{took:.1f} s until all was as before"
        await self.busy.works(self.updates)
        await self.rests()
        # Whatever was away: the bot is at its database, and nobody changes the key meanwhile.
        with pytest.raises(StorageTrouble, match="stop the bot first"):
            forget(*self.bots.place, NOON)
        self.clock.move_to(max(self.clock.now(), NOON + timedelta(minutes=NEWS // 20 + 2)))
        await self.rests()
        assert await self.bots.end(signal.SIGTERM) == 0
        return {"calls meanwhile": calls, "back after s": took, "uncertain": self.busy.judge()}

    async def _without(self, seconds, keeps_away):
        """They go on writing and tapping; gives the calls of the bot, which lives and does not run in circles."""
        loop = asyncio.get_running_loop()
        began, worked, calls = loop.time(), self._worked(), len(self.board.calls)
        working = asyncio.create_task(self.busy.works(self.updates))  # noqa: TID251
        while loop.time() < began + seconds:
            keeps_away()
            await self.board.world.bell.until(lambda: False, MOMENT)
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
        took, calls = loop.time() - began, len(self.board.calls) - calls
        assert self.board.world.updates.queue, "all was written down: nothing was in its way"
        assert calls < AT_FIRST + OFTEN * took, f"{calls} calls: a busy loop"
        worked = self._worked() - worked
        assert worked < 1 + HALF * took, f"{worked:.1f} s of a processor in {took:.1f} s: a busy loop"
        return calls

    def _worked(self):
        """Seconds of a processor that the bot has had; fails when it is dead."""
        words = Path(f"/proc/{self.bots.child}/stat").read_text().rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / TICKS


@asynccontextmanager
async def _town(folder, updates, **where):
    clock = FileClock(folder / "ahead", NOON)
    said = folder / "log"
    async with switchboard(clock.now) as board, nursery(board, folder, said=said, tick_seconds="1", **where) as bots:
        town = Town(board, bots, clock, updates)
        await bots.start()
        await town.busy.begins()
        yield town


async def server_killed(folder, seconds, updates):
    """So many seconds without the database server, which was killed in the middle of so many updates."""
    with postgres() as server:
        async with _town(folder, updates, url=server.url) as town:
            return await town.bears(seconds, server.dies, lambda: None, server.starts)


def full_disk(folder, seconds, updates):
    """So many seconds without room for one more page, in the middle of so many updates."""
    disk = folder / "disk"
    disk.mkdir()
    told = within(disk, [sys.executable, "-m", "tests.chaos.gone", str(folder), str(seconds), str(updates)])
    return json.loads(told)


async def _on_disk(folder, seconds, updates):
    path = folder / "disk"
    disk = Disk(path)
    async with _town(folder, updates, url=f"sqlite:///{path / 'killed.db'}") as town:

        def goes():
            # The room that the database's log has already is taken away, too.
            assert town.bots.store.wipe_now()
            disk.fills()

        return await town.bears(seconds, goes, disk.fills, disk.is_freed)


if __name__ == "__main__":
    quiet()
    print(json.dumps(asyncio.run(_on_disk(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])))))  # noqa: T201
