"""A break stops the clocks, and they go on from where they were."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.pauses import covers, current, elapsed, is_over, later
from tests.mentoring.facts import NOW, pause

DAY = timedelta(days=1)


def away(begins, ends):
    """A break between two days from now on; None for one that lasts."""
    return pause(NOW + begins * DAY, ended_at=None if ends is None else NOW + ends * DAY)


def test_without_a_break_time_is_time():
    assert later(NOW, 10 * DAY, []) == NOW + 10 * DAY
    assert elapsed(NOW, NOW + 10 * DAY, []) == 10 * DAY


def test_what_was_frozen_is_added():
    assert later(NOW, 10 * DAY, [away(3, 8)]) == NOW + 15 * DAY
    assert later(NOW, 10 * DAY, [away(12, 14), away(3, 8)]) == NOW + 17 * DAY
    assert later(NOW, 10 * DAY, [away(-8, -3), away(20, 25)]) == NOW + 10 * DAY
    assert later(NOW, 10 * DAY, [away(-3, 2)]) == NOW + 12 * DAY


def test_while_a_break_lasts_nothing_comes_that_had_not_come():
    assert later(NOW, 10 * DAY, [away(3, None)]) is None
    assert later(NOW, 10 * DAY, [away(11, None)]) == NOW + 10 * DAY


def test_a_break_that_lasts_is_the_current_one_and_over_at_its_end():
    lasting = away(0, None)
    assert current([away(-9, -3), lasting]) == lasting
    assert current([away(-9, -3)]) is None
    assert not is_over(lasting, NOW + 13 * DAY)
    assert is_over(lasting, NOW + 14 * DAY)
    assert not is_over(pause(NOW, until=None), NOW + 400 * DAY)


def test_a_break_covers_its_first_instant_and_not_its_last():
    assert covers([away(0, 2)], NOW)
    assert not covers([away(0, 2)], NOW + 2 * DAY)
    assert not covers([away(0, 2)], NOW - DAY)
    assert covers([away(0, None)], NOW + 400 * DAY)


@given(st.lists(st.integers(0, 60), max_size=8, unique=True), st.integers(0, 30), st.integers(0, 40))
def test_as_much_has_passed_as_was_waited_for(days, start, length):
    ordered = sorted(days)
    breaks = [away(begin, end) for begin, end in zip(ordered[::2], ordered[1::2], strict=False)]
    since, wait = NOW + start * DAY, length * DAY
    at = later(since, wait, breaks)
    assert elapsed(since, at, breaks) == wait
    assert elapsed(since, at, reversed(breaks)) == wait
