"""Databases of very many pairs, written by SQLite itself: a million take a minute, and none of them is real."""

import contextlib
import functools
import sqlite3
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import SystemClock
from storage.opening import open_store
from storage.types import Instant
from storage.vault import load

# Pair n is mentor 2n - 1 and mentee 2n; whoever has the number n has the chat FIRST + n.
FIRST = 10**9
# Nothing is due sooner than so long after it was made.
CALM = timedelta(days=1)
# Names of so many people, and as many goals, are sealed; those of the others are as long, and nobody reads them.
READ = 200_000
_WEEK = 7 * 24 * 60
_PEOPLE = """
INSERT INTO people (chat, name, language, zone, quiet_from, quiet_until, remind_day_before, remind_soon, created_at)
SELECT :first + n, iif(n <= :read, seal('people', 'name', n, 'Person ' || n), randomblob(40)), 'da',
  'Europe/Copenhagen', '21:00', '08:00', 1, 1, :began FROM numbers"""
_MEMBERS = """
INSERT INTO members (programme_id, person_id, role, consent_version, consented_at, likes, free, forms)
SELECT 1, n, iif(n % 2, 'mentor', 'mentee'), 1, :began, x'', x'', x'' FROM numbers"""
_PAIRS = """
INSERT INTO pairs (programme_id, mentor_id, mentee_id, state, since, due_at)
SELECT 1, 2 * n - 1, 2 * n, 'active', :began, minutes(n % :week) FROM numbers"""
_AGREEMENTS = """
INSERT INTO agreements
  (pair_id, state, proposed_by, rhythm, weekdays, at, zone, first, place, minutes, months, ends_on, agreed_at)
SELECT n, 'agreed', 2 * n, 'weekly', n % 7, '16:30', 'Europe/Copenhagen', :day, x'', 60, 6, :ends, :began FROM numbers
"""
_GOALS = """
INSERT INTO goals (programme_id, mentee_id, position, title, state, author_id, created_at)
SELECT 1, 2 * n, 0, iif(n <= :read, seal('goals', 'title', n, 'Borrow books again'), randomblob(50)), 'open', 2 * n,
  :began FROM numbers"""
_HELD = """
INSERT INTO meetings (pair_id, agreement_id, starts_at, minutes, place, state, settled_at, version)
SELECT n, n, minutes(n % :week - :weeks * :week), 60, x'', 'held', :began, 0 FROM numbers"""
_TO_COME = """
INSERT INTO meetings (pair_id, agreement_id, starts_at, minutes, place, state, settled_at, version, due_at)
SELECT n, n, minutes(2880 + n % :week), 60, x'', 'planned', :began, 0, minutes(1440 + n % :week) FROM numbers"""
# What was said stays, as its key says that it was.
_SAID = """
INSERT INTO outbox
  (once_key, kind, chat, person_id, priority, not_before, state, attempts, message_id, created_at, closed_at)
SELECT 'meeting.tomorrow:' || n || ':' || (2 * n), 'meeting.tomorrow', :first + 2 * n, 2 * n, 20, :began, 'sent', 0, n,
  :began, :began FROM numbers"""


@functools.cache
def crowded(pairs: int) -> Path:
    """A folder with the `makker.db` and `makker.key` of so many pairs, made once a run and gone after it."""
    folder = Path(_kept().name) / str(pairs)
    folder.mkdir()
    crowd(folder, pairs, SystemClock().now())
    return folder


@functools.cache
def _kept():
    return tempfile.TemporaryDirectory(prefix="makker-crowded-")


def crowd(folder: Path, pairs: int, now: datetime) -> None:
    """Writes `makker.db` and its key: one programme with so many pairs, who meet every week and have met twice."""
    store = open_store(f"sqlite:///{folder / 'makker.db'}", folder / "makker.key").store
    began = now - timedelta(days=60)
    store.write_now(lambda unit: unit.programmes.add("Very many", "da", "Europe/Copenhagen", began))
    store.write_now(lambda unit: unit.programmes.due_again(1, now + 7 * CALM))
    store.close()
    told = {"first": FIRST, "read": READ, "began": _text(began), "week": _WEEK, "day": began.date().isoformat()}
    told |= {"ends": (now + timedelta(days=120)).date().isoformat()}
    with contextlib.closing(sqlite3.connect(folder / "makker.db", isolation_level=None)) as connection:
        connection.create_function("seal", 4, load(folder / "makker.key").seal)
        connection.create_function("minutes", 1, functools.cache(lambda n: _text(now + CALM + timedelta(minutes=n))))
        # Nobody pulls the plug here, and what was made can be made again.
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-200000")
        connection.execute("BEGIN")
        _fill(connection, _PEOPLE, 2 * pairs, told)
        _fill(connection, _MEMBERS, 2 * pairs, told)
        for statement in (_PAIRS, _AGREEMENTS, _GOALS):
            _fill(connection, statement, pairs, told)
        for weeks in (2, 1):
            _fill(connection, _HELD, pairs, told | {"weeks": weeks})
        _fill(connection, _TO_COME, pairs, told)
        _fill(connection, _SAID, pairs, told)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def as_new(folder: Path) -> Path:
    """The folder, where nothing tells any more of taps that were answered, or of clocks that stood elsewhere."""
    with contextlib.closing(sqlite3.connect(folder / "makker.db")) as connection, connection:
        connection.execute("DELETE FROM inbox")
        connection.execute("DELETE FROM outbox WHERE state != 'sent' OR kind = 'answer'")
        connection.execute("DELETE FROM clocks")
    return folder


def _fill(connection, statement, rows, told):
    numbers = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :rows)\nSELECT"
    connection.execute(statement.replace("SELECT", numbers, 1), told | {"rows": rows})


def _text(instant):
    return Instant().process_bind_param(instant, _sqlite())


@functools.cache
def _sqlite():
    from sqlalchemy.dialects import sqlite

    return sqlite.dialect()
