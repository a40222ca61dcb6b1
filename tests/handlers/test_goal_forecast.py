"""Guesses, what is learned from them, and what is said when there is more to do than meetings to come."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.mentoring.goals import GoalState
from bot.mentoring.pairs import Rhythm
from handlers import actions
from handlers.actions import encode
from handlers.goals.longer import WAITS
from tests.handlers.couples import Couple


@pytest.fixture
def couple(world):
    return Couple(world)


def tight(couple, estimate=7):
    """Two months, every other week: four meetings without Christmas Eve, and a goal that takes seven."""
    couple.agrees(rhythm=Rhythm.FORTNIGHTLY, months=2)
    return couple.adds("Borrow books", estimate=estimate)


def guesses(phone, *numbers):
    for number in numbers:
        phone.types("/goals").taps("Borrow books").taps("Change").taps("How many meetings?").types(str(number))


# --- What is guessed, and learned ---


def test_another_guess_is_told_as_something_learned_to_both(couple):
    anna = couple.mentee
    couple.adds("Borrow books")
    guesses(anna, 3, 5)
    anna.sees("You think it takes about five meetings.", "First you thought three, then five: you know more now.")
    anna.taps("See it").sees("First you thought three, then five")
    couple.mentor.types("/goals").taps("Borrow books").sees("First Anna thought three, then five: you both know more")
    guesses(anna, 1, 8, 12)
    anna.sees("First you thought three, then 12: you know more now.")


def test_a_slip_that_is_undone_is_no_part_of_the_history(couple):
    anna = couple.mentee
    couple.adds("Borrow books")
    guesses(anna, 3, 55)
    anna.taps("Undo").sees("About three meetings left")
    assert "First you thought" not in anna.text


def test_a_guess_that_was_made_again_since_is_not_undone(couple):
    anna = couple.mentee
    couple.adds("Borrow books")
    guesses(anna, 3, 5)
    undo = next(b.action for line in anna.last.rows for b in line if isinstance(b.action, actions.Undo))
    guesses(anna, 8, 5)
    anna.taps_raw(encode(undo)).sees("changed again since", "About five meetings left")


@pytest.mark.parametrize("text", ["a lot", "100", "5 or 6", "x" * 5000])
def test_what_is_no_number_is_asked_for_again(couple, text):
    anna = couple.mentee
    couple.adds("Borrow books")
    guesses(anna, text)
    anna.sees("I didn't get that number.").types("4").sees("about four meetings")


def test_not_knowing_is_fine_and_the_same_guess_twice_is_one(couple):
    anna, goal = couple.mentee, couple.adds("Borrow books", estimate=3)
    anna.taps_raw(encode(actions.Estimate(goal.id, 0))).sees("That's fine. You can guess later.")
    anna.taps_raw(encode(actions.Estimate(goal.id, 0))).taps("Undo").sees("About three meetings left")
    anna.taps_raw(encode(actions.Estimate(goal.id, 999))).sees("Hi Anna")


def test_what_is_done_and_met_is_taken_off(world, couple):
    anna, books = couple.agrees().mentee, couple.adds("Borrow books", estimate=5)
    step = couple.adds("Ring to the library", books.id)
    couple.adds("Get a card", books.id)
    couple.chooses(step)
    world.now = couple.first.ends_at + timedelta(hours=2)
    couple.mentor.taps_raw(encode(actions.Met(couple.first.id))).taps("Some of the way")
    anna.types("/goals").sees("About four meetings left: with one every week")
    anna.taps("Borrow books").taps("Ring to the library").taps("It's done").taps("Up").sees("About four meetings left")
    anna.taps("Get a card").taps("It's done").taps("Up").sees("About three meetings left")
    anna.taps("Change").taps("How many meetings?").sees("Count those that you've had, too.")


# --- When that is ---


def test_the_forecast_tells_when_in_plain_words(couple):
    tight(couple)
    couple.mentee.types("/goals").sees(
        "About seven meetings left: with one every other week that is early March.",
        "Your course runs to 26 January 2027, with room for about four meetings.",
        "You could talk about more time, or make it smaller. Both are fine.",
    )


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        (1, "About one meeting left: with one every other week that is on Thursday."),
        (2, "that is early December."),
        (3, "that is early January."),
        (4, "About four meetings left: with one every other week that is late January."),
    ],
)
def test_what_fits_is_told_with_the_end_and_nothing_more(couple, estimate, words):
    tight(couple, estimate)
    anna = couple.mentee.types("/goals").taps("Borrow books").sees(words, "Your course runs to 26 January 2027.")
    assert not {"Talk about extending", "Make it smaller"} & set(anna.labels())


def test_far_ahead_the_year_is_told_and_what_nobody_can_tell_is_left_out(couple):
    couple.agrees(rhythm=Rhythm.MONTHLY, months=2)
    couple.adds("Borrow books", estimate=13)
    couple.mentee.types("/goals").sees("with one a month that is late January 2028")
    couple.adds("Swim", estimate=90)
    couple.mentee.types("/goals").sees("About 103 meetings left.")


def test_without_a_rhythm_only_the_number_is_told(couple):
    couple.adds("Borrow books", estimate=7)
    couple.mentee.types("/goals").sees("About seven meetings left.")
    couple.agrees(rhythm=Rhythm.FREE)
    couple.mentee.types("/goals").sees("About seven meetings left.", "Your course runs to 20 May 2027.")


def test_during_a_break_the_forecast_begins_where_it_ends(world, couple):
    tight(couple, 1)
    until = (world.now + timedelta(days=14)).date().toordinal()
    couple.mentor.taps_raw(encode(actions.TakePause(couple.pair.id, until)))
    couple.mentee.types("/goals").sees("that is early December.", "Your course runs to 9 February 2027.")


def test_several_goals_are_forecast_together_and_each_alone(couple):
    tight(couple, 3)
    couple.adds("Swim", estimate=4)
    couple.adds("Cook")
    anna = couple.mentee.types("/goals").sees("• Swim About four meetings left", "About seven meetings left: with")
    anna.taps("Swim").sees("About four meetings left: with one every other week that is late January.")


def test_after_its_end_the_course_is_told_of_in_the_past(world, couple):
    tight(couple)
    world.now = datetime(2027, 3, 1, 11, tzinfo=UTC)
    couple.mentee.types("/goals").sees("Your course ran to 26 January 2027.")


# --- Make it smaller ---


def test_it_is_made_smaller_by_leaving_a_part_for_later(couple):
    anna, books = couple.mentee, tight(couple)
    for title in ("Ring to the library", "Get a card", "Find the papers", "Read aloud"):
        couple.adds(title, books.id, estimate=2)
    anna.types("/goals").taps("Make it smaller").sees("What would be enough for now?", "Borrow books")
    anna.taps("More").taps("Later: Read aloud").sees("It's put away.").taps("Undo").sees("Read aloud")


def test_it_is_made_smaller_by_another_guess_or_other_words(couple):
    anna = couple.mentee
    tight(couple)
    anna.types("/goals").taps("Borrow books").taps("Change").taps("Make it smaller").sees("You can guess anew").taps(
        "Other words"
    )
    anna.types("Borrow one book").taps("See it").taps("Change").taps("Make it smaller")
    anna.taps("How many meetings?").types("3").taps("See it").sees("that is early January.").taps("Change")
    assert "Make it smaller" not in anna.labels()


def test_with_several_goals_the_largest_is_looked_at_first(couple):
    tight(couple, 2)
    couple.adds("Swim", estimate=9)
    couple.mentee.types("/goals").taps("Make it smaller").sees("Swim")


def test_the_mentor_can_only_talk_about_time(couple):
    books = tight(couple)
    jonas = couple.mentor.types("/goals").sees("You could talk about more time, if you'd like.")
    assert "Make it smaller" not in jonas.labels()
    jonas.taps_raw(encode(actions.MakeSmaller(books.id, 0))).sees("Hi Jonas")


# --- Talk about extending ---


def test_the_other_and_the_coordinator_hear_it_once_and_never_why(world, mette):
    couple = Couple(world)
    jonas, anna = couple.mentor, couple.mentee
    tight(couple)
    anna.types("/goals").taps("Talk about extending").sees("I'll tell Jonas and Mette that you'd like more time")
    anna.taps("Talk about extending").sees("I'll tell Jonas and Mette")
    world.moves_to(world.now + timedelta(minutes=15))
    jonas.sees("Anna would like to talk about more time with you.", "Your course runs to 26 January 2027.")
    mette.sees("Anna would like to talk about more time with Jonas.", "Their course runs to 26 January 2027.")
    assert "Borrow books" not in mette.text + jonas.text
    mette.taps("See the pair").sees("Jonas and Anna")
    anna.types("/goals").sees("You've said that you'd like to talk about more time.")
    assert "Talk about extending" not in anna.labels()
    told = len(mette.screens)
    jonas.taps("I'd like to, too").sees("I'll tell Anna and Mette")
    world.moves_to(world.now + timedelta(minutes=15))
    anna.sees("Jonas would like to talk about more time with you.")
    assert "I'd like to, too" not in anna.labels()
    assert len(mette.screens) == told


def test_for_two_minutes_it_can_be_taken_back_and_nobody_hears(world, mette):
    couple = Couple(world)
    tight(couple)
    heard = len(couple.mentor.screens), len(mette.screens)
    couple.mentee.types("/goals").taps("Talk about extending").taps("Undo").sees("Borrow books")
    assert "Talk about extending" in couple.mentee.labels()
    world.moves_to(world.now + timedelta(minutes=15))
    assert (len(couple.mentor.screens), len(mette.screens)) == heard
    couple.mentee.taps("Talk about extending")
    world.moves_to(world.now + timedelta(minutes=15))
    couple.mentor.sees("Anna would like to talk about more time with you.")


def test_later_it_says_that_they_have_heard(world, couple):
    anna = couple.mentee
    tight(couple)
    anna.types("/goals").taps("Talk about extending").sees("I'll tell Jonas that you'd like more time")
    world.now += WAITS
    anna.taps("Undo").sees("They have heard by now.", "You've said that you'd like to talk about more time.")


def test_another_end_of_the_course_is_another_talk(world, couple):
    anna = couple.mentee
    tight(couple)
    anna.types("/goals").taps("Talk about extending")
    world.write(lambda unit: unit.pairs.set_agreement(couple.agreement.id, ends_on=datetime(2027, 2, 2).date()))
    assert "Talk about extending" in anna.types("/goals").labels()


def test_a_pair_that_has_ended_meanwhile_is_not_talked_about(world, mette):
    couple = Couple(world)
    anna = couple.mentee
    tight(couple)
    anna.types("/goals").taps("Talk about extending")
    world.write(lambda unit: unit.pairs.close(couple.pair.id, world.now))
    heard = len(couple.mentor.screens), len(mette.screens)
    world.now += timedelta(minutes=5)
    world.deliver()
    assert (len(couple.mentor.screens), len(mette.screens)) == heard
    anna.taps("Undo").sees("Hi Anna")


def test_the_same_in_danish(world):
    couple = Couple(world, language="da")
    jonas, anna = couple.mentor, couple.mentee
    goal = tight(couple)
    anna.types("/maal").sees(
        "Omkring syv møder tilbage: med ét hver anden uge bliver det i begyndelsen af marts.",
        "Jeres forløb løber til 26. januar 2027 med plads til omkring fire møder.",
        "I kan tale om mere tid, eller du kan gøre det mindre. Begge dele er fint.",
    )
    anna.taps("Gør det mindre").sees("Hvad ville være nok lige nu?").taps("Tilbage").taps("Tal om at forlænge")
    anna.sees("Jeg fortæller Jonas, at du gerne vil have mere tid")
    world.moves_to(world.now + timedelta(minutes=15))
    jonas.sees("Anna vil gerne tale om mere tid med dig.").taps("Det vil jeg også gerne")
    anna.taps_raw(encode(actions.Estimate(goal.id, 3))).taps_raw(encode(actions.Estimate(goal.id, 1)))
    anna.sees("Først tænkte du tre, så ét møde. Nu ved du mere.")


@pytest.mark.parametrize(
    ("rhythm", "weekdays", "words"),
    [
        (Rhythm.WEEKLY, (1, 3), "med to om ugen bliver det"),
        (Rhythm.FORTNIGHTLY, (1, 3), "med to hver anden uge bliver det"),
        (Rhythm.MONTHLY, (3,), "med ét om måneden bliver det"),
    ],
)
def test_every_rhythm_is_told_in_danish(world, rhythm, weekdays, words):
    couple = Couple(world, language="da").agrees(rhythm=rhythm, at=time(16, 30))
    world.write(lambda unit: unit.pairs.set_agreement(couple.agreement.id, weekdays=weekdays))
    couple.adds("Låne bøger", estimate=4)
    couple.mentee.types("/maal").sees(words)


def test_a_done_goal_has_no_forecast(couple):
    couple.agrees()
    couple.adds("Borrow books", estimate=4, state=GoalState.DONE)
    assert "left" not in couple.mentee.types("/goals").text
