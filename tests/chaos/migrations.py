"""A migration is killed anywhere: the database is as it was or as it should be, and the next start ends the work."""

import multiprocessing
import random
import shutil
import sqlite3
import time
from contextlib import closing

from storage.migrate import migrate, stands
from storage.opening import open_store
from tests.storage.filled import fill

FIRST = "0001"
ROWS = 40
# The first one brings the others up, and the second one shows how long it takes.
SPARED = 2


def kills(folder, rounds):
    """So many deaths at random moments of the way from the first tables to the newest."""
    dice = random.Random(rounds)
    old, rows = _old(folder)
    starting = multiprocessing.get_context("forkserver")
    starting.set_forkserver_preload(["storage.migrate"])
    halves = 0
    takes = 0.0
    for number in range(rounds + SPARED):
        here = folder / f"{number}" / "makker.db"
        here.parent.mkdir()
        shutil.copy(old, here)
        url = f"sqlite:///{here}"
        process = starting.Process(target=migrate, args=(url,))
        began = time.monotonic()
        process.start()
        process.join(dice.random() * takes if number >= SPARED else None)
        process.kill()
        process.join()
        takes = takes if number >= SPARED else time.monotonic() - began
        standing = stands(url)
        halves += standing.current != standing.newest
        assert standing.current in {FIRST, standing.newest}
        assert migrate(url).after == standing.newest
        assert _whole(here) == rows
        shutil.rmtree(here.parent)
    return {"kills": rounds, "migrations not done by then": halves, "rounds": rounds}


def _old(folder):
    """A database of the first tables with rows in each, and how many."""
    path = folder / "old.db"
    url = f"sqlite:///{path}"
    opened = open_store(url, folder / "makker.key")
    opened.store.write_now(lambda unit: fill(unit, unit.outbox._rows.vault, ROWS))
    opened.store.close()
    migrate(url, FIRST)
    rows = _whole(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert set(rows.values()) >= {ROWS}
    return path, rows


def _whole(path):
    """How many rows there are in each of the first tables; the file is sound."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        told = "programmes", "people", "pairs", "meetings", "goals", "notes", "outbox", "inbox", "changes"
        return {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]  # noqa: S608  names of our own
            for name in told
            if name in tables
        }
