"""Somebody without Telegram: added by name with a yes on paper, never written to, and at home once they come in."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import Ending, PairState
from bot.mentoring.people import Role
from handlers import actions
from handlers.actions import Who
from handlers.privacy.consent import CONSENT_VERSION
from storage import schema
from storage.states import Deed, OutboxState
from tests.handlers.conftest import come_in, count, secret, waiting
from tests.handlers.couples import Couple

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def adds(mette, name="Anna", role="A mentee"):
    mette.follows(actions.Invite(1)).taps("Add someone without Telegram").sees("Who has no Telegram?").taps(role)
    mette.sees("Have they said yes on paper?").taps("Yes, on paper").sees("What may we call them?")
    return mette.types(name)


def place_of(world, name):
    def find(unit):
        places = [unit.people.member(each) for each in unit.lists.places(1, 0, 100).ids]
        return next(each for each in places if unit.people.get(each.person).name == name)

    return world.read(find)


def rows(world, person):
    box = schema.outbox
    query = select(box.c.kind, box.c.state, box.c.reason).where(box.c.person_id == person)
    return world.read(lambda unit: unit.connection.execute(query).all())


@pytest.fixture
def pair(world, mette, jonas):
    """Jonas, who has Telegram, and Anna, who has not."""
    adds(mette)
    anna = place_of(world, "Anna").person
    mette.follows(actions.PairBoth(1, jonas.person.id, anna))
    return world.read(lambda unit: unit.pairs.of(anna)[0])


def agrees(world, jonas, pair):
    jonas.follows(actions.AgreementStart(pair.id)).taps("Every week").types("Thursday 16.30").taps("Coffee").taps(
        "Skip"
    )
    return jonas.taps("6 months")


def test_whoever_has_no_telegram_is_not_asked_here_and_pair_now_comes_first(world, mette, jonas):
    adds(mette)
    adds(mette, "Ole", "A mentor")
    mette.taps("To the desk").taps("Waiting").taps("Anna").taps("Jonas")
    mette.sees("Anna has no Telegram.", "So I can't ask here: ask both in person").taps("Pair now")
    mette.sees("Jonas hears it from me.", "Anna has no Telegram, and hears it from you.", "you can write down")
    mette.taps("Undo").sees("Taken back").follows(actions.WaitingCard(place_of(world, "Anna").id, 0)).taps("Ole")
    mette.sees("Ole and Anna have no Telegram.").taps("Pair now")
    mette.sees("Ole has no Telegram, and hears it from you.", "Anna has no Telegram, and hears it from you.")
    assert "hears it from me" not in mette.text


def meetings(world, pair):
    return world.read(lambda unit: unit.meetings.all_of(pair.id))


# --- On the list ---


def test_a_yes_on_paper_is_kept_with_its_version_its_time_and_who_saw_it(world, mette):
    adds(mette).sees("Anna waits for a match", "I never write to Anna.")
    place = place_of(world, "Anna")
    assert waiting(world, Role.MENTEE) == [place.person]
    row = world.read(lambda unit: unit.connection.execute(select(schema.members)).all())[-1]
    assert (row.consent_version, row.consented_at, row.confirmed_by) == (
        CONSENT_VERSION,
        world.now,
        mette.person.id,
    )
    person = world.read(lambda unit: unit.people.get(place.person))
    assert not person.has_chat
    assert not person.reachable
    assert not person.erased
    assert Deed.ADDED in world.read(lambda unit: [each.what for each in unit.audit.about(place.person)])
    mette.follows(actions.PlaceCard(place.id)).sees("Has no Telegram, so I never write to them.")


def test_the_pairs_card_of_deeds_says_who_has_no_telegram(pair, mette):
    mette.follows(actions.PairDeeds(pair.id)).sees("No Telegram: Anna. I never write to them.")


def test_many_can_be_without_an_address(world, mette):
    for name in ("Anna", "Ida", "Bo"):
        adds(mette, name)
    assert len(waiting(world, Role.MENTEE)) == 3


@pytest.mark.parametrize("text", ["x" * 5000, "\u200b"])
def test_a_name_that_cannot_be_is_asked_for_again(world, mette, text):
    adds(mette, text).sees("What may we call them?")
    assert waiting(world, Role.MENTEE) == []


def test_nobody_is_added_as_a_coordinator(mette):
    assert mette.follows(actions.AddAs(1, Role.COORDINATOR)).last.toast
    assert mette.follows(actions.AskNameWithout(1, Role.COORDINATOR)).last.toast


def test_undo_leaves_nothing_of_them(world, mette):
    adds(mette).taps("Undo").sees("Nothing is kept of them.").taps("Add someone without Telegram")
    assert waiting(world, Role.MENTEE) == []
    names = world.read(lambda unit: [unit.people.get(row.id).name for row in _people(unit)])
    assert "Anna" not in names


def _people(unit):
    return unit.connection.execute(select(schema.people.c.id)).all()


def test_undo_once_they_are_matched_leaves_them(world, mette, jonas):
    adds(mette)
    undo = mette.last
    mette.follows(actions.PairBoth(1, jonas.person.id, place_of(world, "Anna").person))
    mette.screens.append(undo)
    mette.taps("Undo").sees("They have been matched by now")
    assert place_of(world, "Anna")


# --- In a pair ---


def test_nothing_is_ever_sent_to_them_and_each_row_says_why(world, pair, mette, jonas):
    jonas.sees("You and Anna are a pair")
    agrees(world, jonas, pair).sees("Anna has no Telegram, so it counts").taps("Write it down").sees(
        "Good, it's agreed."
    )
    world.moves_to(world.now + 16 * DAY)
    kept = rows(world, pair.mentee)
    assert len(kept) > 3
    assert {(row.state, row.reason) for row in kept} == {(OutboxState.UNREACHABLE, "no_telegram")}
    assert all(chat in world.phones for (chat,) in world.read(_sent_to))


def _sent_to(unit):
    box = schema.outbox
    return unit.connection.execute(select(box.c.chat).where(box.c.state == OutboxState.SENT)).all()


def test_the_one_with_telegram_keeps_the_thread(world, pair, jonas):
    agrees(world, jonas, pair).taps("Write it down")
    first = meetings(world, pair)[0]
    jonas.follows(actions.MoveIt(first.id)).types("Friday 27 November 15.00").taps("Ask Anna").sees(
        "Then that's settled."
    )
    moved = meetings(world, pair)[0]
    assert moved.starts_at != first.starts_at
    jonas.follows(actions.AskGoal(pair.id)).types("Ring to the library")
    goal = world.read(lambda unit: unit.goals.tree(1, pair.mentee))[0]
    assert goal.state is GoalState.OPEN
    world.moves_to(moved.ends_at + 2 * HOUR)
    jonas.sees("Did you and Anna get to meet?").taps("We met")
    assert meetings(world, pair)[0].state is MeetingState.HELD


def test_the_mentee_is_asked_when_the_mentor_has_no_telegram(world, mette, anna):
    adds(mette, "Ole", "A mentor")
    ole = place_of(world, "Ole").person
    mette.follows(actions.PairBoth(1, ole, anna.person.id))
    pair = world.read(lambda unit: unit.pairs.of(ole)[0])
    agrees(world, anna, pair).taps("Write it down").sees("Good, it's agreed.")
    world.moves_to(meetings(world, pair)[0].ends_at + 2 * HOUR)
    anna.sees("Did you and Ole get to meet?").taps("We met").sees("How was it?")


def test_the_coordinator_keeps_the_thread_of_two_without(world, mette):
    adds(mette, "Ole", "A mentor")
    adds(mette, "Ida")
    two = [place_of(world, name).person for name in ("Ole", "Ida")]
    mette.follows(actions.PairBoth(1, *two))
    pair = world.read(lambda unit: unit.pairs.of(two[0])[0])
    mette.follows(actions.AgreeFor(pair.id)).taps("Every week").types("Thursday 16.30").taps("Coffee").taps("Skip")
    mette.taps("Write it down").sees("Written down for Ole and Ida")
    first = meetings(world, pair)[0]
    world.moves_to(first.ends_at + 5 * DAY)
    mette.follows(actions.PairCard(pair.id)).sees("I haven't heard how")
    mette.follows(actions.WriteDown(first.id, held=True)).sees("Saved: Ole and Ida met")
    assert meetings(world, pair)[0].state is MeetingState.HELD
    mette.follows(actions.AskLonger(pair.id, 2)).sees("Ole and Ida go on together.")
    mette.follows(actions.TakePauseFor(pair.id, (world.now + 14 * DAY).date().toordinal())).sees("on a break until")
    mette.follows(actions.EndPauseFor(pair.id)).follows(actions.EndPair(pair.id, Ending.COMPLETED)).sees(
        "have ended here."
    )
    assert {row.state for person in two for row in rows(world, person)} == {OutboxState.UNREACHABLE}


def test_one_yes_is_enough_for_going_on_where_the_other_has_no_telegram(world, pair, mette, jonas):
    agrees(world, jonas, pair).taps("Write it down")
    mette.follows(actions.AskLonger(pair.id, 2)).sees("have been asked")
    jonas.taps("That suits me").sees("Good, it's agreed.")
    assert world.read(lambda unit: unit.pairs.agreed(pair.id)).months == 8


# --- A link of their own ---


def comes_in(world, mette, language="en"):
    mette.follows(actions.LinkFor(place_of(world, "Anna").id)).sees("A link for Anna", "Give it to nobody else.")
    return world.phone("Anna", language).opens(secret(mette)).taps("Yes, that's fine")


def test_they_come_in_by_a_link_of_their_own_and_find_everything(world, pair, mette, jonas):
    agrees(world, jonas, pair).taps("Write it down")
    jonas.follows(actions.AskGoal(pair.id)).types("Ring to the library")
    people = count(world, schema.people)
    anna = comes_in(world, mette)
    anna.sees("All that was written down for you is here.", "You and Jonas meet")
    assert anna.person.id == pair.mentee
    assert count(world, schema.people) == people
    anna.types("/goals").sees("Ring to the library")
    row = world.read(lambda unit: unit.connection.execute(select(schema.members)).all())[-1]
    assert (row.person_id, row.confirmed_by, row.consented_at) == (pair.mentee, None, world.now)
    assert Deed.AGREED in world.read(lambda unit: [each.what for each in unit.audit.about(pair.mentee)])
    world.moves_to(meetings(world, pair)[0].starts_at)
    assert "meeting.tomorrow" in [kind for kind, screen in world.told if screen in anna.screens]
    world.moves_to(meetings(world, pair)[0].ends_at + 2 * HOUR)
    jonas.taps("We met")
    anna.sees("Jonas says you met")


def test_who_waits_is_asked_what_others_are_asked(world, mette):
    adds(mette)
    anna = comes_in(world, mette).sees("What would you like?")
    assert anna.person.name == "Anna"


def test_the_link_is_for_one_person_once(world, pair, mette, jonas):
    mette.follows(actions.LinkFor(place_of(world, "Anna").id))
    first = secret(mette)
    mette.follows(actions.LinkFor(place_of(world, "Anna").id))
    jonas.opens(secret(mette)).sees("This link is for somebody else")
    world.phone("Kim").opens(first).sees("This link no longer works")
    anna = world.phone("Anna").opens(secret(mette)).taps("Yes, that's fine")
    world.phone("Kim").opens(secret(mette)).sees("This link")
    assert anna.person.id == pair.mentee
    assert mette.follows(actions.LinkFor(place_of(world, "Anna").id)).last.toast


def test_a_link_that_was_open_when_they_came_in_lets_nobody_else_in(world, mette):
    adds(mette)
    place = place_of(world, "Anna")
    kim = world.phone("Kim")
    mette.follows(actions.LinkFor(place.id))
    kim.opens(secret(mette))
    world.write(lambda unit: unit.people.come_in(place.person, 4242, "en"))
    kim.taps("Yes, that's fine").sees("This link is for somebody else")
    assert world.read(lambda unit: unit.people.by_chat(kim.chat)) is None


def test_undo_after_they_have_come_in_leaves_them(world, mette):
    adds(mette)
    undo = mette.last
    comes_in(world, mette)
    mette.screens.append(undo)
    mette.taps("Undo").sees("They have come in themselves by now")


# --- What is kept ---


def test_their_file_holds_nothing_of_strangers(world, pair):
    dossier = world.read(lambda unit: unit.dossiers.of(unit.people.get(pair.mentee)))
    assert dossier["people"][0]["name"] == "Anna"
    assert {"inbox", "openings", "wrong_tries"}.isdisjoint(dossier)


def test_they_are_forgotten_half_a_year_after_the_end_without_a_warning_that_nobody_would_read(world, pair, mette):
    mette.follows(actions.EndPair(pair.id, Ending.COMPLETED))
    world.write(lambda unit: unit.people.end_place(place.id, world.now) if (place := _place(unit, pair)) else None)
    world.jumps_to(world.now + DAY)
    for _ in range(3):
        world.jumps_to(world.now + 100 * DAY)
        for _ in range(30):
            world.jumps_to(world.now + HOUR)
    assert world.read(lambda unit: unit.people.get(pair.mentee)).erased
    assert world.read(lambda unit: unit.pairs.get(pair.id)).state is PairState.CLOSED


def _place(unit, pair):
    return next(each for each in unit.people.places(pair.mentee))


def test_the_other_programmes_coordinator_makes_no_link(world, pair):
    far = come_in(world, "Mia", Role.COORDINATOR, "Peer Kolding")
    assert far.follows(actions.LinkFor(place_of(world, "Anna").id)).last.toast


def test_no_pair_is_broken_by_somebody_without_an_address_in_any_list(world, pair, mette):
    other = Couple(world, ("Ole", "Bo")).agrees()
    mette.follows(actions.AskMentor(pair.id, 0)).taps("Ole").taps("Yes, from now on").sees("Ole and Anna are a pair")
    other.mentor.sees("You and Anna are a pair")
    for action in (actions.People(1, 0), actions.Pairs(1, 0), actions.Waiting(1, 0), actions.Digest(1)):
        mette.follows(action)


def test_a_message_to_both_is_closed_for_them_with_the_reason_and_the_coordinator_sees_it(world, pair, mette):
    mette.follows(actions.WriteTo(pair.id, Who.BOTH)).sees("don't get through to Anna").taps("Send")
    last = rows(world, pair.mentee)[-1]
    assert (last.kind, last.state, last.reason) == ("desk.message", OutboxState.UNREACHABLE, "no_telegram")
    mette.follows(actions.BroadcastCard(1)).sees("It didn't get through to Anna.", "Jonas has it.")


def test_a_new_link_in_the_place_of_theirs_is_theirs_too(world, pair, mette):
    mette.follows(actions.LinkFor(place_of(world, "Anna").id))
    number = mette.last.rows[0][0].action.invitation
    mette.follows(actions.ResendLink(number)).sees("Here is a new one.")
    anna = world.phone("Anna").opens(secret(mette)).taps("Yes, that's fine")
    assert anna.person.id == pair.mentee
