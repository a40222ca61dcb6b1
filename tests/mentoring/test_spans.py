"""From a day until a day, in plain words of both languages; every word is understood, or nothing is."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.phrases import Reason, Unclear, Understood, days
from bot.mentoring.phrases.spans import span

NOW = datetime(2026, 11, 20, 12)  # a Friday


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("da", "1.-14. juli", "2027-07-01", "2027-07-14"),
        ("da", "fra 1. til 14. juli", "2027-07-01", "2027-07-14"),
        ("da", "Jeg er væk fra 1. juli til 14. juli", "2027-07-01", "2027-07-14"),
        ("da", "23.11. - 27.11.", "2026-11-23", "2026-11-27"),
        ("da", "1.12-14.12", "2026-12-01", "2026-12-14"),
        ("da", "mandag til fredag", "2026-11-23", "2026-11-27"),
        ("da", "næste uge", "2026-11-23", "2026-11-29"),
        ("da", "uge 30", "2027-07-26", "2027-08-01"),
        ("da", "i uge 47", "2026-11-16", "2026-11-22"),
        ("da", "indtil 3. december", "2026-11-20", "2026-12-03"),
        ("da", "den 24. december", "2026-12-24", "2026-12-24"),
        ("da", "i morgen", "2026-11-21", "2026-11-21"),
        ("da", "27. december til 3. januar", "2026-12-27", "2027-01-03"),
        ("en", "from 1 July to 14 July", "2027-07-01", "2027-07-14"),
        ("en", "1-14 July", "2027-07-01", "2027-07-14"),
        ("en", "the 1st to the 14th of July", "2027-07-01", "2027-07-14"),
        ("en", "Monday to Friday", "2026-11-23", "2026-11-27"),
        ("en", "next week", "2026-11-23", "2026-11-29"),
        ("en", "tomorrow until Friday", "2026-11-21", "2026-11-27"),
        ("en", "until Friday", "2026-11-20", "2026-11-27"),
        ("en", "2026-12-01 to 2026-12-05", "2026-12-01", "2026-12-05"),
        ("en", "week 53", "2026-12-28", "2027-01-03"),
        ("en", "between Monday and Wednesday", "2026-11-23", "2026-11-25"),
        ("en", "today to Friday", "2026-11-20", "2026-11-27"),
        ("en", "2026-12-01", "2026-12-01", "2026-12-01"),
        ("en", "2. to 5.", "2026-12-02", "2026-12-05"),
    ],
)
def test_a_stretch_of_days(language, text, first, last):
    assert days(text, NOW, language) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "whenever",
        "Monday to whenever",
        "whenever to Friday",
        "every Friday",
        "Friday afternoon",
        "Monday at 9 to Friday at 10",
        "14-1 July",
        "0-4 July",
        "week 99",
        "until 20 October 2026",
        "5 July 2027 to 1 July 2027",
    ],
)
def test_what_is_no_stretch_of_days_is_asked_about(text):
    assert isinstance(days(text, NOW, "en"), Unclear)


def test_two_meanings_are_none():
    def read(words, _today):
        return Unclear(Reason.NOTHING) if "-" in words and words.count("-") > 1 else understood[words]

    understood = {
        "a": Understood(day=date(2026, 12, 1)),
        "b-c": Understood(day=date(2026, 12, 9)),
        "a-b": Understood(day=date(2026, 12, 2)),
        "c": Understood(day=date(2026, 12, 9)),
    }
    assert span("a-b-c", NOW, read) == Unclear(Reason.AMBIGUOUS, (date(2026, 12, 1), date(2026, 12, 2)))


@given(st.text(max_size=60), st.sampled_from(["da", "en"]))
def test_no_text_raises_and_the_last_day_is_never_before_the_first(text, language):
    found = days(text, NOW, language)
    assert isinstance(found, Unclear) or found[0] <= found[1]
