"""A break, as the two meet it: asked for, taken, changed, taken back, over; and what becomes of meetings and course."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.mentoring.cadence import to_local
from bot.mentoring.flags import flags
from bot.mentoring.meetings import MeetingState, Reply
from bot.mentoring.pairs import PairState, Rhythm
from handlers import actions
from handlers.actions import encode
from handlers.desk.facts import pair_facts
from storage import schema
from tests.handlers.couples import Couple
from tests.world import NOW

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ZONE = "Europe/Copenhagen"
WORDS = {
    "en": ("Take a break", "Two weeks", "Take the break", "Take up the thread now", "Undo"),
    "da": ("Tag en pause", "To uger", "Tag pausen", "Tag tråden op nu", "Fortryd"),
}


@pytest.fixture
def couple(world):
    return Couple(world).agrees()


def asks(phone, pair):
    """From home to the question about a break."""
    return phone.types("/meetings").taps("The agreement").taps("Take a break")


def takes(phone, length="Two weeks"):
    return asks(phone, None).taps(length).taps("Take the break")


def planned(couple):
    """The days on which they are to meet."""
    return [to_local(each.starts_at, ZONE).date() for each in couple.meetings() if each.state is MeetingState.PLANNED]


def state(couple):
    return couple.world.read(lambda unit: unit.pairs.get(couple.pair.id)).state


def ends_on(couple):
    return couple.world.read(lambda unit: unit.pairs.agreed(couple.pair.id)).ends_on


def told(couple, kind):
    return [screen for each, screen in couple.world.told if each == kind]


def test_a_break_of_two_weeks_from_the_question_to_the_day_it_is_over(world, couple):
    jonas, anna = couple.mentor, couple.mentee
    asks(anna, couple.pair).sees("A break from your meetings?", "You need not say why.").taps("Two weeks")
    anna.sees("A break until Friday 4 December?", "Your two meetings until then are called off.")
    anna.sees("it then runs to 9 June 2027", "Jonas hears it from me, without a reason, and I stay quiet")
    assert state(couple) is PairState.ACTIVE
    anna.taps("Take the break").sees("You and Jonas are on a break until Friday 4 December.")
    anna.sees("After it, you meet on Thursday 10 December at 16:30.")
    jonas.sees("Anna would like a break until Friday 4 December.", "It has nothing to do with you")
    assert planned(couple)[0] == date(2026, 12, 10)
    anna.types("/home").sees("You and Jonas are on a break until Friday 4 December.").taps("See the break")
    jonas.types("/meetings").sees("on a break until Friday 4 December", "After it, you meet on Thursday 10 December")

    heard = len(jonas.screens), len(anna.screens)
    world.moves_to(NOW + 12 * DAY)
    assert (len(jonas.screens), len(anna.screens)) == heard
    world.moves_to(NOW + 13 * DAY)
    anna.sees("You and Jonas take up the thread again tomorrow.")
    world.moves_to(NOW + 14 * DAY)
    for phone, other in ((jonas, "Anna"), (anna, "Jonas")):
        phone.sees(f"The break is over: you and {other} take up the thread again.")
        phone.sees(f"You and {other} meet on Thursday at 16:30.")
    assert state(couple) is PairState.ACTIVE
    assert ends_on(couple) == date(2027, 6, 9)
    assert planned(couple)[-1] == date(2027, 6, 3)
    assert len(planned(couple)) == 26  # two were off, two are added at the end


@pytest.mark.parametrize("language", ["en", "da"])
def test_a_break_is_taken_back_in_both_languages(world, language):
    couple = Couple(world, language=language).agrees()
    ask, weeks, take, again, undo = WORDS[language]
    anna, before = couple.mentee, planned(couple)
    anna.taps_raw(encode(actions.AgreementCard(couple.pair.id))).taps(ask).taps(weeks).taps(take)
    assert again in anna.labels()
    assert planned(couple) != before
    anna.taps(undo)
    assert state(couple) is PairState.ACTIVE
    assert planned(couple) == before
    assert "{" not in anna.text


def test_taking_it_twice_is_taking_it_once(world, couple):
    anna = takes(couple.mentee)
    data = encode(actions.TakePause(couple.pair.id, date(2026, 12, 4).toordinal()))
    assert anna.taps_raw(data).last == anna.screens[-2]
    assert len(told(couple, "pause.begun")) == 1
    assert len(world.read(lambda unit: unit.pauses.of(couple.pair.id))) == 1


def test_the_thread_is_taken_up_early_and_the_meetings_stand_again(world, couple):
    before = planned(couple)
    anna = takes(couple.mentee, "Four weeks")
    world.moves_to(NOW + 7 * DAY)
    anna.taps("Take up the thread now").sees("Good to have you back.", "You and Jonas meet on Thursday at 16:30.")
    couple.mentor.sees("Anna takes up the thread again.", "You and Anna meet on Thursday at 16:30.")
    assert planned(couple)[:4] == before[1:5]  # the one in the first week is over
    assert ends_on(couple) == date(2027, 6, 2)  # the week that the break did last
    assert planned(couple)[-1] == date(2027, 5, 27)
    data = encode(actions.EndPause(couple.pair.id))
    assert anna.taps_raw(data).last == anna.screens[-2]
    assert len(told(couple, "pause.over")) == 1
    anna.taps("Undo").sees("You and Jonas are on a break until Friday 18 December.")
    couple.mentor.sees("Anna would like a break until Friday 18 December.")


def test_the_other_cannot_end_it(world, couple):
    takes(couple.mentee)
    jonas = couple.mentor.taps("See the break").sees("Anna needs a little time. You need do nothing.")
    assert "Take up the thread now" not in jonas.labels()
    jonas.taps_raw(encode(actions.EndPause(couple.pair.id))).sees("You and Anna are on a break until")
    assert state(couple) is PairState.PAUSED


def test_both_take_one_and_the_longer_lasts(world, couple):
    anna, jonas = couple.mentee, couple.mentor
    takes(anna, "Two weeks")
    jonas.taps("See the break").taps("I need a break, too").taps("Four weeks")
    jonas.sees("A break until Friday 18 December?", "Your four meetings until then").taps("Take the break")
    jonas.sees("on a break until Friday 18 December")
    anna.sees("Jonas would like a break until Friday 18 December.").taps("See the break")
    anna.sees("Jonas's break is the longer one. Should it end early, yours until Friday 4 December still holds.")
    world.moves_to(NOW + 3 * DAY)
    jonas.taps("Take up the thread now").sees("You and Anna are on a break until Friday 4 December.")
    anna.sees("Jonas's break is over. Yours goes on until Friday 4 December.")
    assert planned(couple)[0] == date(2026, 12, 10)
    world.moves_to(NOW + 14 * DAY)
    assert state(couple) is PairState.ACTIVE
    assert ends_on(couple) == date(2027, 6, 9)  # two weeks, however often they changed hands


def test_a_shorter_one_beside_it_changes_nothing_now(world, couple):
    takes(couple.mentee, "Four weeks")
    jonas = couple.mentor.taps("See the break").taps("I need a break, too").taps("One week")
    jonas.sees("Anna has a break until Friday 18 December, so nothing changes now.").taps("Take the break")
    jonas.sees("on a break until Friday 18 December", "yours until Friday 27 November still holds")
    assert len(told(couple, "pause.begun")) == 1
    couple.mentee.taps("Take up the thread now").sees("on a break until Friday 27 November")
    assert planned(couple)[0] == date(2026, 12, 3)
    jonas.sees("Anna's break is over. Yours goes on until Friday 27 November.").taps("See the break")
    jonas.taps("Take up the thread now").sees("Good to have you back.")
    assert planned(couple)[0] == date(2026, 11, 26)


def test_the_end_is_changed_and_changed_back(world, couple):
    anna = takes(couple.mentee, "One week")
    anna.taps("Another day").types("1 February").sees("A break until Monday 1 February 2027?").taps("Take the break")
    couple.mentor.sees("Anna would like a break until Monday 1 February 2027.")
    anna.taps("Another day").types("on Monday").taps("Take the break").sees("until Monday 23 November")
    couple.mentor.sees("until Monday 23 November")
    assert planned(couple)[0] == date(2026, 11, 26)
    anna.taps("Undo").sees("until Monday 1 February 2027")
    assert planned(couple)[0] == date(2027, 2, 4)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("3 December", "Thursday 3 December"),
        ("until 3 December", "Thursday 3 December"),
        ("til den 3. december", "Thursday 3 December"),
        ("3 weeks", "Friday 11 December"),
        ("tre uger", "Friday 11 December"),
        ("om en måned", "Sunday 20 December"),
        ("indtil nytår", "Friday 1 January 2027"),
        ("2. juledag", "Saturday 26 December"),
        ("next week Monday", "Monday 23 November"),
        ("the last Sunday of March 02:30", "Sunday 28 March 2027"),
    ],
)
def test_a_day_in_plain_words(couple, words, day):
    asks(couple.mentee, None).types(words).sees(f"A break until {day}")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("when I'm well", "I don't know that day yet"),
        ("x" * 5000, "I don't know that day yet"),
        ("\u202e<b>?</b>\x00", "I don't know that day yet"),
        ("16.30", "I don't know that day yet"),
        ("yesterday", "That day is over."),
        ("today", "That day is over."),
        ("1 March 2028", "That is a long way off."),
    ],
)
def test_a_day_that_cannot_be_is_asked_for_again(couple, words, answer):
    asks(couple.mentee, None).types(words).sees(answer, "A break from your meetings?")
    couple.mentee.types("3 December").sees("A break until Thursday 3 December?")


@pytest.mark.parametrize("day", [0, 1, actions.LARGEST, date(2026, 11, 20).toordinal(), date(2029, 1, 1).toordinal()])
def test_a_button_whose_day_is_over_asks_again_and_changes_nothing(couple, day):
    for action in (actions.PauseUntil, actions.TakePause):
        couple.mentee.taps_raw(encode(action(couple.pair.id, day))).sees("A break from your meetings?")
    assert state(couple) is PairState.ACTIVE


def test_without_an_agreement_there_is_a_break_all_the_same(world):
    couple = Couple(world)
    anna = couple.mentee.taps_raw(encode(actions.AgreementCard(couple.pair.id))).taps("Take a break").taps("One week")
    anna.sees("You have no meeting planned until then.").taps("Take the break").sees("until Friday 27 November")
    world.moves_to(NOW + 7 * DAY)
    anna.sees("The break is over", "no meeting planned yet").taps("Plan a meeting").sees("First the agreement")


def test_a_break_without_a_fixed_time_puts_the_end_off(world):
    couple = Couple(world).agrees(rhythm=Rhythm.FREE)
    takes(couple.mentee)
    world.moves_to(NOW + 14 * DAY)
    assert ends_on(couple) == date(2027, 6, 3)


def test_a_course_that_is_agreed_on_in_a_break_gets_no_days_from_before_it(world):
    couple = Couple(world)
    anna = couple.mentee.taps_raw(encode(actions.AgreementCard(couple.pair.id))).taps("Take a break")
    anna.taps("Two weeks").taps("Take the break")
    world.moves_to(NOW + 10 * DAY)
    couple.agrees(rhythm=Rhythm.FREE)
    agreed = ends_on(couple)
    anna.taps_raw(encode(actions.AskPause(couple.pair.id))).taps("Two weeks")
    anna.sees("it then runs to 13 June 2027")
    world.moves_to(NOW + 14 * DAY)
    assert ends_on(couple) - agreed == 4 * DAY


def test_what_one_said_no_to_stays_off(world, couple):
    first = couple.first
    couple.mentor.taps_raw(encode(actions.CannotCome(first.id)))
    anna = takes(couple.mentee)
    anna.taps("Take up the thread now")
    assert couple.first.state is MeetingState.CALLED_OFF
    assert world.read(lambda unit: unit.meetings.replies(first.id)) == {couple.pair.mentor: Reply.CANNOT}


@pytest.mark.parametrize("no", [actions.CannotCome, actions.SkipMeeting])
def test_who_can_come_after_all_is_told_of_the_break(world, couple, no):
    first = couple.first.id
    jonas = couple.mentor.taps_raw(encode(no(first)))
    takes(couple.mentee)
    heard, on = len(couple.mentee.screens), encode(actions.OnAfterAll(first))
    for _ in range(2):
        jonas.taps_raw(on).sees("Good. Should your break end early, it stands again.")
        jonas.sees("Thursday 26 November at 16:30 with Anna", "It was called off for your break.")
        assert jonas.labels() == ["Find a new time", "Meetings", "Home"]
    assert couple.first.state is MeetingState.CALLED_OFF
    assert len(couple.mentee.screens) == heard
    couple.mentee.taps("Take up the thread now")
    assert couple.first.state is MeetingState.PLANNED


@pytest.mark.parametrize("answer", [actions.MeetAnyway, actions.SkipMeeting, actions.CannotCome, actions.Coming])
def test_an_old_button_in_a_break_is_told_of_it_and_changes_nothing(couple, answer):
    takes(couple.mentee)
    before = couple.meetings()
    couple.mentor.taps_raw(encode(answer(couple.first.id))).sees("It was called off for your break.")
    assert couple.mentor.last.toast
    assert (couple.meetings(), couple.replies()) == (before, {})


def test_who_can_come_after_all_finds_the_time_taken(couple):
    couple.mentor.taps_raw(encode(actions.CannotCome(couple.first.id)))
    couple.mentee.types("/meetings").taps("Plan one more").types("Thursday 26 November 16.00").taps("Plan it")
    couple.mentor.taps("Undo").sees("You two have a meeting at that time already.", "It was called off.")
    assert [each.state for each in couple.meetings()[:2]] == [MeetingState.PLANNED, MeetingState.CALLED_OFF]


def test_a_saved_meeting_is_taken_out_of_the_calendar_and_put_back(world, couple):
    anna = couple.mentee.taps_raw(encode(actions.SaveMeeting(couple.first.id)))
    takes(anna)
    world.ticks()
    assert anna.last.file.off
    assert anna.last.silent
    anna.taps("Take up the thread now")
    world.ticks()
    assert not anna.last.file.off
    assert anna.last.file.sequence == couple.first.version == 2


def test_a_break_taken_and_taken_back_at_night_is_not_told(world, couple):
    world.now = datetime(2026, 11, 20, 21, tzinfo=UTC)
    takes(couple.mentee).taps("Undo").sees("Good to have you back.")
    world.moves_to(datetime(2026, 11, 21, 9, tzinfo=UTC))
    assert couple.mentor.screens == []


def test_a_longer_end_at_night_is_told_once_in_the_morning(world, couple):
    world.now = datetime(2026, 11, 20, 21, tzinfo=UTC)
    takes(couple.mentee).taps("Another day").taps("Four weeks").taps("Take the break")
    world.moves_to(datetime(2026, 11, 21, 9, tzinfo=UTC))
    assert len(told(couple, "pause.begun")) == 1
    couple.mentor.sees("until Friday 18 December")


def test_an_undo_that_came_too_late_says_so(world, couple):
    anna = takes(couple.mentee)
    anna.taps("Another day").taps("Four weeks").taps("Take the break")
    first = world.read(lambda unit: unit.connection.execute(select(schema.changes.c.id)).scalars().first())
    anna.taps_raw(encode(actions.Undo(first))).sees("This has been changed again since")
    world.write(lambda unit: unit.pairs.set_state(couple.pair.id, PairState.CLOSED))
    assert anna.taps_raw(encode(actions.Undo(first))).last.toast


def test_another_agreement_in_a_break_makes_meetings_after_it(world, couple):
    takes(couple.mentee)
    couple.mentor.types("/meetings").taps("The agreement").taps("Change the agreement").taps("When")
    couple.mentor.types("Friday 15.00").taps("Send to Anna")
    couple.mentee.taps("That suits me")
    assert planned(couple)[0] == date(2026, 12, 4)
    couple.mentee.taps_raw(encode(actions.EndPause(couple.pair.id)))
    assert {day.weekday() for day in planned(couple)} == {4}


def test_the_break_ends_in_the_morning_on_both_sides_of_a_clock_change(world, couple):
    world.now = datetime(2027, 3, 14, 11, tzinfo=UTC)  # a Sunday; the clocks change on the 28th
    anna = takes(couple.mentee)
    lasting = world.read(lambda unit: unit.pauses.current(couple.pair.id))
    assert to_local(lasting.until, ZONE) == datetime(2027, 3, 28, 6)
    world.moves_to(datetime(2027, 3, 28, 10, tzinfo=UTC))
    anna.sees("The break is over")


def test_a_reminder_before_ten_says_that_the_break_is_over_and_nothing_says_it_twice(world, couple):
    takes(couple.mentee, "Two weeks")
    # Back on Friday 4 December; the first meeting after it is moved to that afternoon.
    after = next(each for each in couple.meetings() if each.starts_at > NOW + 14 * DAY)
    world.write(lambda unit: unit.meetings.set(after.id, starts_at=NOW + 14 * DAY + 4 * HOUR, due_at=NOW))
    couple.mentor.taps_raw(encode(actions.ToggleDayBefore(on=False)))
    world.moves_to(NOW + 14 * DAY + HOUR)
    couple.mentee.sees("You and Jonas meet today at 16:00.", "Your break is over: the two of you take up")
    couple.mentor.sees("The break is over: you and Anna take up the thread again.", "You and Anna meet today at 16:00")
    assert len(told(couple, "pause.over")) == 1
    world.moves_to(NOW + 14 * DAY + 3 * HOUR)
    couple.mentor.sees("You and Anna meet today at 16:00.")
    assert "break" not in couple.mentor.text


def test_downtime_over_the_end_loses_nothing_and_floods_nobody(world, couple):
    takes(couple.mentee, "One week")
    world.now = NOW + 20 * DAY
    world.ticks()
    assert state(couple) is PairState.ACTIVE
    assert ends_on(couple) == date(2027, 6, 2)
    assert told(couple, "pause.over") == []


def test_a_paused_pair_raises_no_flag_and_the_desk_sees_the_break(world, couple):
    takes(couple.mentee, "Four weeks")
    world.moves_to(NOW + 27 * DAY)
    facts = world.read(lambda unit: pair_facts(unit.pairs.get(couple.pair.id), 0, world.now, unit))
    assert flags(facts, world.now) == []


def test_nothing_is_planned_into_a_break(world, couple):
    first = couple.first.id
    anna = takes(couple.mentee, "Two weeks").types("/meetings").taps("Plan one more").types("Monday 30 November 15.00")
    anna.sees("You two are on a break then. Is there a time after it?").types("Monday 7 December 15.00").taps("Plan it")
    assert planned(couple)[0] == date(2026, 12, 7)
    inside = int(datetime(2026, 11, 30, 14, tzinfo=UTC).timestamp()) // 60
    anna.taps_raw(encode(actions.PlanMeeting(couple.pair.id, inside))).sees("You two are on a break then.")
    anna.taps_raw(encode(actions.MoveTo(first, inside))).sees("You two are on a break then.")
    suggested = [button.action for row in anna.last.rows for button in row if isinstance(button.action, actions.MoveTo)]
    assert suggested
    assert all(each.minute * 60 > datetime(2026, 12, 4, tzinfo=UTC).timestamp() for each in suggested)
