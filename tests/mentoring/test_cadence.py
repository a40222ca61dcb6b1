"""The rhythm keeps its local time over DST, its place in the month, and asks about holidays."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.cadence import (
    Cadence,
    Kind,
    add_months,
    nth_of_month,
    occurrences,
    public_holiday,
    suggest,
    to_instant,
    to_local,
)
from bot.mentoring.hours import Quiet, is_quiet

CPH = "Europe/Copenhagen"
ZONES = [CPH, "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "Asia/Kathmandu"]
HALF_PAST_FOUR = time(16, 30)
THURSDAY = date(2026, 11, 26)

dates = st.dates(date(2009, 1, 1), date(2034, 12, 31))
zones = st.sampled_from(ZONES)
wall_times = st.times().map(lambda t: t.replace(second=0, microsecond=0))
instants = st.integers(1_230_000_000, 2_050_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


def weekly(*weekdays: int, interval: int = 1, anchor: date = THURSDAY, at: time = HALF_PAST_FOUR) -> Cadence:
    return Cadence(Kind.WEEKLY, weekdays, interval, at, CPH, anchor)


def monthly(anchor: date, interval: int = 1, nth: int | None = None) -> Cadence:
    return Cadence(Kind.MONTHLY, (anchor.weekday(),), interval, HALF_PAST_FOUR, CPH, anchor, nth)


def days(cadence: Cadence, start: str, end: str) -> list[str]:
    return [f"{slot.day:%m-%d}" for slot in occurrences(cadence, date.fromisoformat(start), date.fromisoformat(end))]


def local(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_every_thursday_is_at_the_same_local_time_on_both_sides_of_a_change() -> None:
    slots = occurrences(weekly(3, anchor=date(2026, 10, 15)), date(2026, 10, 15), date(2026, 11, 4))
    assert [slot.starts_at.isoformat() for slot in slots] == [
        "2026-10-15T14:30:00+00:00",
        "2026-10-22T14:30:00+00:00",
        "2026-10-29T15:30:00+00:00",
    ]


def test_both_ends_of_the_span_count() -> None:
    assert days(weekly(3), "2026-11-26", "2026-12-10") == ["11-26", "12-03", "12-10"]
    assert days(weekly(3), "2026-11-27", "2026-12-09") == ["12-03"]


def test_nothing_comes_before_the_anchor() -> None:
    assert days(weekly(3), "2026-11-01", "2026-11-30") == ["11-26"]


def test_every_other_week_keeps_its_beat_whatever_is_asked_for() -> None:
    assert days(weekly(3, interval=2), "2026-12-01", "2027-01-10") == ["12-10", "12-24", "01-07"]


def test_two_weekdays_every_other_week_fall_in_the_same_week() -> None:
    assert days(weekly(1, 3, interval=2), "2026-11-20", "2026-12-20") == ["11-26", "12-08", "12-10"]


def test_without_a_weekday_the_anchor_gives_it() -> None:
    assert days(weekly(), "2026-11-20", "2026-12-04") == ["11-26", "12-03"]
    assert days(Cadence(Kind.MONTHLY, (), 1, HALF_PAST_FOUR, CPH, date(2026, 11, 5)), "2026-12-01", "2026-12-31") == [
        "12-03"
    ]


def test_monthly_is_the_same_weekday_of_the_month() -> None:
    assert days(monthly(date(2026, 11, 12)), "2026-11-01", "2027-02-28") == ["11-12", "12-10", "01-14", "02-11"]
    assert days(monthly(date(2026, 11, 12), interval=2), "2026-11-01", "2027-02-28") == ["11-12", "01-14"]


def test_a_fifth_thursday_means_the_last_one() -> None:
    assert nth_of_month(date(2026, 10, 29)) == -1
    assert days(monthly(date(2026, 10, 29)), "2026-10-01", "2027-01-31") == ["10-29", "11-26", "12-31", "01-28"]


def test_the_last_thursday_can_be_said_though_it_is_a_fourth() -> None:
    assert days(monthly(THURSDAY, nth=-1), "2026-11-01", "2026-12-31") == ["11-26", "12-31"]
    assert days(monthly(THURSDAY), "2026-11-01", "2026-12-31") == ["11-26", "12-24"]


def test_no_fixed_time_has_no_slots() -> None:
    assert occurrences(Cadence(Kind.NONE, (), 1, HALF_PAST_FOUR, CPH, THURSDAY), THURSDAY, date(2027, 11, 26)) == []


def test_a_time_in_the_spring_gap_moves_forward() -> None:
    assert to_instant(local("2026-03-29T02:30"), CPH).isoformat() == "2026-03-29T01:30:00+00:00"
    assert to_local(to_instant(local("2026-03-29T02:30"), CPH), CPH) == local("2026-03-29T03:30")


def test_a_time_in_the_autumn_fold_is_the_first() -> None:
    assert to_instant(local("2026-10-25T02:30"), CPH).isoformat() == "2026-10-25T00:30:00+00:00"
    assert to_instant(local("2026-10-25T02:30").replace(fold=1), CPH).isoformat() == "2026-10-25T00:30:00+00:00"


def test_a_day_that_a_country_left_out_moves_forward() -> None:
    assert to_instant(local("2011-12-30T17:00"), "Pacific/Apia").isoformat() == "2011-12-31T03:00:00+00:00"


def test_a_time_with_a_zone_is_no_local_time() -> None:
    with pytest.raises(ValueError, match="carries no zone"):
        to_instant(datetime(2026, 11, 26, tzinfo=UTC), CPH)


@given(dates, st.integers(1, 6), st.sets(st.integers(0, 6)), st.sampled_from(list(Kind)), wall_times, zones)
def test_occurrences_keep_weekday_and_local_time_in_every_zone(
    anchor: date, interval: int, weekdays: set[int], kind: Kind, at: time, zone: str
) -> None:
    cadence = Cadence(kind, tuple(weekdays), interval, at, zone, anchor)
    slots = occurrences(cadence, anchor - timedelta(days=30), anchor + timedelta(days=400))
    assert slots == sorted(set(slots))
    for slot in slots:
        wall = slot.starts_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        said = datetime.combine(slot.day, at)
        assert slot.day >= anchor
        assert slot.day.weekday() in (weekdays or {anchor.weekday()})
        # Only a gap may move the wall, and only forward, by no more than the gap (a day in Apia, once).
        assert said <= wall <= said + timedelta(hours=24)
        if wall != said:
            assert to_local(to_instant(said, zone), zone) != said


@given(dates, st.integers(1, 6), st.sets(st.integers(0, 6), min_size=1))
def test_weeks_are_a_whole_interval_apart(anchor: date, interval: int, weekdays: set[int]) -> None:
    slots = occurrences(weekly(*weekdays, interval=interval, anchor=anchor), anchor, anchor + timedelta(days=200))
    monday = anchor - timedelta(days=anchor.weekday())
    assert slots
    assert {(slot.day - monday).days // 7 % interval for slot in slots} == {0}


@pytest.mark.parametrize(
    ("day", "language", "name"),
    [
        ("2027-05-06", "da", "Kristi himmelfartsdag"),
        ("2027-05-06", "en", "Ascension Day"),
        ("2026-12-24", "da", "Juleaftensdag"),
        ("2026-12-31", "en", "New Year's Eve"),
        ("2026-06-05", "da", "Grundlovsdag"),
        ("2026-05-01", "da", None),
        ("2026-11-26", "da", None),
    ],
)
def test_danish_holidays_are_those_people_keep(day: str, language: str, name: str | None) -> None:
    assert public_holiday(date.fromisoformat(day), "DK", language) == name


def test_a_holiday_that_falls_on_the_first_of_may_is_still_one() -> None:
    assert public_holiday(date(2008, 5, 1), "DK", "da") == "Kristi himmelfartsdag"


def test_where_a_calendar_has_no_such_language_it_speaks_its_own() -> None:
    assert public_holiday(date(2026, 10, 3), "DE", "da") == "Tag der Deutschen Einheit"


def test_a_country_without_a_calendar_has_no_holidays() -> None:
    assert public_holiday(date(2026, 12, 25), "ZZ", "da") is None


def test_a_course_ends_on_the_same_day_or_the_last_of_the_month() -> None:
    assert add_months(date(2026, 11, 26), 6) == date(2027, 5, 26)
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)


def suggestions(old: str, now: str, *, taken: tuple[str, ...] = (), quiet: Quiet | None = None) -> list[str]:
    found = suggest(
        to_instant(local(old), CPH),
        to_instant(local(now), CPH),
        CPH,
        quiet=quiet or Quiet(),
        taken=[to_instant(local(text), CPH) for text in taken],
        country="DK",
    )
    return [f"{to_local(instant, CPH):%a %d/%m %H:%M}" for instant in found]


def test_a_meeting_moves_to_the_next_day_a_few_days_on_or_a_week_on() -> None:
    assert suggestions("2026-11-26T16:30", "2026-11-25T17:00") == [
        "Fri 27/11 16:30",
        "Mon 30/11 16:30",
        "Thu 03/12 16:30",
    ]


def test_a_time_that_is_taken_is_not_suggested() -> None:
    taken = ("2026-11-27T16:00", "2026-12-03T17:29")
    assert suggestions("2026-11-26T16:30", "2026-11-25T17:00", taken=taken) == [
        "Mon 30/11 16:30",
        "Tue 01/12 16:30",
        "Fri 04/12 16:30",
    ]


def test_holidays_are_stepped_over_and_the_local_time_is_kept() -> None:
    assert suggestions("2027-03-24T16:30", "2027-03-23T12:00") == [
        "Tue 30/03 16:30",
        "Wed 31/03 16:30",
        "Thu 01/04 16:30",
    ]


def test_a_weekend_meeting_may_move_within_the_weekend() -> None:
    assert suggestions("2026-11-28T11:00", "2026-11-27T12:00")[0] == "Sun 29/11 11:00"


def test_a_meeting_that_is_over_moves_into_the_days_ahead() -> None:
    assert suggestions("2026-11-19T16:30", "2026-11-24T12:00") == [
        "Wed 25/11 16:30",
        "Fri 27/11 16:30",
        "Tue 01/12 16:30",
    ]


def test_a_meeting_at_night_moves_to_the_afternoon() -> None:
    assert suggestions("2026-11-26T22:00", "2026-11-25T12:00")[0] == "Fri 27/11 16:30"


def test_where_every_hour_is_quiet_nothing_is_suggested() -> None:
    assert suggestions("2026-11-26T16:30", "2026-11-25T12:00", quiet=Quiet(time(0), time(23, 59))) == []


@given(instants, st.integers(-200, 400), zones, st.lists(st.integers(0, 500), max_size=20))
def test_what_is_suggested_is_ahead_free_and_by_day(
    now: datetime, hours_to_old: int, zone: str, taken_hours: list[int]
) -> None:
    old = now + timedelta(hours=hours_to_old)
    taken = [now + timedelta(hours=hours) for hours in taken_hours]
    found = suggest(old, now, zone, quiet=Quiet(), taken=taken, country="DK")
    assert found == sorted(set(found))
    assert len(found) == 3
    for start in found:
        assert start >= now + timedelta(hours=6)
        assert all(abs(start - other) >= timedelta(hours=1) for other in (old, *taken))
        assert not is_quiet(start, zone, Quiet())
        assert public_holiday(to_local(start, zone).date(), "DK", "da") is None
