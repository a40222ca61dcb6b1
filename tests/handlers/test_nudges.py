"""What the bot says of its own accord, as people meet it: each kind's card, one a day, "Not today", and breaks."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.mentoring.meetings import MeetingState
from bot.mentoring.nudges import UNPROMPTED
from bot.mentoring.pairs import AgreementState, PairState, Rhythm
from handlers import actions, notices
from handlers.actions import encode
from handlers.notice import Dropped
from storage import schema
from storage.facts import course
from tests.handlers.couples import Couple
from tests.world import NOW

DAY = timedelta(days=1)


@pytest.fixture
def couple(world):
    return Couple(world)


def rows(world, kind):
    """(reader, state, reason) of each row of the kind, in order."""
    box = schema.outbox
    query = select(box.c.person_id, box.c.state, box.c.reason).where(box.c.kind == kind).order_by(box.c.id)
    return world.read(lambda unit: [(p, s.value, r) for p, s, r in unit.connection.execute(query)])


def told(world, kind):
    """How often something of the kind was said to somebody."""
    return sum(each == kind for each, _ in world.told)


def holds(couple, *numbers):
    """The meetings with these places in the row took place."""

    def cause(unit):
        for number in numbers:
            unit.meetings.set(couple.meetings_now(unit)[number].id, state=MeetingState.HELD)

    couple.meetings_now = lambda unit: unit.meetings.all_of(couple.pair.id)
    couple.world.write(cause)


def clears(couple):
    """Every meeting to come is called off."""
    for each in couple.meetings():
        if each.state is MeetingState.PLANNED and each.starts_at > couple.world.now:
            couple.world.write(lambda unit, each=each: unit.meetings.set(each.id, state=MeetingState.CALLED_OFF))


# --- pair.first ---


def test_after_ten_days_both_are_asked_to_find_a_first_time(world, couple):
    world.moves_to(NOW + 12 * DAY)
    assert rows(world, "pair.first") == [(1, "sent", None), (2, "sent", None)]
    couple.mentor.sees("Shall you and Anna find a first time?", "Suggest one")
    assert couple.mentor.labels() == ["Plan your meetings", "Home", "Not today"]
    couple.mentee.sees("Shall you and Jonas find a first time?").taps("Plan your meetings").sees("How often")


def test_a_suggestion_that_waits_is_what_to_look_at(world, couple):
    def propose(unit):
        draft = unit.pairs.draft(couple.pair.id, couple.pair.mentor, "Europe/Copenhagen", 6)
        values = {"rhythm": Rhythm.FREE, "state": AgreementState.PROPOSED, "proposed_at": world.now}
        return unit.pairs.set_agreement(draft.id, **values)

    world.write(propose)
    world.moves_to(NOW + 12 * DAY)
    couple.mentor.sees("Your suggestion waits for Anna").taps("See the suggestion").sees("Your suggestion to Anna")
    couple.mentee.sees("Jonas has suggested when you could meet.").taps("See the suggestion").taps("That suits me")


def test_with_a_rhythm_of_their_own_a_meeting_is_planned(world, couple):
    couple.agrees(rhythm=Rhythm.FREE)
    world.moves_to(NOW + 12 * DAY)
    couple.mentor.sees("Shall you and Anna find a first time?").taps("Plan a meeting").sees("When would you like")


# --- pair.quiet ---


def test_two_weeks_without_a_plan_are_gently_said_to_the_mentor(world, couple):
    couple.agrees()
    world.moves_to(NOW + 7 * DAY)
    holds(couple, 0)
    clears(couple)
    before = len(couple.mentee.screens)
    world.moves_to(NOW + 23 * DAY)
    assert rows(world, "pair.quiet") == [(1, "sent", None)]
    couple.mentor.sees("It's been a while since you and Anna met.", "That's fine.")
    couple.mentor.taps("Plan a meeting").sees("When would you like to meet?")
    assert len(couple.mentee.screens) == before


def test_what_was_planned_since_is_not_asked_about(world, couple):
    couple.agrees()
    world.moves_to(NOW + 7 * DAY)
    holds(couple, 0)
    clears(couple)
    world.write(lambda unit: unit.people.set(couple.pair.mentor, quiet_from=NOW.time(), quiet_until=NOW.time()))
    world.moves_to(NOW + 19 * DAY)
    world.write(lambda unit: unit.meetings.add(couple.agreement, None, world.now + 9 * DAY, world.now, world.now))
    world.moves_to(NOW + 26 * DAY)
    assert rows(world, "pair.quiet") == []


def test_a_meeting_that_kept_the_question_away_and_is_called_off_lets_it_come_the_next_morning(world, couple):
    couple.agrees()
    world.moves_to(NOW + 7 * DAY)
    holds(couple, 0)
    clears(couple)
    world.moves_to(NOW + 20 * DAY + timedelta(hours=20))
    world.write(lambda unit: unit.standings.hush(couple.pair.mentor, world.now + DAY))
    world.moves_to(NOW + 20 * DAY + timedelta(hours=23))
    assert rows(world, "pair.quiet") == [(1, "waiting", None)]
    world.write(lambda unit: unit.meetings.add(couple.agreement, None, world.now + 9 * DAY, world.now, world.now))
    world.moves_to(NOW + 22 * DAY)
    assert rows(world, "pair.quiet") == [(1, "dropped", "no_longer")]
    clears(couple)
    world.ticks()
    assert told(world, "pair.quiet") == 0
    world.moves_to(NOW + 23 * DAY)
    couple.mentor.sees("It's been a while since you and Anna met.")
    world.moves_to(NOW + 40 * DAY)
    assert rows(world, "pair.quiet") == [(1, "dropped", "no_longer"), (1, "sent", None)]


# --- goal.first ---


def test_after_the_second_meeting_the_mentee_is_asked_for_a_goal(world, couple):
    couple.agrees()
    world.moves_to(NOW + 13 * DAY + timedelta(hours=8))
    holds(couple, 0, 1)
    world.moves_to(NOW + 14 * DAY)
    assert rows(world, "goal.first") == [(2, "sent", None)]
    couple.mentee.sees("You and Jonas have met a couple of times now.").taps("Something I'd like")
    assert couple.mentee.last.asks is not None


def test_whoever_has_a_goal_is_not_asked_for_one(world, couple):
    couple.agrees().adds("Borrow books again")
    world.moves_to(NOW + 13 * DAY + timedelta(hours=8))
    holds(couple, 0, 1)
    world.moves_to(NOW + 14 * DAY)
    assert rows(world, "goal.first") == []


# --- step.next ---


def test_the_reminder_asks_the_mentee_for_a_step_and_rings_once(world, couple):
    couple.agrees()
    world.moves_to(NOW + 5 * DAY + timedelta(hours=7))
    couple.mentee.sees("You and Jonas meet tomorrow at 16:30.", "Is there a small step you'd like to take for it?")
    assert "small step you'd like" not in couple.mentor.text
    assert rows(world, "step.next") == []
    couple.mentee.taps("Choose a small step")
    world.moves_to(NOW + 6 * DAY + timedelta(hours=3))
    couple.mentee.sees("You and Jonas meet today")
    assert "small step you'd like" not in couple.mentee.text


def test_without_the_reminder_the_mentee_is_asked_in_the_afternoon(world, couple):
    couple.agrees()
    world.write(lambda unit: unit.people.set(couple.pair.mentee, remind_day_before=False))
    world.moves_to(NOW + 5 * DAY + timedelta(hours=7))
    assert rows(world, "step.next") == [(2, "sent", None)]
    couple.mentee.sees("You and Jonas meet tomorrow at 16:30.", "It can wait, too.")
    assert couple.mentee.labels() == ["Choose a small step", "Home", "Not today"]


def test_a_step_that_was_chosen_and_taken_back_is_asked_about(world, couple):
    step = couple.agrees().adds("Ring to the library")
    couple.chooses(step)
    world.write(lambda unit: unit.people.set(couple.pair.mentee, remind_day_before=False))
    world.moves_to(NOW + 5 * DAY + timedelta(hours=7))
    assert rows(world, "step.next") == []
    couple.chooses(None)
    world.ticks()
    assert rows(world, "step.next") == [(2, "sent", None)]


# --- pair.ending ---


def test_both_hear_of_the_end_in_good_time(world, couple):
    couple.agrees(months=3)
    end = couple.agreement.ends_on
    seen = []
    for days in (56, 28, 7):
        world.moves_to(world.now.replace(year=end.year, month=end.month, day=end.day) - days * DAY)
        seen.append([screen for kind, screen in world.told if kind == "pair.ending"][-1])
        if days > 7:
            couple.mentor.types("/home")
            couple.mentee.types("/home")
    texts = [str(each.text.striptags()) for each in seen]
    assert rows(world, "pair.ending") == [(who, "sent", None) for _ in range(3) for who in (1, 2)]
    assert all("Your course with" in each and "26 February 2027" in each for each in texts)
    assert "About eight weeks are left." in texts[0]
    assert "whether you'd like to go on" in texts[0]
    assert "About four weeks are left." in texts[1]
    assert "say goodbye and thanks" in texts[2]
    couple.mentor.taps("See the meeting").sees("You and Anna meet")
    couple.mentee.taps("See the agreement").sees("You and Jonas have agreed")


def test_a_last_meeting_that_is_not_planned_can_be(world, couple):
    couple.agrees(months=1)
    world.moves_to(NOW + 27 * DAY)
    clears(couple)
    world.moves_to(NOW + 31 * DAY)
    couple.mentee.sees("say goodbye and thanks").taps("Plan a meeting").sees("When would you like to meet?")


# --- Breaks ---


def begins(couple, days, by=None):
    """One of the two takes a break of so many days."""
    world, by = couple.world, by or couple.pair.mentee
    return world.write(lambda unit: unit.pauses.take(couple.pair.id, by, world.now, world.now + days * DAY))


def test_a_break_is_still_and_ends_by_itself(world, couple):
    couple.agrees()
    begins(couple, 14)
    heard = len(couple.mentor.screens), len(couple.mentee.screens)
    world.moves_to(NOW + 12 * DAY)
    assert (len(couple.mentor.screens), len(couple.mentee.screens)) == heard
    world.moves_to(NOW + 13 * DAY)
    couple.mentee.sees("You and Jonas take up the thread again tomorrow.")
    assert len(couple.mentor.screens) == heard[0]
    world.moves_to(NOW + 14 * DAY)
    assert world.read(lambda unit: unit.pairs.get(couple.pair.id)).state is PairState.ACTIVE
    assert world.read(lambda unit: unit.pauses.current(couple.pair.id)) is None
    world.moves_to(NOW + 19 * DAY + timedelta(hours=7))
    couple.mentor.sees("You and Anna meet tomorrow at 16:30.")
    assert {kind for kind, _ in world.told} == {"pause.ending", "pause.over", "meeting.tomorrow"}


def test_a_break_that_ended_while_we_were_away_ended_at_its_time(world, couple):
    couple.agrees()
    lasting = begins(couple, 3)
    world.now = NOW + 30 * DAY
    world.ticks()
    ended = world.read(lambda unit: unit.pauses.get(lasting.id))
    assert ended.ended_at == ended.until == NOW + 3 * DAY


def test_a_break_can_be_made_longer_and_ended_early(world, couple):
    first = begins(couple, 7)
    longer = begins(couple, 21)
    assert (longer.id, longer.began_at, longer.until) == (first.id, first.began_at, NOW + 21 * DAY)
    world.now += DAY
    ended = world.write(lambda unit: unit.pauses.end(couple.pair.id, world.now))
    assert world.read(lambda unit: unit.pauses.of(couple.pair.id)) == [ended]
    assert world.write(lambda unit: unit.pauses.end(couple.pair.id, world.now)) is None
    with pytest.raises(LookupError):
        world.read(lambda unit: unit.pauses.get(999))


def test_what_waited_when_the_break_began_is_not_said(world, couple):
    couple.agrees()
    world.now = couple.first.starts_at - timedelta(hours=19)  # at night: the reminder waits for the morning
    world.ticks()
    begins(couple, 14)
    world.moves_to(world.now + DAY)
    assert {(state, reason) for _, state, reason in rows(world, "meeting.tomorrow")} == {("dropped", "paused")}


def test_what_the_other_told_is_not_asked_about_in_a_break(world, couple):
    couple.agrees()
    world.moves_to(couple.first.ends_at + timedelta(minutes=30))
    begins(couple, 14)
    couple.mentor.taps_raw(encode(actions.Met(couple.first.id)))
    assert rows(world, "meeting.confirm") == [(2, "dropped", "paused")]


def test_a_meeting_just_before_a_break_is_asked_about_after_it(world, couple):
    couple.agrees()
    world.now = couple.first.ends_at + timedelta(minutes=30)
    begins(couple, 5)
    world.moves_to(world.now + 6 * DAY)
    assert rows(world, "meeting.outcome") == [(1, "expired", "too_late")]
    assert rows(world, "meeting.outcome.again") == [(1, "sent", None)]


def test_a_reminder_that_is_switched_on_again_comes(world, couple):
    couple.agrees()
    for phone in (couple.mentor, couple.mentee):
        phone.taps_raw(encode(actions.ToggleDayBefore(on=False)))
    world.ticks()
    couple.mentor.taps_raw(encode(actions.ToggleDayBefore(on=True)))
    world.moves_to(couple.first.starts_at - timedelta(hours=23))
    assert rows(world, "meeting.tomorrow") == [(1, "sent", None)]


def test_a_reminder_that_was_switched_off_in_the_night_does_not_come(world, couple):
    couple.agrees()
    world.now = couple.first.starts_at - timedelta(hours=19)  # at night: the reminder waits for the morning
    world.ticks()
    couple.mentor.taps_raw(encode(actions.ToggleDayBefore(on=False)))
    world.moves_to(world.now + DAY / 2)
    assert rows(world, "meeting.tomorrow") == [(1, "dropped", "no_longer"), (2, "sent", None)]


# --- How much ---


def test_one_a_day_and_the_other_waits_for_tomorrow(world):
    couple = Couple(world)

    def also(unit):
        bo = unit.people.add(4000, "Bo", "en", unit.programmes.get(1), world.now)
        return unit.pairs.add(1, couple.pair.mentor, bo.id, world.now)

    world.phone("Nobody")
    world.phones[4000] = replace(couple.mentee, chat=4000, screens=[])
    world.write(also)
    world.moves_to(NOW + 10 * DAY + timedelta(hours=22))
    states = [state for who, state, _ in rows(world, "pair.first") if who == couple.pair.mentor]
    assert states == ["sent", "waiting"]
    world.moves_to(NOW + 11 * DAY + timedelta(hours=22))
    states = [state for who, state, _ in rows(world, "pair.first") if who == couple.pair.mentor]
    assert states == ["sent", "sent"]


def test_not_today_is_kind_and_keeps_still_until_tomorrow(world, couple):
    world.moves_to(NOW + 11 * DAY)
    couple.mentor.taps("Not today").sees("That's quite all right.", "Reminders of your meetings still come.")
    assert couple.mentor.labels() == ["Home"]
    until = world.read(lambda unit: unit.standings.of(couple.pair.mentor, "goal.first", NOW, NOW)).hushed_until
    assert until - world.now < DAY
    couple.mentor.taps("Not today").sees("That's quite all right.")


def says(world, couple, kind, key):
    """Something of the kind is due to the mentor now, whatever the table says; gives the row's end."""
    reader = couple.mentor.person
    world.write(
        lambda unit: unit.outbox.notice(
            kind, reader, key, {"pair": couple.pair.id}, world.now, expires=world.now + timedelta(hours=8)
        )
    )
    world.deliver()
    return rows(world, kind)[-1][1:]


def test_what_has_no_turn_today_and_is_of_no_use_tomorrow_says_so(world, couple):
    world.moves_to(NOW + 11 * DAY)
    assert says(world, couple, "pair.first", "again") == ("expired", "budget")
    couple.mentor.taps("Not today")
    assert says(world, couple, "pair.first", "and again") == ("expired", "hushed")


def test_after_two_without_an_answer_the_kind_stops_and_the_coordinator_sees_it(world, mette):
    couple = Couple(world)
    world.moves_to(NOW + 11 * DAY)
    world.moves_to(NOW + 12 * DAY)
    assert says(world, couple, "pair.first", "second") == ("sent", None)
    world.now += DAY
    assert says(world, couple, "pair.first", "third") == ("dropped", "unanswered")
    mette.types("/home").taps("See who could use a hand")
    mette.sees("I haven't heard from Jonas for a while")
    couple.mentor.types("/home")
    assert says(world, couple, "pair.first", "fourth") == ("sent", None)
    mette.types("/home").taps("See who could use a hand").sees("No first meeting yet")


def test_what_certainly_was_not_sent_waits_for_no_answer_and_took_no_turn(world, couple):
    person = couple.pair.mentor

    def standing():
        found = world.read(lambda unit: unit.standings.of(person, "pair.first", NOW, NOW + DAY))
        return found.unanswered, found.spoken

    world.write(lambda unit: unit.standings.unsaid(person, "pair.first"))
    assert standing() == (0, False)
    world.write(lambda unit: unit.standings.said(person, "pair.first", NOW))
    assert standing() == (1, True)
    couple.mentor.types("/home")
    assert standing() == (0, True)
    world.write(lambda unit: unit.standings.unsaid(person, "pair.first"))
    assert standing() == (0, False)


# --- Truth ---


@pytest.mark.parametrize("kind", sorted(UNPROMPTED))
def test_what_is_not_true_is_not_said(world, couple, kind):
    couple.agrees()
    facts = {"meeting": couple.first.id} if kind == "step.next" else {"pair": couple.pair.id}
    anna = couple.mentee.person

    def drawn():
        return world.read(lambda unit: notices.draw(kind, facts, anna, world.now, unit))

    assert drawn() == Dropped("no_longer")
    world.write(lambda unit: unit.pairs.set_state(couple.pair.id, PairState.CLOSED))
    assert drawn() == Dropped("closed" if kind != "pause.ending" else "no_longer")


def test_a_pair_is_looked_at_again_whenever_it_changes(world, couple):
    def due():
        return world.read(lambda unit: unit.pairs.due(world.now, 10))

    world.ticks()
    assert due() == []
    couple.agrees()
    assert due() == [couple.pair.id]
    world.ticks()
    assert due() == []
    assert world.read(lambda unit: unit.pairs.next_due()) is not None
    assert world.read(lambda unit: course(couple.pair, unit)).agreement == couple.agreement
