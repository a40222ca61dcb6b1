"""The real process is killed in the middle of its work, again and again: nothing is lost, nothing comes twice."""

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from storage import schema
from tests.builders import open_store
from tests.telegram import switchboard

ROUNDS = 20
ROOT = Path(__file__).parent.parent
TODAY_AT_NOON = datetime.now(UTC).replace(hour=11, minute=0)  # noqa: TID251


class Nursery:
    """Starts and kills bots."""

    def __init__(self, process) -> None:
        self.process = process

    async def start(self) -> int:
        """A new bot's process id."""
        self.process.stdin.write(b"go\n")
        return int(await self.process.stdout.readline())

    async def end(self, child: int, by: int) -> int:
        """Ends it; gives its exit code."""
        os.kill(child, by)
        return int(await self.process.stdout.readline())


@asynccontextmanager
async def nursery(board, folder):
    clock = folder / "ahead"
    ahead = TODAY_AT_NOON - datetime.now(UTC)  # noqa: TID251  so that it is never night
    clock.write_text(str(ahead.total_seconds()))
    store = open_store(folder)
    arguments = [board.url, board.token, f"sqlite:///{folder / 'edges.db'}", str(clock)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.nursery", *arguments, cwd=ROOT, stdin=-1, stdout=-1
    )
    try:
        yield Nursery(process), store
    finally:
        store.close()
        process.stdin.close()
        await process.wait()


async def talk(phones, board, sent):
    """Everybody writes and taps, and each third text makes a notice for the next person."""
    for number in range(10_000):
        phone, other = phones[number % 3], phones[(number + 1) % 3]
        if number % 3 == 0:
            await phone.types(f"tell {other.id} key{number}")
        elif number % 3 == 1:
            await phone.types(f"number {number}")
        else:
            await phone.taps_raw("h", phone.received[0])
        sent[phone.id] += 1
        # As fast as the bot fetches, and no faster: the queue holds a few at any moment.
        await board.world.bell.until(lambda: len(board.world.updates.queue) < 6, 30)


async def later(store, phones, rounds):
    """Notices whose time comes while the bot is being killed."""
    start = TODAY_AT_NOON

    def cause(unit):
        for number in range(rounds * 5):
            person = unit.people.by_chat(phones[number % 3].id)
            at = start + timedelta(seconds=number / 10)
            unit.outbox.notice("test.told", person, f"later{number}", {"key": f"later{number}"}, start, not_before=at)

    await store.write(cause)


async def test_twenty_kills_lose_and_double_nothing(tmp_path):
    dice = random.Random(20)
    async with switchboard() as board, nursery(board, tmp_path) as (bots, store):
        phones = [board.phone(name) for name in ("Anna", "Jonas", "Mette")]
        child = await bots.start()
        for phone in phones:
            await phone.starts()
            await phone.sees("Hello")
        await later(store, phones, ROUNDS)
        sent = Counter()
        talking = asyncio.create_task(talk(phones, board, sent))  # noqa: TID251
        for _ in range(ROUNDS):
            # A random number of the bot's calls: the next one may be fetching, answering or acknowledging.
            calls = len(board.calls) + dice.randint(1, 40)
            await board.until(lambda calls=calls: len(board.calls) >= calls, "the bot's work", 20)
            assert await bots.end(child, signal.SIGKILL) == -signal.SIGKILL
            child = await bots.start()
        talking.cancel()
        for phone in phones:
            await phone.types("last")
            sent[phone.id] += 1
            phone.patience = 20
            await phone.sees(f"last is {sent[phone.id]}")
        await board.until(lambda: _everything_told(store), "the last notice", 30)
        assert await bots.end(child, signal.SIGTERM) == 0
        _judge(store, phones, sent)


def _everything_told(store):
    table = schema.outbox
    waiting = select(table.c.id).where(table.c.state.in_(("waiting", "started")))
    return store.read_now(lambda unit: unit.connection.execute(waiting).first()) is None


def _judge(store, phones, sent):
    for phone in phones:
        assert store.read_now(lambda unit, phone=phone: unit.people.by_chat(phone.id)).name == str(sent[phone.id])
    inbox = store.read_now(lambda unit: unit.inbox.counts())
    assert inbox == {"done": sum(sent.values()) + len(phones)}
    heard = Counter(one.text for phone in phones for one in phone.notifications if one.text.startswith("Notice"))
    assert max(heard.values()) == 1
    table = schema.outbox
    query = select(table.c.once_key, table.c.state).where(table.c.kind != "answer")
    ends = {row.once_key: row.state for row in store.read_now(lambda unit: unit.connection.execute(query).all())}
    assert {key for key, state in ends.items() if state == "sent"} <= {text.removeprefix("Notice ") for text in heard}
    assert set(ends.values()) <= {"sent", "uncertain"}
    assert len(ends) >= ROUNDS * 5
