"""One agreed time: what can be moved, what a reminder may still say, what two words come to."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.mentoring.meetings import (
    Log,
    MeetingState,
    Refusal,
    StepOutcome,
    fell_on_holiday,
    holiday,
    is_ahead,
    is_movable,
    is_tellable,
    is_unplanned,
    refuses,
    refuses_move,
    reminder_lapsed,
    step_told,
    told,
)
from tests.mentoring.facts import NOW, meeting

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TOMORROW = meeting(NOW + DAY)


def log(person, *, held=True, step=None, at=NOW):
    return Log(1, person, held, step, None, confirmed=False, at=at)


def test_a_meeting_is_ahead_until_it_begins_or_is_off():
    assert is_ahead(TOMORROW, NOW)
    assert not is_ahead(TOMORROW, NOW + DAY)
    assert not is_ahead(meeting(NOW + DAY, state=MeetingState.CALLED_OFF), NOW)


@pytest.mark.parametrize(
    ("state", "movable"),
    [
        (MeetingState.PLANNED, True),
        (MeetingState.CALLED_OFF, True),
        (MeetingState.HELD, False),
        (MeetingState.MISSED, False),
    ],
)
def test_what_was_told_of_cannot_be_moved(state, movable):
    assert is_movable(meeting(NOW, state=state)) is movable


@pytest.mark.parametrize(
    ("to", "refusal"),
    [
        (NOW, Refusal.PAST),
        (NOW - DAY, Refusal.PAST),
        (NOW + 401 * DAY, Refusal.TOO_FAR),
        (NOW + 5 * DAY, Refusal.TAKEN),
        (NOW + 5 * DAY + HOUR / 2, Refusal.TAKEN),
        (NOW + 5 * DAY - HOUR / 2, Refusal.TAKEN),
        (NOW + 5 * DAY + HOUR, None),
        (NOW + 2 * DAY, None),
    ],
)
def test_a_time_is_still_to_come_within_reach_and_free(to, refusal):
    assert refuses(to, NOW, [NOW + 5 * DAY], 60) is refusal


def test_nothing_is_planned_into_a_break():
    assert refuses(NOW + DAY, NOW, [NOW + DAY], 60, NOW + 2 * DAY) is Refusal.BREAK
    assert refuses(NOW + 2 * DAY, NOW, [], 60, NOW + 2 * DAY) is None


def test_moving_to_the_same_time_is_no_move_unless_it_was_called_off():
    assert refuses_move(TOMORROW, NOW + DAY, NOW, []) is Refusal.SAME
    assert refuses_move(meeting(NOW + DAY, state=MeetingState.CALLED_OFF), NOW + DAY, NOW, []) is None
    assert refuses_move(TOMORROW, NOW + 2 * DAY, NOW, []) is None


def test_a_reminder_is_said_when_it_is_true():
    assert reminder_lapsed(TOMORROW, NOW) is None
    assert reminder_lapsed(meeting(NOW + HOUR), NOW) is None


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        (meeting(NOW + DAY, state=MeetingState.CALLED_OFF), "not_planned"),
        (meeting(NOW), "over"),
        # The one of the day before waited through the night, and the meeting was moved to next week meanwhile.
        (meeting(NOW + 7 * DAY), "moved"),
        # It was moved to a time of which there is nothing to remind: they have just agreed on it.
        (meeting(NOW + 20 * HOUR, settled_at=NOW - HOUR), "moved"),
        (meeting(NOW + HOUR, settled_at=NOW), "moved"),
    ],
)
def test_a_reminder_that_is_no_longer_true_is_dropped_with_its_reason(changed, reason):
    assert reminder_lapsed(changed, NOW) == reason


def test_a_meeting_can_be_told_of_from_its_local_day_on():
    late = datetime(2026, 11, 26, 22, 30, tzinfo=UTC)  # 23:30 in Copenhagen
    assert is_tellable(meeting(late), datetime(2026, 11, 25, 23, 5, tzinfo=UTC), "Europe/Copenhagen")
    assert not is_tellable(meeting(late), datetime(2026, 11, 25, 22, 55, tzinfo=UTC), "Europe/Copenhagen")
    assert is_tellable(meeting(NOW - DAY, state=MeetingState.HELD), NOW, "Europe/Copenhagen")
    assert not is_tellable(meeting(NOW - DAY, state=MeetingState.CALLED_OFF), NOW, "Europe/Copenhagen")


def test_what_two_words_come_to():
    assert told({}) is MeetingState.PLANNED
    assert told({1: log(1, held=False)}) is MeetingState.MISSED
    assert told({1: log(1)}) is MeetingState.HELD
    assert told({1: log(1, held=False), 2: log(2)}) is MeetingState.HELD


def test_the_last_to_speak_of_the_step_counts():
    assert step_told({}) is None
    assert step_told({1: log(1)}) is None
    assert step_told({1: log(1, held=False, step=StepOutcome.DONE)}) is None
    both = {1: log(1, step=StepOutcome.SOME, at=NOW + HOUR), 2: log(2, step=StepOutcome.DONE)}
    assert step_told(both) is StepOutcome.SOME


# --- Public holidays ---

EVE = datetime(2026, 12, 24, 15, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("starts_at", "slot", "country", "asked"),
    [
        (EVE, date(2026, 12, 24), "DK", True),
        (EVE, date(2026, 12, 24), "GB", False),
        (EVE, date(2026, 12, 24), "ZZ", False),
        (EVE, None, "DK", False),
        (EVE, date(2026, 12, 17), "DK", False),
        (EVE - timedelta(days=1), date(2026, 12, 23), "DK", False),
        (datetime(2026, 12, 23, 23, 30, tzinfo=UTC), date(2026, 12, 24), "DK", True),
    ],
)
def test_only_a_day_that_the_rhythm_gave_is_asked_about(starts_at, slot, country, asked):
    assert fell_on_holiday(meeting(starts_at, slot=slot), "Europe/Copenhagen", country) is asked


def test_a_holiday_has_its_name_in_the_readers_language():
    found = meeting(datetime(2027, 5, 6, 14, 30, tzinfo=UTC))
    assert holiday(found, "Europe/Copenhagen", "DK", "en") == "Ascension Day"
    assert holiday(found, "Europe/Copenhagen", "DK", "da") == "Kristi himmelfartsdag"
    assert holiday(meeting(EVE - timedelta(days=1)), "Europe/Copenhagen", "DK", "da") is None


def test_a_meeting_whose_time_was_kept_after_it_began_was_never_planned():
    assert is_unplanned(meeting(NOW - DAY, settled_at=NOW))
    assert not is_unplanned(meeting(NOW - DAY, settled_at=NOW - 2 * DAY))
