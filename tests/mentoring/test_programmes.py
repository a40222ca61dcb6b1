"""When a programme's digest is due."""

from datetime import UTC, datetime

import pytest

from bot.mentoring.people import guess_language
from bot.mentoring.programmes import next_digest
from tests.mentoring.facts import programme


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (datetime(2026, 11, 20, 11, tzinfo=UTC), datetime(2026, 11, 23, 7, 30, tzinfo=UTC)),
        (datetime(2026, 11, 23, 7, 29, tzinfo=UTC), datetime(2026, 11, 23, 7, 30, tzinfo=UTC)),
        (datetime(2026, 11, 23, 7, 30, tzinfo=UTC), datetime(2026, 11, 30, 7, 30, tzinfo=UTC)),
        # Summer time: 8:30 is an hour earlier in UTC.
        (datetime(2027, 3, 26, 11, tzinfo=UTC), datetime(2027, 3, 29, 6, 30, tzinfo=UTC)),
    ],
)
def test_the_digest_is_due_on_monday_at_half_past_eight(after, expected):
    assert next_digest(programme(), after) == expected


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("da", "da"),
        ("da-DK", "da"),
        ("nb", "da"),
        ("sv", "da"),
        ("en-GB", "en"),
        ("ar", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_scandinavians_begin_in_danish_and_all_others_in_english(code, language):
    assert guess_language(code) == language


@pytest.mark.parametrize(("code", "language"), [("en-GB", "en"), ("sv", "da"), ("ar", "da"), ("", "da"), (None, "da")])
def test_whose_language_is_not_spoken_begins_in_the_usual_one(code, language):
    assert guess_language(code, "da") == language
