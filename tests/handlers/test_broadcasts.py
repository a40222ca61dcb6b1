"""A coordinator writes to everybody of a kind: the preview's count, how far it is, Stop, and who else may."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select, update

from bot.mentoring.people import Role
from handlers import actions
from handlers.actions import Group
from storage import schema
from storage.states import OutboxState, Priority
from tests.handlers.conftest import come_in
from tests.handlers.couples import Couple
from tests.world import NOW

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def mentors(world, mette):
    """Six mentors, two of whom meet somebody; the last cannot be reached."""
    couples = [Couple(world, (f"Mentor {n}", f"Mentee {n}")) for n in range(2)]
    others = [come_in(world, f"Mentor {n}", Role.MENTOR) for n in range(2, 6)]
    phones = [*(each.mentor for each in couples), *others]
    last = phones[-1].person.id
    world.write(lambda unit: unit.people.unreachable(last, NOW))
    return phones


def writes(mette, words="There is cake on Friday", group="All mentors"):
    return mette.follows(actions.Desk(1)).taps("Messages").taps(group).types(words)


def got(phone):
    return [screen for screen in phone.screens if "has written to you" in screen.text]


def closes(world, phone, state, reason=None):
    """The phone's message came to that."""
    box, person = schema.outbox, phone.person.id
    mine = (box.c.person_id == person) & (box.c.broadcast_id == 2)
    world.write(lambda unit: unit.connection.execute(update(box).where(mine).values(state=state, reason=reason)))


def test_the_preview_says_to_how_many_and_each_gets_it_once(world, mette, mentors):
    mette.follows(actions.Desk(1)).taps("Messages").taps("All mentors").sees("To all mentors", "Write your message.")
    mette.sees("It goes to five people.", "One can't be reached right now.", "Each gets it alone and can answer you.")
    assert "Send" not in mette.labels()
    mette.types("There is cake & coffee\nhttps://example.org/a_b").sees(
        "There is cake & coffee", "It goes to five people."
    )
    mette.taps("Send").sees("To all mentors", "▱▱▱▱▱▱▱▱▱▱", "0 of 6 have it.", "Six to come.")
    for phone in mentors[:-1]:
        (screen,) = got(phone)
        assert "There is cake &amp; coffee\nhttps://example.org/a_b" in screen.text
    mette.taps("Send").taps("Look again").sees("5 of 6 have it.", "One couldn't be reached.", "▰▰▰▰▰▰▰▰▰▰")
    assert [len(got(phone)) for phone in mentors] == [1, 1, 1, 1, 1, 0]
    mentors[0].taps("Answer Mette").types("I'll bring some")
    mette.sees("Mentor 0 has answered", "I'll bring some")


def test_the_card_goes_on_by_itself_where_it_stands_and_then_stops(world, mette, mentors):
    writes(mette).taps("Send")
    world.jumps_to(world.now + 3 * timedelta(seconds=1))
    assert mette.last.edits is not None
    mette.sees("5 of 6 have it.", "One couldn't be reached.")
    assert "Stop" not in mette.labels()
    seen = len(world.told)
    world.jumps_to(world.now + DAY)
    assert "redrawn" not in {kind for kind, _ in world.told[seen:]}


def test_while_everybody_who_is_left_sleeps_the_card_waits_for_the_first_to_wake(world, mette, mentors):
    sleeper = mentors[0].person.id
    world.write(lambda unit: unit.people.set(sleeper, quiet_from=time(9), quiet_until=time(15)))
    writes(mette).sees("One has a quiet time now: it arrives today at 15:00.").taps("Send")
    world.jumps_to(world.now + 3 * timedelta(seconds=1))
    mette.sees("4 of 6 have it.", "One to come: it's a quiet time there until today at 15:00.")
    seen = len(world.told)
    world.jumps_to(world.now + 2 * HOUR)
    assert len(world.told) == seen
    assert got(mentors[0]) == []
    world.jumps_to(NOW + 3 * HOUR)
    world.jumps_to(NOW + 3 * HOUR + MINUTE)
    assert len(got(mentors[0])) == 1
    mette.sees("5 of 6 have it.")


def test_stop_holds_back_what_has_not_gone_out_and_says_why(world, mette, mentors):
    world.now = NOW + 11 * HOUR
    writes(mette).sees("Five have a quiet time now: it arrives from tomorrow at 08:00 on.").taps("Send")
    mette.sees("Six to come").taps("Stop").sees("0 of 6 have it.", "Five don't get it: it was stopped.")
    mette.follows(actions.StopSending(2)).sees("Five don't get it: it was stopped.")
    world.moves_to(datetime(2026, 11, 21, 9, tzinfo=UTC))
    assert [len(got(phone)) for phone in mentors] == [0] * 6
    reasons = select(schema.outbox.c.state, schema.outbox.c.reason).where(schema.outbox.c.broadcast_id == 2)
    rows = world.read(lambda unit: unit.connection.execute(reasons).all())
    assert sorted(rows) == [("dropped", "stopped")] * 5 + [("unreachable", "blocked")]


def test_what_is_not_known_is_told_as_not_known(world, mette, mentors):
    writes(mette).taps("Send")
    closes(world, mentors[0], OutboxState.UNCERTAIN, "TimedOut")
    closes(world, mentors[1], OutboxState.FAILED, "Bad Request")
    mette.follows(actions.BroadcastCard(2)).sees("3 of 6 have it.", "Two couldn't be reached.")
    mette.sees("One may have it: I'm not sure.")


def test_words_to_all_go_last_of_all(world, mette, mentors):
    writes(mette).taps("Send")
    priority = select(schema.outbox.c.priority).where(schema.outbox.c.broadcast_id == 2).distinct()
    assert world.read(lambda unit: unit.connection.execute(priority).scalars().all()) == [Priority.BROADCAST]
    assert max(Priority) is Priority.BROADCAST


def test_a_group_is_those_who_are_in_it_when_it_is_sent_without_oneself(world, mette, mentors):
    mette.follows(actions.Messages(1)).taps("All mentees").sees("It goes to two people.")
    mette.follows(actions.Messages(1)).taps("Those who wait").sees("There is nobody to write to right now")
    mentors[2].follows(actions.Ready(3 + mentors[2].person.id)).types("/home")
    waits = come_in(world, "Ida", Role.MENTEE).taps("I'm ready to be matched")
    mette.opens(world.invitation(Role.MENTEE)).taps("Yes, that's fine").taps("I'm ready to be matched")
    writes(mette, "Soon!", "Those who wait").sees("It goes to one person.").taps("Send").sees("0 of 1 have it.")
    assert len(got(waits)) == 1
    assert got(mette) == []


def test_another_coordinator_sees_how_far_it_is_and_may_stop_it(world, mette, mentors):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    world.now = NOW + 11 * HOUR
    writes(mette).taps("Send")
    bo.follows(actions.Messages(1)).taps("Sent").sees("One message.").taps("20 Nov, 23:00: all mentors")
    bo.sees("To all mentors", "From Mette.", "to come", "There is cake").taps("Stop").sees("it was stopped")
    bo.follows(actions.SendDraft(2))
    world.jumps_to(world.now + MINUTE)
    mette.sees("don't get it")


def test_a_coordinator_of_another_programme_sees_and_stops_nothing(world, mette, mentors):
    kim = come_in(world, "Kim", Role.COORDINATOR, "Peer Kolding")
    world.now = NOW + 11 * HOUR
    writes(mette).taps("Send")
    for action in (actions.BroadcastCard(2), actions.StopSending(2), actions.SentMessages(1, 0), actions.Messages(1)):
        kim.follows(action).sees("Peer Kolding")
    kim.follows(actions.SentMessages(2, 0)).sees("Nothing has been sent yet.")
    kim.follows(actions.WriteAll(2, Group.MENTORS)).sees("There is nobody to write to right now")
    mette.taps("Look again").sees("Five to come")


def test_sent_messages_have_pages_and_answers_that_wait_stand_first(world, mette, mentors):
    for number in range(7):
        writes(mette, f"Word {number}").taps("Send")
        world.now += MINUTE
    mette.follows(actions.SentMessages(1, 0)).sees("Seven messages.")
    assert mette.labels()[0] == "20 Nov, 12:06: all mentors"
    mette.taps("More")
    assert mette.labels()[:2] == ["20 Nov, 12:01: all mentors", "20 Nov, 12:00: all mentors"]
    mentors[0].taps("Answer Mette").types("Thanks")
    mette.follows(actions.Messages(1)).taps("Mentor 0 has answered").sees("Mentor 0: Thanks").types("You're welcome")
    mette.follows(actions.Messages(1))
    assert "Mentor 0 has answered" not in mette.labels()


def test_a_draft_that_was_sent_or_dropped_is_not_sent_again(world, mette, mentors):
    mette.follows(actions.WriteAll(1, Group.MENTORS)).types("One").types("Two")
    mette.follows(actions.SendDraft(2)).sees("Peer Vejle")
    mette.follows(actions.StopSending(3)).follows(actions.BroadcastCard(3)).sees("Peer Vejle")
    mette.follows(actions.SendDraft(3)).sees("Two")
    assert [len(got(phone)) for phone in mentors[:2]] == [1, 1]


def test_three_days_later_it_is_old_news(world, mette, mentors):
    world.now = NOW + 11 * HOUR
    writes(mette).taps("Send")
    world.jumps_to(world.now + 4 * DAY)
    assert [len(got(phone)) for phone in mentors] == [0] * 6
    mette.follows(actions.BroadcastCard(2)).sees("0 of 6 have it.", "Six couldn't be reached.")
