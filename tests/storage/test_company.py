"""What several processes on one PostgreSQL share: a chat is one's own, the pace is everybody's."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from storage.claims import Claims
from storage.company import company_of
from storage.engine import Store
from storage.inbox import Arrival
from storage.pacing import Slots
from storage.vault import Vault
from tests.storage.databases import KEY

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)


@pytest.fixture
def two(store: Store, url: str) -> Iterator[tuple[Claims, Claims]]:
    """Two processes' claims on the same database."""
    if store.sqlite:
        assert company_of(url, store) is None
        pytest.skip("SQLite is one process's own")
    both = Claims(url, Vault(KEY, 1)), Claims(url, Vault(KEY, 1))
    yield both
    for each in both:
        each.close()


def came(store: Store, number: int, chat: int | None) -> None:
    store.write_now(lambda unit: unit.inbox.receive([Arrival(number, chat, "{}")], NOON))


def test_a_chat_is_of_one_process_until_it_lets_go(store: Store, two: tuple[Claims, Claims]) -> None:
    one, other = two
    for number, chat in ((3, 12), (1, 12), (2, None), (4, 99)):
        came(store, number, chat)
    mine = one.turn(let_go=[], take=[12, 0], look=[])
    assert (mine.ours, [each.update_id for each in mine.updates]) == ({12, 0}, [1, 2, 3])
    theirs = other.turn(let_go=[], take=[12, 0, 99], look=[])
    assert (theirs.ours, [each.update_id for each in theirs.updates]) == ({99}, [4])
    store.write_now(lambda unit: unit.inbox.done(1, NOON))
    assert [each.update_id for each in one.turn(let_go=[], take=[], look=[12]).updates] == [3]
    assert one.turn(let_go=[12], take=[], look=[]).waits == {12}
    assert other.turn(let_go=[], take=[12], look=[]).ours == {12}


def test_what_a_process_had_is_free_when_its_connection_is_gone(store: Store, two: tuple[Claims, Claims]) -> None:
    one, other = two
    came(store, 1, -1_001_987_654_321)
    assert one.turn(let_go=[], take=[-1_001_987_654_321], look=[]).ours
    assert not other.turn(let_go=[], take=[-1_001_987_654_321], look=[]).ours
    one.close()
    while not other.turn(let_go=[], take=[-1_001_987_654_321], look=[]).ours:  # the server hears of it a moment later
        pass


def test_an_answer_that_nobody_saw_sent_goes_with_its_chat(store: Store, two: tuple[Claims, Claims]) -> None:
    one, _ = two
    store.write_now(lambda unit: unit.outbox.answer(12, "answer:1", "drawn", NOON))
    assert one.left(NOON + timedelta(seconds=1), answers=True) == {12}
    assert one.left(NOON + timedelta(seconds=1), answers=False) == set()
    assert one.left(NOON, answers=True) == set()
    assert [letter.payload for letter in one.turn(let_go=[], take=[12], look=[]).answers] == ["drawn"]


def test_all_together_hold_the_pace(url: str, two: tuple[Claims, Claims]) -> None:
    del two
    one, other = Slots(url), Slots(url)
    began = time.monotonic()
    last = [time.monotonic() - began + who.next(0.05) for who in (one, other) * 20][-1]
    assert last > 39 * 0.05 - 0.1
    other.halt(3)
    assert 2.5 < one.next(0.05) <= 3
    for each in (one, other):
        each.close()
