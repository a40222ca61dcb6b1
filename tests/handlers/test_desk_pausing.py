"""A break that a coordinator writes down for two: both hear it without a reason, and it is theirs to change."""

from datetime import timedelta

import pytest

from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import PairState
from bot.mentoring.people import Role
from handlers import actions
from storage.states import Deed
from tests.handlers.conftest import come_in
from tests.handlers.couples import Couple
from tests.handlers.test_pauses import ends_on, planned, state, takes, told

DAY = timedelta(days=1)
KIND = "pause.desk"


@pytest.fixture
def couple(world, mette):
    return Couple(world).agrees()


def asks(mette, couple):
    return mette.follows(actions.PairDeeds(couple.pair.id)).taps("A break").sees("A break for Jonas and Anna?")


def pauses(mette, couple, length="Two weeks"):
    return asks(mette, couple).taps(length).sees("A break for Jonas and Anna until").taps("Write down the break")


def test_a_break_is_written_down_and_both_hear_it(world, couple, mette):
    before, days = ends_on(couple), planned(couple)
    asks(mette, couple).sees("Nobody needs to say why.").taps("Two weeks")
    mette.sees("until Friday 4 December?", "Their two meetings until then are called off.", "gets the days back")
    assert state(couple) is PairState.ACTIVE
    mette.taps("Write down the break").sees("Jonas and Anna are on a break until Friday 4 December")
    assert state(couple) is PairState.PAUSED
    assert planned(couple) == days[2:]
    for phone, other in ((couple.mentor, "Anna"), (couple.mentee, "Jonas")):
        phone.sees(f"You and {other} are on a break until Friday 4 December", "Mette wrote it down for you both.")
    assert Deed.PAUSED in world.read(lambda unit: [each.what for each in unit.audit.about(couple.pair.mentee)])
    world.moves_to(world.now + 15 * DAY)
    assert state(couple) is PairState.ACTIVE
    assert ends_on(couple) == before + 14 * DAY
    assert len(told(couple, "pause.ending")) == 2
    assert len(told(couple, "pause.over")) == 2


def test_either_of_the_two_takes_the_thread_up_again(world, couple, mette):
    pauses(mette, couple)
    couple.mentee.taps("See the break").taps("Take up the thread now").sees("Good to have you back.")
    assert state(couple) is PairState.ACTIVE
    couple.mentor.sees("Anna takes up the thread again.")
    couple.mentee.taps("Undo").sees("You and Jonas are on a break until Friday 4 December")
    assert state(couple) is PairState.PAUSED
    mette.taps("Undo").sees("changed again since")


def test_either_of_the_two_chooses_another_day(couple, mette):
    pauses(mette, couple)
    couple.mentor.taps("See the break").taps("Another day").taps("One week").taps("Take the break")
    couple.mentor.sees("on a break until Friday 27 November")
    couple.mentee.sees("Jonas would like a break until Friday 27 November.")
    mette.follows(actions.PauseFor(couple.pair.id)).sees("until Friday 27 November")


def test_a_coordinator_ends_a_break_that_one_of_the_two_took(world, couple, mette):
    takes(couple.mentee)
    mette.follows(actions.PairDeeds(couple.pair.id)).taps("See the break").taps("Take up the thread now")
    mette.sees("Jonas and Anna take up the thread again", "They meet")
    assert state(couple) is PairState.ACTIVE
    couple.mentee.sees("You and Jonas take up the thread again.", "Mette wrote it down.")
    couple.mentor.sees("You and Anna take up the thread again.")
    mette.taps("Undo").sees("are on a break until Friday 4 December")
    # It is Anna's own break again, and hers to end.
    couple.mentee.follows(actions.PauseCard(couple.pair.id)).taps("Take up the thread now")
    assert state(couple) is PairState.ACTIVE


def test_a_shorter_break_takes_the_place_of_a_longer_one(couple, mette):
    takes(couple.mentee, "Four weeks")
    mette.follows(actions.PauseFor(couple.pair.id)).taps("Another day").taps("One week").taps("Write down the break")
    mette.sees("are on a break until Friday 27 November")
    couple.mentee.sees("on a break until Friday 27 November", "Mette wrote it down")


def test_undo_brings_the_meetings_back_and_twice_is_once(world, couple, mette):
    days = planned(couple)
    pauses(mette, couple).taps("Write down the break").taps("Undo").sees("take up the thread again")
    assert (planned(couple), state(couple)) == (days, PairState.ACTIVE)
    mette.taps("Undo")
    assert (planned(couple), state(couple)) == (days, PairState.ACTIVE)
    assert len(told(couple, KIND)) == 4
    couple.mentee.sees("take up the thread again")


def test_a_break_that_was_taken_back_in_the_night_is_heard_of_by_nobody(world, couple, mette):
    world.now = world.now.replace(hour=22)
    pauses(mette, couple).taps("Take up the thread now")
    world.moves_to(world.now + DAY)
    assert told(couple, KIND) == []
    world.now = world.now.replace(hour=22)
    pauses(mette, couple).taps("Undo")
    world.moves_to(world.now + DAY)
    assert told(couple, KIND) == []


def test_two_coordinators_at_once(world, couple, mette):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    pauses(mette, couple)
    bo.follows(actions.TakePauseFor(couple.pair.id, mette_day(world, 14))).sees("until Friday 4 December")
    assert "Undo" not in bo.labels()
    assert len(told(couple, KIND)) == 2
    bo.follows(actions.TakePauseFor(couple.pair.id, mette_day(world, 7))).sees("until Friday 27 November")
    mette.taps("Undo").sees("changed again since")
    bo.taps("Undo").sees("until Friday 4 December")


def mette_day(world, days):
    return (world.now + days * DAY).date().toordinal()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("until 10 December", "A break for Jonas and Anna until Thursday 10 December?"),
        ("three weeks", "until Friday 11 December?"),
        ("3/12", "until Thursday 3 December?"),
        ("yesterday", "That day is over."),
        ("1 March 2028", "a long way off"),
        ("whatever", "I don't know that day yet"),
        ("x" * 5000, "I don't know that day yet"),
        ("14.30", "I don't know that day yet"),
    ],
)
def test_a_day_is_typed_and_said_back(couple, mette, text, words):
    asks(mette, couple).types(text).sees(words)


def test_old_buttons(world, couple, mette):
    pair = couple.pair.id
    for number in (0, 1, 10**9):
        mette.follows(actions.PauseForUntil(pair, number)).sees("A break for Jonas and Anna?")
        mette.follows(actions.TakePauseFor(pair, number)).sees("A break for Jonas and Anna?")
    mette.follows(actions.EndPauseFor(pair)).sees("take up the thread again")
    assert world.told == []
    pauses(mette, couple)
    undo = mette.last
    couple.mentor.follows(actions.Stop(pair))
    mette.screens.append(undo)
    assert mette.taps("Undo").last.toast
    assert mette.follows(actions.EndPauseFor(pair)).last.toast
    assert {each.state for each in couple.meetings()} == {MeetingState.CALLED_OFF}


def test_a_pair_without_an_agreement_can_rest_too(world, mette):
    couple = Couple(world)
    asks(mette, couple).taps("One week").sees("They have no meeting planned until then.").taps("Write down the break")
    assert state(couple) is PairState.PAUSED
