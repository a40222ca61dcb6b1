"""One line -> what and when: right, or asked about, never silently wrong; and when it is due next."""

from datetime import UTC, date, datetime, time

import pytest

from bot.mentoring.reminders import Missed, Wish, is_asked, next_at, parse, read

NOW = datetime(2026, 11, 20, 12)  # a Friday
WEDNESDAY, SATURDAY = date(2026, 11, 25), date(2026, 11, 21)
WEEK, WORKDAYS = tuple(range(7)), tuple(range(5))
ZONE = "Europe/Copenhagen"


@pytest.mark.parametrize(
    ("language", "line", "wish"),
    [
        ("da", "væk mig 7.15 på hverdage", Wish("væk mig", WORKDAYS, None, time(7, 15), time(19, 15))),
        ("en", "wake me 7.15 on weekdays", Wish("wake me", WORKDAYS, None, time(7, 15), time(19, 15))),
        ("en", "Wednesday 10: ring to the library", Wish("ring to the library", (), WEDNESDAY, time(10))),
        ("da", "ring til biblioteket onsdag kl 10", Wish("ring til biblioteket", (), WEDNESDAY, time(10))),
        ("en", "Wednesday: ring to the library", Wish("ring to the library", (), WEDNESDAY, time(9))),
        ("da", "ring onsdag til biblioteket kl 10", Wish("ring til biblioteket", (), WEDNESDAY, time(10))),
        ("en", "wake me 7", Wish("wake me", (), SATURDAY, time(7), time(19))),
        ("en", "7 wake me", Wish("wake me", (), SATURDAY, time(7), time(19))),
        ("da", "husk mig på at tage medicin hver dag kl 8", Wish("tage medicin", WEEK, None, time(8))),
        ("en", "Remind me to breathe at noon", Wish("breathe", (), SATURDAY, time(12))),
        ("da", "tag 2 piller kl 8", Wish("tag 2 piller", (), SATURDAY, time(8))),
        (
            "da",
            "ring om hvordan man søger mandag kl 10",
            Wish("ring om hvordan man søger", (), date(2026, 11, 23), time(10)),
        ),
        ("da", "mandag, onsdag og fredag kl. 7.30 løb", Wish("løb", (0, 2, 4), None, time(7, 30), time(19, 30))),
        ("en", "take the pills every morning at 8", Wish("take the pills", WEEK, None, time(8))),
        ("da", "køb billetter til onsdag", Wish("køb billetter", (), WEDNESDAY, time(9))),
        ("en", "in 2 hours check the oven", Wish("check the oven", (), date(2026, 11, 20), time(14))),
        # Nobody is rung out of bed by a word too few; who says it is.
        ("da", "ring til mor kl 3", Wish("ring til mor", (), date(2026, 11, 20), time(15), time(3))),
        ("en", "look at the stars at 03:00", Wish("look at the stars", (), SATURDAY, time(3))),
        ("da", "lav middag kl 17", Wish("lav middag", (), date(2026, 11, 20), time(17))),
        ("en", "feed 25 fish every day", Wish("feed 25 fish", WEEK, None, time(9))),
    ],
)
def test_a_line_is_understood(language, line, wish):
    assert parse(line, NOW, language) == wish


@pytest.mark.parametrize(
    ("language", "line", "missed"),
    [
        ("en", "", Missed.NO_TIME),
        ("en", "ring the doctor", Missed.NO_TIME),
        ("en", "ring to 2 friends", Missed.NO_TIME),
        ("da", "onsdag kl 10", Missed.NO_WORDS),
        ("en", "remind me to, Wednesday 10", Missed.NO_WORDS),
        ("en", "yesterday 10: ring", Missed.PAST),
        ("da", "i dag: ring til Bo", Missed.PAST),
        ("en", "Monday 10 and Tuesday 11 swim", Missed.TWO_TIMES),
        ("en", "swim Monday 10, run Tuesday 11", Missed.TWO_TIMES),
        ("en", "Monday swim, Tuesday run at 10, Wednesday", Missed.TWO_TIMES),
        ("en", "tue/thu 10 swim", Missed.TWO_TIMES),
        ("en", "swim every day at 25", Missed.NO_SUCH_TIME),
        ("da", "svøm den 31. februar kl 10", Missed.NO_SUCH_TIME),
        ("en", "wake me 25", Missed.NO_SUCH_TIME),
        ("da", "hver anden dag kl 8 vand blomster", Missed.RHYTHM),
        ("en", "every other Monday 10 water plants", Missed.RHYTHM),
        ("en", "the first Monday of the month 10 pay rent", Missed.RHYTHM),
        ("en", "every 3 weeks at 10 cut the hair", Missed.RHYTHM),
    ],
)
def test_what_is_not_clear_is_said(language, line, missed):
    assert parse(line, NOW, language) == missed


@pytest.mark.parametrize(
    ("language", "line", "answer"),
    [
        ("da", "wake me at 7.15 on weekdays", Wish("wake me", WORKDAYS, None, time(7, 15), time(19, 15))),
        ("en", "væk mig 7.15 på hverdage", Wish("væk mig", WORKDAYS, None, time(7, 15), time(19, 15))),
        ("da", "Wednesday 10: ring to the library", Wish("ring to the library", (), WEDNESDAY, time(10))),
        ("da", "every other Monday at 10 water plants", Missed.RHYTHM),
        ("da", "ring til lægen", Missed.NO_TIME),
        ("da", "i går kl 10: ring", Missed.PAST),
    ],
)
def test_the_language_that_leaves_fewer_words_unread_counts(language, line, answer):
    assert read(line, NOW, language) == answer


@pytest.mark.parametrize(
    ("language", "line", "answer"),
    [
        ("en", "weekdays 6.45", Wish("wake me", WORKDAYS, None, time(6, 45), time(18, 45))),
        ("da", "weekdays 6.45", Wish("wake me", WORKDAYS, None, time(6, 45), time(18, 45))),
        ("da", "kl. 6.45 på hverdage", Wish("wake me", WORKDAYS, None, time(6, 45), time(18, 45))),
        ("en", "swim weekdays 6.45", Wish("swim", WORKDAYS, None, time(6, 45), time(18, 45))),
        ("en", "swim", Missed.NO_TIME),
    ],
)
def test_a_time_alone_is_of_the_words_that_are_kept(language, line, answer):
    assert read(line, NOW, language, "wake me") == answer


def test_the_next_time_is_at_the_same_hour_on_the_wall_over_a_change_of_clocks():
    saturday = datetime(2027, 3, 27, 12, tzinfo=UTC)
    assert next_at((6,), None, time(8), saturday, ZONE) == datetime(2027, 3, 28, 6, tzinfo=UTC)
    assert next_at((5,), None, time(8), saturday, ZONE) == datetime(2027, 4, 3, 6, tzinfo=UTC)


def test_the_very_minute_is_not_the_next_time():
    monday = datetime(2026, 11, 23, 6, 15, tzinfo=UTC)
    assert next_at((0,), None, time(7, 15), monday, ZONE) == datetime(2026, 11, 30, 6, 15, tzinfo=UTC)


def test_a_day_that_is_over_has_no_next_time():
    noon = datetime(2026, 11, 20, 11, tzinfo=UTC)
    assert next_at((), date(2026, 11, 20), time(11), noon, ZONE) is None
    assert next_at((), date(2026, 11, 20), time(13), noon, ZONE) == datetime(2026, 11, 20, 12, tzinfo=UTC)
    assert next_at((), None, time(13), noon, ZONE) is None


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("væk mig 7.15 på hverdage", True),
        ("Remind me to breathe", True),
        ("Wednesday: ring to the library", True),
        ("fredag: ring til mor", True),
        ("Note: see you at 10", False),
        ("kan vi mødes fredag kl. 14?", False),
        ("orker ikke i dag", False),
        ("we woke me", False),
    ],
)
def test_what_nobody_asked_for_is_a_reminder_only_when_it_plainly_is(line, asked):
    assert is_asked(line, NOW) is asked
