"""A longer course: a coordinator asks both, it counts when both have said yes, and nobody hears whose no it was."""

from datetime import timedelta

import pytest

from bot.mentoring.pairs import AgreementState, Rhythm
from bot.mentoring.people import Role
from handlers import actions
from tests.handlers.conftest import come_in
from tests.handlers.couples import Couple
from tests.handlers.test_pauses import ends_on

DAY = timedelta(days=1)


@pytest.fixture
def couple(world, mette):
    return Couple(world).agrees()


def opens(mette, couple):
    return mette.follows(actions.PairDeeds(couple.pair.id)).taps("A longer course")


def asks(mette, couple):
    opens(mette, couple).sees("A longer course for Jonas and Anna?", "runs to 26 May 2027").taps("Two months more")
    mette.sees("Their course would then run to 26 July 2027.", "each can say no").taps("Ask them both")
    return mette.sees("Jonas and Anna have been asked", "It counts when both have said yes.")


def kinds(world):
    return [kind for kind, _ in world.told]


def test_it_counts_when_both_have_said_yes(world, couple, mette):
    before, meetings = ends_on(couple), len(couple.meetings())
    asks(mette, couple)
    for phone, other in ((couple.mentor, "Anna"), (couple.mentee, "Jonas")):
        phone.sees(f"Mette asks: would you and {other} like to go on a little longer?", "For eight months")
    couple.mentee.types("/home").sees("There is a question for you and Jonas about going on.").taps(
        "See the suggestion"
    )
    couple.mentee.taps("That suits me").sees("You have said yes. It counts when Jonas has, too")
    assert ends_on(couple) == before
    couple.mentee.taps("That suits me").sees("You have said yes.")
    assert "See the suggestion" not in couple.mentee.types("/home").labels()
    couple.mentor.taps("That suits me").sees("Good, it's agreed.")
    assert (ends_on(couple).month, ends_on(couple).day) == (7, 26)
    assert len(couple.meetings()) > meetings
    couple.mentee.sees("You and Jonas go on together.", "Your course runs to 26 July 2027.")
    mette.sees("Jonas and Anna go on together.", "Their course runs to 26 July 2027.")
    assert mette.taps("Undo").text.startswith("Both have said yes, so they go on.")


def test_a_no_leaves_all_as_it_was_and_nobody_hears_whose_it_was(world, couple, mette):
    before = ends_on(couple)
    asks(mette, couple)
    couple.mentor.taps("That suits me")
    couple.mentee.taps("We stay with what we agreed").sees("That's quite all right.", "runs to 26 May 2027")
    couple.mentor.sees("You and Anna stay with what you agreed.", "26 May 2027")
    mette.sees("Jonas and Anna stay with what they agreed.")
    for phone in (couple.mentor, mette):
        assert "Anna said" not in phone.text
    assert couple.mentor.taps("That suits me").last.toast
    couple.mentee.taps("We stay with what we agreed").sees("That's quite all right.")
    assert ends_on(couple) == before
    opens(mette, couple).sees("A longer course for Jonas and Anna?")


def test_whoever_said_yes_can_still_say_no(couple, mette):
    asks(mette, couple)
    couple.mentor.taps("That suits me").taps("We stay with what we agreed").sees("That's quite all right.")
    couple.mentee.sees("You and Jonas stay with what you agreed.")


def test_a_no_in_the_night_and_the_other_never_hears_that_they_were_asked(world, couple, mette):
    world.now = world.now.replace(hour=22)
    asks(mette, couple)
    number = world.read(lambda unit: unit.pairs.proposed(couple.pair.id)).id
    couple.mentor.follows(actions.StayAsAgreed(number))
    world.moves_to(world.now + DAY)
    assert kinds(world) == ["agreement.settled"]
    mette.sees("stay with what they agreed")


def test_undo_before_both_have_answered(world, couple, mette):
    world.now = world.now.replace(hour=22)
    asks(mette, couple).taps("Undo").sees("It's taken back.", "A longer course for Jonas and Anna?")
    mette.taps("Undo")
    world.moves_to(world.now + DAY)
    assert kinds(world) == []
    assert world.read(lambda unit: unit.pairs.proposed(couple.pair.id)) is None


def test_an_answer_of_their_own_takes_its_place(couple, mette):
    asks(mette, couple)
    couple.mentee.taps("Suggest something else").taps("How long").taps("9 months").taps("Send to Jonas")
    couple.mentor.sees("Anna would like to change what you have agreed.")
    assert mette.taps("Undo").text.startswith("This has been changed again since")
    opens(mette, couple).taps("One month more").sees("They are just agreeing on something else")


def test_two_coordinators_and_a_double_tap_ask_once(world, couple, mette):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    asks(mette, couple).taps("Ask them both").sees("have been asked")
    bo.follows(actions.AskLonger(couple.pair.id, 6)).sees("have been asked", "26 July 2027")
    assert "Undo" not in bo.labels()
    opens(bo, couple).sees("have been asked")
    assert kinds(world) == ["agreement.invited"] * 2


@pytest.mark.parametrize("text", ["nothing", "0", "19", "300", "x" * 5000])
def test_a_number_that_cannot_be(couple, mette, text):
    opens(mette, couple).types(text).sees("A course can be up to 24 months in all.")


def test_a_number_is_typed(couple, mette):
    opens(mette, couple).types("five months").sees("26 October 2027")
    for months in (0, 19, actions.LARGEST):
        mette.follows(actions.AskLonger(couple.pair.id, months)).sees("up to 24 months")


def test_pairs_that_cannot_be_longer(world, mette):
    strangers = Couple(world)
    opens(mette, strangers).sees("They have no agreement yet")
    assert mette.follows(actions.AskLonger(strangers.pair.id, 2)).sees("They have no agreement yet")
    longest = Couple(world, ("Sara", "Bo")).agrees(months=24)
    mette.follows(actions.ExtendFor(longest.pair.id)).sees("It is as long as a course can be.")


def test_a_course_with_no_fixed_time_can_be_longer(world, mette):
    couple = Couple(world).agrees(rhythm=Rhythm.FREE)
    before = ends_on(couple)
    mette.follows(actions.AskLonger(couple.pair.id, 2))
    couple.mentee.taps("That suits me")
    couple.mentor.taps("That suits me")
    assert ends_on(couple) > before + 50 * DAY


def test_a_coordinator_who_is_one_of_the_two_suggests_it_as_such(world, couple, mette):
    world.write(lambda unit: unit.people.join(1, couple.pair.mentor, Role.COORDINATOR, 1, world.now))
    opens(couple.mentor, couple).sees("You and Anna have agreed")
    assert couple.mentor.follows(actions.AskLonger(couple.pair.id, 2)).last.toast


def test_who_is_no_coordinator_any_more_hears_nothing(world, couple, mette):
    come_in(world, "Bo", Role.COORDINATOR)
    asks(mette, couple)
    person = mette.person.id
    world.write(lambda unit: unit.people.leave(person, world.now))
    for phone in (couple.mentor, couple.mentee):
        phone.taps("That suits me")
    assert kinds(world).count("agreement.settled") == 1
    state = world.read(lambda unit: unit.pairs.agreed(couple.pair.id)).state
    assert state is AgreementState.AGREED
