"""Two bots that lead on one database: what is due is written once and said once.

One leads and the other stands by (tests/test_leading.py). But whoever loses its connection to the database hears of it
a moment later, and another may lead by then: here that moment lasts.
"""

from collections import Counter
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from sqlalchemy import func, select

from bot.demo.faults import Trouble
from storage import schema
from tests.handlers.couples import Couple
from tests.nursery import FileClock, nursery
from tests.telegram import switchboard

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)
DAY_BEFORE = datetime(2026, 11, 25, 15, 30, tzinfo=UTC)  # Wednesday 16:30 in Copenhagen
PAIRS = 15


def agreed(board, store):
    """Pairs that all meet on Thursdays at 16:30; gives their phones."""
    phones = {}

    def phone(name, language):
        made = board.phone(name, language)
        made.account.started = True
        phones[name] = made
        return SimpleNamespace(chat=made.id, called=name)

    world = SimpleNamespace(phone=phone, write=store.write_now, read=store.read_now, now=NOON)
    for number in range(PAIRS):
        Couple(world, (f"Jonas{number}", f"Anna{number}")).agrees()
    return list(phones.values())


async def test_two_bots_that_tick_in_the_same_minute_remind_everybody_once(tmp_path):
    clock = FileClock(tmp_path / "ahead", NOON)
    async with switchboard(clock.now) as board, nursery(board, tmp_path) as one, nursery(board, tmp_path) as other:
        phones = agreed(board, one.store)
        for bots in (one, other):
            await bots.start("beside")
        await board.until(lambda: len(board.called("setMyCommands")) >= 4, "both are there", 20)
        await one.rest(board, clock)
        clock.move_to(DAY_BEFORE)
        await one.rest(board, clock)
        clock.move_to(DAY_BEFORE + timedelta(hours=22))
        await one.rest(board, clock)
        for bots in (one, other):
            await bots.dies()
        table = schema.outbox
        query = select(table.c.kind, table.c.state, func.count()).group_by(table.c.kind, table.c.state)
        rows = [tuple(row) for row in one.store.read_now(lambda unit: unit.connection.execute(query).all())]
    assert Counter(len(phone.notifications) for phone in phones) == {2: 2 * PAIRS}
    assert sorted(rows) == [("meeting.soon", "sent", 2 * PAIRS), ("meeting.tomorrow", "sent", 2 * PAIRS)]


async def test_a_bot_that_starts_leaves_alone_what_another_has_under_way_and_takes_up_what_a_dead_one_had(tmp_path):
    clock = FileClock(tmp_path / "ahead", NOON)
    async with switchboard(clock.now) as board, nursery(board, tmp_path) as one, nursery(board, tmp_path) as other:
        anna, _ = agreed(board, one.store)[:2]
        await one.start("beside")
        await one.rest(board, clock)
        board.faults.next("sendMessage", Trouble.HANG, times=2 * PAIRS)
        clock.move_to(DAY_BEFORE)
        await board.until(lambda: len(board.called("sendMessage")) == 2 * PAIRS, "the reminders are on their way", 20)
        under_way = _states(one.store)
        await other.start("beside")
        await board.until(lambda: len(board.called("setMyCommands")) >= 4, "the other is there", 20)
        assert _states(one.store) == under_way == {("started", None): 2 * PAIRS}
        await one.dies()
        await other.dies()
        await other.start()
        await other.rest(board, clock)
        await other.dies()
        assert _states(one.store) == {("uncertain", "stopped"): 2 * PAIRS}
        assert not anna.notifications


def _states(store):
    """How many messages there are, by state and reason."""
    table = schema.outbox
    rows = store.read_now(lambda unit: unit.connection.execute(select(table.c.state, table.c.reason)).all())
    return Counter((row.state.value, row.reason) for row in rows)
