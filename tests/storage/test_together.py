"""Causes that share a transaction: one commit for all, and each apart from the others."""

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from storage.engine import Store
from storage.unit import Unit
from tests.storage.counting import count_one, counted
from tests.storage.test_engine import START, add_programme, slow_count


def _commits(store: Store) -> list[int]:
    """Grows by one for each commit from now on."""
    commits: list[int] = []
    event.listen(store._writer, "commit", lambda _connection: commits.append(1))
    return commits


async def _while_one_is_busy(store: Store, *causes: Callable[[Unit], object]) -> list[object]:
    """What each of these comes to, when they wait for the one writer at the same time."""
    slowly, inside, go_on = slow_count()
    async with asyncio.TaskGroup() as group:
        busy = group.create_task(store.write(slowly))
        await asyncio.to_thread(inside.wait, 10)
        waiting = asyncio.gather(*map(store.write, causes), return_exceptions=True)
        await asyncio.sleep(0)
        go_on.set()
        await busy
    return await waiting


def _stumbles(unit: Unit) -> None:
    count_one(unit)
    raise LookupError("halfway")


async def test_causes_that_wait_share_a_commit_and_each_is_told_its_own(store: Store) -> None:
    store.write_now(add_programme)
    commits = _commits(store)
    told = await _while_one_is_busy(store, count_one, lambda _unit: "read", _stumbles, count_one)
    assert [str(each) for each in told] == ["None", "read", "halfway", "None"]
    assert counted(store) == START + 3
    assert len(commits) < 4


async def test_when_the_shared_transaction_is_lost_each_has_its_own(store: Store) -> None:
    store.write_now(add_programme)
    seen = []

    def loses(unit: Unit) -> None:
        seen.append(1)
        if len(seen) == 1:
            # As SQLite does by itself when the disk is full, and a server that ends the session.
            unit.connection.connection.driver_connection.execute("ROLLBACK")
            raise OperationalError("insert", {}, Exception("database or disk is full"))

    told = await _while_one_is_busy(store, count_one, loses, _stumbles, count_one)
    assert [str(each) for each in told] == ["None", "None", "halfway", "None"]
    assert counted(store) == START + 3


async def test_an_error_of_the_disk_is_told_to_the_one_who_met_it(store: Store) -> None:
    store.write_now(add_programme)

    def full(_unit: Unit) -> None:
        raise OperationalError("insert", {}, Exception("database or disk is full"))

    told = await _while_one_is_busy(store, count_one, full, count_one)
    assert [type(each).__name__ for each in told] == ["NoneType", "OperationalError", "NoneType"]
    assert counted(store) == START + 3


async def test_closing_waits_for_what_is_queued_and_takes_nothing_more(store: Store) -> None:
    store.write_now(add_programme)
    await asyncio.gather(*(store.write(count_one) for _ in range(30)))
    assert counted(store) == START + 30
    await asyncio.to_thread(store.close)
    with pytest.raises(RuntimeError):
        await store.write(count_one)
