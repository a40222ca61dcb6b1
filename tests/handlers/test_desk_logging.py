"""A meeting that a coordinator logs for the two: it counts until one of them tells, and never over what they told."""

from datetime import timedelta

import pytest

from bot.mentoring.meetings import MeetingState
from handlers import actions
from handlers.actions import encode
from handlers.wording import minute_of
from storage.states import Deed
from tests.handlers.conftest import come_in
from tests.handlers.couples import Couple

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def couple(world, mette):
    return Couple(world).agrees()


def opens(mette, couple):
    return mette.follows(actions.PairCard(couple.pair.id)).taps("More").taps("Log a meeting for them")


def told_of(world):
    return [kind for kind, _ in world.told].count("desk.logged")


def test_both_hear_who_wrote_it_down_and_nobody_is_asked_any_more(world, couple, mette):
    jonas, anna = couple.mentor, couple.mentee
    world.jumps_to(couple.first.ends_at + HOUR / 2)
    opens(mette, couple).sees("Which meeting of Jonas and Anna?").taps("Thursday 26 November at 16:30")
    mette.sees("Did Jonas and Anna get to meet?").taps("They met")
    mette.sees("Saved: Jonas and Anna met today.", "can say otherwise")
    assert couple.first.state is MeetingState.HELD
    for phone in (jonas, anna):
        phone.sees("Mette wrote down that you met today.", "Is that how you see it, too?")
    heard = len(jonas.screens)
    world.moves_to(world.now + 2 * DAY)
    assert not any("get to meet" in screen.text for screen in jonas.screens[heard:])
    assert "Did you and Anna" not in jonas.types("/home").text
    deeds = world.read(lambda unit: [each.what for each in unit.audit.about(couple.pair.mentee)])
    assert Deed.LOGGED in deeds


def test_the_mentee_says_how_it_was_and_the_mentors_word_still_counts(world, couple, mette):
    world.jumps_to(couple.first.ends_at + HOUR)
    mette.follows(actions.WriteDown(couple.first.id, held=True))
    couple.mentee.taps("Yes, we met").sees("Good to hear that you met.").taps("🙂 Good").sees("Saved.")
    couple.mentor.taps("Yes, we met").sees("Saved.")
    assert {log.held for log in couple.logs().values()} == {True}


def test_either_can_say_otherwise_and_then_that_counts(world, couple, mette):
    world.jumps_to(couple.first.ends_at + HOUR)
    mette.follows(actions.WriteDown(couple.first.id, held=True))
    couple.mentor.taps("We didn't meet").sees("That happens.")
    assert couple.first.state is MeetingState.MISSED
    mette.follows(actions.WriteDown(couple.first.id, held=True)).sees("They have told of it themselves")
    assert couple.first.state is MeetingState.MISSED
    # Whoever takes their word back leaves what was written down.
    couple.mentor.taps("Undo")
    assert couple.first.state is MeetingState.HELD


def test_what_they_told_is_never_overwritten(world, couple, mette):
    world.jumps_to(couple.first.ends_at + HOUR)
    couple.mentor.taps("We met")
    opens(mette, couple)
    assert mette.labels() == ["Back"]
    mette.follows(actions.LogMeetingFor(couple.first.id)).sees("They have told of it themselves", "They met.")
    mette.follows(actions.WriteDown(couple.first.id, held=False)).sees("They have told of it themselves")
    assert couple.first.state is MeetingState.HELD
    number = couple.first.id
    assert world.read(lambda unit: unit.outcomes.by_desk(number)) is None


def test_it_did_not_happen(world, couple, mette):
    world.jumps_to(couple.first.ends_at + HOUR)
    mette.follows(actions.LogMeetingFor(couple.first.id)).taps("It didn't happen this time")
    mette.sees("Jonas and Anna didn't get to meet today.")
    couple.mentee.sees("Mette wrote down that you didn't get to meet today.", "That happens.").taps("That's right")
    assert couple.first.state is MeetingState.MISSED


def test_it_is_taken_back_and_the_question_stands_again(world, couple, mette):
    world.now = couple.first.ends_at + HOUR / 2
    mette.follows(actions.WriteDown(couple.first.id, held=True)).taps("Undo").sees("It's taken back.")
    assert couple.first.state is MeetingState.PLANNED
    couple.mentee.sees("Mette took back what was written down.", "You have nothing to do.").taps("How did it go?")
    mette.taps("Undo")
    assert couple.first.state is MeetingState.PLANNED
    world.moves_to(world.now + HOUR)
    couple.mentor.sees("Did you and Anna get to meet?")


def test_undo_after_they_told_leaves_their_word(world, couple, mette):
    world.now = couple.first.ends_at + HOUR / 2
    mette.follows(actions.WriteDown(couple.first.id, held=True))
    couple.mentee.taps("Yes, we met")
    mette.taps("Undo").sees("changed again since")
    assert couple.first.state is MeetingState.HELD


def test_at_night_it_waits_and_is_not_said_when_it_was_taken_back(world, couple, mette):
    world.now = couple.first.ends_at + 6 * HOUR
    mette.follows(actions.WriteDown(couple.first.id, held=True)).taps("Undo")
    mette.follows(actions.WriteDown(couple.first.id, held=False))
    world.moves_to(world.now + DAY)
    assert told_of(world) == 2
    couple.mentee.sees("you didn't get to meet")


def test_another_day_is_typed_said_back_and_kept_once(world, couple, mette):
    opens(mette, couple).sees("Write the day as you would say it").types("yesterday 15.00")
    mette.sees("They met then?").taps("Thursday 19 November at 15:00").sees("Saved: Jonas and Anna met yesterday.")
    mette.taps("Thursday 19 November at 15:00").sees("Saved:")
    held = [each for each in couple.meetings() if each.state is MeetingState.HELD]
    assert len(held) == 1
    couple.mentor.sees("Mette wrote down that you met yesterday.")
    mette.taps("Undo").sees("It's taken back.")
    for phone in (couple.mentor, couple.mentee):
        phone.sees("Mette took back what was written down.", "Thursday 19 November at 15:00")
        phone.taps("Yes, we met").sees("That you met then was taken back.")
        assert phone.labels() == ["Meetings", "Home"]
    assert all(each.state is not MeetingState.HELD for each in couple.meetings())


@pytest.mark.parametrize("text", ["no idea", "x" * 5000, "tomorrow 10.00"])
def test_a_day_that_is_not_understood_is_asked_again(couple, mette, text):
    opens(mette, couple).types(text).sees("Which meeting of Jonas and Anna?")


def test_a_part_of_a_day_and_a_day_long_ago(world, couple, mette):
    opens(mette, couple).types("yesterday morning").sees("Which of these do you mean?")
    assert len(mette.labels()) > 2
    opens(mette, couple).types("3 March").sees("longer ago than I can keep")
    old = minute_of(world.now - 90 * DAY)
    mette.follows(actions.TheyMetThen(couple.pair.id, old)).sees("longer ago than I can keep")
    assert mette.follows(actions.TheyMetThen(couple.pair.id, minute_of(world.now + DAY))).last.toast


def test_a_typed_day_with_a_meeting_on_it_means_that_meeting(world, couple, mette):
    world.jumps_to(couple.first.ends_at + DAY)
    opens(mette, couple).types("yesterday").sees("Did Jonas and Anna get to meet?", "Thursday 26 November at 16:30")
    mette.follows(actions.TheyMetThen(couple.pair.id, minute_of(couple.first.starts_at)))
    mette.sees("Did Jonas and Anna get to meet?")


def test_two_coordinators_at_once(world, couple, mette):
    bo = come_in(world, "Bo", "coordinator")
    world.now = couple.first.ends_at + 6 * HOUR
    for phone in (mette, bo, bo):
        phone.follows(actions.WriteDown(couple.first.id, held=True)).sees("Saved: Jonas and Anna met today.")
    assert "Undo" not in bo.labels()
    bo.follows(actions.LogMeetingFor(couple.first.id)).sees("Mette wrote down that they met.")
    bo.taps("It didn't happen this time").sees("didn't get to meet")
    assert mette.taps("Undo").text.count("changed again since") == 1
    bo.taps("Undo")
    assert couple.first.state is MeetingState.HELD
    # In the morning they hear what stands then, and from whom.
    world.moves_to(world.now + DAY)
    assert told_of(world) == 2
    assert any("Mette wrote down that you met yesterday." in screen.text for screen in couple.mentee.screens)


def test_a_meeting_ahead_and_a_pair_that_has_ended_are_left_alone(world, couple, mette):
    assert mette.follows(actions.WriteDown(couple.first.id, held=True)).last.toast
    world.now = couple.first.ends_at + HOUR
    mette.follows(actions.WriteDown(couple.first.id, held=True))
    undo = encode(mette.last.rows[1][0].action)
    couple.mentor.follows(actions.Stop(couple.pair.id))
    for action in (actions.WriteDown(couple.first.id, held=False), actions.LogFor(couple.pair.id)):
        assert mette.follows(action).last.toast
    mette.taps_raw(undo)
    assert mette.follows(actions.PairDeeds(couple.pair.id)).last.toast
