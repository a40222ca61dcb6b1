"""A large programme's digest: how long it takes to draw, and whether the bot's loop turns meanwhile.

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

from sqlalchemy import event

from bot.mentoring.nudges import NudgeKind
from handlers import notices
from storage.opening import open_store
from tests.bench.processes import fresh
from tests.bench.row import Goal, Measured, Row
from tests.many import METTE, fill
from tests.storage.databases import _swiftly
from tests.world import NOW

PAIRS, MEETINGS = 10_000, 40
TIMES = 5
TURN = 0.005  # seconds between two looks at the loop's clock


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
    """The seconds that each of some digests took, and by how many a turn of the loop was late meanwhile."""
    store = open_store(f"sqlite:///{folder / 'makker.db'}", folder / "makker.key").store
    facts = {"programme": 1, "until": int(NOW.timestamp())}

    def drawn(unit):
        return notices.draw(NudgeKind.DIGEST, facts, unit.people.by_chat(METTE), NOW, unit)

    took, late, done = [], [], asyncio.Event()
    turning = asyncio.create_task(_turns(late, done))  # noqa: TID251  it is awaited
    for _ in range(TIMES + 1):
        begun = time.perf_counter()
        await store.write(drawn)
        took.append(time.perf_counter() - begun)
    done.set()
    await turning
    store.close()
    return took[1:], late


async def _turns(late, done):
    while not done.is_set():
        begun = time.perf_counter()
        await asyncio.sleep(TURN)
        late.append(time.perf_counter() - begun - TURN)


def _measure(rounds):
    folder = _kept().name
    found = [fresh("tests.bench.digest", folder) for _ in range(rounds)]
    turns = [1000 * sorted(late)[int(0.99 * len(late))] for _, late in found]
    return Measured([[statistics.median(took) for took, _ in found], turns])


ROW = Row(
    "digest",
    f"The digest of a programme of {PAIRS:,} pairs, with {PAIRS * MEETINGS:,} meetings",
    (Goal("gathered, judged and drawn", "s", 1.0, 0.3), Goal("p99 by which the loop is late meanwhile", "ms", 50)),
    _measure,
)

if __name__ == "__main__":
    print(json.dumps(asyncio.run(digests(Path(sys.argv[1])))))  # noqa: T201
