"""A meeting that was never planned is told of in plain words or by a button, and taken back like any other."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.mentoring.meetings import MeetingState
from handlers import actions
from handlers.actions import encode
from handlers.wording import minute_of
from storage import schema
from tests.handlers.couples import Couple
from tests.world import NOW

THURSDAY = datetime(2026, 11, 26, 15, 30, tzinfo=UTC)


@pytest.fixture
def couple(world):
    return Couple(world).agrees()


def unplanned(phone):
    return phone.types("/log").taps("We met without planning")


def held(couple):
    return [each.starts_at for each in couple.meetings() if each.state is MeetingState.HELD]


def count(phone, words):
    return len([screen for screen in phone.screens if words in screen.text])


def test_two_taps_keep_a_meeting_of_yesterday_and_the_other_confirms(couple):
    jonas = unplanned(couple.mentor).sees("When did you and Anna meet?")
    assert jonas.labels() == ["Today", "Yesterday", "Back", "Home"]
    jonas.taps("Yesterday").sees("Saved. Thanks for telling me.")
    assert held(couple) == [datetime(2026, 11, 19, 15, 30, tzinfo=UTC)]
    couple.mentee.sees("Jonas says you met yesterday.").taps("Yes, we met").taps("🙂 Good").sees("Saved")
    (log,) = [each for each in couple.logs(couple.first.id).values() if each.person == couple.pair.mentee]
    assert log.confirmed


def test_the_mentee_may_tell_of_one_too_and_is_asked_how_it_was(couple):
    unplanned(couple.mentee).taps("Today").sees("Saved.", "How was it?")
    assert held(couple) == [NOW]  # the usual hour has not come yet
    couple.mentor.sees("Anna says you met today.").taps("We didn't meet").sees("Thanks for telling me.")
    assert len(held(couple)) == 1


def test_a_day_in_words_is_said_back_before_it_is_kept(couple):
    jonas = unplanned(couple.mentor).types("last Tuesday 15.00")
    jonas.sees("Tuesday 17 November at 15:00", "ask Anna to confirm it")
    assert couple.mentee.screens == []
    jonas.types("3 November").sees("Tuesday 3 November at 16:30").taps("Another day").sees(
        "When did you and Anna meet?"
    )
    jonas.types("i forgårs kl. 14").sees("Wednesday 18 November at 14:00").taps("Yes, we met").sees("Saved.")
    assert held(couple) == [datetime(2026, 11, 18, 13, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("i går formiddag", ["Thursday 19 November at 10:00", "Thursday 19 November at 09:00"]),
        ("yesterday evening", ["Thursday 19 November at 19:00", "Thursday 19 November at 18:00"]),
        ("i aftes", ["Thursday 19 November at 19:00", "Thursday 19 November at 18:00"]),
        ("last Tuesday afternoon", ["Tuesday 17 November at 14:00", "Tuesday 17 November at 15:00"]),
        ("this morning", ["Friday 20 November at 08:00", "Friday 20 November at 09:00"]),
    ],
)
def test_a_part_of_a_day_that_is_over_assumes_no_hour(couple, words, hours):
    jonas = unplanned(couple.mentor).types(words).sees("Which of these do you mean?")
    assert jonas.labels()[:2] == hours
    assert held(couple) == []
    assert jonas.taps(hours[1]).sees("Saved.")
    assert len(held(couple)) == 1


def test_a_part_of_today_has_only_the_hours_that_are_over(couple, world):
    world.now = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
    jonas = unplanned(couple.mentor).types("i eftermiddag").sees("Friday 20 November at 14:00", "ask Anna to confirm")
    jonas.types("i aften").sees("That hasn't been yet.")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("tomorrow", "I don't know that day yet"),
        ("x" * 5000, "I don't know that day yet"),
        ("\u200fمرحبا 🙂 <b>x</b> & \x00", "I don't know that day yet"),
        ("today at 15", "That hasn't been yet."),
        ("3 December 2026", "That hasn't been yet."),
        ("3 September", "That is longer ago than I can keep."),
    ],
)
def test_a_day_that_will_not_do_keeps_the_question(couple, words, answer):
    jonas = unplanned(couple.mentor).types(words).sees(answer, "When did you and Anna meet?")
    assert held(couple) == []
    jonas.types("yesterday").sees("Thursday 19 November")


def test_the_same_tap_twice_is_one_meeting_and_one_question(couple):
    jonas = unplanned(couple.mentor).taps("Yesterday")
    again = unplanned(jonas).taps("Yesterday").sees("Saved.")
    assert again.last == jonas.screens[2]
    assert len(held(couple)) == 1
    assert count(couple.mentee, "Jonas says you met") == 1


def test_a_day_that_has_a_meeting_means_that_meeting(couple, world):
    world.now = THURSDAY + timedelta(days=1)
    jonas = unplanned(couple.mentor).taps("Yesterday")
    jonas.sees("You have a meeting on that day already:", "Did you and Anna get to meet?").taps("We met").sees("Saved")
    assert held(couple) == [THURSDAY]
    assert len(couple.meetings()) == 26


def test_what_one_told_the_other_tells_of_the_same_meeting(couple):
    unplanned(couple.mentor).taps("Yesterday")
    anna = unplanned(couple.mentee).taps("Yesterday").sees("You have a meeting on that day already:").taps("We met")
    anna.sees("How was it?")
    assert len(held(couple)) == 1


def test_it_can_be_taken_back_and_told_again(couple, world):
    world.now = datetime(2026, 11, 20, 22, tzinfo=UTC)  # at night: Anna has not heard of it yet
    jonas = unplanned(couple.mentor).taps("Yesterday").taps("Undo")
    jonas.sees("It's taken back.", "You've told me about all your meetings.")
    assert jonas.taps("Undo").sees("It's taken back.").last == jonas.screens[-2]
    assert held(couple) == []
    world.moves_to(datetime(2026, 11, 21, 12, tzinfo=UTC))
    assert couple.mentee.screens == []
    assert count(jonas, "Did you and Anna") == 0
    unplanned(jonas).types("19 November").taps("Yes, we met").sees("Saved.")
    couple.mentee.sees("Jonas says you met last Thursday.")
    assert len(held(couple)) == 1


def test_taking_it_back_leaves_the_others_word(couple):
    jonas = unplanned(couple.mentor).taps("Yesterday")
    couple.mentee.taps("Yes, we met")
    jonas.taps("Undo").sees("Did you and Anna get to meet?")
    assert len(held(couple)) == 1


def test_without_an_agreement_it_can_be_told_of_too(world):
    couple = Couple(world)
    unplanned(couple.mentor).taps("Yesterday").sees("Saved.")
    assert held(couple) == [datetime(2026, 11, 19, 11, tzinfo=UTC)]


def test_somebody_with_several_pairs_says_whom_they_met(world, couple):
    bo = Couple(world, names=("Bo", "Ida"))
    pairs, jonas = schema.pairs, couple.pair.mentor
    mine = pairs.update().where(pairs.c.id == bo.pair.id).values(mentor_id=jonas)
    world.write(lambda unit: unit.connection.execute(mine))
    unplanned(couple.mentor).sees("Who did you meet?").taps("Ida").taps("Yesterday").sees("Saved.")
    bo.mentee.sees("Jonas says you met yesterday.")
    assert couple.mentee.screens == []


def test_minutes_that_no_button_has_keep_nothing(couple):
    for minute in (0, actions.LARGEST, minute_of(NOW + timedelta(hours=1)), minute_of(NOW - timedelta(days=61))):
        couple.mentor.taps_raw(encode(actions.MetThen(couple.pair.id, minute)))
    assert held(couple) == []
    assert len(couple.meetings()) == 26


def test_who_meets_nobody_is_not_asked_whom(world):
    phone = world.phone("Ida")

    def join(unit):
        place = unit.programmes.add("Alene", "en", "Europe/Copenhagen", world.now)
        unit.people.add(phone.chat, "Ida", "en", place, world.now)

    world.write(join)
    assert phone.types("/log").labels() == ["Meetings", "Home"]
    assert phone.taps_raw(encode(actions.Unplanned())).last.toast


def test_on_the_night_of_the_clock_change_yesterday_is_yesterday(world):
    world.now = datetime(2027, 3, 28, 1, 30, tzinfo=UTC)  # 03:30, there was no 02:30
    couple = Couple(world).agrees()
    unplanned(couple.mentor).types("today 2.30 am").sees("Sunday 28 March at 03:30").taps("Yes, we met")
    assert held(couple) == [datetime(2027, 3, 28, 1, 30, tzinfo=UTC)]
