"""Propose asks both, privately: two yeses make a pair, and a no is never shown to the other, nor when it came."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.mentoring.people import Role
from bot.mentoring.profiles import Chip, Profile
from bot.mentoring.proposals import Answer, ProposalState
from handlers import actions, proposals
from storage import schema
from tests.handlers.conftest import ON_BOTH, come_in, count, places, waiting
from tests.world import NOW

pytestmark = ON_BOTH

DAY = timedelta(days=1)
REMINDS = datetime(2026, 11, 24, 9, tzinfo=UTC)  # the first ten o'clock three days later
ENDS = datetime(2026, 11, 28, 9, tzinfo=UTC)  # and seven days later


@pytest.fixture
def asked(world, mette, jonas, anna):
    """Mette has proposed Jonas and Anna to each other; all three phones."""
    return proposed(world, mette, jonas, anna)


def proposed(world, mette, jonas, anna):
    """The same for any three."""
    profile = Profile(frozenset({Chip.WALKS, Chip.WOMAN}), frozenset({10}), frozenset({"ar"}), "Nord", "w", "n")
    for phone in (jonas, anna):
        world.write(lambda unit, chat=phone.chat: tells(unit, chat, profile))
    mette.types("/home").taps("Waiting").taps("Anna").taps("Jonas").taps("Propose")
    return mette, jonas, anna


def tells(unit, chat, profile):
    place = unit.people.places(unit.people.by_chat(chat).id)[-1]
    unit.people.describe(place.id, likes="own words of mine", free="", forms="")
    unit.people.profile(place.id, profile)


def proposal(world):
    """The newest."""

    def read(unit):
        number = unit.connection.execute(schema.proposals.select().order_by(schema.proposals.c.id.desc())).first().id
        return unit.proposals.get(number)

    return world.read(read)


def told(world, kind):
    return [screen for each, screen in world.told if each == kind]


def seen_since(phone, number):
    return [str(screen.text.striptags()) for screen in phone.screens[number:]]


# --- Asked -------------------------------------------------------------------------------------------------


def test_both_are_asked_privately_and_hear_only_what_they_may(asked):
    mette, jonas, anna = asked
    mette.sees("Jonas and Anna", "Both are asked privately", "Jonas: no answer yet", "Anna: no answer yet")
    for phone, other in ((anna, "Jonas"), (jonas, "Anna")):
        phone.sees("There is somebody you could meet", f"Mette thinks that you and {other} could fit well")
        phone.sees("You both like walks.", "You both have time Thursday afternoon.", "Only Mette hears what you answer")
        assert phone.labels() == ["Yes please", "Not this time", "Home"]
        for private in ("own words", "Arabic", "Nord", "woman"):
            assert private not in phone.text


def test_only_a_first_name_is_told(world, mette, jonas):
    anna = world.phone("Anna").opens(world.invitation(Role.MENTEE)).follows(actions.Consent()).types("Anna Hansen")
    anna.taps("I'm ready to be matched")
    mette.types("/home").taps("Waiting").taps("Anna Hansen").taps("Jonas").taps("Propose")
    jonas.sees("you and Anna could fit")
    assert "Hansen" not in jonas.text


def test_propose_twice_or_by_two_coordinators_asks_once(world, asked):
    mette, jonas, anna = asked
    bo = come_in(world, "Bo", Role.COORDINATOR)
    bo.follows(actions.ProposeMatch(1, jonas.person.id, anna.person.id)).sees("Both are asked privately")
    mette.taps("Propose").sees("Both are asked privately")
    assert count(world, schema.proposals) == 1
    assert len(told(world, proposals.ASKED)) == 2


def test_nobody_is_asked_about_two_at_once(world, asked):
    mette, jonas, _ = asked
    ida = come_in(world, "Ida", Role.MENTEE).taps("I'm ready to be matched")
    mette.types("/home").taps("Waiting").taps("Ida").taps("Jonas").sees("another proposal: Jonas")
    assert "Propose" not in mette.labels()
    mette.follows(actions.ProposeMatch(1, jonas.person.id, ida.person.id)).sees("another proposal: Jonas")
    assert count(world, schema.proposals) == 1


def test_the_coordinator_finds_the_proposal_where_they_wait(asked):
    mette, _, _ = asked
    mette.types("/home").taps("Waiting").taps("Anna").sees("A match with Jonas is proposed").taps("See the proposal")
    mette.sees("Both are asked privately")


def test_the_question_waits_at_home_too(asked):
    _, _, anna = asked
    anna.types("/home").taps("See the suggestion").sees("you and Jonas could fit").taps("Yes please")
    anna.types("/home")
    assert "See the suggestion" not in anna.labels()


# --- Yes ---------------------------------------------------------------------------------------------------


def test_two_yeses_make_a_pair_and_both_are_told(world, asked):
    mette, jonas, anna = asked
    anna.taps("Yes please").sees("Thank you", "Jonas is asked too")
    mette.taps("Propose")
    mette.sees("Anna: yes please", "Jonas: no answer yet")
    jonas.taps("Yes please")
    anna.sees("You and Jonas are a pair")
    jonas.sees("You and Anna are a pair")
    mette.sees("Both said yes, and they are a pair").taps("See the pair").sees("Jonas and Anna")
    assert waiting(world, Role.MENTOR) == waiting(world, Role.MENTEE) == []


def test_a_yes_twice_is_one_yes(world, asked):
    _, jonas, anna = asked
    anna.taps("Yes please")
    first = anna.text
    anna.follows(actions.MatchAnswer(proposal(world).id, Answer.YES))
    assert anna.text == first
    jonas.taps("Yes please")
    jonas.follows(actions.MatchAnswer(proposal(world).id, Answer.YES)).sees("This is answered", "stands at home")
    assert len(world.read(lambda unit: unit.pairs.listed(1))) == 1


def test_a_pair_from_a_proposal_can_be_taken_back_by_whoever_proposed_it(world, asked):
    mette, jonas, anna = asked
    anna.taps("Yes please")
    jonas.taps("Yes please")
    mette.follows(actions.PairBoth(1, jonas.person.id, anna.person.id)).taps("Undo").sees("Taken back")
    assert len(waiting(world, Role.MENTEE)) == 1


# --- No ----------------------------------------------------------------------------------------------------


def lives(world, jonas, anna, answer, until=ENDS + DAY):
    """What Jonas sees and when, after his yes, if Anna answers so on the second day."""
    jonas.taps("Yes please")
    seen, shown = [], len(jonas.screens)
    world.jumps_to(NOW + DAY)
    if answer:
        anna.taps(answer)
    while world.now < until:
        world.jumps_to(world.now + timedelta(hours=6))
        seen += [(world.now, each) for each in seen_since(jonas, shown)]
        shown = len(jonas.screens)
        jonas.types("/home")
        seen.append((world.now, jonas.text))
        jonas.follows(actions.MatchAsked(proposal(world).id))
        seen.append((world.now, jonas.text))
        shown = len(jonas.screens)
    return seen


def test_whoever_said_yes_sees_the_same_at_the_same_time_whether_it_was_a_no_or_no_answer(world, asked):
    _, jonas, anna = asked
    after_a_no = lives(world, jonas, anna, "Not this time")
    world.begins_again()
    again = [come_in(world, "Mette", Role.COORDINATOR)]
    for name, role in (("Jonas", Role.MENTOR), ("Anna", Role.MENTEE)):
        again.append(come_in(world, name, role).taps("I'm ready to be matched"))
    _, jonas, anna = proposed(world, *again)
    assert lives(world, jonas, anna, "") == after_a_no
    assert any("It's not this match after all" in words for _, words in after_a_no)
    assert not any("not this time" in words.lower() for _, words in after_a_no if "Only Mette" not in words)


def test_a_no_is_for_the_coordinator_alone(world, asked):
    mette, jonas, anna = asked
    heard = len(jonas.screens)
    anna.taps("Not this time").sees("perfectly all right", "Mette looks on", "Jonas doesn't hear what you answered")
    mette.sees("It's not this match", "Anna: not this time", "Jonas: no answer yet")
    assert len(jonas.screens) == heard
    jonas.taps("Yes please").sees("Anna is asked too")
    assert proposal(world).state is ProposalState.DECLINED
    mette.types("/home").taps("Waiting").taps("Anna").sees("Nobody who waits now could be suggested")


def test_after_a_no_another_can_be_proposed_at_once(world, asked):
    mette, jonas, anna = asked
    anna.taps("Not this time")
    ida = come_in(world, "Ida", Role.MENTEE).taps("I'm ready to be matched")
    old = proposal(world).id
    mette.types("/home").taps("Waiting").taps("Ida").taps("Jonas").taps("Propose")
    jonas.sees("you and Ida could fit")
    jonas.follows(actions.MatchAnswer(old, Answer.YES)).sees("Mette looks on for a good match")
    world.jumps_to(ENDS + DAY)
    assert not told(world, proposals.OVER)
    assert ida.person.id == proposal(world).mentee


def test_a_mind_can_be_changed_while_it_is_open(world, asked):
    mette, jonas, anna = asked
    anna.taps("Not this time").taps("I've changed my mind").sees("you and Jonas could fit").taps("Yes please")
    assert proposal(world).state is ProposalState.OPEN
    jonas.taps("Yes please")
    anna.sees("You and Jonas are a pair")
    mette.sees("Both said yes")


# --- Time --------------------------------------------------------------------------------------------------


def test_one_kind_reminder_and_then_it_runs_out(world, asked):
    mette, jonas, anna = asked
    anna.taps("Yes please")
    world.jumps_to(REMINDS - timedelta(minutes=1))
    assert not told(world, proposals.REMINDED)
    world.jumps_to(REMINDS)
    world.ticks()
    jonas.sees("Have you thought about whom you could meet?", "you and Anna could fit")
    assert len(told(world, proposals.REMINDED)) == 1
    world.jumps_to(ENDS)
    anna.sees("It's not this match after all", "says nothing about you", "Mette looks on")
    mette.sees("It has run out", "Anna: yes please", "Jonas: no answer yet")
    jonas.taps("Yes please").sees("This is answered", "Mette looks on")
    assert len(told(world, proposals.OVER)) == 1
    assert len(waiting(world, Role.MENTEE)) == 1


def test_after_days_of_being_off_nobody_is_reminded_of_what_is_over(world, asked):
    _, _, anna = asked
    anna.taps("Yes please")
    world.jumps_to(ENDS + 3 * DAY)
    assert not told(world, proposals.REMINDED)
    anna.sees("It's not this match after all")
    world.jumps_to(ENDS + 30 * DAY)
    assert len(told(world, proposals.OVER)) == 1


def test_the_coordinator_takes_it_back(world, asked):
    mette, jonas, anna = asked
    anna.taps("Yes please")
    mette.taps("Take it back").sees("It was taken back")
    for phone in (jonas, anna):
        phone.sees("It's not this match after all")
    mette.taps("Take it back").sees("It was taken back")
    assert len(told(world, proposals.OVER)) == 2
    jonas.taps("Yes please").sees("This is answered")


def test_whoever_is_matched_elsewhere_ends_it_quietly(world, asked):
    mette, jonas, anna = asked
    ida = come_in(world, "Ida", Role.MENTEE).taps("I'm ready to be matched")
    anna.taps("Yes please")
    mette.follows(actions.PairBoth(1, jonas.person.id, ida.person.id))
    assert proposal(world).state is ProposalState.OVER
    heard = len(anna.screens)
    jonas.follows(actions.MatchAnswer(proposal(world).id, Answer.YES)).sees("This is answered")
    assert len(anna.screens) == heard
    world.jumps_to(ENDS)
    anna.sees("It's not this match after all")


def test_whoever_is_not_waiting_any_more_makes_no_pair(world, asked):
    mette, jonas, anna = asked
    anna.taps("Yes please").types("/settings").taps("Take me off the list for a match")
    jonas.taps("Yes please").sees("Thank you")
    assert world.read(lambda unit: unit.pairs.listed(1)) == []
    mette.sees("It has run out")


def test_whoever_left_is_asked_nothing_more_and_what_was_asked_is_erased(world, asked):
    _, jonas, anna = asked
    anna.types("/privacy").taps("Erase me").taps("Yes, erase me")
    assert count(world, schema.proposals) == 0
    jonas.taps("Yes please").sees("Hi Jonas")
    world.jumps_to(ENDS)


# --- Who sees it -------------------------------------------------------------------------------------------


def test_a_coordinator_who_is_one_of_the_two_does_not_see_the_others_no(world, asked):
    mette, _, _ = asked
    mette.opens(world.invitation(Role.MENTOR)).follows(actions.Consent())
    mette.follows(actions.Ready(places(world, mette)[-1].id))
    bo = come_in(world, "Bo", Role.COORDINATOR)
    ida = come_in(world, "Ida", Role.MENTEE).taps("I'm ready to be matched")
    bo.follows(actions.ProposeMatch(1, mette.person.id, ida.person.id)).sees("Both are asked privately")
    ida.taps("Not this time")
    bo.sees("Ida: not this time")
    mette.follows(actions.ProposedMatch(proposal(world).id)).sees("Both are asked privately")
    assert "not this time" not in mette.text
    assert "Ida:" not in mette.text


def test_what_is_known_of_somebody_does_not_tell_what_the_other_said(world, asked):
    _, jonas, anna = asked
    anna.taps("Not this time")
    mine = world.read(lambda unit: unit.dossiers.of(jonas_of(unit, jonas)))["proposals_as_mentor"]
    assert "mentee_answer" not in mine[0]
    assert "state" not in mine[0]


def jonas_of(unit, jonas):
    return unit.people.by_chat(jonas.chat)
