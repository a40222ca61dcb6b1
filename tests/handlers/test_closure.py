"""Stopping: asked once, told kindly, and what is left open for both."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import PairState
from bot.mentoring.people import Role
from handlers import actions
from handlers.actions import encode
from storage import schema
from tests.handlers.conftest import come_in
from tests.handlers.couples import Couple

DAY = timedelta(days=1)
WORDS = {
    "en": ("Stop here", "Yes, stop here", "Not yet"),
    "da": ("Stop her", "Ja, vi stopper her", "Ikke endnu"),
}


@pytest.fixture
def couple(world):
    made = Couple(world).agrees()
    come_in(world, "Mette", Role.COORDINATOR)
    return made


def stops(phone):
    phone.types("/meetings").taps("The agreement").taps("Stop here").sees("Shall you and", "You need not say why.")
    return phone.taps("Yes, stop here")


def test_one_stops_and_everybody_hears_it_kindly(world, couple):
    jonas, anna, mette = couple.mentor, couple.mentee, world.phones[1002]
    asked = jonas.types("/meetings").taps("The agreement").taps("Stop here")
    asked.sees("Anna gets a kind message, and Mette hears of it.", "The meetings ahead are called off.")
    assert [button.style for row in asked.last.rows for button in row] == ["", "danger", ""]
    assert couple.first.state is MeetingState.PLANNED
    jonas.taps("Yes, stop here").sees("You and Anna have stopped here.", "Would you like to be matched again?")
    anna.sees("Jonas has chosen to stop here.", "you have done nothing wrong", "Mette knows")
    anna.sees("Your goals and your journey stay yours")
    mette.sees("Jonas and Anna have stopped.", "Both may be glad of a word from you.")
    assert {each.state for each in couple.meetings()} == {MeetingState.CALLED_OFF}
    closed = world.read(lambda unit: unit.connection.execute(select(schema.pairs)).one())
    assert (closed.state, closed.closed_at) == (PairState.CLOSED, world.now)
    jonas.taps("I'm ready to be matched").sees("You're on the list.")
    anna.taps("Not yet").sees("take the time you need")
    heard = [len(phone.screens) for phone in (jonas, anna)]
    world.moves_to(world.now + 30 * DAY)
    assert [len(phone.screens) for phone in (jonas, anna)] == heard


@pytest.mark.parametrize("language", ["en", "da"])
def test_it_is_said_in_both_languages(world, language):
    couple = Couple(world, language=language).agrees()
    ask, yes, later = WORDS[language]
    couple.mentee.taps_raw(encode(actions.AgreementCard(couple.pair.id))).taps(ask).taps(yes)
    for phone in (couple.mentor, couple.mentee):
        assert later in phone.labels()
        assert "{" not in phone.text


def test_stopping_twice_is_stopping_once(world, couple):
    jonas = stops(couple.mentor)
    assert jonas.taps_raw(encode(actions.Stop(couple.pair.id))).last == jonas.screens[-2]
    assert [kind for kind, _ in world.told if kind.startswith("pair.stopped")] == ["pair.stopped", "pair.stopped.desk"]
    # Both tap at once: the second one only sees how it is.
    couple.mentee.taps_raw(encode(actions.Stop(couple.pair.id))).sees("You and Jonas have stopped here.")
    assert couple.mentee.taps_raw(encode(actions.AskStop(couple.pair.id))).last.toast


def test_a_break_instead_and_stopping_in_a_break(world, couple):
    jonas = couple.mentor.types("/meetings").taps("The agreement").taps("Stop here").taps("Take a break instead")
    jonas.taps("One week").taps("Take the break")
    jonas.types("/meetings").taps("The agreement").taps("Stop here")
    assert "Take a break instead" not in jonas.labels()
    jonas.taps("Yes, stop here")
    assert world.read(lambda unit: unit.pauses.current(couple.pair.id)) is None
    world.moves_to(world.now + 10 * DAY)
    assert "pause.over" not in [kind for kind, _ in world.told]
    assert {each.state for each in couple.meetings()} == {MeetingState.CALLED_OFF}


def test_what_was_suggested_is_no_longer_open(world, couple):
    couple.mentor.types("/meetings").taps("The agreement").taps("Change the agreement").taps("When")
    couple.mentor.types("Friday 15.00").taps("Send to Anna")
    stops(couple.mentor)
    assert couple.mentee.taps("That suits me").last.toast
    assert world.read(lambda unit: unit.pairs.proposed(couple.pair.id)) is None


def test_a_saved_meeting_is_taken_out_of_the_calendar(world, couple):
    anna = couple.mentee.taps_raw(encode(actions.SaveMeeting(couple.first.id)))
    stops(couple.mentor)
    world.ticks()
    assert anna.last.file.off


def test_the_mentee_keeps_the_goals_and_the_mentor_does_not(world, couple):
    goal = couple.adds("Ring to the library")
    stops(couple.mentee)
    anna = couple.mentee.types("/goals").sees("Ring to the library").taps("Ring to the library")
    anna.sees("Ring to the library")
    couple.mentor.types("/goals")
    assert "library" not in couple.mentor.text
    for action in (actions.GoalCard(goal.id), actions.GoalsOf(couple.pair.id), actions.AskGoal(couple.pair.id)):
        assert couple.mentor.taps_raw(encode(action)).last.toast
    anna.types("/goals").taps("Something I'd like").types("Get a card").sees("Get a card")


def test_the_mentee_keeps_what_was_put_away(world, couple):
    away = couple.adds("Ring to the library", state=GoalState.ARCHIVED)
    stops(couple.mentor)
    listed, bring = encode(actions.PutAway(couple.pair.id, 0)), encode(actions.BringBack(away.id))
    couple.mentee.taps_raw(listed).sees("Put away", "Each of these can come back.").taps("All goals").sees(
        "What you would like"
    )
    assert couple.mentor.taps_raw(listed).last.toast
    assert couple.mentor.taps_raw(bring).last.toast
    couple.mentee.taps_raw(bring)
    assert couple.tree()[0].state is GoalState.OPEN


def test_the_mentee_keeps_the_journey_and_the_mentor_does_not(world, couple):
    couple.mentee.types("/journey").taps("Something I'm proud of").types("I rang them myself")
    jonas = couple.mentor.types("/journey").taps("Something I saw in Anna").types("You are so patient")
    taken_back = jonas.last.rows[1][0].action
    first = couple.first.id
    world.write(lambda unit: unit.meetings.set(first, state=MeetingState.HELD))
    stops(couple.mentee)
    anna = couple.mentee.types("/journey").sees("You and Jonas have met once.", "I rang them", "You are so patient")
    assert anna.labels() == ["Keep a picture", "Home"]  # nobody else would read what is added now
    anna.taps("Keep a picture").taps("With my own words").taps("The journey").sees("Look how far")
    asks = (actions.AskMoment(couple.pair.id, 0), taken_back)
    reads = (actions.JourneyOf(couple.pair.id, 0), actions.KeepPicture(couple.pair.id, words=False))
    for action in (*asks, *reads):
        assert jonas.taps_raw(encode(action)).last.toast
        assert "patient" not in jonas.text
    jonas.types("/journey").sees("Your journey will be here when you have somebody to meet.")
    assert len(world.read(lambda unit: unit.moments.of(couple.pair.id))) == 2


def test_home_still_leads_the_mentee_to_what_is_theirs(couple):
    stops(couple.mentee)
    kept = {"Goals", "The journey"}
    assert kept <= set(couple.mentee.types("/home").labels())
    assert not kept & set(couple.mentor.types("/home").labels())


def test_a_journey_with_nothing_in_it_says_so_when_it_is_over(world, couple):
    stops(couple.mentor)
    couple.mentee.types("/journey").sees("Nothing is kept here from the time with Jonas.").taps("Goals").sees(
        "What you would like"
    )


def test_a_mentee_who_meets_somebody_new_can_look_back_on_both(world, couple):
    stops(couple.mentor)
    Couple(world, names=("Sara", "Bo"))
    sara = next(phone.person.id for phone in world.phones.values() if phone.called == "Sara")
    world.write(lambda unit: unit.pairs.add(couple.pair.programme, sara, couple.pair.mentee, world.now))
    anna = couple.mentee.types("/journey").sees("With whom?")
    assert anna.labels() == ["Sara", "Before, with Jonas", "Home"]
    anna.taps("Sara").sees("Here you and Sara can see your way")
    anna.types("/journey").taps("Before, with Jonas").sees("from the time with Jonas")


def test_who_was_matched_again_at_once_is_not_told_of_the_end(world, couple):
    world.now = world.now.replace(hour=22)
    stops(couple.mentor)
    pair = couple.pair
    world.write(lambda unit: unit.pairs.add(pair.programme, pair.mentor, pair.mentee, world.now))
    world.moves_to(world.now + DAY)
    assert not [kind for kind, _ in world.told if kind.startswith("pair.stopped")]


def test_a_coordinator_who_is_one_of_the_two_hears_it_once(world):
    couple = Couple(world)

    def joins(unit):
        unit.people.join(couple.pair.programme, couple.pair.mentor, Role.COORDINATOR, 1, world.now)

    world.write(joins)
    couple.mentee.taps_raw(encode(actions.Stop(couple.pair.id)))
    assert [kind for kind, _ in world.told] == ["pair.stopped"]
