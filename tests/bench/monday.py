"""A morning on which ten thousand pairs are asked how it went, all in the same minute, while others tap.

    python -m tests.bench.monday FOLDER URL [queued]

runs the bot on such a database: it comes to the minute when a line is read, says when it began and ended to decide, and
goes on to send until it is killed. With "queued" all is decided before it starts.
"""

import asyncio
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from bot.api import Api
from bot.app import App
from bot.clock import MovableClock
from bot.logs import set_up
from bot.mentoring.nudges import NudgeKind
from bot.running import _loop
from bot.ticker import decide
from handlers import actions
from storage import schema
from storage.opening import open_store
from tests.bench.crowded import FIRST, crowd
from tests.bench.processes import BOT, beside
from tests.bench.row import Goal, Measured, Row

DUE, OTHERS = 10_000, 1_000
MINUTE = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)  # 08:30 in Copenhagen
BEFORE = timedelta(minutes=2)
RATE = 15  # taps a second: with as many messages as may go, there is hardly room for more
WARM = 3.0  # seconds
_OVER = """
UPDATE meetings SET state = 'planned', starts_at = :starts, due_at = :due
WHERE id IN (SELECT max(id) FROM meetings WHERE state = 'held' AND pair_id <= :pairs GROUP BY pair_id)"""


# They were reminded of it, the day before and two hours before, as everybody is.
_REMINDED = """
INSERT INTO outbox (once_key, kind, chat, person_id, priority, not_before, state, attempts, created_at, closed_at)
SELECT kind || ':' || meetings.id || ':' || (unixepoch(substr(starts_at, 1, 19)) / 60) || ':' || people.id, kind,
  people.chat, people.id, 20, :due, 'sent', 0, :due, :due
FROM meetings JOIN pairs ON pairs.id = meetings.pair_id JOIN people ON people.id IN (mentor_id, mentee_id)
JOIN (SELECT 'meeting.tomorrow' AS kind UNION SELECT 'meeting.soon') WHERE meetings.due_at = :due"""


def morning(folder, pairs=DUE):
    """A database in which so many pairs have a meeting that was over an hour before the minute, and the others' taps.

    Each of the others taps in a chat where nothing else comes.
    """
    crowd(folder, pairs + OTHERS, MINUTE - BEFORE)
    told = {"starts": _text(MINUTE - timedelta(hours=2)), "due": _text(MINUTE), "pairs": pairs}
    with closing(sqlite3.connect(folder / "makker.db")) as connection, connection:
        connection.execute(_OVER, told)
        connection.execute(_REMINDED, told)
    opened = actions.encode(actions.Home()), actions.encode(actions.Meetings()), actions.encode(actions.Goals())
    people = range(2 * pairs + 1, 2 * (pairs + OTHERS) + 1)
    (folder / "taps.json").write_text(json.dumps([(FIRST + each, opened[each % 3]) for each in people]))


def _text(instant):
    return f"{instant:%Y-%m-%dT%H:%M:%S.%fZ}"


def _queued(unit):
    table = schema.outbox
    asked = select(func.count()).where(table.c.kind == NudgeKind.OUTCOME)
    return unit.connection.execute(asked).scalar_one()


async def live(folder, url, *, queued):
    """The bot, for ever; once it is time, the seconds at which it had begun and ended to decide."""
    # As much as it says by default, to nobody.
    set_up("text", "INFO", None, Path(os.devnull).open("w"))  # noqa: ASYNC230, SIM115  it is open as long as we are
    clock = MovableClock(MINUTE - BEFORE)
    store = open_store(f"sqlite:///{folder / 'makker.db'}", folder / "makker.key").store
    while queued and store.write_now(lambda unit: decide(unit, MINUTE)):
        pass
    app = App(store, Api("1:bench", url), clock, tick_seconds=3600)
    await app.start()
    await asyncio.to_thread(sys.stdin.readline)
    begun = time.monotonic()
    clock.move_to(MINUTE)
    await app._changes.until(lambda: not app._ticking.busy)
    ended = time.monotonic()
    told = {"begun": begun, "ended": ended, "queued": await store.read(_queued)}
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


def lives(pairs, seconds, rate=RATE, *more):
    """What bot and server saw of a morning that lasts so many seconds longer than it takes to decide."""
    with tempfile.TemporaryDirectory(prefix="makker-monday-") as kept:
        folder = Path(kept)
        morning(folder, pairs)
        with beside("tests.bench.strict", folder / "taps.json", rate) as server:
            url = f"http://127.0.0.1:{int(server.stdout.readline())}"
            with beside("tests.bench.monday", folder, url, *more, core=BOT) as bot:
                time.sleep(WARM)
                bot.stdin.write("now\n")
                bot.stdin.flush()
                told = json.loads(bot.stdout.readline())
                time.sleep(seconds)
                server.stdin.write("end\n")
                server.stdin.flush()
                return told, json.loads(server.stdout.readline())


def waits(seen, begun, ended):
    """In milliseconds, how long the taps of that time waited; until now, whoever still waits."""
    last = seen["let_in"][-1]
    return sorted(1000 * ((drawn or last) - served) for served, drawn in seen["taps"] if begun <= served <= ended)


def quantile(found, part):
    """Of what is sorted; the largest when there is little."""
    return found[min(len(found) - 1, int(len(found) * part))]


def _measure(rounds):
    took, late, all_waits = [], [], []
    for _ in range(rounds):
        told, seen = lives(DUE, 2)
        if told["queued"] < DUE:
            raise AssertionError(f"only {told['queued']} of {DUE} were decided")
        took.append(told["ended"] - told["begun"])
        found = waits(seen, told["begun"], told["ended"])
        late.append(quantile(found, 0.99))
        all_waits.append(quantile(found, 0.5))
    note = f"{RATE} taps a second meanwhile, in other chats."
    return Measured([took, late], {"a tap, median": statistics.median(all_waits)}, "ms", note)


ROW = Row(
    "monday",
    f"Monday 08:30, {DUE:,} nudges due in the same minute",
    (Goal("decided, and in the outbox", "s", 5.0), Goal("p99 of taps answered meanwhile", "ms", 200)),
    _measure,
)

if __name__ == "__main__":
    with asyncio.Runner(loop_factory=_loop) as runner:
        runner.run(live(Path(sys.argv[1]), sys.argv[2], queued="queued" in sys.argv[3:]))
