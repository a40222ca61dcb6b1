"""When it is time to talk with a pair: twice in the first month, then monthly, and never in a break."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.contacts import Due, Spacing, due, due_at
from bot.mentoring.contacts import facts as told
from bot.mentoring.flags import Thresholds
from bot.mentoring.pairs import Pair, PairState
from bot.mentoring.pauses import Pause

SINCE = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
USUAL = Spacing.by(Thresholds())


def facts(*talks, breaks=(), pair=1):
    """A pair that was talked with on these days of its life; `breaks` are (from, until) days, None for still."""
    pauses = [
        Pause(number, pair, 1, SINCE + begun * DAY, None, None if over is None else SINCE + over * DAY)
        for number, (begun, over) in enumerate(breaks)
    ]
    return told(Pair(pair, 1, 2, 3, PairState.ACTIVE, SINCE), [SINCE + day * DAY for day in talks], pauses)


@pytest.mark.parametrize(
    ("talks", "day"),
    [
        ((), 14),
        ((0,), 14),
        ((3,), 17),
        ((14,), 28),
        ((14, 28), 58),
        ((28, 14), 58),
        ((2, 5), 35),
        ((2, 5, 9), 39),
        ((29.9,), 43.9),
        ((30,), 60),
        ((40,), 70),
        ((14, 31), 61),
        ((14, 28, 58), 88),
        ((14, 28, 58, 100), 130),
        # One call to each of the two is one talk with the pair.
        ((10, 10.2), 24.2),
        ((10, 10.2, 11.1), 41.1),
        ((10, 10.9), 24.9),
        ((10, 11), 41),
        # Before they were a pair.
        ((-3,), 14),
        ((-3, 14), 28),
    ],
)
def test_the_next_talk_is_due_twice_in_the_first_month_then_monthly(talks, day):
    assert due_at(facts(*talks), USUAL) == SINCE + day * DAY


@pytest.mark.parametrize(
    ("talks", "breaks", "day"),
    [
        ((), [(3, 10)], 21),
        ((), [(3, None)], None),
        ((14,), [(20, 34)], 42),
        # The first month is a month of meeting: the break is no part of it.
        ((14, 50), [(15, 45)], 80),
        ((50,), [(15, 45)], 64),
        ((14, 28), [(30, 60), (65, 70)], 93),
        ((), [(14, 28)], 14),
        ((14, 28), [(58, None)], 58),
    ],
)
def test_a_break_puts_it_off(talks, breaks, day):
    found = due_at(facts(*talks, breaks=breaks), USUAL)
    assert found == (None if day is None else SINCE + day * DAY)


def test_the_longest_due_comes_first_and_what_is_to_come_does_not():
    pairs = [facts(20, pair=1), facts(pair=2), facts(2, 5, pair=3), facts(3, pair=4)]
    now = SINCE + 17 * DAY
    assert due(pairs, now, USUAL) == [Due(2, SINCE + 14 * DAY), Due(4, now)]
    assert due(pairs, now - timedelta(seconds=1), USUAL) == [Due(2, SINCE + 14 * DAY)]


def test_a_programme_may_talk_more_often_or_less():
    often = Spacing(early=7 * DAY, usual=21 * DAY)
    assert due_at(facts(), often) == SINCE + 7 * DAY
    assert due_at(facts(7, 14), often) == SINCE + 35 * DAY
    assert often.least == 7 * DAY


@given(st.lists(st.floats(0, 400), max_size=8), st.floats(0, 400))
def test_nothing_is_due_sooner_after_a_talk_than_the_least(talks, another):
    at = due_at(facts(*talks, another), USUAL)
    assert at >= max(SINCE + day * DAY for day in (*talks, another)) + USUAL.least
