"""A saved meeting follows its changes into the calendar: moved, off, on again, agreed anew."""

from datetime import UTC, datetime, timedelta

import pytest

from handlers import actions
from handlers.actions import encode
from tests.handlers.couples import Couple
from tests.world import World


@pytest.fixture
def couple(world):
    """Jonas and Anna, who meet on Thursdays."""
    return Couple(world).agrees()


def saves(couple, phone=None):
    """Anna saves the first meeting to her calendar."""
    anna = phone or couple.mentee
    return anna.taps_raw(encode(actions.MeetingCard(couple.first.id))).taps("Save to calendar")


def files(phone):
    """The calendar entries that a phone got, oldest first."""
    return [screen.file for screen in phone.screens if screen.file]


def test_the_card_of_a_meeting_gives_a_file_that_names_nobody(couple):
    saves(couple).sees("For your calendar: Thursday 26 November at 16:30", "It only says that there is a meeting")
    (file,) = files(couple.mentee)
    assert (file.title, file.sequence, file.off) == ("Meeting", 0, False)
    assert (file.starts_at, file.ends_at) == (couple.first.starts_at, couple.first.ends_at)
    assert "Jonas" not in repr(file)
    assert not couple.mentee.last.silent


def test_a_moved_meeting_comes_again_in_silence_as_the_same_entry(world, couple):
    anna, jonas = couple.mentee, couple.mentor
    saves(couple)
    jonas.taps_raw(encode(actions.MoveIt(couple.first.id))).types("Friday 27 November 17:00").taps("Ask Anna")
    anna.taps("Works for me")
    world.ticks()
    first, second = files(anna)
    assert (second.uid, second.sequence) == (first.uid, 1)
    assert second.starts_at == datetime(2026, 11, 27, 16, tzinfo=UTC)
    assert anna.last.silent
    assert files(jonas) == []
    world.moves_to(world.now + timedelta(hours=2))
    assert len(files(anna)) == 2


def test_a_meeting_that_is_off_is_taken_out_and_put_back_when_it_is_on_again(world, couple):
    anna, jonas = couple.mentee, couple.mentor
    saves(couple)
    jonas.taps_raw(encode(actions.CannotCome(couple.first.id)))
    world.ticks()
    anna.sees("For your calendar: no meeting on Thursday at 16:30")
    jonas.taps("Undo")
    world.ticks()
    assert [(file.sequence, file.off) for file in files(anna)] == [(0, False), (1, True), (2, False)]
    assert len({file.uid for file in files(anna)}) == 1


def test_two_changes_before_it_could_be_said_are_one_file(world, couple):
    anna, jonas = couple.mentee, couple.mentor
    saves(couple)
    world.now = world.now.replace(hour=21)  # Anna's night
    jonas.taps_raw(encode(actions.CannotCome(couple.first.id)))
    world.ticks()
    jonas.taps("Undo")
    world.moves_to(world.now + timedelta(hours=11))
    assert [(file.sequence, file.off) for file in files(anna)] == [(0, False), (2, False)]


def test_a_new_agreement_takes_the_saved_meeting_out(world, couple):
    anna, jonas = couple.mentee, couple.mentor
    saves(couple)
    old = couple.first
    jonas.taps_raw(encode(actions.AgreementStart(couple.pair.id))).taps("When").types("Monday 10").taps("Send to Anna")
    anna.taps("That suits me")
    world.ticks()
    assert [(file.sequence, file.off) for file in files(anna)] == [(0, False), (old.version + 1, True)]


def test_saving_twice_is_the_same_file_and_one_update(world, couple):
    anna = saves(couple).taps("Save to calendar")
    assert files(anna)[0] == files(anna)[1]
    couple.mentor.taps_raw(encode(actions.CannotCome(couple.first.id)))
    world.ticks()
    assert len(files(anna)) == 3


def test_a_meeting_that_has_begun_is_not_saved_and_its_change_is_not_told(world, couple):
    anna = saves(couple)
    world.moves_to(couple.first.ends_at + timedelta(minutes=1))
    anna.taps("Save to calendar")
    assert len(files(anna)) == 1
    number = couple.first.id
    world.write(lambda unit: unit.meetings.set(number, version=9))
    world.ticks()
    assert len(files(anna)) == 1


def test_a_meeting_told_of_before_the_file_is_sent_is_left_alone(world, couple):
    anna = saves(couple)
    number = couple.first.id
    world.write(lambda unit: unit.meetings.set(number, version=9, state="missed"))
    world.ticks()
    assert len(files(anna)) == 1


def test_in_danish_the_title_is_moede(world):
    couple = Couple(world, language="da").agrees()
    couple.mentee.taps_raw(encode(actions.SaveMeeting(couple.first.id)))
    assert files(couple.mentee)[0].title == "Møde"


def test_two_makkers_do_not_give_two_meetings_the_same_name(world, tmp_path):
    (tmp_path / "other").mkdir()
    other = World(tmp_path / "other")
    other.now += timedelta(seconds=1)
    names = []
    for each in (world, other):
        couple = Couple(each).agrees()
        assert couple.first.id == 1
        names.append(files(saves(couple))[0].uid)
    other.store.close()
    assert names[0] != names[1]
