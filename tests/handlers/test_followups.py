"""What a coordinator does about a pair: put aside, taken care of, taken back; and a week later, did it help?"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.mentoring.meetings import MeetingState
from bot.mentoring.people import Role
from handlers import actions
from handlers.actions import Snooze
from storage import schema
from tests.handlers.conftest import ON_BOTH, come_in, count
from tests.handlers.couples import Couple
from tests.world import plain

pytestmark = ON_BOTH

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
MONDAY = datetime(2026, 12, 7, 8, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture
def couple(world, mette):
    """Two who have had no first meeting, and whose card Mette has just got."""
    found = Couple(world)
    world.moves_to(MONDAY)
    mette.sees("Jonas and Anna", "No first meeting yet")
    return found


def rows(world):
    """What stands in the table."""
    return world.read(lambda unit: unit.connection.execute(select(schema.followups).order_by("id")).all())


def told(world, kind):
    """(state, reason) of each notice of a kind."""
    box = schema.outbox
    query = select(box.c.state, box.c.reason).where(box.c.kind == kind).order_by(box.c.id)
    return world.read(lambda unit: [(state.value, reason) for state, reason in unit.connection.execute(query)])


def first_card(phone, heard):
    """The cards that came since then."""
    return [plain(screen.text) for screen in phone.screens[heard:] if "Jonas and Anna" in screen.text]


# --- Put aside ---------------------------------------------------------------------------------------------


def test_put_aside_for_three_days_it_is_gone_and_comes_back_by_itself(world, mette, couple):
    mette.taps("Snooze 3 days").sees("You have put it aside. It shows again on Thursday.")
    mette.follows(actions.Digest(1)).sees("All is well")
    heard = len(mette.screens)
    world.moves_to(MONDAY + 3 * DAY - timedelta(minutes=15))
    assert len(mette.screens) == heard
    world.moves_to(MONDAY + 3 * DAY)
    mette.sees("You wanted to come back to this.", "Jonas and Anna", "No first meeting yet, 19 days")
    assert "Snooze 14 days" in mette.labels()
    world.moves_to(MONDAY + 4 * DAY)
    assert len(mette.screens) == heard + 1


def test_put_aside_for_fourteen_days_it_is_in_no_digest_before_and_in_the_one_of_that_day(world, mette, couple):
    mette.taps("Snooze 14 days").sees("It shows again on Monday 21 December.")
    heard = len(mette.screens)
    world.moves_to(MONDAY + 13 * DAY)
    assert first_card(mette, heard) == []
    world.moves_to(MONDAY + 14 * DAY)
    assert len(first_card(mette, heard)) == 1
    assert told(world, "digest.back") == [("dropped", "in_digest")]


def test_what_is_worse_breaks_in_and_another_of_the_kind_does_not(world, mette, couple):
    mette.taps("Snooze 14 days")
    world.write(lambda unit: unit.standings.said(couple.pair.mentee, "x", world.now))
    world.write(lambda unit: unit.standings.said(couple.pair.mentee, "x", world.now))
    mette.follows(actions.Digest(1)).sees("All is well")
    world.write(lambda unit: unit.people.unreachable(couple.pair.mentee, world.now))
    mette.follows(actions.Digest(1)).sees("One pair could use a hand.")
    mette.follows(actions.Hands(1)).sees("My messages don't reach Anna.")


def test_twice_on_the_same_button_is_once_and_the_other_one_takes_its_place(world, mette, couple):
    for _ in range(2):
        mette.follows(actions.PutAside(couple.pair.id, Snooze.SHORT)).sees("It shows again on Thursday.")
    assert len(rows(world)) == 1
    mette.follows(actions.PutAside(couple.pair.id, Snooze.LONG)).sees("It shows again on Monday 21 December.")
    assert len(rows(world)) == 1
    mette.taps("Undo").sees("No first meeting yet")
    assert rows(world) == []


def test_what_two_put_aside_until_the_same_day_is_one_message(world, mette):
    couples = [Couple(world, names) for names in (("Jonas", "Anna"), ("Ole", "Bo"), ("Lis", "Mia"))]
    world.moves_to(MONDAY)
    for each in couples:
        mette.follows(actions.PutAside(each.pair.id, Snooze.SHORT))
        world.now += HOUR
    couples[2].agrees()
    heard = len(mette.screens)
    world.moves_to(MONDAY + 4 * DAY)
    assert len(mette.screens) == heard + 1
    mette.sees("You wanted to come back to this.")
    assert mette.labels() == ["Jonas and Anna", "Ole and Bo", "To the desk"]
    mette.taps("Ole and Bo").sees("No first meeting yet")


def test_a_pair_that_has_found_together_meanwhile_does_not_come_back(world, mette, couple):
    mette.taps("Snooze 3 days")
    couple.agrees()
    heard = len(mette.screens)
    world.moves_to(MONDAY + 4 * DAY)
    assert told(world, "digest.back") == [("dropped", "all_well")]
    assert len(mette.screens) == heard


def test_after_downtime_it_comes_while_it_is_of_use_and_else_says_why_not(world, mette, couple):
    mette.taps("Snooze 3 days")
    world.jumps_to(MONDAY + 5 * DAY)
    mette.sees("You wanted to come back to this.")
    mette.taps("Snooze 3 days")
    world.jumps_to(MONDAY + 13 * DAY)
    assert told(world, "digest.back") == [("sent", None), ("expired", "too_late")]


# --- Taken care of -----------------------------------------------------------------------------------------


def test_taken_care_of_it_is_gone_until_it_begins_anew(world, mette, couple):
    mette.taps("Taken care of").sees("You have taken care of it. In a week I ask you whether it helped.")
    heard = len(mette.screens)
    world.moves_to(MONDAY + 6 * DAY)
    couple.agrees()
    world.moves_to(MONDAY + 14 * DAY)
    assert first_card(mette, heard) == [
        "Did it help?\n\nYou took care of Jonas and Anna last Monday. How is it now?"
    ] or (first_card(mette, heard)[0].startswith("Did it help?"))
    for each in couple.meetings()[:2]:
        world.write(lambda unit, each=each: unit.meetings.set(each.id, state=MeetingState.MISSED))
    mette.follows(actions.Hands(1)).sees("Jonas and Anna", "It didn't happen twice in a row.")


def test_the_other_coordinator_sees_who_took_care_of_it_and_does_not_do_it_twice(world, mette):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    couple, other = Couple(world), Couple(world, ("Ole", "Ida"))
    world.moves_to(MONDAY)
    bo.sees("Jonas and Anna (1 of 2)")
    mette.taps("Taken care of")
    bo.taps("Taken care of").sees("Mette has taken care of it.")
    assert bo.labels() == ["Next", "See the pair"]
    assert len(rows(world)) == 1
    bo.taps("See the pair").sees("Could use a hand: no first meeting yet", "Mette has taken care of it.")
    mette.taps("See the pair").sees("You have taken care of it. In a week I ask you whether it helped.")
    bo.follows(actions.Desk(1)).sees("One pair could use a hand")
    bo.taps("Next").sees("Ole and Ida (2 of 2)").taps("Snooze 3 days")
    mette.follows(actions.HandCard(other.pair.id)).sees("Bo has put it aside. It shows again on Thursday.")
    mette.follows(actions.PutAside(other.pair.id, Snooze.LONG)).sees("Bo has put it aside. It shows again on Thursday.")
    mette.taps("Taken care of").sees("You have taken care of it.")
    bo.follows(actions.HandCard(other.pair.id)).sees("Mette has taken care of it.")
    bo.follows(actions.Digest(1)).sees("All is well")
    assert "could use a hand" not in bo.follows(actions.Desk(1)).text
    world.moves_to(MONDAY + 3 * DAY)
    assert told(world, "digest.back") == [("dropped", "all_well")]
    assert couple.pair.id != other.pair.id


def test_only_what_stood_on_the_card_is_settled(world, mette, couple):
    mette.taps("Taken care of")
    world.write(lambda unit: unit.people.unreachable(couple.pair.mentor, world.now))
    mette.follows(actions.Hands(1)).sees("My messages don't reach Jonas.")
    assert "No first meeting yet" not in mette.text


@pytest.mark.parametrize("words", ["Taken care of", "Snooze 3 days", "Snooze 14 days"])
def test_what_was_done_is_taken_back_where_it_was_done_also_the_next_day(world, mette, couple, words):
    mette.taps(words)
    world.now += DAY
    mette.taps("Undo").sees("It's taken back.", "Jonas and Anna", "No first meeting yet")
    assert rows(world) == []
    mette.taps("Undo").sees("No first meeting yet")
    world.moves_to(MONDAY + 6 * DAY)
    assert told(world, "digest.back") == told(world, "digest.helped") == []


def test_what_another_did_is_not_mine_to_take_back(world, mette, couple):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    mette.taps("Taken care of")
    me = mette.person.id
    change = world.read(lambda unit: unit.changes.last_of(me, "followup.made", couple.pair.id))
    bo.follows(actions.Undo(change))
    assert bo.last.toast
    assert len(rows(world)) == 1


# --- Did it help? ------------------------------------------------------------------------------------------


def test_a_week_later_it_is_asked_once_beside_the_digest_and_the_answer_is_kept(world, mette, couple):
    mette.taps("Taken care of")
    world.moves_to(MONDAY + 7 * DAY)
    mette.sees("Did it help?", "You took care of Jonas and Anna")
    assert mette.last.silent
    assert mette.labels()[:2] == ["Yes, it's better", "Not yet"]
    mette.taps("Yes, it's better").sees("Good to hear", "Jonas and Anna come back only if something new turns up.")
    assert [row.helped for row in rows(world)] == [True]
    heard = len(mette.screens)
    world.moves_to(MONDAY + 30 * DAY)
    assert first_card(mette, heard) == []
    assert told(world, "digest.helped") == [("sent", None)]


def test_when_it_did_not_help_yet_the_pair_is_on_the_list_again(world, mette, couple):
    mette.taps("Taken care of")
    world.moves_to(MONDAY + 7 * DAY)
    mette.taps("Not yet").sees("Thanks for telling me", "Jonas and Anna are on your list again.")
    assert [row.helped for row in rows(world)] == [False]
    mette.follows(actions.Hands(1)).sees("No first meeting yet")
    mette.follows(actions.Undo(2)).sees("Did it help?")
    assert [row.helped for row in rows(world)] == [None]
    mette.follows(actions.Digest(1)).sees("All is well")


def test_several_are_asked_about_one_after_the_other_in_one_message(world, mette):
    couples = [Couple(world, names) for names in (("Jonas", "Anna"), ("Ole", "Bo"))]
    world.moves_to(MONDAY)
    for each in couples:
        mette.follows(actions.TakeCare(each.pair.id))
        world.now += HOUR
    world.moves_to(MONDAY + 8 * DAY)
    assert told(world, "digest.helped") == [("sent", None)]
    mette.sees("You took care of Jonas and Anna")
    mette.taps("Yes, it's better").sees("Did it help?", "You took care of Ole and Bo")
    mette.taps("Not yet").sees("Thanks for telling me")
    assert [row.helped for row in rows(world)] == [True, False]


def test_it_can_be_answered_days_later_and_another_way(world, mette, couple):
    mette.taps("Taken care of")
    world.moves_to(MONDAY + 10 * DAY)
    number = rows(world)[0].id
    mette.follows(actions.DidHelp(number, better=True)).follows(actions.DidHelp(number, better=True))
    mette.follows(actions.DidHelp(number, better=False)).sees("on your list again")
    assert [row.helped for row in rows(world)] == [False]


def test_nobody_can_answer_before_it_was_asked(world, mette, couple):
    mette.taps("Taken care of").follows(actions.DidHelp(rows(world)[0].id, better=True))
    assert mette.last.toast
    assert [row.helped for row in rows(world)] == [None]


def test_once_it_was_asked_it_cannot_be_taken_back(world, mette, couple):
    mette.taps("Taken care of")
    world.moves_to(MONDAY + 7 * DAY)
    mette.follows(actions.Undo(1)).sees("This has been changed again since")
    assert len(rows(world)) == 1


def test_of_a_pair_that_has_stopped_nothing_is_asked(world, mette, couple):
    mette.taps("Taken care of")
    couple.mentor.follows(actions.Stop(couple.pair.id))
    world.moves_to(MONDAY + 8 * DAY)
    assert told(world, "digest.helped") == [("dropped", "answered")]
    mette.follows(actions.Undo(1))
    assert mette.last.toast


def test_who_coordinates_no_more_is_asked_nothing(world, mette, couple):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    bo.follows(actions.TakeCare(couple.pair.id))
    number = bo.person.id
    place = world.read(lambda unit: unit.people.places(number)[0].id)
    world.write(lambda unit: unit.people.end_place(place, world.now))
    world.moves_to(MONDAY + 8 * DAY)
    assert told(world, "digest.helped") == [("dropped", "left")]


# --- What is kept ------------------------------------------------------------------------------------------


def test_when_one_of_the_two_is_erased_nothing_is_kept_of_what_was_done(world, mette, couple):
    mette.taps("Taken care of")
    couple.mentee.types("/privacy").taps("Erase me").taps("Yes, erase me")
    assert count(world, schema.followups) == 0


def test_half_a_year_after_the_end_it_is_gone(world, mette, couple):
    mette.taps("Taken care of")
    couple.mentor.follows(actions.Stop(couple.pair.id))
    world.write(lambda unit: unit.erasing.traces(couple.pair.id))
    assert count(world, schema.followups) == 0


def test_the_two_are_told_that_somebody_looked_after_them_and_not_why(world, mette, couple):
    mette.taps("Taken care of")
    anna = couple.mentee.person
    found = world.read(lambda unit: unit.dossiers.of(anna))["followups"]
    assert [set(row) & {"reason", "level", "since"} for row in found] == [set()]
    assert found[0]["by_id"] == mette.person.id


# --- A clock that was ahead --------------------------------------------------------------------------------


def test_after_a_clock_that_was_a_year_ahead_it_comes_back_and_is_asked_about_at_its_time(world, mette):
    first, second = Couple(world), Couple(world, ("Ole", "Bo"))
    world.moves_to(MONDAY)
    mette.follows(actions.PutAside(first.pair.id, Snooze.SHORT)).follows(actions.TakeCare(second.pair.id))
    world.jumps_to(MONDAY + 365 * DAY)
    assert told(world, "digest.back") == told(world, "digest.helped") == [("expired", "too_late")]
    world.jumps_to(MONDAY + DAY)
    heard = len(mette.screens)
    world.moves_to(MONDAY + 3 * DAY)
    assert [plain(screen.text)[:28] for screen in mette.screens[heard:]] == ["You wanted to come back to t"]
    world.moves_to(MONDAY + 8 * DAY)
    assert told(world, "digest.helped")[-1] == ("sent", None)
    mette.sees("Did it help?", "Ole and Bo")
