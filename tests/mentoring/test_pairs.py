"""What two agree on, and what a yes makes."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.mentoring.cadence import Kind, to_local
from bot.mentoring.pairs import (
    AgreementState,
    Form,
    Rhythm,
    begun_with,
    cadence,
    course,
    first_day,
    is_length,
    kept_away,
    open_to,
    put_off,
)
from tests.mentoring.facts import NOW, agreement, pair

ZONE = "Europe/Copenhagen"


def proposed(**changes):
    base = agreement(state=AgreementState.PROPOSED, first=date(2026, 11, 26), agreed_at=None)
    return replace(base, **changes)


def test_each_of_the_two_meets_the_other_and_nobody_else_does():
    assert (pair().other(1), pair().other(2)) == (2, 1)
    assert (pair().has(1), pair().has(3)) == (True, False)
    with pytest.raises(LookupError):
        pair().other(3)


@pytest.mark.parametrize(
    ("rhythm", "kind", "interval"),
    [(Rhythm.WEEKLY, Kind.WEEKLY, 1), (Rhythm.FORTNIGHTLY, Kind.WEEKLY, 2), (Rhythm.MONTHLY, Kind.MONTHLY, 1)],
)
def test_a_rhythm_is_told_in_local_terms(rhythm, kind, interval):
    told = cadence(proposed(rhythm=rhythm))
    assert (told.kind, told.interval, told.time, told.anchor) == (kind, interval, time(16, 30), date(2026, 11, 26))


@pytest.mark.parametrize("missing", [{"rhythm": Rhythm.FREE}, {"rhythm": None}, {"at": None}, {"first": None}])
def test_without_a_fixed_time_there_is_no_rhythm(missing):
    assert cadence(proposed(**missing)) is None


@pytest.mark.parametrize(("months", "meetings"), [(1, 5), (6, 26), (9, 40), (24, 105)])
def test_a_yes_makes_the_meetings_of_the_whole_course(months, meetings):
    made = course(proposed(months=months), NOW)
    assert len(made.slots) == meetings
    assert made.first == date(2026, 11, 26)


def test_every_meeting_is_at_the_same_local_time_on_both_sides_of_a_clock_change():
    for begins in (date(2026, 10, 1), date(2027, 3, 4)):
        now = datetime(begins.year, begins.month, 1, tzinfo=UTC) - timedelta(days=1)
        made = course(proposed(first=begins, months=2), now)
        assert {to_local(slot.starts_at, ZONE).time() for slot in made.slots} == {time(16, 30)}
        assert len({slot.starts_at.time() for slot in made.slots}) == 2


def test_the_last_day_of_the_course_counts():
    made = course(proposed(first=date(2026, 11, 26), months=3), NOW)
    assert made.ends_on == date(2027, 2, 26)
    weekly = course(proposed(weekdays=(4,), first=date(2026, 11, 27), months=3), NOW)
    assert weekly.slots[-1].day <= weekly.ends_on == date(2027, 2, 27)
    monthly = course(proposed(rhythm=Rhythm.MONTHLY, first=date(2026, 11, 26), months=1), NOW)
    assert [slot.day for slot in monthly.slots] == [date(2026, 11, 26), date(2026, 12, 24)]


def test_a_yes_that_comes_late_begins_with_the_next_time():
    late = datetime(2027, 1, 7, 15, 30, tzinfo=UTC)  # the very minute at which one begins
    made = course(proposed(), late)
    assert made.first == date(2027, 1, 14)
    assert made.ends_on == date(2027, 7, 14)
    assert all(slot.starts_at > late for slot in made.slots)


def test_every_other_week_keeps_its_weeks_when_the_yes_comes_late():
    made = course(proposed(rhythm=Rhythm.FORTNIGHTLY), NOW + timedelta(days=8))
    assert made.first == date(2026, 12, 10)


def test_an_end_that_is_put_off_brings_its_meetings():
    agreed = proposed(ends_on=date(2027, 5, 26))
    longer = put_off(agreed, 14, NOW)
    assert longer.ends_on == date(2027, 6, 9)
    assert [slot.day for slot in longer.slots] == [date(2027, 5, 27), date(2027, 6, 3)]
    assert put_off(agreed, 14, datetime(2027, 5, 28, tzinfo=UTC)).slots == longer.slots[1:]
    assert put_off(proposed(ends_on=date(2027, 5, 26), rhythm=Rhythm.FREE), 14, NOW).slots == ()
    assert put_off(proposed(), 14, NOW) is None


def test_with_no_fixed_time_the_course_begins_today_and_has_no_slots():
    made = course(proposed(rhythm=Rhythm.FREE, at=None, first=None), NOW)
    assert (made.first, made.ends_on, made.slots) == (date(2026, 11, 20), date(2027, 5, 20), ())


@pytest.mark.parametrize(
    ("weekday", "at", "day"),
    [
        (4, time(12, 1), date(2026, 11, 20)),
        (4, time(12), date(2026, 11, 27)),
        (4, time(9), date(2026, 11, 27)),
        (3, time(16, 30), date(2026, 11, 26)),
        (5, time(0), date(2026, 11, 21)),
    ],
)
def test_the_first_day_is_the_next_on_which_the_time_is_still_to_come(weekday, at, day):
    assert first_day(weekday, at, ZONE, NOW) == day


def test_only_the_other_can_say_yes_and_only_while_it_waits():
    assert open_to(proposed(), 2)
    assert not open_to(proposed(), 1)
    assert not open_to(proposed(state=AgreementState.AGREED), 2)


@pytest.mark.parametrize(("months", "fits"), [(1, True), (24, True), (0, False), (25, False), (None, False)])
def test_a_course_is_one_to_24_months_long(months, fits):
    assert is_length(months) is fits


@pytest.mark.parametrize(
    ("changes", "complete"),
    [
        ({}, True),
        ({"rhythm": Rhythm.FREE, "at": None, "first": None}, True),
        ({"rhythm": None}, False),
        ({"at": None}, False),
        ({"first": None}, False),
        ({"form": None}, False),
        ({"ends_on": None}, False),
    ],
)
def test_a_draft_is_complete_when_all_was_asked(changes, complete):
    full = proposed(state=AgreementState.DRAFT, form=Form.WALK, ends_on=date(2027, 5, 26))
    assert replace(full, **changes).complete is complete


@pytest.mark.parametrize(
    ("place", "away"),
    [
        ("hjemme hos mig", True),
        ("Hjemme  hos MIG, i køkkenet", True),
        ("Bar Nordlys!", True),
        ("Barnordlys", False),
        ("biblioteket", False),
        ("", False),
    ],
)
def test_a_place_on_the_programmes_list_is_noticed_by_whole_words(place, away):
    assert kept_away(place, "hjemme hos mig, bar nordlys;\n ;") is away


def test_without_a_list_every_place_will_do():
    assert not kept_away("hjemme", "")


def _yes(number, days_ago, ends_on):
    return replace(agreement(), id=number, agreed_at=NOW - timedelta(days=days_ago), ends_on=ends_on)


@pytest.mark.parametrize(
    ("agreed", "began"),
    [
        ([_yes(1, 90, date(2027, 2, 1))], 1),
        ([_yes(1, 90, date(2027, 2, 1)), _yes(2, 30, date(2027, 2, 1)), _yes(3, 1, date(2027, 5, 1))], 1),
        ([_yes(1, 400, date(2026, 4, 1)), _yes(2, 30, date(2027, 2, 1)), _yes(3, 1, date(2027, 2, 1))], 2),
        ([_yes(1, 90, None), _yes(2, 30, date(2027, 2, 1))], 2),
        ([_yes(1, 90, date(2027, 2, 1)), replace(_yes(2, 1, None), agreed_at=None)], 2),
    ],
)
def test_a_course_began_with_the_first_yes_since_the_last_one_ended(agreed, began):
    assert begun_with(agreed).id == began
