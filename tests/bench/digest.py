"""A large programme's digest: how long it takes to draw, and whether the bot's loop and its writer turn meanwhile.

python -m tests.bench.digest FOLDER
"""

import asyncio
import functools
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import delete, event

from bot import letters
from bot.mentoring.nudges import NudgeKind
from bot.running import keep_what_is_loaded
from handlers import notices
from storage import schema
from storage.opening import open_store
from storage.outbox import ToSay
from storage.states import Priority
from tests.bench.processes import fresh
from tests.bench.row import Goal, Measured, Row
from tests.many import METTE, fill
from tests.storage.databases import _swiftly
from tests.world import NOW

PAIRS, MEETINGS = 10_000, 40
TIMES = 5
TURN = 0.005  # seconds between two looks at the loop's clock
TAP = 0.1  # seconds between two who write meanwhile


@functools.cache
def _kept():
    kept = tempfile.TemporaryDirectory(prefix="makker-digest-")
    folder = Path(kept.name)
    store = open_store(f"sqlite:///{folder / 'makker.db'}", folder / "makker.key").store
    event.listen(store._writer, "connect", _swiftly)
    store._writer.dispose()
    store.write_now(lambda unit: fill(unit, PAIRS, MEETINGS))
    store.close()
    return kept


async def digests(folder):
    """The seconds that each of some digests took, and by how many a turn of the loop was late, and whoever wrote."""
    store = open_store(f"sqlite:///{folder / 'makker.db'}", folder / "makker.key").store
    rows = await store.write(_due)
    keep_what_is_loaded()
    took, late, kept, done = [], [], [], asyncio.Event()
    beside = [
        asyncio.create_task(_turns(late, done)),  # noqa: TID251  it is awaited
        asyncio.create_task(_writes(store, kept, done)),  # noqa: TID251  it is awaited
    ]
    for row in rows:
        begun = time.perf_counter()
        drawn = await letters.started(store, row, NudgeKind.DIGEST, NOW, notices.draw, "bench")
        took.append(time.perf_counter() - begun)
        assert drawn is not None
    done.set()
    await asyncio.gather(*beside)
    store.close()
    return took[1:], late, kept


def _due(unit):
    """The rows of as many digests, as the ticker writes them."""
    mette, facts = unit.people.by_chat(METTE), {"programme": 1, "until": int(NOW.timestamp())}
    unit.connection.execute(delete(schema.outbox))
    keys = [f"{NudgeKind.DIGEST}:{number}" for number in range(TIMES + 1)]
    to_say = [ToSay(NudgeKind.DIGEST, mette, key, facts, NOW, None, Priority.DIGEST, NOW) for key in keys]
    unit.outbox.notices(to_say, NOW)
    return [letter.id for letter in unit.outbox.due(NOW, TIMES + 1)]


async def _writes(store, kept, done):
    """By how many seconds somebody who writes a word is kept waiting."""
    while not done.is_set():
        begun = time.perf_counter()
        await store.write(lambda unit: unit.programmes.due_again(1, NOW))
        kept.append(time.perf_counter() - begun)
        await asyncio.sleep(TAP)


async def _turns(late, done):
    while not done.is_set():
        begun = time.perf_counter()
        await asyncio.sleep(TURN)
        late.append(time.perf_counter() - begun - TURN)


def _measure(rounds):
    folder = _kept().name
    found = [fresh("tests.bench.digest", folder) for _ in range(rounds)]
    turns, writes = ([1000 * sorted(each[at])[int(0.99 * len(each[at]))] for each in found] for at in (1, 2))
    bars = {"p99 of a write meanwhile": statistics.median(writes)}
    return Measured([[statistics.median(took) for took, *_ in found], turns], bars, "ms")


ROW = Row(
    "digest",
    f"The digest of a programme of {PAIRS:,} pairs, with {PAIRS * MEETINGS:,} meetings",
    (Goal("gathered, judged and drawn", "s", 1.0, 0.3), Goal("p99 by which the loop is late meanwhile", "ms", 50)),
    _measure,
)

if __name__ == "__main__":
    print(json.dumps(asyncio.run(digests(Path(sys.argv[1])))))  # noqa: T201
