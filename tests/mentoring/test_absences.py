"""When somebody is away: from the first midnight of it to the last, by the programme's clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.mentoring.absences import Absence, AbsenceState, away, is_span, next_at, state_at

ZONE = "Europe/Copenhagen"
# Over the night in which the clocks go forward.
MARCH = Absence(1, 1, 7, date(2027, 3, 28), date(2027, 3, 29), AbsenceState.AHEAD)


@pytest.mark.parametrize(
    ("at", "state", "following"),
    [
        ((3, 27, 22, 59), AbsenceState.AHEAD, (3, 27, 23)),
        ((3, 27, 23, 0), AbsenceState.ON, (3, 29, 22)),
        ((3, 28, 1, 30), AbsenceState.ON, (3, 29, 22)),
        ((3, 29, 21, 59), AbsenceState.ON, (3, 29, 22)),
        ((3, 29, 22, 0), AbsenceState.OVER, None),
    ],
)
def test_it_begins_and_ends_at_midnight_there(at, state, following):
    now = datetime(2027, *at, tzinfo=UTC)
    assert state_at(MARCH, ZONE, now) is state
    assert next_at(MARCH, ZONE, now) == (datetime(2027, *following, tzinfo=UTC) if following else None)
    assert away([MARCH], ZONE, now) == ({7} if state is AbsenceState.ON else set())


TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("since", "until", "fits"),
    [
        (0, 0, True),
        (-3, 0, True),
        (1, 0, False),
        (-3, -1, False),
        (0, 366, True),
        (0, 367, False),
    ],
)
def test_which_days_somebody_can_be_away(since, until, fits):
    assert is_span(TODAY + timedelta(since), TODAY + timedelta(until), TODAY) is fits
