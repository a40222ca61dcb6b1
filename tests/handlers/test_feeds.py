"""The secret address that a calendar follows: shown once, renewed, turned off, and what is found there."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot import calendars
from handlers import actions
from handlers.actions import encode
from handlers.wording import minute_of
from storage import schema
from tests.calendars import events, properties
from tests.handlers.couples import Couple

THURSDAY = datetime(2026, 11, 26, 15, 30, tzinfo=UTC)
FRONT = "https://makker.example/calendar/"


@pytest.fixture
def couple(world):
    return Couple(world).agrees(months=1)


def asks(phone):
    return phone.types("/settings").taps("Calendar")


def secret(phone):
    """The secret in the address on the newest card that shows one."""
    shown = next(screen.text.striptags() for screen in reversed(phone.screens) if FRONT in screen.text)
    return shown.split(FRONT)[1].split(".ics")[0]


def found(world, address):
    """What is at the address, or None."""
    sheet = world.read(lambda unit: calendars.of_secret(address, unit, world.now))
    return sheet and sheet.decode()


def made_at(phone):
    person = phone.person.id
    return phone.world.read(lambda unit: unit.calendars.made_at(person))


def test_the_address_is_shown_once_and_only_its_hash_is_kept(couple, world):
    anna = asks(couple.mentee).sees("Meetings in your own calendar", "Not with whom, and not why.")
    anna.taps("Get the address").sees("The address for your calendar", FRONT, "I show it only this once.")
    assert anna.last.fresh
    address = secret(anna)
    assert len(address) >= 43  # 256 bits
    row = world.read(lambda unit: unit.connection.execute(select(schema.calendars)).one())
    assert address.encode() not in b"".join(each for each in row if isinstance(each, bytes))
    asks(anna).sees("Your calendar has had an address since 20 November 2026.", "I can't show it again.")
    assert FRONT not in anna.text


def test_a_second_tap_makes_no_second_address(couple):
    anna = asks(couple.mentee).taps("Get the address")
    address, made = secret(anna), made_at(anna)
    anna.taps("Get the address").sees("Your calendar has had an address since")
    assert made_at(anna) == made
    assert found(couple.world, address)


def test_renewing_ends_the_old_address(couple, world):
    anna = asks(couple.mentee).taps("Get the address")
    old = secret(anna)
    world.now += timedelta(seconds=2)
    asks(anna).taps("Renew the address").sees("The address for your calendar")
    assert secret(anna) != old
    assert found(world, old) is None
    assert found(world, secret(anna))
    new = made_at(anna)
    asks(anna).taps("Get the address").sees("Your calendar has had an address since")
    assert made_at(anna) == new


def test_turned_off_there_is_nothing_and_an_old_button_ends_no_newer_one(couple, world):
    anna = asks(couple.mentee).taps("Get the address")
    old = secret(anna)
    off = asks(anna).taps("Turn it off").sees("It's turned off.", "Meetings in your own calendar")
    assert found(world, old) is None
    world.now += timedelta(seconds=2)
    off.taps("Get the address")
    anna.taps("Turn it off").sees("Your calendar has had an address since")
    assert found(world, secret(anna))


def test_a_feed_says_times_one_plain_word_and_nothing_more(couple, world):
    asks(couple.mentee).taps("Get the address")
    couple.chooses(couple.adds("Ring to the library"))
    text = found(world, secret(couple.mentee))
    told = events(text)
    assert [start for _, _, _, start, _, _ in told] == [each.starts_at for each in couple.meetings()]
    assert {title for _, _, title, _, _, _ in told} == {"Meeting"}
    assert {(name, value) for name, value in properties(text) if name == "CLASS"} == {("CLASS", "PRIVATE")}
    assert not any(each in text for each in ("Jonas", "Anna", "library", "Nordlys", "Vejle"))
    assert found(world, secret(couple.mentee)) == text  # the same while nothing changes
    world.now += timedelta(hours=1)
    assert found(world, secret(couple.mentee)) == text


def test_a_feed_follows_moves_and_what_is_off_as_the_same_entries(couple, world):
    asks(couple.mentee).taps("Get the address")
    address, number = secret(couple.mentee), couple.first.id
    before = {uid: sequence for uid, sequence, *_ in events(found(world, address))}
    friday = THURSDAY + timedelta(days=1)
    couple.mentor.taps_raw(encode(actions.MoveTo(number, minute_of(friday))))
    couple.mentee.taps("Works for me")
    couple.mentor.taps_raw(encode(actions.SkipMeeting(couple.meetings()[1].id)))
    after = events(found(world, address))
    assert {uid for uid, *_ in after} == set(before)
    assert [(sequence, start, status) for _, sequence, _, start, _, status in after[:2]] == [
        (1, friday, "CONFIRMED"),
        (1, THURSDAY + timedelta(days=7), "CANCELLED"),
    ]


def test_a_file_and_the_feed_are_one_entry(couple, world):
    asks(couple.mentee).taps("Get the address")
    couple.mentee.taps_raw(encode(actions.SaveMeeting(couple.first.id)))
    saved = couple.mentee.last.file
    assert events(found(world, secret(couple.mentee)))[0][0] == saved.uid


def test_a_feed_in_danish_and_for_each_their_own(world):
    couple = Couple(world, language="da").agrees(months=1)
    other = Couple(world, names=("Bo", "Ida")).agrees(weekday=0, months=1)
    couple.mentee.types("/settings").taps("Kalender").taps("Hent adressen")
    asks(other.mentee).taps("Get the address")
    mine, theirs = (events(found(world, secret(each))) for each in (couple.mentee, other.mentee))
    assert {title for _, _, title, *_ in mine} == {"Møde"}
    assert {start.weekday() for _, _, _, start, *_ in theirs} == {0}
    assert not {uid for uid, *_ in mine} & {uid for uid, *_ in theirs}


@pytest.mark.parametrize("guess", ["", "x", "../", "\ud800", "ø" * 5000])
def test_whatever_is_guessed_there_is_nothing(couple, world, guess):
    asks(couple.mentee).taps("Get the address")
    assert found(world, guess) is None


def test_without_a_public_address_it_is_not_offered(couple, world):
    world.store.public_url = ""
    assert "Calendar" not in couple.mentee.types("/settings").labels()
    for action in (actions.FeedCard(), actions.RenewFeed(0), actions.StopFeed(1)):
        assert couple.mentee.taps_raw(encode(action)).last.toast
    assert made_at(couple.mentee) is None
