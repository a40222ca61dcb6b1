"""Undo: it works after other things happened, only for who made the change, once; else it gives the true reason."""

from datetime import timedelta

import pytest

from bot.mentoring.pairs import Ending
from bot.mentoring.people import Role
from handlers import actions
from handlers.actions import encode
from handlers.undo import REVERSALS
from tests.handlers.conftest import ON_BOTH, come_in, places
from tests.handlers.couples import Couple

pytestmark = ON_BOTH


@pytest.fixture
def couple(world):
    return Couple(world)


def undo_button(phone):
    found = [b.action for line in phone.last.rows for b in line if isinstance(b.action, actions.Undo)]
    return encode(found[0])


def test_a_change_is_taken_back_once_however_often_it_is_tapped(couple):
    anna, step = couple.mentee, couple.adds("Ring to the library")
    anna.taps_raw(encode(actions.Tick(step.id)))
    undo = undo_button(anna)
    first = anna.taps_raw(undo).sees("It's taken back.").text
    assert anna.taps_raw(undo).text == first
    anna.taps_raw(encode(actions.Tick(step.id))).taps_raw(undo).sees("Done today.")


def test_nobody_takes_back_what_another_one_did(couple):
    anna, step = couple.mentee, couple.adds("Ring to the library")
    anna.taps_raw(encode(actions.Tick(step.id)))
    couple.mentor.taps_raw(undo_button(anna)).sees("Hi Jonas")


def test_a_change_to_a_goal_is_taken_back_weeks_later(world, couple):
    anna, step = couple.mentee, couple.adds("Ring to the library")
    anna.taps_raw(encode(actions.Archive(step.id)))
    undo = undo_button(anna)
    world.now += timedelta(weeks=9)
    anna.taps_raw(undo).sees("Ring to the library").types("/goals").sees("• Ring to the library")


def test_who_has_the_desk_no_longer_takes_back_nothing_that_they_did_there(world, mette):
    """An old button in the chat of somebody who has left the desk since: it changes nothing, and shows no pair."""
    couple = Couple(world).agrees()
    sara = come_in(world, "Sara", Role.COORDINATOR)
    me = sara.person.id
    world.write(lambda unit: unit.people.join(1, me, Role.MENTOR, 1, world.now))
    pair = couple.pair.id
    buttons = []
    for taps in (
        lambda: sara.follows(actions.PauseFor(pair)).taps("One week").taps("Write down the break"),
        lambda: sara.follows(actions.LongerBy(pair, 1)).taps("Ask them both"),
        lambda: sara.follows(actions.AgreeFor(pair)).taps("When").types("Mondays 17.00").taps("Write it down"),
        lambda: sara.follows(actions.AddWithout(1)).taps("A mentor").taps("Yes, on paper").types("Ole"),
        lambda: sara.follows(actions.EndPair(pair, Ending.EARLY)),
    ):
        taps()
        buttons.append(undo_button(sara))
    place = next(each for each in places(world, sara) if each.role is Role.COORDINATOR)
    world.write(lambda unit: unit.people.end_place(place.id, world.now))
    before = world.read(lambda unit: (unit.pairs.get(pair), unit.pairs.agreed(pair), len(unit.meetings.all_of(pair))))
    for button in buttons:
        assert "Jonas" not in sara.taps_raw(button).text
    assert before == world.read(
        lambda unit: (unit.pairs.get(pair), unit.pairs.agreed(pair), len(unit.meetings.all_of(pair)))
    )


@pytest.mark.parametrize("number", [0, 99, actions.LARGEST])
def test_a_change_that_never_was_shows_home(couple, number):
    couple.mentee.taps_raw(encode(actions.Undo(number))).sees("Hi Anna")


def test_a_kind_of_change_that_nothing_takes_back_shows_home(world, couple):
    anna, person = couple.mentee, couple.pair.mentee
    change = world.write(lambda unit: unit.changes.add(person, "something.else", 1, {}, {}, world.now))
    assert "something.else" not in REVERSALS
    anna.taps_raw(encode(actions.Undo(change))).sees("Hi Anna")
