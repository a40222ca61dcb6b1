"""What was deleted is nowhere on the disk: not in the database's file, and not in its log."""

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import delete

from storage import schema
from storage.engine import Store
from storage.vault import Vault
from tests.storage.databases import KEY, blank
from tests.world import NOW

WORD = "Zyxhemmelig"


@pytest.fixture
def store(tmp_path):
    url = blank(tmp_path / "makker.db")
    store = Store(url, Vault(KEY, 1))
    yield store
    store.close()


def on_disk(folder):
    """The names of the database's files that hold the word."""
    return {path.name for path in folder.glob("makker.db*") if WORD.encode() in path.read_bytes()}


def comes_and_goes(store):
    """A row with the word in it, in the open, is written and deleted again."""
    store.write_now(lambda unit: unit.programmes.add(WORD, "da", "Europe/Copenhagen", NOW))
    store.write_now(lambda unit: unit.connection.execute(delete(schema.programmes)))


async def test_what_was_deleted_is_in_the_log_until_it_is_wiped(store, tmp_path):
    comes_and_goes(store)
    assert on_disk(tmp_path) == {"makker.db-wal"}
    assert await store.wipe()
    assert on_disk(tmp_path) == set()
    assert await store.wipe()


async def test_a_long_reader_is_not_waited_for_and_the_next_time_it_is_gone(store, tmp_path):
    with closing(sqlite3.connect(tmp_path / "makker.db")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM people").fetchall()
        comes_and_goes(store)
        assert not await store.wipe()
        store.write_now(lambda unit: unit.programmes.add("Peer Vejle", "da", "Europe/Copenhagen", NOW))
    assert await store.wipe()
    assert on_disk(tmp_path) == set()
