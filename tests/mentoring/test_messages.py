"""What a coordinator writes: words to begin with, how long, and how far it has come."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.mentoring.flags import Flag, Level, Reason
from bot.mentoring.messages import LONGEST, PACE, Counts, Opening, filled, look_again, opening, too_long

NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)


def flag(reason):
    return Flag(reason, Level.AMBER)


@pytest.mark.parametrize(
    ("reasons", "begins"),
    [
        ([], Opening.HELLO),
        ([Reason.QUIET], Opening.FIND_TIME),
        ([Reason.NOT_BEGUN], Opening.BEGIN),
        ([Reason.TWICE_MISSED], Opening.ANOTHER_DAY),
        ([Reason.NOT_TOLD], Opening.HOW_WAS_IT),
        # What one of them told alone, or left unanswered, is never told to the other by a question.
        ([Reason.DIFFERENCE], Opening.HELLO),
        ([Reason.UNANSWERED, Reason.UNREACHABLE], Opening.HELLO),
        ([Reason.DIFFERENCE, Reason.QUIET, Reason.NOT_TOLD], Opening.FIND_TIME),
    ],
)
def test_a_message_begins_with_what_both_know_of(reasons, begins):
    assert opening([flag(reason) for reason in reasons]) is begins


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("", False),
        ("x" * LONGEST, False),
        ("x" * (LONGEST + 1), True),
        ("🙂" * (LONGEST // 2), False),
        ("🙂" * (LONGEST // 2) + "x", True),
        ("\ud800", False),
    ],
)
def test_a_text_is_measured_as_the_platform_does(text, long):
    assert too_long(text) is long


@pytest.mark.parametrize(
    ("counts", "again"),
    [
        (Counts(), None),
        (Counts(sent=4, failed=1), None),
        (Counts(coming=1, next_at=NOW - timedelta(hours=1)), NOW + PACE),
        (Counts(coming=1, next_at=NOW), NOW + PACE),
        (Counts(coming=1, next_at=NOW + timedelta(hours=9)), NOW + timedelta(hours=9) + PACE),
    ],
)
def test_a_card_is_drawn_anew_while_something_can_change(counts, again):
    assert look_again(counts, NOW) == again


@pytest.mark.parametrize(
    ("counts", "signs"),
    [
        (Counts(coming=40), 0),
        (Counts(sent=20, coming=20), 5),
        (Counts(sent=18, failed=1, unsure=1, coming=20), 5),
        (Counts(sent=999, coming=1), 9),
        (Counts(sent=39, failed=1), 10),
        (Counts(sent=3, stopped=37), 10),
        (Counts(), 10),
    ],
)
def test_a_bar_is_full_only_when_nobody_waits(counts, signs):
    assert filled(counts, 10) == signs
