"""Which pairs a coordinator sees, after one of them put a pair aside or took care of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.flags import Flag, Level, Reason
from bot.mentoring.followups import Followup, FollowupState, Snooze, lasts, on_morning, standing, still_shown
from tests.mentoring.facts import NOW, programme

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
AMBER, RED = Level.AMBER, Level.RED
QUIET, MISSED = Flag(Reason.QUIET, AMBER, 12), Flag(Reason.TWICE_MISSED, AMBER, 2)


def done(flag=QUIET, **changes):
    """Somebody took care of it just now."""
    base = Followup(
        id=1,
        pair=1,
        reason=flag.reason,
        level=flag.level,
        since=NOW - flag.days * DAY,
        by=3,
        state=FollowupState.DONE,
        at=NOW,
        until=None,
        due_at=NOW + 7 * DAY,
        asked_at=None,
        helped=None,
    )
    return replace(base, **changes)


def aside(flag=QUIET, days=3, **changes):
    """Somebody put the pair aside just now."""
    return done(flag, state=FollowupState.SNOOZED, until=NOW + days * DAY, **changes)


def later(flag, days, **changes):
    """The same reason, so many days on."""
    return replace(flag, days=flag.days + days, **changes)


# --- Put aside ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("days", [3, 14])
def test_a_pair_that_was_put_aside_shows_again_at_that_very_minute_and_not_before(days):
    found = [aside(days=days)]
    until = NOW + days * DAY
    assert still_shown([later(QUIET, days)], found, until - MINUTE) == []
    assert still_shown([later(QUIET, days)], found, until) == [later(QUIET, days)]


@pytest.mark.parametrize(
    ("flags", "shown"),
    [
        ([QUIET], False),
        ([], False),
        ([MISSED], False),
        ([QUIET, MISSED], False),
        ([replace(QUIET, level=RED)], True),
        ([replace(MISSED, level=RED), QUIET], True),
    ],
)
def test_only_what_is_worse_than_all_that_was_known_breaks_in(flags, shown):
    assert still_shown(flags, [aside()], NOW + DAY) == (flags if shown else [])


def test_a_red_one_that_was_put_aside_stays_away_whatever_comes_up():
    red = replace(QUIET, level=RED)
    assert still_shown([red, replace(MISSED, level=RED)], [aside(red)], NOW + DAY) == []


def test_two_reasons_that_were_put_aside_together_count_as_the_worse_of_them():
    worse = replace(MISSED, level=RED)
    assert still_shown([worse, QUIET], [aside(), aside(worse)], NOW + DAY) == []


def test_what_a_clock_that_was_ahead_put_aside_for_a_year_is_not():
    assert not lasts(aside(days=400), NOW)
    assert lasts(aside(days=14), NOW)


# --- Taken care of -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flag", "days_on", "shown"),
    [
        (later(QUIET, 7), 7, False),
        (later(QUIET, 60), 60, False),
        # They have met since, and it is quiet anew.
        (replace(QUIET, days=11), 30, True),
        (replace(QUIET, days=0), 0, True),
        # Days are whole: the beginning may look later by less than one of them.
        (later(QUIET, 6), 7, True),
        (later(QUIET, 7, level=RED), 7, True),
        (later(MISSED, 7), 7, True),
    ],
)
def test_what_was_taken_care_of_shows_again_when_it_begins_anew_or_grows_worse(flag, days_on, shown):
    assert still_shown([flag], [done()], NOW + days_on * DAY) == ([flag] if shown else [])


@pytest.mark.parametrize(("helped", "shown"), [(None, False), (True, False), (False, True)])
def test_what_did_not_help_shows_again(helped, shown):
    assert bool(still_shown([later(QUIET, 8)], [done(helped=helped)], NOW + 8 * DAY)) is shown


def test_one_reason_that_was_taken_care_of_leaves_the_other():
    assert still_shown([QUIET, MISSED], [done()], NOW) == [MISSED]


@given(st.integers(0, 60), st.floats(0, 0.999), st.floats(0, 100))
def test_the_same_beginning_never_looks_like_a_new_one(age, part, on):
    begins = NOW - age * DAY - part * DAY
    then, now = NOW, NOW + on * DAY
    first, second = (Flag(Reason.QUIET, AMBER, (at - begins).days) for at in (then, now))
    followup = done(first, since=then - first.days * DAY)
    assert still_shown([second], [followup], now) == []


# --- Who did what ------------------------------------------------------------------------------------------


def test_the_newest_that_keeps_a_pair_away_since_the_last_digest_is_told():
    earlier, newer = aside(at=NOW - 2 * DAY, id=1), done(at=NOW - DAY, id=2, by=4)
    monday = NOW - 3 * DAY
    assert standing([earlier, newer], [QUIET], monday, NOW) == newer
    assert standing([earlier, newer], [QUIET], NOW, NOW) is None
    assert standing([newer], [QUIET, MISSED], monday, NOW) is None
    assert standing([], [QUIET], monday, NOW) is None


# --- When the bot speaks of it again -----------------------------------------------------------------------


def utc(month, day, hour, minute=30):
    return datetime(2027, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "days", "expected"),
    [
        (utc(3, 1, 9), 3, utc(3, 4, 7)),
        (utc(3, 1, 22, 59), 3, utc(3, 4, 7)),
        (utc(3, 1, 23, 1), 3, utc(3, 5, 7)),
        # The night between is an hour shorter, or longer: it stays half past eight.
        (utc(3, 22, 9), 14, utc(4, 5, 6)),
        (utc(10, 25, 9), 14, utc(11, 8, 7)),
    ],
)
def test_it_comes_back_on_that_day_when_the_digest_comes_on_its_own(now, days, expected):
    assert on_morning(programme(), now, days) == expected


def test_the_days_are_those_on_the_buttons():
    assert [each.days for each in Snooze] == [3, 14]
