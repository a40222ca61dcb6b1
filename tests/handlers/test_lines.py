"""The numbers to ring: confirmed, with a source, and looked up within half a year."""

import os
from datetime import date, timedelta

import pytest

from bot.clock import SystemClock
from handlers.safety.lines import LASTS, Use, every, of, stale, tappable
from locales import HERE

DAY = timedelta(days=1)
# words.md calls these unconfirmed, or found no number at all.
UNCONFIRMED = {"70 11 31 31", "70 15 03 00", "47 47 10 20", "85258", "111"}


def today():
    """The day on which this is tested; an old release can be tested as of its own day."""
    told = os.environ.get("MAKKER_TEST_TODAY")
    return date.fromisoformat(told) if told else SystemClock().now().date()


def test_every_line_was_looked_up_within_half_a_year():
    old = [f"{line.country} {line.name['en']} ({line.verified_on}, {line.source})" for line in stale(every(), today())]
    assert old == [], "ring or open each, then move verified_on in handlers/safety/lines.toml"


def test_a_line_is_stale_after_180_days_and_one_from_the_future_is_a_slip():
    line = every()[0]
    assert stale([line], line.verified_on + LASTS) == []
    assert stale([line], line.verified_on + LASTS + DAY) == [line]
    assert stale([line], line.verified_on - DAY) == []
    assert stale([line], line.verified_on - 2 * DAY) == [line]


@pytest.mark.parametrize("line", every(), ids=lambda line: f"{line.country} {line.number or line.link}")
def test_every_line_has_a_way_a_source_and_its_words_in_each_language(line):
    languages = {folder.name for folder in HERE.iterdir() if (folder / "LC_MESSAGES").is_dir()}
    assert bool(line.number) != bool(line.link)
    assert line.source
    assert set(line.name) == languages
    assert set(line.about) in ({*languages}, set())
    assert set(line.hours) in ({*languages}, set())
    assert line.number not in UNCONFIRMED


def test_in_denmark_112_is_first_and_livslinien_never_alone():
    danish = of("DK")
    assert (danish[0].use, danish[0].number) == (Use.DANGER, "112")
    first = [line.name["da"] for line in danish if line.first and line.use is Use.TALK]
    assert len(first) > 1
    livslinien = next(line for line in danish if line.name["da"] == "Livslinien")
    assert not livslinien.hours  # they are not confirmed


@pytest.mark.parametrize(
    ("number", "country", "shown"),
    [
        ("70 201 201", "DK", "+45 70 201 201"),
        ("12345678", "DK", "+45 12345678"),
        ("+45 12 34 56 78", "DK", "+45 12 34 56 78"),
        ("0045 12345678", "DK", "0045 12345678"),
        ("12 34 56 78 (9-15)", "DK", "12 34 56 78 (9-15)"),
        ("112", "DK", "112"),
        ("116 111", "DK", "116 111"),
        ("12345678", "NO", "12345678"),
        ("", "DK", ""),
    ],
)
def test_a_long_number_is_written_so_that_a_phone_knows_it_for_one(number, country, shown):
    assert tappable(number, country) == shown
