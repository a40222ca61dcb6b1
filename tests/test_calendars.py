"""Calendar files that every reader reads alike, and that say nothing but a time."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from bot import calendars, display
from handlers.screen import Calendar, Screen
from tests.calendars import events, properties

START = datetime(2026, 11, 26, 15, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
MEETING = Calendar("abc@makker", 3, "Møde", START, START + HOUR, datetime(2026, 11, 20, 11, tzinfo=UTC))
OFF = Calendar("abc@makker", 4, "Møde", START, START + HOUR, datetime(2026, 11, 20, 11, tzinfo=UTC), off=True)


def test_a_meeting_is_read_alike_by_two_readers():
    text = calendars.document(MEETING)
    assert events(text) == [("abc@makker", 3, "Møde", START, START + HOUR, "CONFIRMED")]


def test_a_file_says_a_time_one_word_and_nothing_more():
    assert properties(calendars.document(MEETING)) == [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Makker//Makker//EN"),
        ("METHOD", "PUBLISH"),
        ("BEGIN", "VEVENT"),
        ("SUMMARY", "Møde"),
        ("DTSTART", "20261126T153000Z"),
        ("DTEND", "20261126T163000Z"),
        ("DTSTAMP", "20261120T110000Z"),
        ("UID", "abc@makker"),
        ("SEQUENCE", "3"),
        ("CLASS", "PRIVATE"),
        ("STATUS", "CONFIRMED"),
        ("TRANSP", "OPAQUE"),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ]


def test_a_meeting_that_is_off_is_taken_out_of_the_calendar():
    text = calendars.document(OFF)
    assert {("METHOD", "CANCEL"), ("STATUS", "CANCELLED"), ("TRANSP", "TRANSPARENT")} <= set(properties(text))
    assert events(text) == [("abc@makker", 4, "Møde", START, START + HOUR, "CANCELLED")]


def test_a_feed_is_one_calendar_with_all_meetings():
    later = Calendar("def@makker", 0, "Møde", START + 7 * 24 * HOUR, START + 169 * HOUR, START)
    text = calendars.feed([MEETING, later], "Makker").decode()
    assert [uid for uid, *_ in events(text)] == ["abc@makker", "def@makker"]
    assert ("METHOD", "PUBLISH") in properties(text)
    assert events(calendars.feed([], "Makker").decode()) == []


@given(title=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=200))
def test_whatever_the_word_is_it_is_folded_and_escaped(title):
    found = events(calendars.document(Calendar("a@makker", 0, title, START, START + HOUR, START)))
    assert found[0][2] == title


def test_a_screen_with_a_file_is_a_new_message_that_survives_the_database():
    drawn = display.draw(Screen(Markup("For your calendar"), file=MEETING, silent=True), edit=7)
    assert drawn.edit is None
    assert display.Drawn.loads(drawn.dumps()) == drawn
    call = display.call(drawn, 5)
    assert (call.method, call.params["caption"]) == ("sendDocument", "For your calendar")
    assert call.params["disable_notification"] is True
    assert call.file == ["makker.ics", calendars.document(MEETING)]


def test_an_answer_that_was_drawn_by_an_older_makker_is_still_read():
    assert display.Drawn.loads('["x", [], null, 3]').edit == 3
