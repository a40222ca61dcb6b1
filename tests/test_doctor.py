"""The doctor: each thing that can be wrong is seen, and what to do stands beside it."""

import asyncio
import os
import shutil
import sqlite3
import threading
from contextlib import contextmanager
from datetime import UTC, timedelta, timezone
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfoNotFoundError

import pytest
from sqlalchemy import create_engine, text

from bot import doctor
from bot.clock import MovableClock, SystemClock
from bot.config import Settings
from bot.doctor import examine
from bot.findings import Level
from bot.storeroom import MB
from storage.backup import back_up
from storage.inbox import Arrival
from storage.opening import open_store
from storage.states import OutboxState
from tests.builders import NOON
from tests.cli import Operator
from tests.storage.databases import blank, ready
from tests.telegram import switchboard

OK, WARN, BAD = Level
NOWHERE = "http://127.0.0.1:1"


@pytest.fixture(autouse=True)
def _folder(tmp_path, monkeypatch):
    """An empty folder to be in."""
    monkeypatch.chdir(tmp_path)


def opened(name="makker"):
    """The store of a bot that was here, with its database and its key file."""
    return open_store(blank(Path(f"{name}.db")), Path(f"{name}.key")).store


def found(what, clock=None, **settings):
    """The doctor's findings about one thing."""
    given = Settings(**({"api_url": NOWHERE} | settings))
    return [one for one in examine(given, clock or SystemClock()) if one.what == what]


def stands(what, **settings):
    """The one finding about a thing, as level and words; what is not well has its advice."""
    (one,) = found(what, **settings)
    assert (one.level is OK) == (not one.do)
    return one.level, one.seen


def test_there_is_no_token():
    assert stands("token") == (BAD, "There is none.")


def test_the_tokens_file_is_not_there():
    level, seen = stands("token", token_file=Path("token.txt"))
    assert (level, "cannot be read" in seen) == (BAD, True)


def test_nobody_answers():
    assert stands("token", token="123:abc") == (BAD, f"{NOWHERE} cannot be reached (ConnectError).")


async def test_the_token_is_refused():
    async with switchboard() as board:
        level, seen = await asyncio.to_thread(stands, "token", token="123:abc", api_url=board.url)
    assert (level, "does not know this token" in seen, "123:abc" in seen) == (BAD, True, False)


async def test_the_token_is_known():
    async with switchboard() as board:
        seen = await asyncio.to_thread(stands, "token", token=board.token, api_url=board.url)
    assert seen == (OK, f"It is @{board.world.username}'s.")


class Punctual(BaseHTTPRequestHandler):
    """A Bot API that knows only who the bot is, and tells its time unless it is told not to."""

    tells = True

    def do_GET(self):
        self.send_response_only(200)
        if self.tells:
            self.send_header("Date", self.date_time_string())
        self.end_headers()
        self.wfile.write(b'{"ok": true, "result": {"username": "makker_bot"}}')

    def log_message(self, *_words):
        """Says nothing in between."""


@contextmanager
def punctual(*, tells=True):
    """Its address."""
    with HTTPServer(("127.0.0.1", 0), type("One", (Punctual,), {"tells": tells})) as server:
        serving = threading.Thread(target=server.handle_request)
        serving.start()
        yield f"http://127.0.0.1:{server.server_port}"
        serving.join()


@pytest.mark.parametrize(("apart", "level"), [(0, OK), (30, WARN), (-30, WARN), (3600, BAD)])
def test_the_clock_is_held_against_telegrams(apart, level):
    clock = MovableClock(SystemClock().now() + timedelta(seconds=apart))
    with punctual() as url:
        (one,) = found("clock", clock, token="123:abc", api_url=url)
    assert one.level is level
    assert (level is OK) == (not one.do)


def test_a_server_that_does_not_tell_its_time():
    with punctual(tells=False) as url:
        assert stands("clock", token="123:abc", api_url=url) == (
            WARN,
            "It is not known what time it is at the Bot API.",
        )


def test_summer_time_is_known():
    level, seen = stands("zone data")
    assert level is OK
    assert "summer time is known" in seen


def missing(key):
    raise ZoneInfoNotFoundError(key)


@pytest.mark.parametrize("zone", [missing, lambda _key: timezone(timedelta(hours=1)), lambda _key: UTC])
def test_zone_data_that_is_missing_or_wrong(monkeypatch, zone):
    monkeypatch.setattr(doctor, "ZoneInfo", zone)
    assert stands("zone data")[0] is BAD


@pytest.mark.parametrize(
    ("version", "level"), [((3, 40, 1), WARN), ((3, 51, 2), WARN), ((3, 51, 3), OK), ((4, 0, 0), OK)]
)
def test_an_old_sqlite_is_told(monkeypatch, version, level):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    monkeypatch.setattr(sqlite3, "sqlite_version", ".".join(map(str, version)))
    assert stands("SQLite")[0] is level


def test_sqlite_does_not_matter_on_postgresql():
    assert found("SQLite", database_url="postgresql://makker@127.0.0.1:1/makker") == []


@pytest.mark.parametrize(("free", "level"), [(99, BAD), (999, WARN), (50_000, OK)])
def test_room_on_the_disk(monkeypatch, free, level):
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=free * MB))
    assert stands("disk") == (level, f"{free:,} MB are free.")


def test_a_folder_that_is_not_there():
    level, seen = stands("disk", database_url="sqlite:///nowhere/makker.db")
    assert (level, seen.startswith("There is no folder ")) == (BAD, True)


def test_a_folder_that_cannot_be_written(monkeypatch):
    # A test that runs as root may write everywhere.
    monkeypatch.setattr("os.access", lambda _folder, how: not how & os.W_OK)
    assert stands("disk")[0] is BAD


def test_a_key_file_that_is_not_made_yet():
    assert stands("key file") == (OK, "There is none at makker.key; the first start makes it.")


@pytest.mark.parametrize(("mode", "level"), [(0o600, OK), (0o400, OK), (0o640, WARN), (0o604, WARN)])
def test_a_key_file_is_for_its_owner_only(mode, level):
    opened().close()
    Path("makker.key").chmod(mode)
    assert stands("key file")[0] is level


def test_a_key_file_that_is_something_else():
    Path("makker.key").write_text("my shopping list")
    assert stands("key file") == (BAD, "makker.key is not a key file of Makker.")


def test_a_database_that_is_not_made_yet_is_left_so():
    assert stands("database") == (WARN, "It is not made yet.")
    assert not Path("makker.db").exists()


def test_a_database_that_is_well():
    opened().close()
    level, seen = stands("database")
    assert (level, seen.endswith("and the key opens it.")) == (OK, True)


@pytest.mark.parametrize(("revision", "level"), [("0001", WARN), ("9999", BAD)])
def test_a_database_of_another_age(revision, level):
    opened().close()
    engine = create_engine("sqlite:///makker.db")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})
    engine.dispose()
    assert stands("database")[0] is level


def test_a_key_that_does_not_open_the_database():
    opened().close()
    opened("other").close()
    wrong = (BAD, "The key file is not the one that this database was sealed with.")
    assert stands("database", key_file=Path("other.key")) == wrong
    assert stands("database", key_file=Path("lost.key"))[0] is BAD


@pytest.mark.parametrize("url", ["postgresql://makker:hush@127.0.0.1:1/makker", "makker.db", "oracle://hush@there"])
def test_a_database_out_of_reach(url):
    level, seen = stands("database", database_url=url)
    assert (level, "hush" in seen) == (BAD, False)


def _tell(unit, *ends):
    """Somebody, and messages to them that ended so: (state, kind, days before noon)."""
    programme = unit.programmes.add("Peer Vejle", "da", "Europe/Copenhagen", NOON)
    anna = unit.people.add(1, "Anna", "da", programme, NOON)
    for number, (state, kind, days) in enumerate(ends, 1):
        at = NOON - timedelta(days=days)
        unit.outbox.notice(kind, anna, f"key {number}", {"text": "Secret"}, at)
        unit.outbox.close(number, state, at, "TimedOut")


@pytest.mark.parametrize(("days", "level"), [(1, WARN), (6, WARN), (8, OK)])
def test_messages_of_which_nobody_knows_whether_they_came(days, level):
    store = opened()
    assert stands("messages") == (OK, "Of each it is known whether it came.")
    uncertain = OutboxState.UNCERTAIN
    ends = (uncertain, "meeting.soon", 1), (uncertain, "goal.taken", 20), (uncertain, "meeting.soon", 3)
    store.write_now(lambda unit: _tell(unit, *ends, (OutboxState.SENT, "goal.taken", 30)))
    store.close()
    (one,) = found("messages", MovableClock(NOON + timedelta(days=days - 1)))
    words = "Of 3 nobody knows whether they came: goal.taken 1, meeting.soon 2."
    assert (one.level, one.seen) == (level, f"{words} Oldest 2026-10-31 11:00 UTC, newest 2026-11-19 11:00 UTC.")
    assert bool(one.do) == (level is WARN)


def test_what_could_have_been_done_and_was_not():
    def come(unit):
        programme = unit.programmes.add("Peer Vejle", "da", "Europe/Copenhagen", NOON)
        anna = unit.people.add(1, "Anna", "da", programme, NOON)
        for number, minutes in ((1, 0), (2, 3)):
            unit.inbox.receive([Arrival(number, 1, "{}")], NOON + timedelta(minutes=minutes))
        unit.outbox.notice("n", anna, "key", {}, NOON, not_before=NOON + timedelta(minutes=2))

    store = opened()
    store.write_now(come)
    store.close()
    at = {minutes: found("waiting", MovableClock(NOON + timedelta(minutes=minutes)))[0] for minutes in (4, 6, 8)}
    assert (at[4].level, at[4].seen) == (OK, "Nothing has waited for more than 5 minutes.")
    waits = "What could have been done waits: 2 updates, the oldest since 2026-11-20 11:00 UTC"
    assert (at[6].level, at[6].seen) == (WARN, f"{waits}.")
    assert at[8].seen == f"{waits}; 1 message, the oldest since 2026-11-20 11:02 UTC."
    assert "look in its log" in at[8].do


@pytest.mark.parametrize("what", ["messages", "waiting"])
@pytest.mark.parametrize("url", ["sqlite:///none.db", "postgresql://makker@127.0.0.1:1/makker", "makker.db"])
def test_where_there_is_no_database_nothing_is_said_of_messages(url, what):
    assert found(what, database_url=url) == []


@pytest.mark.parametrize(("apart", "level"), [(0, OK), (-30, WARN), (640, BAD)])
def test_the_clock_is_held_against_the_databases(tmp_path, apart, level):
    with ready("postgresql", tmp_path) as url:
        (one,) = found("clock", MovableClock(SystemClock().now() + timedelta(seconds=apart)), database_url=url)
    assert (one.level, "the database" in one.seen) == (level, True)


@pytest.mark.parametrize(
    ("days", "level", "seen"),
    [
        (0, OK, "The last one is of 2026-11-20 11:00 UTC."),
        (-1, OK, "The last one is of 2026-11-20 11:00 UTC."),
        (1.9, OK, "The last one is of 2026-11-20 11:00 UTC."),
        (2.1, WARN, "The last one is 2 days old."),
        (30, WARN, "The last one is 30 days old."),
    ],
)
def test_the_last_copys_age(days, level, seen):
    opened().close()
    (before,) = found("copies")
    assert (before.level, before.seen) == (WARN, "makker backup never made one of this database.")
    back_up("sqlite:///makker.db", Path("copy.db"), NOON, lambda _done, _all: None)
    (one,) = found("copies", MovableClock(NOON + timedelta(days=days)))
    assert (one.level, one.seen, bool(one.do)) == (level, seen, level is WARN)


@pytest.mark.parametrize(("days", "told"), [(29, False), (31, True)])
def test_what_an_update_or_a_restore_kept_is_to_go_when_people_were_told_that_it_would(days, told):
    opened().close()
    Path("makker.db.before-0007").touch()
    words = [one.seen for one in found("copies", MovableClock(SystemClock().now() + timedelta(days=days)))]
    assert any(one.startswith("makker.db.before-0007 is 31 days old") for one in words) == told


@pytest.mark.parametrize("url", ["sqlite:///none.db", "postgresql://makker@127.0.0.1:1/makker", "makker.db"])
def test_where_there_is_nothing_of_ours_to_copy_no_copy_is_missed(url):
    assert found("copies", database_url=url) == []


def test_a_variable_that_is_no_setting(monkeypatch):
    monkeypatch.setenv("MAKKER_TOKN", "123:abc")
    monkeypatch.setenv("MAKKER_TEST_POSTGRES", "")
    assert stands("settings") == (WARN, "MAKKER_TOKN is no setting of Makker.")


def test_looking_changes_nothing(tmp_path):
    list(examine(Settings(), SystemClock()))
    assert list(tmp_path.iterdir()) == []


async def test_the_command_ends_with_one_where_something_is_bad(tmp_path):
    operator = Operator(tmp_path)
    done = await operator.types("doctor")
    assert done.code == 1
    assert done.out.startswith("bad   token       There is none.\n")
    assert f"\n{'':18}makker migrate (or the next makker run) does it.\n" in done.out


async def test_the_command_ends_with_zero_where_all_is_well(tmp_path):
    async with switchboard() as board:
        operator = Operator(tmp_path, {"MAKKER_TOKEN": board.token, "MAKKER_API_URL": board.url})
        assert (await operator.types("migrate")).code == 0
        done = await operator.types("doctor")
    assert done.code == 0, done.out
    assert "bad" not in done.out


def test_a_number_that_nobody_has_looked_up_for_half_a_year():
    assert stands("help lines")[0] is OK
    (old,) = found("help lines", MovableClock(SystemClock().now() + timedelta(days=181)))
    assert (old.level, "116 123" in old.seen, "ring each" in old.do) == (WARN, True, True)
