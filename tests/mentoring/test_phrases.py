"""What people write about times is understood as they meant it, or asked about; never taken for something else."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.phrases import Reason, Unclear, Understood, first_start, local, understand
from bot.mentoring.phrases.danish import DANISH
from bot.mentoring.phrases.english import ENGLISH

HERE = Path(__file__).parent
FRIDAY = datetime.fromisoformat("2026-11-20T12:00")
SHORT = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def table(language: str) -> list[tuple[str, str, datetime, str]]:
    lines = (HERE / f"phrases_{language}.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return [(language, phrase, datetime.fromisoformat(now), expected) for phrase, now, expected in rows]


def shown(answer: Understood | Unclear, now: datetime) -> str:
    """As the tables have it: `thu,fri#1/2 2026-11-26T16:30` is a rhythm and its first occurrence."""
    if isinstance(answer, Unclear):
        return "?" if answer.reason is Reason.NOTHING else f"? {answer.reason.value}"
    if answer.is_rhythm:
        days = ",".join(SHORT[weekday] for weekday in answer.weekdays)
        rhythm = f"{days}{f'#{answer.nth}' if answer.nth else ''}/{answer.every}"
        return f"{rhythm} {local(answer, now)}".removesuffix(" ?")
    return local(answer, now) if answer.day else f"{answer.time:%H:%M}"


def da(phrase: str, now: str = "2026-11-20T12:00", *, early: bool = False) -> Understood | Unclear:
    return understand(phrase, datetime.fromisoformat(now), "da", early=early)


def en(phrase: str, now: str = "2026-11-20T12:00") -> Understood | Unclear:
    return understand(phrase, datetime.fromisoformat(now), "en")


@pytest.mark.parametrize(("language", "phrase", "now", "expected"), table("da") + table("en"))
def test_what_people_say_is_what_is_understood(language: str, phrase: str, now: datetime, expected: str) -> None:
    assert shown(understand(phrase, now, language), now) == expected


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_tables_are_as_large_as_was_asked(language: str) -> None:
    assert len({(phrase, now) for _, phrase, now, _ in table(language)}) >= 150


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_phrase_takes_less_than_two_milliseconds(language: str) -> None:
    rows = table(language)
    started = perf_counter()
    for _, phrase, now, _ in rows:
        understand(phrase, now, language)
    assert (perf_counter() - started) / len(rows) < 0.002


def test_a_weekday_gives_the_next_such_date_and_the_weekday() -> None:
    assert da("torsdag halv fem") == Understood(date(2026, 11, 26), time(16, 30), (3,))


def test_a_rhythm_tells_its_weekdays_and_weeks() -> None:
    answer = da("hver anden torsdag 16.30")
    assert answer == Understood(date(2026, 11, 26), time(16, 30), (3,), every=2)
    assert answer.is_rhythm
    assert not isinstance(answer, Unclear)
    assert answer.start == datetime.fromisoformat("2026-11-26T16:30")


def test_the_start_is_known_only_with_day_and_time() -> None:
    for phrase in ("torsdag", "halv fem"):
        answer = da(phrase)
        assert isinstance(answer, Understood)
        assert answer.start is None
