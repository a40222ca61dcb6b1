"""A meeting that the rhythm puts on a public holiday is asked about, and one meeting can be skipped."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import select

from bot.mentoring.meetings import MeetingState, Reply
from handlers import actions
from handlers.actions import encode
from handlers.wording import minute_of
from storage import schema
from tests.handlers.couples import Couple

EVE = datetime(2026, 12, 24, 15, 30, tzinfo=UTC)  # a Thursday, as the rhythm is
ASKED = EVE - timedelta(days=7)


@pytest.fixture
def december(world):
    """The day before the question comes."""
    world.now = datetime(2026, 12, 16, 15, tzinfo=UTC)
    return world


@pytest.fixture
def couple(december):
    return Couple(december).agrees()


def on_holiday(couple):
    return next(each for each in couple.meetings() if each.slot == EVE.date())


def taps(phone, couple, kind, *more):
    return phone.taps_raw(encode(kind(on_holiday(couple).id, *more)))


def count(phone, words):
    return len([screen for screen in phone.screens if words in screen.text])


def reasons(world, kind):
    box = schema.outbox
    query = select(box.c.state, box.c.reason).where(box.c.kind == kind).order_by(box.c.id)
    return world.read(lambda unit: [(row.state.value, row.reason) for row in unit.connection.execute(query)])


# --- The question ---


def test_both_are_asked_a_week_before_and_both_see_who_would_like_to_meet_anyway(couple, world):
    world.moves_to(ASKED - timedelta(minutes=15))
    assert count(couple.mentor, "Christmas Eve") == 0
    world.moves_to(ASKED)
    for phone, name in ((couple.mentor, "Anna"), (couple.mentee, "Jonas")):
        phone.sees("It's Christmas Eve on Thursday 24 December. Meet anyway?", f"{name} is asked too")
        assert phone.labels() == ["Meet anyway", "Find another time", "Skip this one", "Home"]
    couple.mentor.taps("Meet anyway").sees("Good. Anna can see it here.", "You've said that you're coming.")
    couple.mentee.sees("It's Christmas Eve on Thursday 24 December, and Jonas would like to meet anyway.")
    couple.mentee.sees("Jonas is coming.")
    couple.mentee.taps("I'm coming").sees("You are both coming.")
    assert on_holiday(couple).holiday is True


def test_the_reminders_name_the_holiday_until_somebody_would_like_to_meet_anyway(couple, world):
    world.moves_to(ASKED)
    couple.mentor.sees("You and Anna have planned to meet at 16:30.")
    world.moves_to(EVE - timedelta(days=1))
    couple.mentor.sees("You and Anna meet tomorrow at 16:30.", "That day is Christmas Eve.")
    couple.mentee.sees("You and Jonas meet tomorrow at 16:30.", "That day is Christmas Eve.").taps("Home")
    taps(couple.mentor, couple, actions.MeetAnyway)
    world.moves_to(EVE - timedelta(hours=2))
    assert "That day is" not in couple.mentor.sees("You and Anna meet today").last.text


def test_the_same_answer_twice_or_from_both_rings_once(couple, world):
    world.moves_to(ASKED)
    jonas = couple.mentor.taps("Meet anyway")
    assert taps(jonas, couple, actions.MeetAnyway).last == jonas.screens[-2]
    taps(couple.mentee, couple, actions.MeetAnyway).sees("You are both coming.")
    assert count(couple.mentee, "would like to meet anyway") == 1
    assert count(couple.mentor, "would like to meet anyway") == 0


def test_skipping_it_is_told_and_the_next_one_stands(couple, world):
    world.moves_to(ASKED)
    anna = couple.mentee.taps("Skip this one")
    anna.sees("You're skipping the meeting on Thursday 24 December. Jonas will know.")
    anna.sees("Next time: Thursday 31 December at 16:30")
    couple.mentor.sees("Anna would like to skip your meeting on Thursday 24 December.", "Next time:")
    couple.mentor.taps("Find a new time").sees("When would suit you better?")
    assert on_holiday(couple).state is MeetingState.CALLED_OFF
    world.moves_to(EVE + timedelta(hours=3))
    assert count(couple.mentor, "today at 16:30") == 1


def test_skipping_twice_is_one_skip_and_it_can_be_taken_back(couple, world):
    world.moves_to(ASKED)
    anna = couple.mentee.taps("Skip this one")
    assert taps(anna, couple, actions.SkipMeeting).last == anna.screens[-2]
    assert count(couple.mentor, "would like to skip") == 1
    anna.taps("Undo").sees("Good, it stands as it was.")
    couple.mentor.sees("Anna can come after all.")
    assert on_holiday(couple).state is MeetingState.PLANNED


def test_an_answer_after_the_others_answer_shows_how_it_is_now(couple, world):
    world.moves_to(ASKED)
    couple.mentee.taps("Skip this one")
    couple.mentor.taps("Meet anyway").sees("It was called off.")
    assert couple.mentor.last.toast
    taps(couple.mentor, couple, actions.SkipMeeting).sees("It was called off.")
    assert on_holiday(couple).holiday is None


def test_finding_another_time_goes_round_the_holiday(couple, world):
    world.moves_to(ASKED)
    jonas = couple.mentor.taps("Find another time")
    times = jonas.labels()[:3]
    assert not any("24 December" in each or "25 December" in each for each in times)
    jonas.taps(times[0])
    couple.mentee.sees(f"Jonas would like another time: {times[0]}").taps("Works for me")
    assert on_holiday(couple).starts_at != EVE


def test_the_reminders_go_on_when_nobody_answers(couple, world):
    world.moves_to(EVE - timedelta(hours=24))
    couple.mentee.sees("You and Jonas meet tomorrow at 16:30.")
    world.moves_to(EVE - timedelta(hours=2))
    couple.mentor.sees("You and Anna meet today at 16:30.")
    assert count(couple.mentor, "Christmas Eve on") == 1
    assert on_holiday(couple).state is MeetingState.PLANNED


def test_in_danish_the_day_has_its_danish_name(december):
    couple = Couple(december, language="da").agrees()
    december.moves_to(ASKED)
    couple.mentee.sees("Det er juleaften torsdag den 24. december. Vil I mødes alligevel?")
    assert couple.mentee.labels() == ["Vi mødes alligevel", "Find en anden tid", "Spring det her møde over", "Hjem"]


# --- When it is not asked ---


def test_a_day_that_the_two_chose_themselves_is_not_asked_about(couple, world):
    first = couple.first.id
    couple.mentor.taps_raw(encode(actions.MoveTo(first, minute_of(EVE + timedelta(days=1)))))
    couple.mentee.taps("Works for me")
    extra = minute_of(EVE + timedelta(days=2))
    couple.mentor.taps_raw(encode(actions.PlanMeeting(couple.pair.id, extra)))
    taps(couple.mentor, couple, actions.SkipMeeting)
    world.moves_to(EVE - timedelta(minutes=15))
    assert count(couple.mentor, "Meet anyway?") == 0


def test_each_programme_has_the_holidays_of_its_own_country(world):
    couple = Couple(world)
    world.write(lambda unit: unit.connection.execute(schema.programmes.update().values(country="US")))
    world.ticks()
    couple.agrees()
    world.ticks()
    couple.mentor.sees("It's Thanksgiving Day on Thursday. Meet anyway?")
    world.now = EVE - timedelta(hours=2)
    world.ticks()
    assert count(couple.mentor, "Meet anyway?") == 1


def test_what_was_answered_in_the_night_is_not_asked(december, world):
    couple = Couple(world).agrees(at=time(22, 0))
    night = EVE.replace(hour=21)
    world.moves_to(night - timedelta(days=7))
    assert count(couple.mentor, "Meet anyway?") == 0
    taps(couple.mentor, couple, actions.MeetAnyway)
    world.moves_to(night - timedelta(days=6))
    assert reasons(world, "meeting.holiday") == [("dropped", "answered"), ("dropped", "answered")]
    couple.mentee.sees("Jonas would like to meet anyway")


def test_while_a_new_time_is_being_found_or_it_is_off_nobody_is_asked(december, world):
    couple = Couple(world).agrees(at=time(22, 0))
    night = EVE.replace(hour=21)
    world.moves_to(night - timedelta(days=7))
    taps(couple.mentor, couple, actions.MoveTo, minute_of(EVE + timedelta(days=4)))
    world.moves_to(night - timedelta(days=6))
    assert reasons(world, "meeting.holiday") == [("dropped", "answered"), ("dropped", "answered")]
    following = next(each for each in couple.meetings() if each.slot == (EVE + timedelta(days=7)).date())
    world.moves_to(night)
    couple.mentor.taps_raw(encode(actions.CannotCome(following.id)))
    world.moves_to(night + timedelta(days=1))
    assert reasons(world, "meeting.holiday")[2:] == [("dropped", "not_planned"), ("dropped", "not_planned")]


def test_a_meeting_moved_off_the_holiday_while_the_question_waited_is_not_asked_about(december, world):
    couple = Couple(world).agrees(at=time(22, 0))
    night = EVE.replace(hour=21)
    world.moves_to(night - timedelta(days=7))
    taps(couple.mentor, couple, actions.MoveTo, minute_of(EVE + timedelta(days=4)))
    taps(couple.mentee, couple, actions.MoveTo, minute_of(EVE + timedelta(days=4))).sees("settled")
    world.moves_to(night - timedelta(days=6))
    assert ("dropped", "moved") in reasons(world, "meeting.holiday")


def test_meeting_anyway_is_not_told_when_it_was_called_off_since(december, world):
    couple = Couple(world).agrees(at=time(22, 0))
    world.moves_to(EVE.replace(hour=21) - timedelta(days=7))
    taps(couple.mentor, couple, actions.MeetAnyway)
    taps(couple.mentor, couple, actions.CannotCome)
    world.moves_to(EVE - timedelta(days=6))
    assert reasons(world, "meeting.holiday.on") == [("dropped", "not_planned")]


def test_after_the_day_an_old_button_shows_the_meeting_as_it_is(couple, world):
    world.now = EVE + timedelta(hours=1)
    for kind in (actions.MeetAnyway, actions.SkipMeeting):
        assert taps(couple.mentor, couple, kind).sees("How did it go?").last.toast
    assert couple.replies() == {}


# --- Skipping any one ---


def test_any_meeting_of_the_rhythm_can_be_skipped_and_it_frees_no_other(couple, world):
    first = couple.first
    jonas = couple.mentor.taps_raw(encode(actions.MoveIt(first.id))).taps("Skip this one")
    jonas.sees("You're skipping the meeting tomorrow.", "Next time: Thursday 24 December at 16:30")
    couple.mentee.sees("Jonas would like to skip your meeting tomorrow.")
    assert couple.world.read(lambda unit: unit.meetings.replies(first.id)) == {couple.pair.mentor: Reply.CANNOT}
    states = [each.state for each in couple.meetings()]
    assert states.count(MeetingState.CALLED_OFF) == 1


def test_a_skip_taken_back_before_it_was_told_is_never_told(couple, world):
    world.now = datetime(2026, 12, 16, 22, tzinfo=UTC)
    couple.mentor.taps_raw(encode(actions.SkipMeeting(couple.first.id))).taps("Undo")
    world.moves_to(datetime(2026, 12, 17, 9, tzinfo=UTC))
    assert count(couple.mentee, "skip") == count(couple.mentee, "after all") == 0
    assert reasons(world, "meeting.skipped") == [("dropped", "undone")]


def test_an_extra_meeting_has_nothing_to_skip(couple):
    saturday = minute_of(datetime(2026, 12, 19, 10, tzinfo=UTC))
    jonas = couple.mentor.taps_raw(encode(actions.PlanMeeting(couple.pair.id, saturday))).taps("Move it")
    assert "Skip this one" not in jonas.labels()
