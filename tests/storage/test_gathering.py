"""A large programme's digest is gathered beside the writer: who writes does not wait, and it is still said once."""

import asyncio
import threading
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from bot import letters
from bot.mentoring.followups import FollowupState
from bot.mentoring.nudges import NudgeKind
from handlers import notices
from handlers.desk.digest.ranking import ranked
from storage import schema
from storage.outbox import ToSay
from storage.states import OutboxState, Priority
from tests.many import METTE, fill
from tests.world import NOW, plain

PAIRS = 30


@pytest.fixture(autouse=True)
def _programme(store):
    store.write_now(lambda unit: fill(unit, PAIRS, 8))


def due(store, kind):
    """The coordinator's row of that kind, which may go now."""

    def cause(unit):
        mette = unit.people.by_chat(METTE)
        facts = {"programme": 1, "until": int(NOW.timestamp())}
        end = NOW + timedelta(days=1)
        unit.outbox.notices([ToSay(kind, mette, f"{kind}:1", facts, NOW, end, Priority.DIGEST, NOW)], NOW)
        return unit.outbox.due(NOW, 10)[0].id

    return store.write_now(cause)


def drawn(store, kind, found):
    facts = {"programme": 1, "until": int(NOW.timestamp())}
    return store.write_now(lambda unit: notices.draw(kind, facts, unit.people.by_chat(METTE), NOW, unit, found))


def waiting(unit):
    programme = unit.programmes.get(1)
    return [card for card in ranked(programme, unit.people.by_chat(METTE), unit, NOW) if card.looked_after is None]


async def test_who_writes_does_not_wait_while_a_digest_is_gathered(store):
    letter = due(store, NudgeKind.DIGEST)
    gathering, on = threading.Event(), threading.Event()

    def halfway(_connection, _cursor, statement, *_more):
        if "meetings" in statement:
            gathering.set()
            assert on.wait(20)

    event.listen(store._reader, "before_cursor_execute", halfway)
    going = asyncio.create_task(letters.started(store, letter, NudgeKind.DIGEST, NOW, notices.draw, "me"))  # noqa: TID251
    assert await asyncio.to_thread(gathering.wait, 20)
    await asyncio.wait_for(store.write(lambda unit: unit.programmes.due_again(1, NOW)), 10)
    assert not going.done()
    on.set()
    assert (await going) is not None


async def test_a_kill_between_gathering_and_saying_it_is_a_digest_that_comes_once(store):
    letter = due(store, NudgeKind.DIGEST)
    assert store.read_now(lambda unit: letters.gathered(letter, NOW, unit)) is not None  # and then it was killed
    start = store, letter, NudgeKind.DIGEST, NOW, notices.draw
    assert await letters.started(*start, "the next one") is not None
    assert await letters.started(*start, "another one") is None


async def test_of_what_needs_no_digest_any_more_nothing_is_gathered(store):
    letter = due(store, NudgeKind.DIGEST)
    store.write_now(lambda unit: unit.outbox.close(letter, OutboxState.DROPPED, NOW, "left"))
    assert store.read_now(lambda unit: letters.gathered(letter, NOW, unit)) is None
    assert await letters.started(store, letter, NudgeKind.DIGEST, NOW, notices.draw, "me") is None


async def test_what_cannot_be_gathered_fails_and_says_why(store):
    letter = due(store, NudgeKind.DIGEST)
    store.write_now(lambda unit: unit.connection.exec_driver_sql("UPDATE agreements SET weekdays = 'x'"))
    assert await letters.started(store, letter, NudgeKind.DIGEST, NOW, notices.draw, "me") is None
    box = schema.outbox
    query = select(box.c.state, box.c.reason).where(box.c.id == letter)
    state, reason = store.read_now(lambda unit: unit.connection.execute(query).one())
    assert state is OutboxState.FAILED
    assert reason.startswith("draw: ")


@pytest.mark.parametrize("kind", [NudgeKind.DIGEST, NudgeKind.CARDS])
def test_it_reads_as_if_it_had_been_gathered_at_once(store, kind):
    letter = due(store, kind)
    found = store.read_now(lambda unit: letters.gathered(letter, NOW, unit))
    assert drawn(store, kind, found) == drawn(store, kind, None)


def test_who_was_looked_after_meanwhile_is_not_the_first_card(store):
    letter = due(store, NudgeKind.CARDS)
    found = store.read_now(lambda unit: letters.gathered(letter, NOW, unit))
    first, second = (store.read_now(waiting)[at].facts.pair for at in (0, 1))
    assert plain(drawn(store, NudgeKind.CARDS, found).text).startswith(names(first))

    def cared(unit):
        flags = waiting(unit)[0].flags
        unit.followups.add(first.id, flags, 2 * PAIRS + 1, FollowupState.DONE, NOW, until=None, due_at=None)

    store.write_now(cared)
    assert plain(drawn(store, NudgeKind.CARDS, found).text).startswith(names(second))


def names(pair):
    return f"Person {pair.mentor} and Person {pair.mentee}"
