"""Quiet hours hold in every zone, on both sides of a DST change."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.hours import Quiet, after_quiet, is_quiet

CPH = "Europe/Copenhagen"
ZONES = [CPH, "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata", "Africa/Casablanca"]
NIGHT = Quiet()
quiets = st.builds(Quiet, st.times().map(lambda t: t.replace(fold=0)), st.times())
instants = st.integers(1_230_000_000, 2_050_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("when", "quiet"),
    [
        ("2026-11-26T20:59+01:00", False),
        ("2026-11-26T21:00+01:00", True),
        ("2026-11-27T07:59+01:00", True),
        ("2026-11-27T08:00+01:00", False),
    ],
)
def test_the_night_is_from_nine_to_eight_on_the_wall(when: str, quiet: bool) -> None:
    assert is_quiet(at(when), CPH, NIGHT) is quiet


def test_quiet_hours_may_lie_within_a_day() -> None:
    lunch = Quiet(time(12), time(13))
    assert is_quiet(at("2026-11-26T12:30+01:00"), CPH, lunch)
    assert not is_quiet(at("2026-11-26T13:00+01:00"), CPH, lunch)
    assert after_quiet(at("2026-11-26T12:30+01:00"), CPH, lunch) == at("2026-11-26T13:00+01:00")


def test_equal_ends_mean_no_quiet_hours() -> None:
    assert not is_quiet(at("2026-11-26T03:00+01:00"), CPH, Quiet(time(8), time(8)))


@pytest.mark.parametrize(
    ("when", "then"),
    [
        ("2026-11-26T22:00+01:00", "2026-11-27T08:00+01:00"),
        ("2026-11-27T02:00+01:00", "2026-11-27T08:00+01:00"),
        ("2026-03-28T23:00+01:00", "2026-03-29T08:00+02:00"),
        ("2026-10-24T23:00+02:00", "2026-10-25T08:00+01:00"),
        ("2026-11-26T09:00+01:00", "2026-11-26T09:00+01:00"),
    ],
)
def test_what_would_come_at_night_waits_for_the_morning(when: str, then: str) -> None:
    assert after_quiet(at(when), CPH, NIGHT) == at(then)


def test_an_end_that_the_clock_jumps_over_moves_forward() -> None:
    assert after_quiet(at("2026-03-29T01:30+01:00"), CPH, Quiet(time(0), time(2, 30))) == at("2026-03-29T03:30+02:00")


def test_an_hour_that_comes_twice_is_quiet_twice() -> None:
    early = Quiet(time(1), time(2, 30))
    assert after_quiet(at("2026-10-25T01:30+02:00"), CPH, early) == at("2026-10-25T02:30+02:00")
    assert after_quiet(at("2026-10-25T02:10+01:00"), CPH, early) == at("2026-10-25T02:30+01:00")


@given(instants, st.sampled_from(ZONES), quiets)
def test_afterwards_it_is_never_quiet(instant: datetime, zone: str, quiet: Quiet) -> None:
    later = after_quiet(instant, zone, quiet)
    assert not is_quiet(later, zone, quiet)
    assert instant <= later < instant + timedelta(days=3)
    assert (later == instant) or is_quiet(instant, zone, quiet)
