"""Machines whose clocks differ, on one database: each is held against its own last tick."""

from datetime import timedelta

from structlog.testing import capture_logs

from bot import setback
from tests.storage.filled import NOW as NOON

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
YEAR = 365 * DAY


def _ticks(store, machine, instant):
    """What the machine's bot says in its log when it ticks at that instant by its own clock, and what is then due."""
    with capture_logs() as lines:
        store.write_now(lambda unit: setback.look(unit, instant, machine))
    return [line["event"] for line in lines]


def test_two_machines_whose_clocks_differ_do_not_correct_each_other(store):
    apart = timedelta(minutes=11)
    assert _ticks(store, "one", NOON) == []
    assert _ticks(store, "other", NOON + apart) == []
    for minute in range(1, 60):
        now = NOON + timedelta(minutes=minute)
        assert _ticks(store, "one", now) == ["another_clock_is_ahead"]
        assert _ticks(store, "other", now + apart) == []
    # Once it is set right, what it did meanwhile is made good, and the other one has nothing to say.
    assert _ticks(store, "other", NOON + HOUR) == ["clock_was_ahead"]
    assert _ticks(store, "one", NOON + HOUR) == []


def test_a_machine_that_is_new_makes_good_once_what_one_that_is_gone_has_done(store):
    _ticks(store, "gone", NOON + YEAR)
    assert _ticks(store, "new", NOON) == ["clock_was_ahead"]
    assert _ticks(store, "newer", NOON + HOUR) == _ticks(store, "new", NOON + HOUR) == []


def test_what_is_to_be_forgotten_waits_for_the_machine_whose_clock_has_leapt_last(store):
    def steady():
        return store.read_now(lambda unit: unit.clocks.steady_since(NOON + 9 * DAY))

    _ticks(store, "one", NOON)
    _ticks(store, "other", NOON + DAY)
    assert steady() == NOON
    _ticks(store, "one", NOON + 8 * DAY)
    assert steady() == NOON + 8 * DAY
    # One that is ahead says nothing of the others.
    _ticks(store, "other", NOON + YEAR)
    assert steady() == NOON + 8 * DAY


def test_a_machine_that_is_not_heard_of_for_a_month_is_forgotten(store):
    _ticks(store, "old", NOON)
    _ticks(store, "new", NOON + 31 * DAY)
    assert store.read_now(lambda unit: unit.clocks.latest_elsewhere("new")) is None


def test_what_a_clock_said_a_moment_ago_is_not_noted_again_unless_something_was_decided_by_it(store):
    minute = timedelta(minutes=1)

    def said():
        return store.read_now(lambda unit: unit.clocks.ticked("one"))

    _ticks(store, "one", NOON)
    _ticks(store, "one", NOON + minute)
    assert said() == NOON
    store.write_now(lambda unit: setback.acted(unit, NOON + minute, "one"))
    assert said() == NOON + minute
    _ticks(store, "one", NOON + minute + setback.SLACK)
    assert said() == NOON + minute + setback.SLACK
    # Back by a little is nothing to make good, and known from then on.
    assert _ticks(store, "one", NOON + 2 * minute) == []
    assert said() == NOON + 2 * minute
