"""How days, times and numbers are said, in both languages."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from handlers.speech import Speech, StandIn, capital

NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)  # Friday noon in Copenhagen


def speech(language):
    return Speech(language, "Europe/Copenhagen", NOW)


@pytest.mark.parametrize(
    ("instant", "english", "danish"),
    [
        (datetime(2026, 11, 20, 15, 30, tzinfo=UTC), "today at 16:30", "i dag kl.\u00a016.30"),
        (datetime(2026, 11, 20, 23, 30, tzinfo=UTC), "tomorrow at 00:30", "i morgen kl.\u00a000.30"),
        (datetime(2026, 11, 19, 15, 30, tzinfo=UTC), "yesterday at 16:30", "i går kl.\u00a016.30"),
        (datetime(2026, 11, 26, 15, 30, tzinfo=UTC), "on Thursday at 16:30", "på torsdag kl.\u00a016.30"),
        (datetime(2026, 11, 14, 15, 30, tzinfo=UTC), "last Saturday at 16:30", "i lørdags kl.\u00a016.30"),
        (
            datetime(2026, 11, 27, 15, tzinfo=UTC),
            "on Friday 27 November at 16:00",
            "fredag den 27. november kl.\u00a016.00",
        ),
        (
            datetime(2026, 11, 13, 15, tzinfo=UTC),
            "on Friday 13 November at 16:00",
            "fredag den 13. november kl.\u00a016.00",
        ),
        # After the change to summer time it is still 16:30 on the wall.
        (
            datetime(2027, 4, 1, 14, 30, tzinfo=UTC),
            "on Thursday 1 April 2027 at 16:30",
            "torsdag den 1. april 2027 kl.\u00a016.30",
        ),
    ],
)
def test_a_time_is_said_as_people_say_it(instant, english, danish):
    assert speech("en").when(instant) == english
    assert speech("da").when(instant) == danish


def test_an_answer_is_echoed_in_full():
    instant = datetime(2026, 11, 26, 15, 30, tzinfo=UTC)
    assert speech("en").full(instant) == "Thursday 26 November at 16:30"
    assert speech("da").full(instant) == "torsdag den 26. november kl.\u00a016.30"


@pytest.mark.parametrize(
    ("n", "english", "danish"),
    [
        (0, "no meetings held", "ingen møder holdt"),
        (1, "one meeting held", "et møde holdt"),
        (12, "12 meetings held", "12 møder holdt"),
    ],
)
def test_numbers_are_words_up_to_nine(n, english, danish):
    assert speech("en").many("{n} meeting held", "{n} meetings held", n) == english
    assert speech("da").many("{n} meeting held", "{n} meetings held", n) == danish


def test_values_are_escaped_and_markup_is_not_escaped_twice():
    say = speech("en")
    assert say("Hi {name}", name="<b>Jonas</b> & Co") == "Hi &lt;b&gt;Jonas&lt;/b&gt; &amp; Co"
    assert say("Hi {name}", name=say.listed(["a & b"])) == "Hi a &amp; b"
    assert say("Hi {name}", name="{name} {0}") == "Hi {name} {0}"


@given(name=st.one_of(st.text(), st.text().map(Markup), st.text().map(StandIn)), n=st.one_of(st.integers(), st.none()))
def test_a_value_is_put_in_as_markup_itself_does_it(name, n):
    for message in ("{n} of {name}", "You and {name}", "{n}: {{n}} & {name}"):
        said = speech("en")(message, name=name, n=n)
        assert said == Markup(message).format(name=name, n=n)  # noqa: S704  what it is beside
        assert type(said) is Markup


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("{name} says yes to your suggestion.", "Your partner says yes to your suggestion."),
        ("Would you suggest when to meet? {name} can say yes or suggest another time.", "meet? Your partner can say"),
        ("You and {name} are a pair", "You and your partner are a pair"),
    ],
)
def test_words_in_the_place_of_a_name_take_a_capital_where_they_open_a_sentence(message, expected):
    say = speech("en")
    assert expected in say(message, name=StandIn(say("your partner")))
    assert say("{name} says yes to your suggestion.", name="bell hooks").startswith("bell hooks")


def test_a_list_has_its_and():
    assert speech("en").listed(["Anna", "Jonas", "Mette"]) == "Anna, Jonas and Mette"
    assert speech("da").listed(["tirsdag", "torsdag"]) == "tirsdag og torsdag"


def test_a_weekday_and_a_date_alone():
    assert (speech("da").weekday(3), speech("en").weekday(date(2026, 11, 26))) == ("torsdag", "Thursday")
    assert (speech("da").month(date(2027, 5, 20)), speech("en").month(date(2027, 5, 20))) == (
        "20. maj 2027",
        "20 May 2027",
    )
    assert capital(Markup("i dag")) == "I dag"
