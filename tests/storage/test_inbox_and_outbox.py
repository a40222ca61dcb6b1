"""The two boxes on each database: once for each id and each key, in order, and forgotten when they are done."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from storage import schema
from storage.inbox import AlreadyDone, Arrival
from storage.outbox import LEASE
from storage.states import OutboxState

NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
HUGE = 2**62


@pytest.fixture
def anna(store):
    def cause(unit):
        programme = unit.programmes.add("P", "en", "Europe/Copenhagen", NOW)
        return unit.people.add(HUGE, "Anna", "en", programme, NOW)

    return store.write_now(cause)


def test_an_update_is_received_once_and_comes_back_in_order(store):
    both = [Arrival(HUGE + number, HUGE, f'{{"n": {number}}}') for number in (1, 2)]
    assert store.write_now(lambda unit: unit.inbox.receive(both, NOW)) == {HUGE + 1, HUGE + 2}
    more = [both[1], Arrival(5, None, "{}"), both[0]]
    assert store.write_now(lambda unit: unit.inbox.receive(more, LATER)) == {5}
    assert store.write_now(lambda unit: unit.inbox.receive([], LATER)) == set()
    assert store.read_now(lambda unit: unit.inbox.waiting()) == [*both, Arrival(5, None, "{}")]


def test_what_is_done_is_done_once_sealed_before_and_empty_after(store):
    store.write_now(lambda unit: unit.inbox.receive([Arrival(1, 7, '"secret"')], NOW))
    raw = select(schema.inbox.c.raw)
    assert b"secret" not in store.read_now(lambda unit: unit.connection.execute(raw).scalar_one())
    store.write_now(lambda unit: unit.inbox.done(1, NOW))
    assert store.read_now(lambda unit: unit.connection.execute(raw).scalar_one()) is None
    for again in ("done", "ignored", "dead"):
        arguments = {"done": (), "ignored": ("why",), "dead": ("why", 3)}[again]
        with pytest.raises(AlreadyDone):
            store.write_now(lambda unit, a=again, more=arguments: getattr(unit.inbox, a)(1, *more, NOW))
    assert store.read_now(lambda unit: unit.backlog.updates()) == {"done": 1}


def test_a_key_stands_for_ever_and_an_answer_only_for_a_while(store, anna):
    def say(unit):
        unit.outbox.answer(HUGE, "answer:1", "[]", NOW)
        first = unit.outbox.notice("n", anna, "key", {"meeting": 1}, NOW)
        return first, unit.outbox.notice("n", anna, "key", {"meeting": 1}, NOW), unit.outbox.added

    assert store.write_now(say) == (True, False, 1)

    def close_and_tidy(unit):
        for letter in (*unit.outbox.answers(), *unit.outbox.due(NOW, 9)):
            unit.outbox.close(letter.id, OutboxState.SENT, NOW, None, HUGE)
        unit.outbox.tidy(NOW + timedelta(days=30))
        return unit.backlog.messages()

    assert store.write_now(close_and_tidy) == {("sent", ""): 1}
    assert not store.write_now(lambda unit: unit.outbox.notice("n", anna, "key", {}, LATER))


def test_notices_are_due_in_their_order_and_at_their_time(store, anna):
    def say(unit):
        for number, (priority, at) in enumerate([(30, NOW), (20, NOW), (20, NOW - timedelta(hours=1)), (10, LATER)]):
            unit.outbox.notice("n", anna, f"key {number}", {"n": number}, NOW, not_before=at, priority=priority)

    store.write_now(say)
    due = store.read_now(lambda unit: unit.outbox.due(NOW, 9))
    assert [letter.payload for letter in due] == ['{"n": 2}', '{"n": 1}', '{"n": 0}']
    assert store.read_now(lambda unit: unit.outbox.next_at(NOW)) == LATER
    assert store.read_now(lambda unit: unit.outbox.next_at(LATER)) is None


def test_what_was_under_way_at_a_crash_stays_uncertain_but_an_alert_waits_again(store, anna):
    def leave(unit):
        for kind in ("n", "alert.x"):
            unit.outbox.notice(kind, anna, kind, {}, NOW)
        for letter in unit.outbox.due(NOW, 9):
            unit.outbox.start(letter.id, NOW + LEASE, "gone")
        return unit.outbox.due(NOW, 9)

    assert store.write_now(leave) == []
    assert store.write_now(lambda unit: unit.leftovers.recover(NOW, "alert.", "me", lambda *_: True)) == 1
    again = store.read_now(lambda unit: unit.outbox.due(NOW, 9))
    assert [(letter.kind, letter.again) for letter in again] == [("alert.x", True)]
    assert store.read_now(lambda unit: unit.backlog.messages()) == {
        ("uncertain", "stopped"): 1,
        ("waiting", "again"): 1,
    }


@pytest.mark.parametrize(
    ("holder", "until", "is_lost"),
    [
        ("gone", NOW + LEASE, True),
        ("another", NOW + LEASE, False),
        ("another", NOW + LEASE + timedelta(milliseconds=5), False),  # begun while we waited to write
        ("another", NOW, True),
        ("another", NOW + timedelta(days=365), True),  # by a clock that was a year ahead
        ("me", NOW + LEASE, False),
        ("me", NOW - LEASE, False),
        (None, NOW + LEASE, False),
        (None, NOW, True),
    ],
)
def test_what_another_bot_has_under_way_is_left_to_it_as_long_as_it_may_take(store, anna, holder, until, is_lost):
    def leave(unit):
        unit.outbox.notice("n", anna, "key", {}, NOW)
        unit.outbox.start(unit.outbox.due(NOW, 9)[0].id, until, holder)

    store.write_now(leave)
    lost = store.write_now(lambda unit: unit.leftovers.recover(NOW, "alert.", "me", lambda name, _: name == "gone"))
    assert bool(lost) is is_lost


def test_an_alert_that_is_under_way_at_every_crash_is_not_repeated_for_ever(store, anna):
    store.write_now(lambda unit: unit.outbox.notice("alert.x", anna, "key", {}, NOW))

    def dies(unit):
        due = unit.outbox.due(NOW, 9)
        for letter in due:
            unit.outbox.start(letter.id, NOW + LEASE, "gone")
        unit.leftovers.recover(NOW, "alert.", "me", lambda *_: True)
        return len(due)

    assert [store.write_now(dies) for _ in range(7)] == [1, 1, 1, 1, 1, 0, 0]


def test_an_answer_to_a_stranger_belongs_to_nobody_and_to_a_person_to_them(store, anna):
    def say(unit):
        unit.outbox.answer(1, "answer:1", "[]", NOW)
        unit.outbox.answer(HUGE, "answer:2", "[]", NOW)

    store.write_now(say)
    assert [letter.person for letter in store.read_now(lambda unit: unit.outbox.answers())] == [None, anna.id]
