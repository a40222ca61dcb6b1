"""What people write about times is understood as they meant it, or asked about; never taken for something else."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.phrases import Reason, Unclear, Understood, between, first_start, local, understand
from bot.mentoring.phrases.danish import DANISH
from bot.mentoring.phrases.english import ENGLISH
from bot.mentoring.phrases.tokens import tokens

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


@pytest.mark.no_cover  # measuring takes longer than understanding
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_phrase_takes_less_than_two_milliseconds(language: str) -> None:
    rows = table(language)
    started = process_time()
    for _, phrase, now, _ in rows:
        understand(phrase, now, language)
    assert (process_time() - started) / len(rows) < 0.002


def test_a_weekday_gives_the_next_such_date_and_the_weekday() -> None:
    assert da("torsdag halv fem") == Understood(date(2026, 11, 26), time(16, 30), (3,))


def test_a_part_of_a_day_tells_its_hours_and_no_time() -> None:
    assert da("lørdag formiddag") == Understood(date(2026, 11, 21), None, (5,), hours=(10, 9, 11))
    assert da("lørdag formiddag kl. 9") == Understood(date(2026, 11, 21), time(9), (5,))


def test_a_rhythm_tells_its_weekdays_and_weeks() -> None:
    answer = da("hver anden torsdag 16.30")
    assert isinstance(answer, Understood)
    assert answer == Understood(date(2026, 11, 26), time(16, 30), (3,), every=2)
    assert answer.is_rhythm
    assert answer.start == datetime.fromisoformat("2026-11-26T16:30")


def test_the_start_is_known_only_with_day_and_time() -> None:
    for phrase in ("torsdag", "halv fem"):
        answer = da(phrase)
        assert isinstance(answer, Understood)
        assert answer.start is None


def test_one_can_say_a_rhythm_with_no_day() -> None:
    answer = da("hver anden uge")
    assert answer == Understood(every=2)
    assert local(answer, FRIDAY) == "?"


def test_the_nth_weekday_of_the_month_is_kept() -> None:
    assert en("last Friday of the month at 2pm") == Understood(date(2026, 11, 27), time(14), (4,), every=1, nth=-1)


def test_a_time_alone_is_today_if_still_to_come_else_tomorrow() -> None:
    assert local(da("halv fem"), FRIDAY) == "2026-11-20T16:30"
    assert local(da("kl. 11"), FRIDAY) == "2026-11-21T11:00"


def test_what_is_unclear_is_a_question_mark() -> None:
    assert local(da("hos mig"), FRIDAY) == "?"


@pytest.mark.parametrize(
    ("phrase", "choices"),
    [
        ("næste onsdag", ("2026-11-25", "2026-12-02")),
        ("næste onsdag kl. 10", ("2026-11-25T10:00", "2026-12-02T10:00")),
        ("tirsdag eller torsdag kl. 16", ("2026-11-24T16:00", "2026-11-26T16:00")),
        ("fredag d. 3/12", ("2026-12-03", "2026-12-04")),
        ("torsdag d. 27. kl. 16", ("2026-11-27T16:00", "2026-11-26T16:00")),
        ("fredag ved midnat", ("2026-11-27T00:00", "2026-11-28T00:00")),
        ("3.12", ("2026-12-03", "2026-11-23T15:12")),
        ("15.", ("2026-11-23T15:00", "2026-12-15")),
    ],
)
def test_what_can_mean_two_things_comes_with_both(phrase: str, choices: tuple[str, str]) -> None:
    answer = da(phrase, "2026-11-23T09:00")
    expected = tuple((datetime if "T" in text else date).fromisoformat(text) for text in choices)
    assert answer == Unclear(Reason.AMBIGUOUS, expected)


def test_in_ones_own_reminders_an_hour_is_taken_as_said() -> None:
    assert local(da("7.15 på hverdage", early=True), FRIDAY) == "2026-11-23T07:15"
    assert local(da("kl. 7 om aftenen", early=True), FRIDAY) == "2026-11-20T19:00"


def test_an_hour_from_now_forgets_the_seconds() -> None:
    assert local(da("om en time", "2026-11-20T12:00:59"), FRIDAY) == "2026-11-20T13:00"


def test_at_night_two_o_clock_is_the_next_one() -> None:
    assert local(da("i nat kl. 2", "2026-11-20T00:30"), FRIDAY) == "2026-11-20T02:00"
    assert local(da("i nat kl. 2"), FRIDAY) == "2026-11-21T02:00"


def test_the_last_weekday_of_a_month_that_is_over_is_next_years() -> None:
    assert local(da("sidste torsdag i november kl. 10", "2026-11-27T09:00"), FRIDAY) == "2027-11-25T10:00"
    assert local(da("første mandag i måneden", "2026-11-20T12:00"), FRIDAY) == "2026-12-07"


def test_another_language_is_read_as_english() -> None:
    assert local(understand("tomorrow 4pm", FRIDAY, "de"), FRIDAY) == "2026-11-21T16:00"


def test_accents_and_letters_of_other_keyboards_do_not_matter() -> None:
    for phrase in (
        "NÆSTE LØRDAG",
        "naeste loerdag",
        "næste lo\u0308rdag",
        "naste lordag",
        "n\u00e6ste\u00a0l\u00f8rdag",
    ):
        assert local(da(phrase, "2026-11-22T12:00"), FRIDAY) == "2026-11-28"


def test_a_day_that_is_no_such_weekday_is_never_taken_for_it() -> None:
    for phrase in ("monday one today", "monday one tomorrow"):
        assert en(phrase, "2026-11-24T00:00") == Unclear(Reason.NO_SUCH_TIME)


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("da", "22 til 7", time(22), time(7)),
        ("da", "mellem kl. 22.30 og 6.45", time(22, 30), time(6, 45)),
        ("da", "fra kl.\u00a021 til 08:00", time(21), time(8)),
        ("da", "24-7", time(0), time(7)),
        ("da", "10 til 7", time(22), time(7)),
        ("en", "10 until 7", time(22), time(7)),
        ("en", "from 10 pm to 7 am", time(22), time(7)),
        ("en", "1 to 6", time(1), time(6)),
        ("de", "between 9 and 5pm", time(9), time(17)),
    ],
)
def test_from_and_until_are_understood_over_midnight_too(language: str, text: str, start: time, end: time) -> None:
    assert between(text, language) == (start, end)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "25 til 7"),
        ("da", "22 til 7.99"),
        ("da", "torsdag 22 til 7"),
        ("da", "22"),
        ("en", "13pm to 7am"),
        ("en", "x" * 5000),
        ("en", ""),
    ],
)
def test_what_is_no_from_and_until_is_none(language: str, text: str) -> None:
    assert between(text, language) is None


def test_a_time_is_understood_as_the_bot_itself_writes_it() -> None:
    assert local(da("torsdag den 26. november kl.\u00a016.30"), FRIDAY) == "2026-11-26T16:30"


def test_marks_of_direction_and_keycaps_do_not_matter() -> None:
    assert local(en("\u200fThursday\u200f 1\ufe0f\u20e36:30 \U0001f44d\U0001f3fd"), FRIDAY) == "2026-11-26T16:30"


@pytest.mark.parametrize(
    "text",
    ["", " ", "\0", "🙂", "x" * 5000, "torsdag " * 1000, "1" * 5000, "١٦:٣٠", "يوم الخميس", "½" * 90, "4 og " * 30],
)
def test_what_is_no_time_is_refused_quickly(text: str) -> None:
    started = process_time()
    assert da(text) == en(text) == Unclear(Reason.NOTHING)
    assert process_time() - started < 0.1


@given(st.text(max_size=5000), st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2100-01-01")))
def test_no_text_whatever_raises(text: str, now: datetime) -> None:
    for language in ("da", "en"):
        understand(text, now, language)


# Words of both languages and numbers in any order: most mean nothing, and what means something must hold together.
NUMBERS = ["4", "16", "16.30", "07:15", "3.12", "3/12", "15.", "1630", "-", ",", "&", "2027", "1,5", "31", "0", "99"]
SALADS = {
    language: st.lists(st.sampled_from([*lexicon.phrases, *NUMBERS * 5]), min_size=1, max_size=9).map(" ".join)
    for language, lexicon in (("da", DANISH), ("en", ENGLISH))
}


@pytest.mark.parametrize("language", ["da", "en"])
@given(st.data(), st.datetimes(datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2040-01-01")))
def test_whatever_is_understood_holds_together(language: str, data: st.DataObject, now: datetime) -> None:
    answer = understand(data.draw(SALADS[language]), now, language)
    if isinstance(answer, Unclear):
        assert len(answer.choices) != 1
        return
    first = first_start(answer, now)
    assert answer.day is None or answer.day >= now.date()
    assert not isinstance(first, datetime) or first > now.replace(second=0, microsecond=0) - timedelta(minutes=1)
    assert answer.day is None or not answer.weekdays or answer.day.weekday() in answer.weekdays
    assert answer.nth is None or answer.every
    assert first or answer.every


@pytest.mark.parametrize("lexicon", [DANISH, ENGLISH], ids=["da", "en"])
def test_every_word_in_the_lexicon_is_found_as_it_is_written(lexicon: object) -> None:
    assert isinstance(lexicon, type(DANISH))
    for phrase in lexicon.phrases:
        assert tokens(phrase, lexicon) == ([lexicon.phrases[phrase]] if lexicon.phrases[phrase].code != "?" else None)


@given(st.integers(2027, 2099), st.sampled_from(["3. marts {}", "den 3. marts {}", "3/3 {}"]))
def test_a_year_ahead_is_never_silently_a_time_of_day(year: int, words: str) -> None:
    for answer in (da(words.format(year)), en(words.format(year).replace("marts", "March"))):
        assert isinstance(answer, Unclear) or (answer.day, answer.time) == (date(year, 3, 3), None)
