"""The arithmetic of docs/scale.md, done again from what the bot is set to."""

import re
from pathlib import Path

import pytest

from bot.config import Settings

PAGE = (Path(__file__).parent.parent / "docs" / "scale.md").read_text(encoding="utf-8")
WORDS = re.sub(r"\s+", " ", PAGE)
RATE = Settings.model_fields["send_rate"].default
A_MEETING = 6
HOUR, WEEK = 3600, 7 * 24 * 3600


@pytest.mark.parametrize("pairs", [1_000, 10_000, 100_000, 1_000_000])
def test_a_week_of_pairs_that_meet_each_week(pairs):
    messages = A_MEETING * pairs
    share = 100 * messages / (RATE * WEEK)
    part = f"{share:.2f}" if share < 0.1 else f"{share:.1f}"
    assert f"| {pairs:,} | {messages:,} | {messages / RATE / HOUR:.1f} | {part} % |" in PAGE


def test_what_the_waking_hours_hold():
    assert f"13 waking hours a day hold {RATE * 7 * 13 * HOUR:,}" in WORDS
    assert f"for 1,000,000 pairs {2 * A_MEETING * 1_000_000:,} a week" in WORDS


def test_how_long_the_last_one_waits():
    rows = re.findall(r"\| ([\d,]+) \| (\d+) min \|", PAGE)
    assert len(rows) == 5
    for messages, minutes in rows:
        assert int(minutes) == round(int(messages.replace(",", "")) / RATE / 60)


def test_how_many_pairs_may_meet_in_the_same_minute():
    assert f"The reminder of {RATE * 2 * HOUR // 2:,} pairs" in WORDS
