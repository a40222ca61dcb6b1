"""When a goal could be reached: what is planned, the rhythm, breaks, holidays, the end of the course."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.cadence import Cadence, Kind, to_instant
from bot.mentoring.forecast import Part, Way, forecast, part_of_month
from bot.mentoring.meetings import MeetingState
from tests.mentoring.facts import NOW, meeting, pause

ZONE = "Europe/Copenhagen"
THURSDAY = date(2026, 11, 26)
END = date(2027, 2, 1)


def rhythm(interval=1, weekdays=(3,)):
    return Cadence(Kind.WEEKLY, weekdays, interval, time(16, 30), ZONE, THURSDAY)


def planned(*days, **changes):
    at = time(16, 30)
    return [meeting(to_instant(datetime.combine(day, at), ZONE), **{"slot": day} | changes) for day in days]


def way(days=(), cadence=None, pauses=(), ends_on=END, country="DK"):
    meetings = [each if hasattr(each, "starts_at") else planned(each)[0] for each in days]
    return Way(meetings, cadence, pauses, ends_on, country, ZONE)


def thursdays(n, every=1):
    return [THURSDAY + timedelta(weeks=every * k) for k in range(n)]


EVERY_OTHER = thursdays(5, every=2)  # 26 November to 21 January


@pytest.mark.parametrize(
    ("left", "given", "ready", "room"),
    [
        # Planned meetings come first; 24 December is asked about, and not counted before somebody said yes.
        (1, way(EVERY_OTHER, rhythm(2)), date(2026, 11, 26), 4),
        (3, way(EVERY_OTHER, rhythm(2)), date(2027, 1, 7), 4),
        (4, way(EVERY_OTHER, rhythm(2)), date(2027, 1, 21), 4),
        # Then the rhythm goes on after the end of the course.
        (5, way(EVERY_OTHER, rhythm(2)), date(2027, 2, 4), 4),
        (7, way(EVERY_OTHER, rhythm(2)), date(2027, 3, 4), 4),
        # A holiday that both said yes to is a meeting.
        (3, way([*EVERY_OTHER[:2], *planned(EVERY_OTHER[2], holiday=True)], rhythm(2)), date(2026, 12, 24), 3),
        # A country of which no calendar is known has no holidays.
        (3, way(EVERY_OTHER, rhythm(2), country="ZZ"), date(2026, 12, 24), 5),
        # Maundy Thursday, 25 March 2027, is left out of what is only a rhythm.
        (1, way((), rhythm(), ends_on=date(2027, 3, 24)), date(2027, 4, 1), 0),
        # Two a week.
        (3, way((), rhythm(weekdays=(1, 3)), ends_on=None), date(2026, 12, 3), None),
        # What was called off, and what has begun, is no meeting to come.
        (
            1,
            way([*planned(THURSDAY, state=MeetingState.CALLED_OFF), date(2026, 12, 3)], rhythm()),
            date(2026, 12, 3),
            1,
        ),
        (1, way([meeting(NOW), date(2026, 12, 3)], rhythm()), date(2026, 12, 3), 1),
        # The order of the rows says nothing.
        (1, way([date(2026, 12, 3), THURSDAY], rhythm()), THURSDAY, 2),
        # No fixed time: only what is planned is known, and nobody can tell the room.
        (1, way([THURSDAY]), THURSDAY, None),
        (2, way([THURSDAY]), None, None),
        (2, way([]), None, None),
        # Nothing left.
        (0, way([THURSDAY], rhythm()), None, 1),
        # After the end of the course the rhythm goes on from today.
        (1, way((), rhythm(), ends_on=date(2026, 11, 1)), THURSDAY, 0),
        # Farther off than any course.
        (500, way((), rhythm()), None, 0),
    ],
)
def test_the_last_of_the_meetings_left_says_when(left, given, ready, room):
    found = forecast(left, given, NOW)
    assert (found.ready, found.room) == (ready, room)


def test_a_break_with_an_end_leaves_out_what_lies_in_it():
    until = datetime(2026, 12, 4, 7, tzinfo=UTC)
    resting = [pause(NOW - timedelta(days=1), until=until)]
    found = forecast(1, way(thursdays(3), rhythm(), resting), NOW)
    assert (found.ready, found.room) == (date(2026, 12, 10), 3)
    after = [pause(NOW - timedelta(days=1), until=datetime(2027, 2, 12, tzinfo=UTC))]
    assert forecast(1, way((), rhythm(), after), NOW).ready == date(2027, 2, 18)


def test_the_end_of_the_course_is_put_off_by_the_days_of_a_break():
    resting = [pause(NOW, until=NOW + timedelta(days=14))]
    assert forecast(1, way((), rhythm(), resting), NOW).ends_on == date(2027, 2, 15)
    assert forecast(1, way((), rhythm(), resting, ends_on=None), NOW).ends_on is None


def test_a_holiday_that_people_chose_themselves_counts():
    chosen = planned(date(2026, 12, 24), slot=None)
    assert forecast(1, way(chosen, rhythm()), NOW).ready == date(2026, 12, 24)


def test_during_a_break_without_an_end_nobody_can_tell():
    found = forecast(1, way(thursdays(3), rhythm(), [pause(NOW, until=None)]), NOW)
    assert (found.ready, found.room, found.fits) == (None, None, True)


def test_a_break_that_is_over_changes_nothing():
    over = [pause(NOW - timedelta(days=9), ended_at=NOW - timedelta(days=2))]
    assert forecast(1, way(thursdays(3), rhythm(), over), NOW).ready == THURSDAY


@pytest.mark.parametrize(("left", "fits"), [(3, True), (4, True), (5, False)])
def test_it_fits_while_there_is_room_before_the_end(left, fits):
    assert forecast(left, way(EVERY_OTHER, rhythm(2)), NOW).fits is fits


def test_without_an_end_or_a_rhythm_nothing_is_said_not_to_fit():
    assert forecast(50, way(EVERY_OTHER, rhythm(2), ends_on=None), NOW).fits
    assert forecast(50, way(EVERY_OTHER), NOW).fits


@pytest.mark.parametrize(
    ("day", "part"), [(1, Part.EARLY), (10, Part.EARLY), (11, Part.MIDDLE), (20, Part.MIDDLE), (21, Part.LATE)]
)
def test_a_guess_knows_a_part_of_a_month(day, part):
    assert part_of_month(date(2027, 3, day)) is part


@given(st.integers(1, 40), st.integers(1, 2), st.sets(st.integers(0, 6), min_size=1), st.integers(0, 400))
def test_one_meeting_more_is_never_sooner(left, interval, weekdays, course):
    given_way = way((), rhythm(interval, tuple(weekdays)), ends_on=THURSDAY + timedelta(days=course))
    sooner, later = forecast(left, given_way, NOW), forecast(left + 1, given_way, NOW)
    assert sooner.ready is None or later.ready is None or NOW.date() < sooner.ready < later.ready
