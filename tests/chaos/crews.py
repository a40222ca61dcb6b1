"""Several processes on one PostgreSQL, to which updates are brought: any of them is killed, again and again."""

import asyncio
import random
import signal
from contextlib import asynccontextmanager
from datetime import timedelta

from tests.chaos.kills import LATEST, NOON, Busy, Two
from tests.chaos.machines import postgres
from tests.nursery import FileClock, nursery
from tests.ports import free_address
from tests.telegram import switchboard

SECRET = "known-to-the-platform-alone"
PATIENCE = 60
WAITING = 120  # updates that wait at any moment, at most


class Crowd(Busy):
    """Many pairs who all write at the same time."""

    def __init__(self, board, store, *, chats, news):
        """In so many chats; otherwise as the few who are busy."""
        super().__init__(board, store, updates=0, news=news)
        self.pairs += [
            Two(self._phone(f"Anna{number}"), self._phone(f"Jonas{number}")) for number in range(1, chats // 2)
        ]

    async def begins(self):
        """All are in a programme, and have their first answer."""
        await self.store.write(self._built)
        phones = [self.mette, *(phone for two in self.pairs for phone in (two.anna, two.jonas))]
        for phone in phones:
            await phone.starts()
        self.sent += len(phones)
        await self.board.until(lambda: all(phone.received for phone in phones), "the first answers", PATIENCE)

    async def works(self, updates):
        """Until there were so many: in each chat a tap, what was asked for, and the next tap."""
        while self.sent < updates:
            for two in self.pairs:
                await self._write_one(two)
                await self.board.world.bell.until(lambda: len(self.board.world.updates.queue) < WAITING, PATIENCE)


class Crew:
    """The processes, each at an address of its own, behind the one that the platform knows."""

    def __init__(self, bots, board, size):
        """None runs yet."""
        self.bots, self.board = bots, board
        self.children = dict.fromkeys([free_address() for _ in range(size)], 0)
        board.telegram.webhook.servers = list(self.children)

    async def start(self):
        """All begin."""
        for at in self.children:
            await self._start(at)

    async def dies(self, at):
        """The one at this address is killed, and another begins in its place."""
        await self.bots.dies(self.children[at])
        await self._start(at)

    async def ends(self):
        """All come to their end, in order."""
        for child in self.children.values():
            assert await self.bots.end(signal.SIGTERM, child) == 0

    async def _start(self, at):
        self.children[at] = await self.bots.start(http=at)


@asynccontextmanager
async def crew(folder, url, size, **settings):
    """The phones' side, the processes, which do not run yet, and their clock."""
    clock = FileClock(folder / "ahead", NOON)
    # Each gets an address of its own when it starts.
    hook = {"webhook_url": "http://127.0.0.1:1/telegram", "webhook_secret": SECRET, "http": "127.0.0.1:0"}
    async with (
        switchboard(clock.now) as board,
        nursery(board, folder, url=url, tick_seconds="1", **hook, **settings) as bots,
    ):
        yield board, Crew(bots, board, size), clock


async def crews(folder, url, *, size=4, rounds=14, updates=3_000, chats=200, news=60):
    """So many deaths among so many updates from so many chats, with so many notices and as many reminders."""
    dice = random.Random(rounds)
    async with crew(folder, url, size) as (board, them, clock):
        crowd = Crowd(board, them.bots.store, chats=chats, news=news)
        await them.start()
        await crowd.begins()
        working = asyncio.create_task(crowd.works(updates))  # noqa: TID251
        begun = crowd.sent
        for number in range(rounds):
            enough = begun + (updates - begun) * (number + 1) // (rounds + 1)
            await board.world.bell.until(lambda enough=enough: working.done() or crowd.sent >= enough, PATIENCE)
            await asyncio.sleep(dice.random() * LATEST)
            await them.dies(dice.choice(list(them.children)))
        await working
        await them.bots.rest(board, clock, 120)
        clock.move_to(max(clock.now(), NOON + timedelta(minutes=news // 20 + 2)))
        await them.bots.rest(board, clock, 120)
        await them.ends()
        uncertain = crowd.judge()
        return {"kills": rounds, "updates": crowd.sent, "notices": 2 * news, "uncertain": uncertain}


async def on_a_server(folder, **told):
    """The same on a PostgreSQL of its own."""
    with postgres() as server:
        return await crews(folder, server.url, **told)
