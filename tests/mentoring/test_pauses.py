"""A break stops the clocks, and they go on from where they were."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.pauses import (
    covers,
    current,
    elapsed,
    ends_at,
    frozen_days,
    is_day,
    is_just_over,
    is_over,
    lasts_over,
    later,
    longest,
    wishes,
)
from tests.mentoring.facts import NOW, agreement, pause

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


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


def test_the_end_of_a_break_is_news_until_the_word_of_it_at_ten():
    by_itself = pause(NOW - 14 * DAY, until=NOW, ended_at=NOW)
    found = [is_just_over([by_itself], NOW + after) for after in (-HOUR, 0 * HOUR, 3 * HOUR, 4 * HOUR)]
    assert found == [False, True, True, False]
    early = pause(NOW - 14 * DAY, until=NOW + DAY, ended_at=NOW)
    assert not is_just_over([early], NOW + HOUR)
    assert not is_just_over([by_itself, away(0, None)], NOW + HOUR)


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


@pytest.mark.parametrize(
    ("day", "hour"), [(date(2026, 12, 4), 5), (date(2027, 3, 28), 4), (date(2027, 3, 27), 5), (date(2026, 10, 25), 5)]
)
def test_a_break_is_over_at_six_on_the_wall_whatever_the_clocks_do(day, hour):
    assert ends_at(day, "Europe/Copenhagen") == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def test_a_break_is_a_day_to_a_bit_over_a_year_long():
    today = NOW.date()
    assert [is_day(today + n * DAY, today) for n in (-1, 0, 1, 400, 401)] == [False, False, True, True, False]


def test_each_persons_newest_break_that_is_still_to_end_is_what_they_want():
    mine = pause(NOW - DAY, id=1, by=1, until=NOW + 9 * DAY, ended_at=NOW)
    over = pause(NOW - DAY, id=2, by=2, until=NOW, ended_at=NOW)
    endless = pause(NOW - DAY, id=3, by=2, until=None)
    gone = pause(NOW - 9 * DAY, id=4, by=3, until=None, ended_at=NOW - DAY)
    assert wishes([endless, over, mine, gone], NOW) == {1: mine, 2: endless}
    assert longest(wishes([endless, over, mine], NOW)) == endless
    assert longest(wishes([over, mine], NOW)) == mine
    assert longest({}) is None


def test_the_longer_break_lasts_and_of_two_as_long_the_first():
    one, two = pause(NOW, id=1, by=1), pause(NOW, id=2, by=2)
    assert longest({1: one, 2: two}) == one
    assert longest({1: one, 2: pause(NOW, id=2, until=NOW + 20 * DAY)}).id == 2


def test_a_break_lasts_over_what_comes_before_its_end():
    assert lasts_over(pause(NOW), NOW + 13 * DAY)
    assert not lasts_over(pause(NOW), NOW + 14 * DAY)
    assert lasts_over(pause(NOW, until=None), NOW + 400 * DAY)


ZONE = "Europe/Copenhagen"
OVER = ends_at(date(2026, 12, 4), ZONE)


@pytest.mark.parametrize(("ended_at", "days"), [(NOW, 0), (NOW + 3 * HOUR, 0), (NOW + 18 * HOUR, 1), (OVER, 14)])
def test_a_break_takes_the_days_that_it_lasted(ended_at, days):
    assert frozen_days(NOW, ended_at, ZONE, agreement()) == days
    assert frozen_days(NOW, ended_at, ZONE, None) == days


@pytest.mark.parametrize(
    ("agreed_at", "first", "days"),
    [
        (NOW - 30 * DAY, date(2026, 10, 22), 14),
        (NOW, date(2026, 11, 26), 14),
        (NOW + 7 * DAY, date(2026, 12, 3), 7),  # the week before the yes was no part of the course
        (NOW + 7 * DAY, None, 7),
        (NOW + 7 * DAY, date(2026, 12, 4), 0),  # the first meeting is when the break is over: nothing is lost
        (NOW - 30 * DAY, date(2027, 1, 7), 14),
        (OVER + 3 * HOUR, None, 0),
    ],
)
def test_a_break_takes_only_days_of_the_course(agreed_at, first, days):
    assert frozen_days(NOW, OVER, ZONE, agreement(agreed_at=agreed_at, first=first)) == days
