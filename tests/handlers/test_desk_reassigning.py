"""Another mentor for a mentee: the old one is thanked, the new one introduced, what is the mentee's stays."""

from datetime import timedelta

import pytest

from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import Ending, PairState
from bot.mentoring.people import Role
from handlers import actions
from storage.states import Deed
from tests.handlers.conftest import come_in, waiting
from tests.handlers.couples import Couple
from tests.handlers.test_desk import crowd

DAY = timedelta(days=1)


@pytest.fixture
def couple(world, mette):
    return Couple(world).agrees()


@pytest.fixture
def sara(world, mette):
    return come_in(world, "Sara", Role.MENTOR).taps("I'm ready to be matched")


def opens(mette, couple):
    return mette.follows(actions.PairDeeds(couple.pair.id)).taps("Another mentor")


def gives(mette, couple):
    return opens(mette, couple).taps("Sara (waits for a match)").taps("Yes, from now on")


def pairs(world, phone):
    person = phone.person.id
    return world.read(lambda unit: unit.pairs.of(person))


def kinds(world):
    return [kind for kind, _ in world.told]


def test_the_mentee_keeps_all_and_all_three_hear_it_kindly(world, couple, sara, mette):
    goal = couple.adds("Ring to the library")
    couple.mentee.types("/journey").taps("Something I'm proud of").types("I rang them myself")
    opens(mette, couple).sees("Another mentor for Anna?").taps("Sara (waits for a match)")
    mette.sees("Shall Anna meet Sara from now on?", "Anna keeps all goals and the journey.")
    assert world.read(lambda unit: unit.pairs.get(couple.pair.id)).state is PairState.ACTIVE
    mette.taps("Yes, from now on").sees("Sara and Anna are a pair", "All three hear it kindly.")
    couple.mentor.sees("Thank you for your time with Anna.", "You have done nothing wrong", "matched again?")
    couple.mentee.sees("From now on you meet Sara.", "you and Jonas gave each other", "Your goals and your journey")
    sara.sees("You and Anna are a pair")
    assert world.read(lambda unit: unit.pairs.ending(couple.pair.id)) is Ending.NEW_MENTOR
    assert {each.state for each in couple.meetings()} == {MeetingState.CALLED_OFF}
    assert waiting(world, Role.MENTOR) == []
    couple.mentee.types("/goals").sees("Ring to the library")
    sara.follows(actions.GoalCard(goal.id)).sees("Ring to the library")
    assert couple.mentor.follows(actions.GoalCard(goal.id)).last.toast
    couple.mentee.types("/journey").taps("Before, with Jonas").sees("I rang them myself")
    deeds = world.read(lambda unit: [each.what for each in unit.audit.about(couple.pair.mentor)])
    assert Deed.REASSIGNED in deeds
    mette.taps("Yes, from now on").sees("Sara and Anna are a pair")
    assert len(pairs(world, couple.mentee)) == 1
    assert len(kinds(world)) == len(set(kinds(world)))


def test_it_is_taken_back_and_everybody_who_heard_hears_that(world, couple, sara, mette):
    before = [(each.id, each.state) for each in couple.meetings()]
    gives(mette, couple).taps("Undo").sees("Jonas and Anna are a pair")
    assert [(each.id, each.state) for each in couple.meetings()] == before
    assert [pair.id for pair in pairs(world, couple.mentee)] == [couple.pair.id]
    for phone, other in ((couple.mentor, "Anna"), (couple.mentee, "Jonas")):
        phone.sees(f"You and {other} go on as before.")
    sara.sees("I wrote too soon about Anna")
    assert waiting(world, Role.MENTOR) == [sara.person.id]
    mette.taps("Undo").sees("Jonas and Anna are a pair")
    assert kinds(world).count("pair.goes_on") == 2


def test_in_the_night_nobody_hears_of_a_mix_up(world, couple, sara, mette):
    heard = len(kinds(world))
    world.now = world.now.replace(hour=22)
    gives(mette, couple).taps("Undo")
    world.moves_to(world.now + DAY)
    assert kinds(world)[heard:] == []


def test_after_they_have_begun_or_a_day_it_stays(world, couple, sara, mette):
    gives(mette, couple)
    undo = mette.last
    (new,) = pairs(world, couple.mentee)
    world.now += 2 * DAY
    mette.taps("Undo").sees("more than a day ago")
    world.now -= 2 * DAY
    world.write(lambda unit: unit.meetings.add_unplanned(new.id, None, world.now - DAY, world.now))
    mette.screens.append(undo)
    mette.taps("Undo").sees("The two have begun to plan")
    sara.follows(actions.Stop(new.id))
    mette.screens.append(undo)
    mette.taps("Undo")
    assert mette.last.toast
    assert pairs(world, couple.mentee) == []


def test_a_mentee_who_meets_somebody_else_too_keeps_the_change(world, couple, sara, mette):
    gives(mette, couple)
    other = Couple(world, ("Ole", "Ida"))
    world.write(lambda unit: unit.pairs.add(1, other.pair.mentor, couple.pair.mentee, world.now))
    mette.taps("Undo").sees("There is a new match by now")
    assert len(pairs(world, couple.mentee)) == 2


def test_who_waits_comes_first_the_list_turns_pages_and_a_name_is_found(world, couple, mette):
    Couple(world, ("Ole", "Ida"))
    crowd(world, Role.MENTOR, 12)
    opens(mette, couple).sees("Page 1 of 3.", "Whoever waits for a match comes first.")
    assert mette.labels()[0] == "mentor 0 (waits for a match)"
    mette.follows(actions.AskMentor(couple.pair.id, 99)).sees("Page 3 of 3.")
    assert "Ole" in mette.labels()
    assert not {"Jonas", "Anna", "Ida"} & set(mette.labels())
    mette.types("ole")
    assert mette.labels()[0] == "Ole"
    mette.types("x" * 5000).sees("I find no mentor of that name.").taps("The whole list").sees("Page 1 of 3.")
    mette.types("Jonas").sees("I find no mentor of that name.")


def test_there_may_be_nobody_else(couple, mette):
    opens(mette, couple).sees("There is no other mentor in the programme yet.").taps("Invite")


def test_who_cannot_be_the_next_mentor(world, couple, sara, mette):
    far = come_in(world, "Kim", Role.MENTOR, "Peer Kolding")
    pair = couple.pair
    for person in (pair.mentor, pair.mentee, far.person.id, mette.person.id, 10**6):
        assert mette.follows(actions.NewMentor(pair.id, person)).last.toast
        assert mette.follows(actions.GiveMentor(pair.id, person)).last.toast
    number = sara.person.id
    world.write(lambda unit: unit.people.leave(number, world.now))
    assert mette.follows(actions.GiveMentor(pair.id, number)).last.toast
    assert world.read(lambda unit: unit.pairs.get(pair.id)).state is PairState.ACTIVE


def test_two_coordinators_at_once(world, couple, sara, mette):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    ole = come_in(world, "Ole", Role.MENTOR).person.id
    gives(mette, couple)
    assert bo.follows(actions.GiveMentor(couple.pair.id, ole)).last.toast
    bo.follows(actions.GiveMentor(couple.pair.id, sara.person.id)).sees("Sara and Anna are a pair")
    assert "Undo" not in bo.labels()
    assert bo.follows(actions.NewMentor(couple.pair.id, ole)).last.toast


def test_a_reason_that_means_a_new_mentor_leads_to_choosing_one(couple, sara, mette):
    mette.follows(actions.AskEnding(couple.pair.id)).taps("A new mentor").taps("Choose the new mentor")
    mette.sees("Another mentor for Anna?")
