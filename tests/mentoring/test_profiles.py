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
    tapped,
    worded,
)


def after(*chips):
    profile = NOTHING_TOLD
    for chip in chips:
        profile = tapped(profile, chip, on=True)
    return profile


@pytest.mark.parametrize("chip", Chip)
def test_a_tap_chooses_once_and_another_takes_it_back(chip):
    chosen = after(chip)
    assert chosen.has(chip)
    assert after(chip, chip) == chosen
    assert chosen.told(TOPICS[chip])
    assert not NOTHING_TOLD.told(TOPICS[chip])
    assert tapped(chosen, chip, on=False) == NOTHING_TOLD == tapped(NOTHING_TOLD, chip, on=False)


@pytest.mark.parametrize("topic", [Topic.AGE, Topic.ROOM])
def test_of_some_only_the_last_tapped_is_true(topic):
    first, second = CHIPS[topic][:2]
    assert after(first, second) == after(second)


def test_a_pet_goes_with_any_answer_about_oneself():
    assert after(Chip.WOMAN, Chip.PET, Chip.MAN).chips == {Chip.PET, Chip.MAN}


def test_a_stretch_of_the_week_fills_up_what_was_free_of_it():
    profile = tapped(Profile(times=frozenset({slot(3, Part.AFTERNOON)})), Chip.AFTERNOONS, on=True)
    assert profile.times == STRETCHES[Chip.AFTERNOONS]
    assert not tapped(profile, Chip.AFTERNOONS, on=False).times


def test_room_is_a_number_once_told():
    assert [after(chip).room for chip in CHIPS[Topic.ROOM]] == [1, 2, 3]
    assert NOTHING_TOLD.room is None


def test_own_words_are_told_too():
    profile = Profile(area="Nord", wish="w", no="n")
    assert [topic for topic in Topic if profile.told(topic)] == [Topic.AREA, Topic.WISHES, Topic.NOES]


def test_slots_are_the_parts_of_the_week():
    assert [slot(*day_and_part(each)) for each in SLOTS] == list(SLOTS)
    assert day_and_part(slot(6, Part.EVENING)) == (6, Part.EVENING)


def test_only_some_topics_take_own_words():
    told = {topic: worded(NOTHING_TOLD, topic, "x") for topic in Topic}
    assert [topic for topic, profile in told.items() if profile] == [Topic.AREA, Topic.WISHES, Topic.NOES]
    assert all(profile.told(topic) for topic, profile in told.items() if profile)
