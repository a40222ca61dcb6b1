"""A pair that a coordinator ends: with a reason that is counted and never told, kindly, and taken back for a day."""

from datetime import timedelta

import pytest

from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import Ending, PairState
from bot.mentoring.people import Role
from handlers import actions
from storage.states import Deed
from tests.handlers.conftest import come_in, waiting
from tests.handlers.couples import Couple

DAY = timedelta(days=1)
REASONS = (
    "Completed as planned",
    "Completed early",
    "A new mentor",
    "Moved away",
    "No time right now",
    "Not a fit",
    "Other reasons",
)


@pytest.fixture
def couple(world, mette):
    return Couple(world).agrees()


def asks(mette, couple):
    return mette.follows(actions.PairDeeds(couple.pair.id)).taps("End").sees("Why do Jonas and Anna end here?")


def ends(mette, couple, reason="Completed early"):
    return asks(mette, couple).taps(reason).sees("End it for Jonas and Anna?").taps("Yes, end here")


def state(world, couple):
    return world.read(lambda unit: unit.pairs.get(couple.pair.id).state)


def test_it_asks_once_and_both_hear_it_kindly_without_the_reason(world, couple, mette):
    asks(mette, couple).taps("Completed early").sees("Reason: Completed early")
    assert state(world, couple) is PairState.ACTIVE
    mette.taps("Yes, end here").sees("Jonas and Anna have ended here.")
    for phone, other in ((couple.mentor, "Anna"), (couple.mentee, "Jonas")):
        phone.sees(f"Your time with {other} is rounded off here.", "Thank you for the time", "Mette knows")
    couple.mentee.sees("Your goals and your journey stay yours")
    assert {each.state for each in couple.meetings()} == {MeetingState.CALLED_OFF}
    assert world.read(lambda unit: unit.pairs.ending(couple.pair.id)) is Ending.EARLY
    assert Deed.ENDED in world.read(lambda unit: [each.what for each in unit.audit.about(couple.pair.mentee)])
    couple.mentor.taps("I'm ready to be matched")
    assert waiting(world, Role.MENTOR) == [couple.pair.mentor]


@pytest.mark.parametrize("reason", REASONS)
def test_the_two_read_the_same_words_whatever_the_reason_was(world, couple, mette, reason):
    ends(mette, couple, reason).sees(f"Reason: {reason}")
    for phone in (couple.mentor, couple.mentee):
        assert reason.lower() not in phone.text.lower()
    dossier = world.read(lambda unit: unit.dossiers.of(unit.people.get(couple.pair.mentee)))
    assert "ending" not in dossier["pairs"][0]


def test_twice_is_once_and_the_other_coordinator_sees_how_it_is(world, couple, mette):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    ends(mette, couple).taps("Yes, end here").sees("Jonas and Anna have ended here.")
    bo.follows(actions.EndPair(couple.pair.id, Ending.MOVED)).sees("have ended here.", "Reason: Completed early")
    assert "Undo" not in bo.labels()
    assert [kind for kind, _ in world.told].count("pair.rounded") == 2
    assert mette.follows(actions.AskEnding(couple.pair.id)).last.toast
    assert mette.follows(actions.EndingIs(couple.pair.id, Ending.MOVED)).last.toast


def test_it_is_taken_back_with_all_that_stood_between_them(world, couple, mette):
    couple.mentor.follows(actions.AgreementStart(couple.pair.id)).taps("When").types("Friday 15.00")
    couple.mentor.taps("Send to Anna")
    couple.mentee.follows(actions.AskPause(couple.pair.id)).taps("One week").taps("Take the break")
    before = [(each.id, each.state) for each in couple.meetings()]
    ends(mette, couple)
    couple.mentee.taps("I'm ready to be matched")
    mette.taps("Undo").sees("Jonas and Anna are a pair", "Their meetings ahead stand again.")
    assert [(each.id, each.state) for each in couple.meetings()] == before
    assert state(world, couple) is PairState.PAUSED
    assert world.read(lambda unit: unit.pairs.proposed(couple.pair.id)) is not None
    assert world.read(lambda unit: unit.pairs.ending(couple.pair.id)) is None
    assert waiting(world, Role.MENTEE) == []
    couple.mentor.sees("You and Anna go on as before.", "mix-up on our side")
    mette.taps("Undo").sees("are a pair")
    assert [kind for kind, _ in world.told].count("pair.goes_on") == 2


def test_who_has_not_heard_hears_nothing(world, couple, mette):
    world.now = world.now.replace(hour=22)
    ends(mette, couple).taps("Undo")
    world.moves_to(world.now + DAY)
    assert not [kind for kind, _ in world.told if kind in {"pair.rounded", "pair.goes_on"}]


def test_after_a_day_or_a_new_match_it_stays(world, couple, mette):
    ends(mette, couple)
    other = Couple(world, ("Sara", "Bo"))
    pair = world.write(
        lambda unit: unit.pairs.add(couple.pair.programme, other.pair.mentor, couple.pair.mentee, world.now)
    )
    mette.taps("Undo").sees("There is a new match by now")
    world.write(lambda unit: unit.pairs.close(pair.id, world.now))
    world.now += 2 * DAY
    mette.taps("Undo").sees("more than a day ago")
    assert state(world, couple) is PairState.CLOSED


def test_a_pair_that_stopped_itself_meanwhile_is_not_opened_again(world, couple, mette):
    ends(mette, couple).taps("Undo")
    couple.mentor.follows(actions.Stop(couple.pair.id))
    mette.taps("Undo")
    assert state(world, couple) is PairState.CLOSED
    assert world.read(lambda unit: unit.pairs.ending(couple.pair.id)) is None


def test_a_coordinator_who_is_one_of_the_two_is_told_once(world, couple, mette):
    world.write(lambda unit: unit.people.join(1, couple.pair.mentor, Role.COORDINATOR, 1, world.now))
    couple.mentor.follows(actions.EndPair(couple.pair.id, Ending.OTHER)).sees("have ended here.")
    assert [kind for kind, _ in world.told] == ["pair.rounded"]
    couple.mentor.taps("Undo")
    assert [kind for kind, _ in world.told] == ["pair.rounded", "pair.goes_on"]
