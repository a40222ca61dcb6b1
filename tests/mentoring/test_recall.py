"""A time that is over, as people say it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.phrases import Reason, Unclear, Understood, local, recall

NOW = datetime(2026, 11, 20, 12, 0)  # a Friday noon

TABLE = {
    "da": {
        "i går": "2026-11-19",
        "igår kl. 15": "2026-11-19T15:00",
        "i går halv fem": "2026-11-19T16:30",
        "i forgårs kl 10": "2026-11-18T10:00",
        "i aftes kl. 19": "2026-11-19T19:00",
        "i morges kl. 9": "2026-11-20T09:00",
        "i dag": "2026-11-20",
        "i dag kl. 10": "2026-11-20T10:00",
        "kl. 11": "2026-11-20T11:00",
        "i torsdags": "2026-11-19",
        "i lørdags kl. 11": "2026-11-14T11:00",
        "sidste tirsdag kl. 16.30": "2026-11-17T16:30",
        "torsdag": "2026-11-19",
        "onsdag 14.15": "2026-11-18T14:15",
        "fredag kl. 10": "2026-11-20T10:00",
        "fredag kl. 17": "2026-11-13T17:00",
        "fredag": "2026-11-20",
        "for 3 dage siden": "2026-11-17",
        "for to dage siden kl. 14": "2026-11-18T14:00",
        "en uge siden": "2026-11-13",
        "for 2 uger siden": "2026-11-06",
        "3. november": "2026-11-03",
        "d. 3/11 kl. 15": "2026-11-03T15:00",
        "torsdag den 5. november": "2026-11-05",
        "den 15.": "2026-11-15",
        "den 25. oktober": "2026-10-25",
        "24. december": "2025-12-24",
        "i går kl. 13-14": "2026-11-19T13:00",
    },
    "en": {
        "yesterday": "2026-11-19",
        "yesterday 3pm": "2026-11-19T15:00",
        "the day before yesterday at 10": "2026-11-18T10:00",
        "last night at 8": "2026-11-19T20:00",
        "this morning at 9": "2026-11-20T09:00",
        "today at 10": "2026-11-20T10:00",
        "last Thursday": "2026-11-19",
        "last Friday": "2026-11-20",
        "Thursday half past four": "2026-11-19T16:30",
        "two days ago": "2026-11-18",
        "3 days ago at 14:00": "2026-11-17T14:00",
        "a week ago": "2026-11-13",
        "two weeks ago": "2026-11-06",
        "3 November": "2026-11-03",
        "November 3": "2026-11-03",
        "3 Nov 2026 15:00": "2026-11-03T15:00",
        "the 15th at noon": "2026-11-15T12:00",
    },
}
UNCLEAR = {
    "da": ["", "i morgen", "næste torsdag", "om 14 dage", "hver torsdag", "i går på torsdag", "blabla",
           "for mange dage siden",
           "eftermiddag", "tirsdag og torsdag", "x" * 5000],
    "en": ["tomorrow", "next Thursday", "in two weeks", "every Thursday", "in an hour", "soon", "many days ago"],
}  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang, table in TABLE.items() for text in table])
def test_what_people_say_of_a_time_that_is_over(language, text):
    assert local(recall(text, NOW, language), NOW) == TABLE[language][text]


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang, texts in UNCLEAR.items() for text in texts])
def test_what_is_to_come_or_no_time_is_not_guessed_at(language, text):
    assert recall(text, NOW, language) == Unclear(Reason.NOTHING)


@pytest.mark.parametrize(
    ("language", "text"), [("da", "i dag kl. 15"), ("en", "today at 3pm"), ("xx", "3 December 2026")]
)
def test_a_time_that_has_not_been_is_said_to_be_known(language, text):
    assert recall(text, NOW, language) == Unclear(Reason.PAST)


@pytest.mark.parametrize("text", ["3 March 2025", "12. november 2025", "3 November 2024", "3 November 2027"])
def test_a_year_that_is_too_far_away_is_no_time_of_day(text):
    for language in ("da", "en", "xx"):
        assert recall(text, NOW, language) in {Unclear(Reason.PAST), Unclear(Reason.NOTHING)}


@given(st.sampled_from(["da", "en"]), st.text(max_size=60), st.integers(0, 60 * 24 * 400))
def test_whatever_is_said_the_answer_is_over(language, text, minutes):
    now = NOW + timedelta(minutes=minutes)
    answer = recall(text, now, language)
    assert isinstance(answer, Unclear) or answer.day <= now.date()


@given(
    st.sampled_from([(lang, text) for lang, table in TABLE.items() for text in table]), st.integers(0, 60 * 24 * 800)
)
def test_whenever_it_is_said_the_answer_is_over(said, minutes):
    now = NOW + timedelta(minutes=minutes)
    answer = recall(said[1], now, said[0])
    if isinstance(answer, Understood):
        assert answer.day <= now.date()
        assert answer.start is None or answer.start <= now
