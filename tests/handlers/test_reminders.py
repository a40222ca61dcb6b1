"""A person's own small reminders: one line, said back, rung at its time and never twice, taken away and back."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from handlers import actions
from handlers.actions import encode
from storage import schema
from tests.handlers.conftest import count
from tests.handlers.couples import Couple

WEEKDAY_MORNING = datetime(2026, 11, 23, 6, 15, tzinfo=UTC)  # Monday 7:15 in Copenhagen, in the quiet hours


@pytest.fixture
def anna(world):
    """A mentee in the middle of a course, at her reminders."""
    return Couple(world).mentee.types("/help").taps("My small reminders")


def rung(world):
    """The own reminders that were said, as their words below the first line."""
    return [str(screen.text).split("\n\n")[1] for kind, screen in world.told if kind == "own.reminder"]


def mine(world, phone):
    """The person's reminders, as they are kept."""
    person = phone.person.id
    return world.read(lambda unit: unit.reminders.of(person))


def test_wake_me_at_a_quarter_past_seven_on_weekdays_rings_then_also_in_quiet_hours(world, anna):
    anna.sees("There are none yet", "Only you can see it").types("wake me 7.15 on weekdays")
    anna.sees("I'll remind you.", "On weekdays at 07:15", "wake me")
    world.moves_to(WEEKDAY_MORNING - timedelta(minutes=15))
    assert rung(world) == []
    world.moves_to(WEEKDAY_MORNING)
    anna.sees("Your small reminder", "wake me")
    world.moves_to(WEEKDAY_MORNING + timedelta(days=7))
    assert rung(world) == ["wake me"] * 6


def test_the_danish_line_is_understood_and_said_back_in_danish(world):
    anna = Couple(world, language="da").mentee.types("/hjaelp")
    anna.taps_raw(encode(actions.MyReminders(0))).types("væk mig 7.15 på hverdage").sees("7.15", "væk mig")
    anna.types("/help").taps_raw(encode(actions.MyReminders(0))).types("ring til biblioteket onsdag kl 10")
    anna.sees("nsdag den 25. november", "10.00", "ring til biblioteket")


def test_a_reminder_may_be_written_before_it_is_asked_for(world):
    anna = Couple(world, language="da").mentee.types("/hjem").types("væk mig 7.15 på hverdage")
    anna.sees("På hverdage kl. 07.15", "væk mig").taps("Fortryd")
    assert mine(world, anna) == []
    anna.types("/hjem").types("mind mig om at ringe").sees("Jeg kan ikke se, hvornår").types("ringe fredag kl 10")
    assert [each.text for each in mine(world, anna)] == ["ringe"]
    anna.types("orker ikke i dag").sees("ikke gemt", "Hej Anna")
    assert len(mine(world, anna)) == 1


def test_an_english_line_in_a_danish_chat_is_understood_whole(world):
    anna = Couple(world, language="da").mentee.taps_raw(encode(actions.MyReminders(0)))
    anna.types("wake me 7.15 on weekdays")
    assert anna.last.asks is None
    (row,) = mine(world, anna)
    assert (row.text, row.weekdays) == ("wake me", (0, 1, 2, 3, 4))


def test_a_reminder_for_one_day_rings_once_and_is_gone_from_the_list(world, anna):
    anna.types("Wednesday 10: ring to the library").sees("Wednesday 25 November at 10:00", "ring to the library")
    world.moves_to(datetime(2026, 11, 25, 9, tzinfo=UTC))
    anna.sees("Your small reminder", "ring to the library")
    world.moves_to(world.now + timedelta(days=8))
    assert rung(world) == ["ring to the library"]
    anna.taps("My small reminders").sees("There are none yet")
    world.write(lambda unit: unit.reminders.tidy(world.now.date()))
    assert count(world, schema.reminders) == 0


def test_the_first_line_says_nothing_of_what_it_is_about(world, anna):
    anna.types("in 2 hours: take the medicine")
    world.moves_to(world.now + timedelta(hours=2))
    assert str(anna.last.text).split("\n")[0] == "<b>Your small reminder</b>"


def test_after_three_days_of_silence_one_row_says_why_and_there_is_no_flood(world, anna):
    anna.types("swim every day at 8")
    world.now += timedelta(days=3, hours=5)
    world.ticks()
    assert rung(world) == []
    table = schema.outbox
    query = select(table.c.state, table.c.reason).where(table.c.kind == "own.reminder")
    rows = world.read(lambda unit: unit.connection.execute(query).all())
    assert [(row.state.value, row.reason) for row in rows] == [("expired", "too_late")]
    world.moves_to(world.now + timedelta(days=1))
    assert rung(world) == ["swim"]


def test_the_other_half_of_the_day_is_one_tap_away(world, anna):
    anna.types("7.15 swim on weekdays").taps("I meant 19:15").sees("On weekdays at 19:15")
    anna.taps("I meant 19:15").sees("On weekdays at 19:15").taps("Undo").sees("On weekdays at 07:15")


def test_half_past_three_without_more_is_not_at_night(world, anna):
    anna.types("call mum at 3").sees("Friday 20 November at 15:00").taps("I meant 03:00").sees("That time is over")


def test_it_is_changed_where_it_stands_and_changed_back(world, anna):
    anna.types("swim every day at 8").taps("Change it").sees("Now it says: swim").types("what?")
    anna.sees("I can't find a time").types("run every Monday and Friday at 17").sees("Every Monday and Friday at 17:00")
    anna.taps("Undo").sees("Every day at 08:00", "swim")


def test_what_was_changed_again_since_is_left_as_it_is(world, anna):
    anna.types("swim every day at 8").taps("Change it").types("run every day at 9")
    undo = next(b.action for row in anna.last.rows for b in row if isinstance(b.action, actions.Undo))
    anna.taps("Change it").types("rest every day at 10").taps_raw(encode(undo)).sees("I leave it as it is", "rest")


def test_a_new_time_alone_keeps_the_words(world, anna):
    anna.types("wake me 7.15 on weekdays").taps("Change it").sees("Now it says: wake me", "On weekdays at 07:15")
    anna.sees("You can also write just a new time").types("weekdays 6.45").sees(
        "I'll remind you.", "On weekdays at 06:45", "wake me"
    )
    anna.taps("Undo").sees("On weekdays at 07:15", "wake me")


def test_it_rests_and_is_taken_up_again(world, anna):
    anna.types("swim every day at 8").taps("Pause it").sees("It's paused").taps("My small reminders").sees(
        "swim: paused"
    )
    world.moves_to(world.now + timedelta(days=2))
    assert rung(world) == []
    anna.taps("swim").taps("Start it again").sees("Every day at 08:00")
    world.moves_to(world.now + timedelta(days=1))
    assert rung(world) == ["swim"]


def test_a_day_that_passed_while_it_rested_is_asked_about(world, anna):
    anna.types("tomorrow 10: ring").taps("Pause it")
    world.moves_to(world.now + timedelta(days=2))
    anna.taps("Start it again").sees("That time is over").types("tomorrow 11: ring").sees("at 11:00")


def test_it_is_deleted_twice_with_the_same_answer_and_comes_back_by_undo(world, anna):
    anna.types("swim every day at 8").taps("Delete it").sees("It's gone.", "There are none yet")
    anna.taps("Delete it").sees("It's gone.").taps("Undo").sees("swim: every day at 08:00")
    anna.taps("Undo").sees("swim: every day at 08:00")
    world.moves_to(world.now + timedelta(days=1))
    assert rung(world) == ["swim"]


def test_one_that_rested_when_it_was_deleted_comes_back_resting(world, anna):
    anna.types("swim every day at 8").taps("Pause it").taps("Delete it").taps("Undo").sees("swim: paused")


def test_a_new_one_is_undone_where_it_was_written(world, anna):
    anna.types("swim every day at 8").taps("Undo").sees("There are none yet").taps("Undo").sees("There are none yet")
    anna.types("swim every day at 8").taps("Delete it")
    undo = next(b.action for s in anna.screens for row in s.rows for b in row if b.action == actions.Undo(1))
    anna.taps_raw(encode(undo)).sees("There are none yet")


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("ring the doctor", "I can't find a time"),
        ("Wednesday 10", "not yet what"),
        ("yesterday 10: ring", "That time is over"),
        ("Monday 10 and Tuesday 11 swim", "Can you write one time?"),
        ("every day at 25: swim", "no such day or time"),
        ("at 25 swim every day", "no such day or time"),
        ("svøm hver dag kl. 25", "no such day or time"),
        ("30 February 10: swim", "no such day or time"),
        ("wake me 25", "no such day or time"),
        ("every other Monday 10 water the plants", "certain weekdays, or one day"),
        ("x" * 5000, "That's a long one"),
    ],
)
def test_what_is_not_clear_is_asked_about_and_the_question_stays(world, anna, line, answer):
    anna.types(line).sees(answer).types("Wednesday 10: ring").sees("I'll remind you.")
    assert count(world, schema.reminders) == 1


def test_a_move_to_another_zone_keeps_the_hour_on_the_wall(world, anna):
    anna.types("swim every day at 8").types("/settings").taps("Time zone").types("Tokyo")
    (row,) = mine(world, anna)
    assert row.due_at == datetime(2026, 11, 20, 23, tzinfo=UTC)
    anna.taps("Undo")
    (row,) = mine(world, anna)
    assert row.due_at == datetime(2026, 11, 21, 7, tzinfo=UTC)


def test_a_resting_one_still_rests_in_another_zone_and_one_whose_hour_is_past_there_is_said(world, anna):
    anna.types("swim every day at 8").taps("Pause it").taps("My small reminders").types("today 15: ring")
    anna.types("/settings").taps("Time zone").types("Tokyo")
    world.ticks()
    assert rung(world) == ["ring"]


def test_the_list_has_pages_and_an_end(world, anna):
    for n in range(20):
        anna.types(f"task {chr(97 + n)} every day at 8").taps("My small reminders")
    anna.types("one more every day at 8").sees("That's all I can keep", "task a").taps("More").sees("task e")
    anna.taps_raw(encode(actions.MyReminders(99))).sees("task t")


def test_a_button_of_one_that_is_gone_shows_how_things_are(world, anna):
    anna.types("swim every day at 8").taps("Delete it").taps("Pause it")
    assert "changed since" in str(anna.last.toast)


def test_no_clock_has_such_a_minute(world, anna):
    anna.types("swim every day at 8").taps_raw(encode(actions.ReminderAt(1, 5000)))
    assert "changed since" in str(anna.last.toast)
    (row,) = mine(world, anna)
    assert row.at.hour == 8


def test_a_reminder_that_rests_by_the_time_it_would_be_sent_is_not(world, anna):
    anna.types("swim every day at 8")
    world.now += timedelta(hours=20)
    world.write(lambda unit: __import__("bot.ticker").ticker.decide(unit, world.now))
    anna.taps("Pause it")
    assert rung(world) == []


def test_no_number_and_no_old_undo_opens_anything_of_the_other_person(world):
    couple = Couple(world)
    anna, jonas = couple.mentee, couple.mentor
    anna.taps_raw(encode(actions.MyReminders(0))).types("swim every day at 8").taps("Change it").types("run daily at 9")
    undo = next(b.action for row in anna.last.rows for b in row if isinstance(b.action, actions.Undo))
    anna.taps("Delete it")
    jonas.taps_raw(encode(actions.MyReminders(0))).types("secret dance every day at 8")
    number = mine(world, jonas)[0].id
    aimed = actions.ReminderCard(number), actions.DeleteReminder(number), actions.PauseReminder(number, on=True)
    for action in (*aimed, undo):
        anna.taps_raw(encode(action))
        assert "secret" not in anna.text
    assert [each.paused for each in mine(world, jonas)] == [False]
