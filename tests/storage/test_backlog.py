"""What waits and what became of the rest, counted: right in every state, and from the indexes alone."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from storage.backlog import Waiting
from storage.inbox import Arrival
from storage.states import InboxState, OutboxState

NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def anna(store):
    def cause(unit):
        programme = unit.programmes.add("P", "en", "Europe/Copenhagen", NOW)
        return unit.people.add(7, "Anna", "en", programme, NOW)

    return store.write_now(cause)


def test_messages_are_counted_by_state_and_reason(store, anna):
    def say(unit):
        for number in range(9):
            unit.outbox.notice("n", anna, f"key {number}", {}, NOW)
        letters = [letter.id for letter in unit.outbox.due(NOW, 9)]
        for letter in letters[:3]:
            unit.outbox.close(letter, OutboxState.SENT, NOW)
        for letter in letters[3:5]:
            unit.outbox.close(letter, OutboxState.DROPPED, NOW, "no_longer")
        unit.outbox.close(letters[5], OutboxState.DROPPED, NOW, "undone")
        unit.outbox.close(letters[6], OutboxState.FAILED, NOW, "undone")
        unit.outbox.repeat(letters[7], NOW, 1)
        return unit.backlog.messages()

    assert store.write_now(say) == {
        (OutboxState.SENT, ""): 3,
        (OutboxState.DROPPED, "no_longer"): 2,
        (OutboxState.DROPPED, "undone"): 1,
        (OutboxState.FAILED, "undone"): 1,
        (OutboxState.WAITING, "again"): 1,
        (OutboxState.WAITING, ""): 1,
    }


def test_what_waits_for_its_time_does_not_count_as_late(store, anna):
    def say(unit):
        for number in (-5, -2, 0, 3):
            unit.outbox.notice("n", anna, f"key {number}", {}, NOW, not_before=NOW + number * MINUTE)
        return unit.backlog.unsent(NOW)

    assert store.read_now(lambda unit: unit.backlog.unsent(NOW)) == Waiting(0, None)
    assert store.write_now(say) == Waiting(3, NOW - 5 * MINUTE)


def test_updates_count_until_they_are_done(store):
    def come(unit):
        unit.inbox.receive([Arrival(1, 7, "{}")], NOW)
        unit.inbox.receive([Arrival(2, 7, "{}"), Arrival(3, 7, "{}")], NOW + MINUTE)
        unit.inbox.receive([Arrival(4, 7, "{}")], NOW + 2 * MINUTE)
        unit.inbox.done(1, NOW)
        unit.inbox.dead(3, "ValueError", 3, NOW)

    assert store.read_now(lambda unit: unit.backlog.unanswered()) == Waiting(0, None)
    store.write_now(come)
    assert store.read_now(lambda unit: unit.backlog.unanswered()) == Waiting(2, NOW + MINUTE)
    counts = {InboxState.DONE: 1, InboxState.WAITING: 2, InboxState.DEAD: 1}
    assert store.read_now(lambda unit: unit.backlog.updates()) == counts
    shown = store.read_now(lambda unit: unit.backlog.updates((InboxState.DEAD, InboxState.IGNORED)))
    assert shown == {InboxState.DEAD: 1}


def test_on_sqlite_the_outbox_itself_is_not_read(store):
    if not store.sqlite:
        pytest.skip("PostgreSQL decides by how much there is")

    def plans(unit):
        asked = []
        event.listen(unit.connection, "before_cursor_execute", lambda *call: asked.append(call[2:4]))
        unit.backlog.messages()
        unit.backlog.unsent(NOW)
        explain = [(f"EXPLAIN QUERY PLAN {statement}", values) for statement, values in list(asked)]
        return [unit.connection.exec_driver_sql(*each).all()[0].detail for each in explain]

    found = store.read_now(plans)
    assert len(found) == 3
    assert all("COVERING INDEX" in plan for plan in found), found
    assert "ix_outbox_state_reason" in found[0]
