"""What somebody tells about themselves by tapping: a second tap takes it back, and of some only one can be true."""

import pytest

from bot.mentoring.profiles import (
    CHIPS,
    NOTHING_TOLD,
    SLOTS,
    STRETCHES,
    TOPICS,
    Chip,
    Part,
    Profile,
    Topic,
    day_and_part,
    slot,
    toggled,
)


def tapped(*chips):
    profile = NOTHING_TOLD
    for chip in chips:
        profile = toggled(profile, chip)
    return profile


@pytest.mark.parametrize("chip", Chip)
def test_a_tap_chooses_and_a_second_tap_takes_it_back(chip):
    chosen = tapped(chip)
    assert chosen.has(chip)
    assert chosen.told(TOPICS[chip])
    assert not NOTHING_TOLD.told(TOPICS[chip])
    assert toggled(chosen, chip) == NOTHING_TOLD


@pytest.mark.parametrize("topic", [Topic.AGE, Topic.ROOM])
def test_of_some_only_the_last_tapped_is_true(topic):
    first, second = CHIPS[topic][:2]
    assert tapped(first, second) == tapped(second)


def test_a_pet_goes_with_any_answer_about_oneself():
    assert tapped(Chip.WOMAN, Chip.PET, Chip.MAN).chips == {Chip.PET, Chip.MAN}


def test_a_stretch_of_the_week_fills_up_what_was_free_of_it():
    profile = toggled(Profile(times=frozenset({slot(3, Part.AFTERNOON)})), Chip.AFTERNOONS)
    assert profile.times == STRETCHES[Chip.AFTERNOONS]
    assert not toggled(profile, Chip.AFTERNOONS).times


def test_room_is_a_number_once_told():
    assert [tapped(chip).room for chip in CHIPS[Topic.ROOM]] == [1, 2, 3]
    assert NOTHING_TOLD.room is None


def test_own_words_are_told_too():
    profile = Profile(area="Nord", wish="w", no="n")
    assert [topic for topic in Topic if profile.told(topic)] == [Topic.AREA, Topic.WISHES, Topic.NOES]


def test_slots_are_the_parts_of_the_week():
    assert [slot(*day_and_part(each)) for each in SLOTS] == list(SLOTS)
    assert day_and_part(slot(6, Part.EVENING)) == (6, Part.EVENING)
