"""The engine: nothing lost, nothing poisoned, nothing written by a reader."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, StatementError

from storage.engine import Store, database
from storage.migrate import migrate
from storage.trouble import StorageTrouble
from storage.unit import Unit
from storage.vault import Vault
from tests.storage.counting import count_one, counted
from tests.storage.databases import KEY

NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)
START = 6  # months of a new programme


def add_programme(unit: Unit) -> None:
    unit.programmes.add("Peer Vejle", "da", "Europe/Copenhagen", NOW)


def slow_count() -> tuple[Callable[[Unit], None], threading.Event, threading.Event]:
    """A count that stays in its transaction until the second event is set; the first says that it has begun."""
    inside, go_on = threading.Event(), threading.Event()

    def slowly(unit: Unit) -> None:
        count_one(unit)
        inside.set()
        go_on.wait(10)

    return slowly, inside, go_on


async def test_fifteen_concurrent_read_modify_writes_keep_all_fifteen(store: Store) -> None:
    await store.write(add_programme)
    await asyncio.gather(*(store.write(count_one) for _ in range(15)))
    assert counted(store) == START + 15


def test_two_processes_that_count_at_once_lose_nothing(store: Store, url: str) -> None:
    store.write_now(add_programme)
    command = [sys.executable, "-m", "tests.storage.counting", url, "15"]
    processes = [subprocess.Popen(command) for _ in range(2)]
    for _ in range(15):
        store.write_now(count_one)
    assert [process.wait(60) for process in processes] == [0, 0]
    assert counted(store) == START + 45


def test_looking_at_the_file_again_takes_no_locks_away(store: Store, url: str) -> None:
    store.write_now(add_programme)
    migrate(url)
    # Its last connection would take the journal with it, if it did not see that we still read it.
    assert subprocess.run([sys.executable, "-m", "tests.storage.counting", url, "15"], check=False).returncode == 0
    assert counted(store) == START + 15
    store.write_now(count_one)
    assert counted(store) == START + 16


async def test_a_cancelled_task_neither_poisons_the_engine_nor_stops_its_transaction(store: Store) -> None:
    await store.write(add_programme)
    slowly, inside, go_on = slow_count()
    async with asyncio.TaskGroup() as group:
        task = group.create_task(store.write(slowly))
        await asyncio.to_thread(inside.wait, 10)
        task.cancel()
    go_on.set()
    await store.write(count_one)
    assert counted(store) == START + 2


async def test_a_reader_refuses_to_write(store: Store) -> None:
    await store.write(add_programme)
    with pytest.raises(DBAPIError):
        await store.read(count_one)
    await store.write(count_one)
    assert counted(store) == START + 1


async def test_a_reader_sees_what_is_committed_while_somebody_writes(store: Store) -> None:
    await store.write(add_programme)
    slowly, inside, go_on = slow_count()
    async with asyncio.TaskGroup() as group:
        group.create_task(store.write(slowly))
        await asyncio.to_thread(inside.wait, 10)
        seen = await store.read(lambda unit: unit.programmes.get(1).months)
        go_on.set()
    assert seen == START


async def test_an_exception_rolls_back_the_whole_cause(store: Store) -> None:
    def stumbles(unit: Unit) -> None:
        add_programme(unit)
        raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"):
        await store.write(stumbles)
    assert await store.read(lambda unit: unit.programmes.by_name("Peer Vejle")) is None


async def test_a_naive_instant_is_refused_and_nothing_is_written(store: Store) -> None:
    await store.write(add_programme)
    with pytest.raises(StatementError, match="naive"):
        await store.write(lambda unit: unit.programmes.due_again(1, NOW.replace(tzinfo=None)))


async def test_a_transaction_inside_a_transaction_is_refused_at_once(store: Store) -> None:
    with pytest.raises(RuntimeError, match="one transaction a cause"):
        await store.write(lambda _: store.write_now(add_programme))
    await store.write(add_programme)


def test_sqlite_is_set_up_as_promised(store: Store) -> None:
    if not store.sqlite:
        pytest.skip("SQLite's own pragmas")
    wanted = {"foreign_keys": 1, "busy_timeout": 15000, "synchronous": 2, "secure_delete": 1, "journal_mode": "wal"}

    def pragmas(unit: Unit) -> dict[str, object]:
        asked = [*wanted, "query_only"]
        return {name: unit.connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in asked}

    assert store.write_now(pragmas) == {**wanted, "query_only": 0}
    assert store.read_now(pragmas) == {**wanted, "query_only": 1}
    assert store._writer.pool.size() == 1
    assert store._reader.pool.size() == 4


async def test_whoever_stands_still_in_the_middle_on_postgresql_loses_it_and_the_others_go_on(
    url: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    if store.sqlite:
        pytest.skip("a process on SQLite's machine ends, or goes on")
    store.write_now(add_programme)
    monkeypatch.setattr("storage.engine.STILL", 200)
    sleeper = Store(url, Vault(KEY, 1))
    slowly, inside, go_on = slow_count()

    def sleeps(unit: Unit) -> None:
        slowly(unit)
        count_one(unit)

    async def others() -> None:
        await asyncio.to_thread(inside.wait, 10)
        await store.write(count_one)
        go_on.set()

    lost, _ = await asyncio.gather(sleeper.write(sleeps), others(), return_exceptions=True)
    assert isinstance(lost, DBAPIError)
    await sleeper.write(count_one)
    assert counted(store) == START + 2
    sleeper.close()


def test_an_error_does_not_tell_what_was_written(store: Store) -> None:
    store.write_now(add_programme)
    with pytest.raises(DBAPIError) as caught:
        store.write_now(add_programme)
    assert "Europe/Copenhagen" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense", "not a database address"),
        ("mysql://localhost/makker", "mysql is not a database that Makker knows"),
        ("sqlite://", "name a file"),
        ("sqlite:///:memory:", "name a file"),
    ],
)
def test_an_unusable_address_is_explained(url: str, words: str) -> None:
    with pytest.raises(StorageTrouble, match=words):
        Store(url, Vault(KEY, 1))


@pytest.mark.parametrize("written", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_always_spoken_to_through_psycopg(written: str) -> None:
    assert database(f"{written}://localhost/makker").drivername == "postgresql+psycopg"


def test_an_async_sqlite_address_is_understood() -> None:
    assert database("sqlite+aiosqlite:///makker.db").drivername == "sqlite"
