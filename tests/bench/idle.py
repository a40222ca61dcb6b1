"""A tick with nothing due, among a thousand pairs and among a million.

python -m tests.bench.idle FOLDER
"""

import asyncio
import functools
import json
import statistics
import sys
import time
from datetime import timedelta
from pathlib import Path

from bot.clock import MovableClock
from bot.ticker import Ticker
from storage.opening import open_store
from tests.bench.crowded import as_new, crowded
from tests.bench.processes import alternating, fresh
from tests.bench.row import Goal, Measured, Row

FEW, SOME, MANY = 1_000, 100_000, 1_000_000
TICKS, WARM = 50, 5


async def ticks(folder):
    """What each tick takes, in milliseconds; a minute passes from one to the next."""
    clock = MovableClock()
    store = open_store(f"sqlite:///{folder / 'makker.db'}", folder / "makker.key").store
    ticker = Ticker(store, clock, wake=lambda: None)
    took = []
    for _ in range(TICKS):
        clock.advance(timedelta(minutes=1))
        begun = time.perf_counter()
        await ticker.tick()
        took.append(1000 * (time.perf_counter() - begun))
    store.close()
    return took[WARM:]


def _measure(rounds):
    one = {pairs: functools.partial(_one, crowded(pairs)) for pairs in (FEW, SOME, MANY)}
    found = alternating(rounds, one)
    ratios = [many / few for many, few in zip(found[MANY], found[FEW], strict=True)]
    bars = {f"{pairs:,} pairs": statistics.median(took) for pairs, took in found.items()}
    return Measured([ratios, found[MANY]], bars, "ms")


def _one(folder):
    return statistics.median(fresh("tests.bench.idle", as_new(folder)))


ROW = Row(
    "idle",
    "A tick with nothing due",
    (Goal("a million pairs beside a thousand", "x", 2.0), Goal("among a million pairs", "ms", 5.0)),
    _measure,
)

if __name__ == "__main__":
    print(json.dumps(asyncio.run(ticks(Path(sys.argv[1])))))  # noqa: T201
