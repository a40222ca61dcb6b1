"""The coordinator's desk: inviting, who waits, pairing, and the pairs."""

from datetime import timedelta

import pytest

from bot.mentoring.pairs import AgreementState, Rhythm
from bot.mentoring.people import Role
from handlers import actions
from handlers.actions import encode
from storage import schema
from tests.handlers.conftest import come_in, count, secret, waiting
from tests.world import NOW


def crowd(world, role, number, programme=1):
    """Many who wait, without walking in each."""

    phones = [world.phone(f"{role} {each}") for each in range(number)]

    def cause(unit):
        place = unit.programmes.get(programme)
        for each in range(number):
            person = unit.people.add(phones[each].chat, phones[each].called, "en", place, NOW)
            member = unit.people.join(programme, person.id, role, 1, NOW)
            unit.people.ready(member.id, NOW + timedelta(minutes=each))

    world.write(cause)


# --- The desk ---


def test_an_empty_desk_offers_to_invite(world, mette):
    mette.sees("Peer Vejle", "No pairs", "No mentors wait", "on Monday at 08:30")
    assert mette.labels()[0] == "Invite"
    mette.taps("Invite").sees("Whom would you like to invite?").taps("To the desk").taps("Pairs").taps("Pair now")
    mette.sees("No mentor is waiting right now").taps("Invite").sees("Whom would you like to invite?")


def test_a_desk_with_both_waiting_offers_to_pair(world, mette, jonas, anna):
    mette.types("/home").sees("One mentor waits", "One mentee waits")
    assert mette.labels()[0] == "Pair now"


def test_everything_is_on_the_desk_in_its_place(world, mette, jonas, anna):
    mette.taps("Pair now").taps("Jonas").taps("Anna").types("/home")
    assert mette.labels()[:3] == ["This week", "Pairs", "Waiting"]
    ways = [label for label in mette.labels()[3:] if label in {"Invitations", "Programme"}]
    assert ways == ["Invitations", "Programme"]
    assert mette.last.rows[0][0].style == "primary"


def nameless(world, role, language="en"):
    """Somebody who waits and skipped the name, too."""
    words = "Ja, det er i orden", "Spring over", "Jeg er klar til et match"
    yes, skip, ready = words if language == "da" else ("Yes, that's fine", "Skip", "I'm ready to be matched")
    phone = world.phone("", language).opens(world.invitation(role)).taps(yes)
    for _ in range(4):
        phone.taps(skip)
    return phone.taps(ready)


def test_whoever_has_no_name_yet_is_told_of_as_people_would(world, mette, jonas):
    nameless(world, Role.MENTEE)
    mette.sees("Someone with no name yet is ready to be matched.").taps("To the desk").taps("Pair now").taps("Jonas")
    mette.taps("Someone with no name yet").sees("Jonas and someone with no name yet are a pair")
    assert "Jonas and someone with no name yet" in mette.taps("To the desk").taps("Pairs").labels()


def test_whoever_has_no_name_yet_opens_a_line_with_a_capital_in_danish_too(world, mette, anna):
    nameless(world, Role.MENTOR, "da")
    mette.taps_raw(encode(actions.SetLanguage(actions.Language.DA)))
    mette.types("/hjem").taps("Match nu").taps("En uden navn endnu").taps("Anna").sees(
        "En uden navn endnu og Anna er et"
    )
    assert "En uden navn endnu og Anna" in mette.taps("Til skrivebordet").taps("Makkerpar").labels()


def test_settings_and_the_week_are_on_the_desk(world, mette):
    mette.taps("This week").sees("Your week").taps("To the desk").taps("Programme").taps("My settings").sees("Settings")


# --- Inviting ---


@pytest.mark.parametrize(
    ("choice", "role"), [("A mentor", Role.MENTOR), ("A mentee", Role.MENTEE), ("A coordinator", Role.COORDINATOR)]
)
def test_an_invitation_is_a_link_and_a_picture_of_it(world, mette, choice, role):
    mette.taps("Invite").taps(choice).sees(
        "An invitation for a", "https://t.me/{bot}?start=", "once, until Friday 27 November"
    )
    assert mette.last.picture.link in mette.text
    made = world.read(lambda unit: unit.invitations.find(secret(mette)))
    assert (made.role, made.uses_left, made.invited_by) == (role, 1, mette.person.id)


def test_one_more_is_another_link_of_the_same_kind(world, mette):
    first = secret(mette.taps("Invite").taps("An evening for mentors"))
    mette.sees("Up to 50 people", "evening for mentors").taps("One more like this")
    assert secret(mette) != first
    assert world.read(lambda unit: unit.invitations.find(secret(mette))).uses_left == 50


def test_there_are_no_evenings_for_coordinators(world, mette):
    mette.taps_raw(encode(actions.InviteRole(1, Role.COORDINATOR, evening=True))).sees(
        "An invitation for a coordinator"
    )
    assert world.read(lambda unit: unit.invitations.find(secret(mette))).uses_left == 1


def test_the_link_lets_somebody_in(world, mette):
    link = secret(mette.taps("Invite").taps("A mentee"))
    world.phone("Anna").opens(link).sees("Welcome to Peer Vejle")


# --- Who waits ---


def test_the_list_says_who_waits_as_what_and_since_when(world, mette, jonas, anna):
    mette.types("/home").taps("Waiting").sees("Jonas, mentor, since Friday 20 November", "Anna, mentee, since Friday")
    mette.taps("Pair now").sees("Which mentor?")


def test_nobody_waiting_says_so(world, mette):
    mette.taps("Waiting").sees("Nobody is waiting right now").taps("To the desk").sees("Peer Vejle")


def test_long_lists_are_paged(world, mette):
    crowd(world, Role.MENTOR, 20)
    crowd(world, Role.MENTEE, 20)
    mette.types("/home").taps("Waiting").sees("mentor 0", "mentor 2").taps("More").sees("mentor 3").taps("Back")
    mette.sees("mentor 0").taps("Pair now")
    assert mette.labels()[:6] == [f"mentor {each}" for each in range(6)]
    mette.taps("More").taps("mentor 7").sees("Whom does mentor 7 meet?").taps("More").taps("mentee 6")
    mette.sees("mentor 7 and mentee 6 are a pair")


@pytest.mark.parametrize("action", [actions.Waiting(1, 99), actions.PairNow(1, actions.LARGEST), actions.Pairs(1, 7)])
def test_a_page_that_is_gone_is_the_last_page(world, mette, jonas, anna, action):
    mette.taps_raw(encode(action))
    assert mette.last.toast is None


def test_a_name_is_only_text_wherever_it_is_shown(world, mette, anna):
    evil = world.phone("x").opens(world.invitation(Role.MENTOR)).taps("Yes, that's fine").types("<b>&{name}")
    for _ in range(3):
        evil.taps("Skip")
    evil.taps("I'm ready to be matched")
    assert "&lt;b&gt;&amp;{name} is ready" in mette.last.text
    mette.taps("Pair now").sees("Whom does <b>&{name} meet?").taps("Anna")
    anna.sees("You and <b>&{name} are a pair")
    mette.taps("See the pair").sees("<b>&{name} and Anna")


# --- Pairing ---


def test_two_are_paired_and_both_are_told(world, mette, jonas, anna):
    mette.taps("Pair now").taps("Jonas").sees("Whom does Jonas meet?").taps("Anna").sees("Jonas and Anna are a pair")
    jonas.sees("You and Anna are a pair", "suggest when to meet")
    assert jonas.labels()[0] == "Plan your meetings"
    anna.sees("You and Jonas are a pair", "Jonas is asked")
    assert anna.labels()[:2] == ["Something I'd like", "Plan your meetings"]
    assert waiting(world, Role.MENTOR) == waiting(world, Role.MENTEE) == []


def test_pairing_twice_is_one_pair_and_one_message(world, mette, jonas, anna):
    mette.taps("Pair now").taps("Jonas").taps("Anna")
    first, heard = mette.text, len(anna.screens)
    mette.taps("Anna")
    assert mette.text == first
    assert len(anna.screens) == heard
    assert count(world, schema.pairs) == 1


def test_a_pair_made_by_mistake_is_taken_back_and_both_are_told_kindly(world, mette, jonas, anna):
    mette.taps("Pair now").taps("Jonas").taps("Anna").taps("Undo").sees("Taken back", "Jonas and Anna are on the list")
    jonas.sees("I wrote too soon about Anna", "nothing to do with you", "Mette looks for a good match")
    anna.sees("I wrote too soon about Jonas")
    heard = len(anna.screens)
    mette.taps("Undo").sees("Taken back")
    assert len(anna.screens) == heard
    anna.taps("Plan your meetings").sees("Hi Anna")
    mette.taps("Pair now").taps("Jonas").taps("Anna").sees("are a pair")
    assert len(world.read(lambda unit: unit.pairs.listed(1))) == 1


def test_whoever_was_not_told_of_a_pair_is_not_told_of_its_end(world, mette, jonas, anna):
    world.now += timedelta(hours=10)  # night in Copenhagen: the notices wait
    heard = len(anna.screens)
    mette.taps("Pair now").taps("Jonas").taps("Anna").taps("Undo")
    world.now += timedelta(hours=12)
    world.deliver()
    assert len(anna.screens) == heard


def test_a_pair_taken_back_and_made_again_before_morning_is_not_taken_back_for_anybody(world, mette, jonas, anna):
    mette.taps("Pair now").taps("Jonas").taps("Anna")
    world.now += timedelta(hours=10)
    mette.taps("Undo").taps("Pair now").taps("Jonas").taps("Anna")
    world.now += timedelta(hours=12)
    world.deliver()
    anna.sees("You and Jonas are a pair")


def test_a_pair_of_yesterday_is_not_undone_by_a_button(world, mette, jonas, anna):
    mette.taps("Pair now").taps("Jonas").taps("Anna")
    world.now += timedelta(hours=25)
    mette.taps("Undo").sees("more than a day ago", "Jonas and Anna are a pair")
    assert len(world.read(lambda unit: unit.pairs.listed(1))) == 1


def test_a_pair_that_has_begun_to_plan_is_not_undone_by_a_button(world, mette, jonas, anna):
    mette.taps("Pair now").taps("Jonas").taps("Anna")
    mentor = jonas.person.id

    def propose(unit):
        unit.pairs.set_agreement(unit.pairs.draft(1, mentor, "UTC", 6).id, state=AgreementState.PROPOSED)

    world.write(propose)
    mette.taps("Undo").sees("have begun to plan", "Jonas and Anna are a pair")
    assert len(world.read(lambda unit: unit.pairs.listed(1))) == 1


def test_what_the_other_told_is_a_tap_away_and_not_on_the_lock_screen(world, mette, jonas):
    anna = world.phone("Anna").opens(world.invitation(Role.MENTEE)).taps("Yes, that's fine").taps("Anna")
    anna.types("Help with my anxiety").types("Mondays").taps("A walk").taps("I'm ready to be matched")
    mette.taps("Pair now").taps("Jonas").sees("Anna: Help with my anxiety · Mondays").taps("Anna")
    assert "anxiety" not in jonas.text
    jonas.taps("About Anna").sees("Would like: Help with my anxiety", "Time: Mondays", "How to meet: A walk")
    anna.taps("About Jonas").sees("Jonas would rather tell you in person")


def test_somebody_who_changed_their_mind_meanwhile_is_not_paired(world, mette, jonas, anna):
    mette.taps("Pair now").taps("Jonas")
    anna.taps("Not yet after all")
    mette.taps("Anna").sees("Peer Vejle")
    assert mette.last.toast is not None
    assert count(world, schema.pairs) == 0
    jonas.taps("Not yet after all")
    mette.taps("Jonas").sees("Peer Vejle")


def test_nobody_is_paired_with_themselves(world, mette, anna):
    anna.opens(world.invitation(Role.MENTOR)).taps("Yes, that's fine").taps("Skip").taps("Skip").taps("Skip")
    anna.taps("I'm ready to be matched")
    me = anna.person.id
    mette.taps_raw(encode(actions.PairMentor(1, me, 0))).sees("No mentee is waiting")
    mette.taps_raw(encode(actions.PairBoth(1, me, me)))
    assert count(world, schema.pairs) == 0


def test_a_mentor_who_waits_alone_gets_the_coordinator_to_invite(world, mette, jonas):
    mette.sees("Jonas is ready to be matched", "Nobody is waiting on the other side yet").taps("Invite")
    mette.taps_raw(encode(actions.PairMentor(1, jonas.person.id, 0))).sees("No mentee is waiting")
    mette.taps_raw(encode(actions.PairNow(1, 0))).sees("No mentee is waiting")


def test_ready_is_not_told_when_it_is_no_longer_so(world, mette):
    world.now += timedelta(hours=10)  # night in Copenhagen: the notice waits
    heard = len(mette.screens)
    come_in(world, "Anna", Role.MENTEE).taps("I'm ready to be matched").taps("Not yet after all")
    world.now += timedelta(hours=12)
    world.deliver()
    assert len(mette.screens) == heard


# --- The pairs ---


def test_the_list_of_pairs_and_one_pair(world, mette, jonas, anna):
    mette.types("/home").taps("Pairs").sees("There are no pairs yet").taps("Pair now").taps("Jonas").taps("Anna")
    mette.types("/home").taps("Pairs").sees("One pair").taps("Jonas and Anna")
    mette.sees("A pair since 20 November", "not agreed on a rhythm", "No meetings held, no meetings planned")
    mette.taps("All pairs").sees("One pair")


def test_a_pairs_card_tells_the_rhythm_the_next_meeting_and_why_it_needs_a_hand(world, mette, jonas, anna):
    mette.taps("Pair now").taps("Jonas").taps("Anna")

    def agree(unit):
        draft = unit.pairs.draft(1, jonas_id, "Europe/Copenhagen", 6)
        agreed = unit.pairs.set_agreement(
            draft.id,
            state=AgreementState.AGREED,
            rhythm=Rhythm.WEEKLY,
            weekdays=(3,),
            first=(NOW + timedelta(days=6)).date(),
            at=NOW.time().replace(hour=16, minute=30),
            place="the secret café",
            agreed_at=NOW,
        )
        unit.meetings.add(agreed, None, NOW + timedelta(days=20), NOW, None)

    jonas_id = jonas.person.id
    world.write(agree)
    world.now += timedelta(days=18)
    mette.taps("See the pair").sees("Every week: Thursday at 16:30", "one meeting planned", "They meet on Thursday")
    mette.sees("Could use a hand: I've heard of no meeting for two weeks")
    assert "secret" not in mette.text
    world.write(lambda unit: unit.pairs.set_agreement(1, rhythm=Rhythm.FREE, at=None))
    mette.taps("See the pair").sees("No fixed time: they plan each meeting")


def test_a_pair_that_has_ended_is_not_shown_from_an_old_button(world, mette, jonas, anna):
    mette.taps("Pair now").taps("Jonas").taps("Anna").taps("Undo").taps("See the pair").sees("No pairs")


# --- Apart ---


def test_two_programmes_never_see_each_other(world, mette, jonas, anna):
    bo = come_in(world, "Bo", Role.COORDINATOR, "Peer Aarhus")
    mette.taps("Pair now").taps("Jonas").taps("Anna")
    people = (jonas.person.id, anna.person.id)
    for action in (
        actions.Desk(1),
        actions.Invite(1),
        actions.InviteRole(1, Role.COORDINATOR, evening=False),
        actions.Waiting(1, 0),
        actions.PairNow(1, 0),
        actions.PairMentor(1, people[0], 0),
        actions.PairBoth(1, *people),
        actions.Pairs(1, 0),
        actions.PairCard(1),
        actions.Digest(1),
        actions.Partner(1),
    ):
        bo.taps_raw(encode(action)).sees("Peer Aarhus")
        assert not {"Jonas", "Anna"} & set(bo.text.split())
    bo.taps_raw(encode(actions.PairBoth(2, *people))).sees("Peer Aarhus", "No pairs")
    bo.types("/home").taps("Waiting").sees("Nobody is waiting")
    assert count(world, schema.pairs) == 1


@pytest.mark.parametrize(
    "action", [actions.Desk(1), actions.PairBoth(1, 2, 3), actions.InviteRole(1, Role.MENTEE, False)]
)
def test_the_desk_is_the_coordinators(world, jonas, anna, action):
    jonas.taps_raw(encode(action)).sees("Hi Jonas")
    assert count(world, schema.pairs) == 0
