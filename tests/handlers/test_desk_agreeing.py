"""What two have agreed by phone, written down by a coordinator: it counts at once, and is theirs to change."""

from datetime import timedelta

import pytest

from bot.mentoring.cadence import to_local
from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import AgreementState, Form, Rhythm
from bot.mentoring.people import Role
from handlers import actions
from storage import schema
from storage.states import Deed
from tests.handlers.conftest import come_in
from tests.handlers.couples import Couple

DAY = timedelta(days=1)
ZONE = "Europe/Copenhagen"


@pytest.fixture
def couple(world, mette):
    return Couple(world).agrees()


def opens(mette, couple):
    return mette.follows(actions.PairDeeds(couple.pair.id)).taps("Change the agreement")


def opens_first(mette, couple):
    return mette.follows(actions.PairDeeds(couple.pair.id)).taps("Their agreement")


def undo_of(phone):
    return next(each.action for row in phone.last.rows for each in row if isinstance(each.action, actions.Undo))


def agreed(world, couple):
    return world.read(lambda unit: unit.pairs.agreed(couple.pair.id))


def days(couple):
    planned = [each for each in couple.meetings() if each.state is MeetingState.PLANNED]
    return {to_local(each.starts_at, ZONE).strftime("%A %H:%M") for each in planned[2:]}


def kinds(world):
    return [kind for kind, _ in world.told]


def test_the_card_says_what_counts_at_once_and_what_needs_both(couple, mette):
    mette.follows(actions.PairDeeds(couple.pair.id)).sees("counts at once", "A longer course needs a yes from both.")


def test_another_time_counts_at_once_and_both_hear_it(world, couple, mette):
    opens(mette, couple).sees("What have Jonas and Anna agreed?", "Every week: Thursday at 16:30").taps("When")
    mette.types("Mondays 17.00").sees("Is this what Jonas and Anna have agreed?", "Every week: Monday at 17:00")
    mette.sees("It begins on", "Both hear it from me, and can change it.").taps("Write it down")
    mette.sees("Written down for Jonas and Anna", "It counts from now on.")
    assert days(couple) == {"Monday 17:00"}
    assert agreed(world, couple).place == "Café Nordlys"
    for phone, other in ((couple.mentor, "Anna"), (couple.mentee, "Jonas")):
        phone.sees(f"Mette wrote down what you and {other} have agreed.", "Monday at 17:00", "Café Nordlys")
    assert Deed.AGREEMENT in world.read(lambda unit: [each.what for each in unit.audit.about(couple.pair.mentee)])
    mette.taps("Write it down").sees("Written down for")
    assert kinds(world) == ["agreement.written"] * 2


def test_either_of_the_two_can_change_it_again(world, couple, mette):
    opens(mette, couple).taps("When").types("Mondays 17.00").taps("Write it down")
    couple.mentee.taps("Change the agreement").taps("When").types("Tuesdays 10.00").taps("Send to Jonas")
    couple.mentor.taps("That suits me")
    assert days(couple) == {"Tuesday 10:00"}
    mette.taps("Undo").sees("changed again since")
    assert days(couple) == {"Tuesday 10:00"}


def test_the_place_that_is_theirs_is_never_shown_and_one_that_is_written_is(world, couple, mette):
    opens(mette, couple).taps("How and where").sees("How do they meet?").taps("A walk").sees("Where do they meet?")
    mette.types("By the harbour").sees("A walk: By the harbour").taps("Write it down")
    assert (agreed(world, couple).form, agreed(world, couple).place) == (Form.WALK, "By the harbour")
    assert "Nordlys" not in "".join(screen.text for screen in mette.screens)
    opens(mette, couple)
    assert "harbour" not in mette.text


def test_a_place_to_stay_away_from_is_asked_about_again(world, couple, mette):
    world.write(lambda unit: unit.programmes._rows.seal(schema.programmes, 1, {"places_not_to_meet": "the station"}))
    opens(mette, couple).taps("How and where").taps("Coffee").types("At the station")
    mette.sees("asks pairs not to meet at", "Where do they meet?").taps("Skip").sees("Is this what Jonas and Anna")


def test_another_rhythm(world, couple, mette):
    opens(mette, couple).taps("How often").sees("How often do Jonas and Anna meet?").taps("No fixed time")
    mette.sees("No fixed time: they plan each meeting.").taps("Write it down")
    assert agreed(world, couple).rhythm is Rhythm.FREE
    couple.mentee.sees("Mette wrote down what you and Jonas have agreed.")


def test_undo_brings_back_what_they_had_agreed(world, couple, mette):
    before = (days(couple), len(couple.meetings()))
    opens(mette, couple).taps("When").types("Mondays 17.00").taps("Write it down")
    undo = undo_of(mette)
    mette.taps("Undo").sees("It's taken back.", "Every week: Thursday at 16:30")
    assert "Written down" not in mette.text
    assert days(couple) == before[0]
    assert agreed(world, couple).place == "Café Nordlys"
    couple.mentee.sees("Mette took back what was written down for you and Jonas.", "Thursday at 16:30")
    mette.taps_raw(actions.encode(undo)).sees("Thursday at 16:30")
    assert kinds(world) == ["agreement.written"] * 2 + ["agreement.unwritten"] * 2


def test_a_change_of_the_night_that_was_taken_back_is_heard_by_nobody(world, couple, mette):
    world.now = world.now.replace(hour=22)
    opens(mette, couple).taps("When").types("Mondays 17.00").taps("Write it down").taps("Undo")
    world.moves_to(world.now + DAY)
    assert kinds(world) == []


def test_the_first_agreement_of_two(world, mette):
    couple = Couple(world)
    opens_first(mette, couple).sees("How often do Jonas and Anna meet?").taps("Every week").types("Thursday 16.30")
    mette.sees("How do they meet?").taps("Coffee").sees("Where do they meet?").taps("Skip")
    mette.sees("Is this what Jonas and Anna have agreed?").taps("Write it down").sees("They meet")
    assert agreed(world, couple).months == 6
    assert len(couple.meetings()) > 20
    undo = undo_of(mette)
    mette.taps("Undo").sees("It's taken back.", "They have not agreed on a rhythm yet.")
    assert agreed(world, couple) is None
    assert couple.meetings() == []
    couple.mentee.sees("Mette took back what was written down for you and Jonas.").taps("Plan your meetings")
    couple.mentee.sees("How often would you like to meet Jonas?")
    mette.taps_raw(actions.encode(undo)).sees("They have not agreed on a rhythm yet.")
    opens_first(mette, couple).taps("Every week").types("Thursday 16.30").taps("Coffee").taps("Skip")
    mette.taps("Write it down").sees("Written down for Jonas and Anna")


def test_a_first_agreement_by_which_two_have_begun_to_meet_stays(world, mette):
    couple = Couple(world)
    opens_first(mette, couple).taps("Every week").types("Thursday 16.30").taps("Coffee").taps("Skip")
    mette.taps("Write it down")
    undo = undo_of(mette)
    world.moves_to(couple.meetings()[0].ends_at)
    mette.taps_raw(actions.encode(undo)).sees("They have begun to meet by it, so it stays.")
    assert agreed(world, couple).state is AgreementState.AGREED


def test_a_first_agreement_that_one_saved_to_a_calendar_is_called_off_there(world, mette):
    couple = Couple(world)
    opens_first(mette, couple).taps("Every week").types("Thursday 16.30").taps("Coffee").taps("Skip")
    mette.taps("Write it down")
    couple.mentee.follows(actions.Coming(couple.meetings()[0].id))
    mette.taps("Undo")
    assert [each.state for each in couple.meetings()] == [MeetingState.CALLED_OFF]


def test_what_they_were_just_agreeing_on_is_not_seen_and_gives_way(world, couple, mette):
    couple.mentor.follows(actions.AgreementStart(couple.pair.id)).taps("When").types("Friday 15.00")
    couple.mentor.taps("Send to Anna")
    opens(mette, couple).sees("Thursday at 16:30").taps("When").types("Mondays 17.00").taps("Write it down")
    assert world.read(lambda unit: unit.pairs.proposed(couple.pair.id)) is None
    couple.mentee.follows(actions.Home())
    assert "See the suggestion" not in couple.mentee.labels()


def test_the_length_is_not_the_coordinators_to_change(world, couple, mette):
    opens(mette, couple)
    assert "How long" not in mette.labels()
    draft = mette.last.rows[0][0].action.agreement
    mette.follows(actions.AskMonths(draft)).sees("What have Jonas and Anna agreed?")
    assert mette.follows(actions.ChooseMonths(draft, 9)).last.toast


def test_nothing_new_is_not_written_and_old_buttons_do_nothing(world, couple, mette):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    opens(mette, couple)
    draft = mette.last.rows[0][0].action.agreement
    mette.follows(actions.WriteAgreement(draft)).sees("What have Jonas and Anna agreed?")
    assert kinds(world) == []
    for action in (actions.WriteAgreement(draft), actions.ChooseRhythm(draft, Rhythm.FREE), actions.DraftCard(draft)):
        for other in (bo, couple.mentor):
            assert other.follows(action).last.toast
    opens(mette, couple)
    assert mette.follows(actions.DraftCard(draft)).last.toast
    assert couple.mentee.follows(actions.ProposeAgreement(draft)).last.toast


def test_a_draft_of_whoever_is_no_coordinator_any_more_or_of_a_closed_pair(world, couple, mette):
    come_in(world, "Bo", Role.COORDINATOR)
    opens(mette, couple).taps("When").types("Mondays 17.00")
    write = mette.last.rows[0][0].action
    couple.mentor.follows(actions.Stop(couple.pair.id))
    assert mette.follows(write).last.toast
    other = Couple(world, ("Ole", "Ida")).agrees()
    mette.follows(actions.AgreeFor(other.pair.id)).taps("When").types("Mondays 17.00")
    write, person = mette.last.rows[0][0].action, mette.person.id
    world.write(lambda unit: unit.people.end_place(unit.people.places(person)[0].id, world.now))
    mette.follows(write)
    assert kinds(world)[-1:] != ["agreement.written"]


def test_a_coordinator_of_their_own_pair_suggests(world, couple, mette):
    world.write(lambda unit: unit.people.join(1, couple.pair.mentor, Role.COORDINATOR, 1, world.now))
    opens(couple.mentor, couple).sees("You and Anna have agreed")
