"""What a meeting gave: two taps, the other's word, a face, a note, and each of them taken back."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import MeetingState, Mood, StepOutcome
from handlers import actions
from handlers.actions import encode
from handlers.outcomes.listing import SHOWN
from handlers.screen import Voice
from handlers.tap import Kind
from handlers.wording import minute_of
from storage import schema
from storage.states import NoteSight
from tests.handlers.couples import Couple

THURSDAY = datetime(2026, 11, 26, 15, 30, tzinfo=UTC)
ODD = "\u200fمرحبا 🙂 <b>x</b> &amp; \x00y"


@pytest.fixture
def couple(world):
    """Just after their first meeting should have ended, with a step chosen for it."""
    made = Couple(world).agrees()
    root = made.adds("Borrow books again", estimate=3)
    made.step = made.adds("Ring to the library", under=root.id)
    made.next_step = made.adds("Get a card", under=root.id)
    made.chooses(made.step)
    world.now = THURSDAY + timedelta(hours=1, minutes=10)
    return made


def taps(phone, couple, kind, *more):
    return phone.taps_raw(encode(kind(couple.first.id, *more)))


def due_at(couple):
    number = couple.first.id
    table = schema.meetings
    query = select(table.c.due_at).where(table.c.id == number)
    return couple.world.read(lambda unit: unit.connection.execute(query).scalar_one())


def notes(couple, phone):
    number, reader = couple.first.id, phone.person.id
    return couple.world.read(lambda unit: unit.outcomes.notes(number, reader))


def count(phone, words):
    return len([screen for screen in phone.screens if words in screen.text])


def step_of(couple):
    return next(goal for goal in couple.tree() if goal.id == couple.step.id)


# --- Two taps ---


def test_the_mentor_is_asked_an_hour_after_and_once_more_at_ten_then_never(couple, world):
    world.moves_to(THURSDAY + timedelta(hours=2))
    couple.mentor.sees("Did you and Anna get to meet?", "Thursday 26 November at 16:30")
    assert couple.mentor.labels() == ["We met", "It was moved", "It didn't happen this time", "Home"]
    world.moves_to(datetime(2026, 11, 27, 8, 45, tzinfo=UTC))
    assert count(couple.mentor, "Did you and Anna") == 1
    world.moves_to(datetime(2026, 11, 27, 9, tzinfo=UTC))
    assert count(couple.mentor, "Did you and Anna") == 2
    world.moves_to(datetime(2026, 12, 2, 9, tzinfo=UTC))
    assert count(couple.mentor, "Did you and Anna") == 2
    assert count(couple.mentee, "Did you and") == 0


def test_two_taps_and_it_is_saved(couple, world):
    world.moves_to(THURSDAY + timedelta(hours=2))
    jonas = couple.mentor.taps("We met").sees("And the step: Ring to the library?").taps("We did it")
    jonas.sees("Saved. Thanks for telling me.", "You did it: Ring to the library")
    jonas.sees("For Thursday 3 December, the next small step could be: Get a card").taps("Take that step")
    jonas.sees("Your small step for Thursday 3 December", "Get a card")
    assert (couple.first.state, couple.first.step_outcome) == (MeetingState.HELD, StepOutcome.DONE)
    assert (step_of(couple).state, step_of(couple).done_in) == (GoalState.DONE, couple.first.id)
    assert due_at(couple) is None


@pytest.mark.parametrize(
    ("button", "words", "outcome"),
    [
        ("Some of the way", "You came some of the way", StepOutcome.SOME),
        ("Something else", "It can wait", StepOutcome.OTHER),
    ],
)
def test_the_other_answers_leave_the_step_open(couple, button, words, outcome):
    taps(couple.mentor, couple, actions.Met).taps(button).sees(words)
    assert couple.first.step_outcome is outcome
    assert step_of(couple).state is GoalState.OPEN


def test_a_step_that_came_some_of_the_way_is_offered_again(couple):
    taps(couple.mentor, couple, actions.Met).taps("Some of the way").sees("could be: Ring to the library")


def test_without_a_step_it_is_saved_at_once(couple):
    number = couple.first.id
    couple.world.write(lambda unit: unit.meetings.set(number, step_id=None))
    taps(couple.mentor, couple, actions.Met).sees("Saved. Thanks for telling me.")
    taps(couple.mentor, couple, actions.StepWas, StepOutcome.DONE).sees("Saved.")
    assert couple.first.step_outcome is None


def test_without_a_next_meeting_or_with_a_step_in_it_none_is_offered(couple):
    second = couple.meetings()[1].id
    couple.chooses(couple.next_step, second)
    taps(couple.mentor, couple, actions.Met).taps("We did it")
    assert "could be" not in couple.mentor.text
    ahead = [each.id for each in couple.meetings() if each.starts_at > couple.world.now]
    couple.world.write(lambda unit: unit.meetings.make_way(couple.pair.id, ahead, couple.world.now))
    taps(couple.mentor, couple, actions.LogMeeting).sees("Saved.")
    assert "could be" not in couple.mentor.text


def test_each_tap_twice_is_one_answer_and_one_effect(couple):
    jonas = couple.mentor
    for kind, more in ((actions.Met, ()), (actions.StepWas, (StepOutcome.DONE,))):
        taps(jonas, couple, kind, *more)
        told, first = couple.logs(), couple.first
        assert taps(jonas, couple, kind, *more).last == jonas.screens[-2]
        assert (couple.logs(), couple.first) == (told, first)
    assert count(couple.mentee, "Jonas says you met") == 1


def test_another_answer_about_the_step_takes_the_place_of_the_first(couple):
    taps(couple.mentor, couple, actions.Met).taps("We did it")
    taps(couple.mentor, couple, actions.StepWas, StepOutcome.OTHER).sees("It can wait")
    assert step_of(couple).state is GoalState.OPEN


def test_the_step_before_the_meeting_asks_for_the_meeting_first(couple):
    taps(couple.mentor, couple, actions.StepWas, StepOutcome.DONE).sees("Did you and Anna get to meet?")
    assert couple.logs() == {}
    assert step_of(couple).state is GoalState.OPEN


# --- Undo ---


def test_undo_opens_the_question_and_the_step_again(couple, world):
    taps(couple.mentor, couple, actions.Met).taps("We did it").taps("Undo").sees("It's taken back.", "get to meet?")
    assert couple.first.state is MeetingState.PLANNED
    assert (step_of(couple).state, step_of(couple).done_at) == (GoalState.OPEN, None)
    taps(couple.mentor, couple, actions.UndoLog).sees("It's taken back.")
    assert due_at(couple) == datetime(2026, 11, 26, 17, 30, tzinfo=UTC)
    world.moves_to(datetime(2026, 11, 26, 18, tzinfo=UTC))
    assert count(couple.mentor, "get to meet?") == 3


def test_whoever_takes_it_back_after_the_question_is_asked_only_next_morning(couple, world):
    world.moves_to(THURSDAY + timedelta(hours=3))
    couple.mentor.taps("We met").taps("Undo")
    asked = count(couple.mentor, "get to meet?")
    world.moves_to(datetime(2026, 11, 27, 8, 45, tzinfo=UTC))
    assert count(couple.mentor, "get to meet?") == asked
    world.moves_to(datetime(2026, 11, 27, 9, 15, tzinfo=UTC))
    assert count(couple.mentor, "get to meet?") == asked + 1


def test_undo_leaves_the_others_word_and_a_step_ticked_elsewhere(couple):
    taps(couple.mentor, couple, actions.Met).taps("We did it")
    couple.mentee.taps("Yes, we met")
    couple.mentor.taps("Undo")
    assert couple.first.state is MeetingState.HELD
    assert step_of(couple).state is GoalState.OPEN
    couple.mentee.taps_raw(encode(actions.Tick(couple.step.id)))
    taps(couple.mentor, couple, actions.Met).taps("We did it").taps("Undo")
    assert step_of(couple).state is GoalState.DONE


# --- Not this time, or moved ---


def test_it_did_not_happen_and_that_happens(couple):
    jonas = taps(couple.mentor, couple, actions.DidNotHappen).sees("That happens.")
    assert couple.first.state is MeetingState.MISSED
    couple.mentee.sees("Jonas says you didn't get to meet today.").taps("That's right").sees("That happens.")
    assert {log.held for log in couple.logs().values()} == {False}
    assert couple.logs()[couple.pair.mentee].confirmed
    taps(jonas, couple, actions.DidNotHappen)
    assert count(couple.mentee, "Jonas says") == 1
    taps(jonas, couple, actions.LogMeeting).sees("That happens.").taps("Find a new time").sees("When would you like")


def test_a_change_of_mind_counts(couple):
    taps(couple.mentor, couple, actions.DidNotHappen)
    taps(couple.mentor, couple, actions.Met).sees("And the step")
    assert couple.first.state is MeetingState.HELD
    taps(couple.mentor, couple, actions.DidNotHappen)
    assert couple.first.state is MeetingState.MISSED
    couple.mentor.taps("Undo").sees("get to meet?")
    assert couple.first.state is MeetingState.PLANNED


def test_it_was_moved_asks_to_when_and_the_other_says_yes(couple, world):
    jonas = taps(couple.mentor, couple, actions.WasMoved).sees("To when was it moved?")
    assert "We've met since" in jonas.labels()
    jonas.types("28 November 11.00").taps("Ask Anna")
    couple.mentee.sees("Jonas would like another time: Saturday 28 November at 11:00").taps("Works for me")
    assert couple.first.state is MeetingState.PLANNED
    assert couple.first.starts_at == datetime(2026, 11, 28, 10, tzinfo=UTC)
    world.moves_to(datetime(2026, 11, 28, 12, 15, tzinfo=UTC))
    jonas.sees("Did you and Anna get to meet?", "Saturday 28 November at 11:00")


def test_while_a_new_time_is_being_found_nobody_is_asked_how_it_went(couple, world):
    taps(couple.mentor, couple, actions.WasMoved).types("28 November 11.00").taps("Ask Anna")
    world.moves_to(datetime(2026, 11, 27, 10, tzinfo=UTC))
    assert count(couple.mentor, "get to meet?") == 0


def test_it_was_moved_and_they_have_met_since(couple):
    taps(couple.mentor, couple, actions.WasMoved).taps("We've met since").sees("And the step")
    taps(couple.mentor, couple, actions.WasMoved).sees("And the step")


def test_a_meeting_days_ahead_cannot_be_told_of(couple):
    ahead = couple.meetings()[2].id
    for kind in (
        actions.Met,
        actions.DidNotHappen,
        actions.LogMeeting,
        actions.UndoLog,
        actions.ConfirmMet,
        actions.DenyMet,
    ):
        assert couple.mentor.taps_raw(encode(kind(ahead))).sees("You and Anna meet").last.toast
    for kind in (actions.AskNote,):
        assert couple.mentor.taps_raw(encode(kind(ahead))).last.toast
    assert couple.mentor.taps_raw(encode(actions.AskNoteText(ahead, shared=True))).last.toast
    assert couple.logs(ahead) == {}
    couple.mentor.taps_raw(encode(actions.WasMoved(ahead))).sees("To when was it moved?")
    assert "We've met since" not in couple.mentor.labels()


# --- The other's word ---


def test_the_mentee_confirms_with_one_tap_and_a_face(couple):
    taps(couple.mentor, couple, actions.Met)
    anna = couple.mentee.sees("Jonas says you met today.").taps("Yes, we met")
    anna.sees("How was it?", "Only you can see what you choose.").taps("😐 So-so").sees("You chose: 😐 So-so")
    mine = couple.logs()[couple.pair.mentee]
    assert (mine.held, mine.confirmed, mine.mood) == (True, True, Mood.SOSO)
    assert taps(anna, couple, actions.MoodWas, Mood.SOSO).last == anna.screens[-2]
    anna.taps("Another face").taps("😀 Really good")
    assert couple.logs()[couple.pair.mentee].mood is Mood.GREAT
    assert "😀" not in "".join(screen.text for screen in couple.mentor.screens)


def test_the_mentee_may_tell_first_and_the_mentor_confirms(couple):
    anna = taps(couple.mentee, couple, actions.Met).taps("We did it").sees("Saved.", "How was it?").taps("🙂 Good")
    couple.mentor.sees("Anna says you met today.").taps("Yes, we met").sees("Saved. Thanks for telling me.")
    assert couple.logs()[couple.pair.mentor].confirmed
    assert couple.logs()[couple.pair.mentee].step_outcome is StepOutcome.DONE
    anna.sees("Get a card")


def test_a_difference_is_kept_and_told_to_nobody(couple):
    taps(couple.mentor, couple, actions.Met)
    shown = len(couple.mentor.screens)
    couple.mentee.taps("We didn't meet").sees("I don't tell Jonas what you answered.")
    assert {log.held for log in couple.logs().values()} == {True, False}
    assert len(couple.mentor.screens) == shown
    taps(couple.mentee, couple, actions.DenyMet).taps("Undo").sees("It's taken back.", "Jonas says you met today.")
    assert couple.pair.mentee not in couple.logs()
    assert couple.first.state is MeetingState.HELD


def test_the_other_who_says_that_they_did_meet_is_heard(couple):
    taps(couple.mentor, couple, actions.DidNotHappen)
    couple.mentee.taps("We met").sees("How was it?")
    assert couple.first.state is MeetingState.HELD


def test_a_mood_is_the_mentees_own_and_of_a_meeting_that_was(couple):
    assert taps(couple.mentee, couple, actions.MoodWas, Mood.GOOD).last.toast
    taps(couple.mentor, couple, actions.Met)
    assert taps(couple.mentor, couple, actions.MoodWas, Mood.GOOD).last.toast
    couple.mentee.taps("We didn't meet")
    assert taps(couple.mentee, couple, actions.MoodWas, Mood.GOOD).last.toast
    assert all(log.mood is None for log in couple.logs().values())


def test_nobody_is_asked_to_confirm_what_was_taken_back_or_told_already(couple, world):
    world.now = datetime(2026, 11, 26, 21, tzinfo=UTC)
    taps(couple.mentor, couple, actions.Met).taps("Undo")
    second = couple.meetings()[1].id
    world.moves_to(datetime(2026, 11, 27, 8, tzinfo=UTC))
    assert count(couple.mentee, "Jonas says") == 0
    world.now = datetime(2026, 12, 3, 21, tzinfo=UTC)
    couple.mentor.taps_raw(encode(actions.Met(second)))
    couple.mentee.taps_raw(encode(actions.Met(second)))
    world.moves_to(datetime(2026, 12, 4, 8, tzinfo=UTC))
    assert count(couple.mentee, "Jonas says") == 0


def test_nobody_is_asked_of_what_was_told_or_called_off_meanwhile(couple, world):
    world.moves_to(THURSDAY + timedelta(hours=1, minutes=45))
    taps(couple.mentee, couple, actions.Met)
    world.moves_to(datetime(2026, 11, 28, 9, tzinfo=UTC))
    assert count(couple.mentor, "Did you and Anna") == 0


def test_a_question_that_waited_is_dropped_when_it_was_answered_in_between(world):
    from bot.mentoring.nudges import NudgeKind
    from handlers import notices

    couple = Couple(world).agrees()
    number, mentor = couple.first.id, couple.mentor.person

    def drawn(now):
        facts = {"meeting": number}
        return world.read(lambda unit: notices.draw(NudgeKind.OUTCOME, facts, mentor, now, unit))

    assert drawn(THURSDAY).reason == "not_planned"
    later = THURSDAY + timedelta(hours=2)
    assert drawn(later).rows
    world.write(lambda unit: unit.meetings.suggest(number, couple.pair.mentor, later + timedelta(days=1), later))
    assert drawn(later).reason == "moving"
    world.now = later
    taps(couple.mentor, couple, actions.Met)
    assert drawn(later).reason == "logged"


# --- A new time that nobody answers ---


def suggests(phone, couple, when):
    return phone.taps_raw(encode(actions.MoveTo(couple.first.id, minute_of(when))))


def test_a_new_time_that_nobody_answers_leaves_both_questions_as_they_are(world):
    couple = Couple(world).agrees()
    suggests(couple.mentee, couple, THURSDAY + timedelta(days=5))
    world.moves_to(THURSDAY + timedelta(hours=2))
    jonas = couple.mentor.sees("Did you and Anna get to meet?", "A new time is suggested: Tuesday 1 December at 16:30")
    world.moves_to(datetime(2026, 11, 27, 9, 30, tzinfo=UTC))
    assert count(jonas, "Did you and Anna") == 2
    assert "Tell how it went yesterday" in jonas.types("/home").labels()
    jonas.taps("See the new time").sees("Anna would like another time").taps("Works for me")
    assert couple.first.starts_at == THURSDAY + timedelta(days=5)


def test_a_new_time_lapses_when_it_is_over_and_nothing_waits_for_it(world):
    couple = Couple(world).agrees()
    suggests(couple.mentee, couple, THURSDAY - timedelta(days=2))
    answer = encode(actions.AcceptMove(1))
    world.moves_to(THURSDAY - timedelta(days=1, hours=23))
    couple.mentor.taps_raw(answer).sees("That time is over. Which one would suit you?")
    taps(couple.mentor, couple, actions.MeetingCard).sees("You and Anna meet on Thursday at 16:30.")
    couple.mentor.taps_raw(encode(actions.KeepTime(1))).sees("You and Anna meet on Thursday at 16:30.")
    world.moves_to(THURSDAY + timedelta(hours=2))
    couple.mentor.sees("Did you and Anna get to meet?")
    assert "new time" not in couple.mentor.text
    taps(couple.mentor, couple, actions.MeetingCard).sees("How did it go?")
    couple.mentor.taps_raw(answer).sees("That time is over.")
    taps(couple.mentor, couple, actions.Met)
    assert couple.mentor.taps_raw(answer).last.toast


def test_who_says_that_it_was_moved_is_asked_after_the_time_that_it_was_moved_to(world):
    couple = Couple(world).agrees()
    world.moves_to(THURSDAY + timedelta(hours=2))
    couple.mentor.taps("It was moved").taps("Friday 27 November at 16:30").sees("I've asked Anna")
    assert "Tell how it went today" not in couple.mentor.types("/home").labels()
    world.moves_to(datetime(2026, 11, 27, 20, tzinfo=UTC))
    assert count(couple.mentor, "Did you and Anna") == 1
    world.moves_to(datetime(2026, 11, 28, 9, 30, tzinfo=UTC))
    assert count(couple.mentor, "Did you and Anna") == 2


# --- Home ---


def test_home_keeps_the_question_how_it_went_until_it_is_answered(couple, world):
    home = "Tell how it went today"
    assert home in couple.mentee.types("/home").labels()
    couple.mentor.types("/home").taps(home).sees("Did you and Anna get to meet?").taps("We met").taps("We did it")
    assert home not in couple.mentor.types("/home").labels()
    couple.mentee.types("/home").taps(home).sees("Jonas says you met today.").taps("Yes, we met").types("/home")
    assert home not in couple.mentee.labels()
    couple.mentor.types("/log").taps("Already told").taps(couple.mentor.labels()[0]).taps("Tell it again").taps("Undo")
    world.now += timedelta(days=5)
    assert "Tell how it went last Thursday" in couple.mentor.types("/home").labels()
    world.now += timedelta(days=3)
    assert "Tell how it went yesterday" in couple.mentor.types("/home").labels()


# --- /log ---


def test_log_lists_what_is_untold_newest_first_and_a_page_at_a_time(couple, world):
    world.now = THURSDAY + timedelta(days=49, hours=1)
    jonas = couple.mentor.types("/log").sees("Which meeting would you like to tell of?")
    assert jonas.labels()[0] == "Anna, Thursday 14 January"
    assert jonas.labels()[4:] == ["Earlier ones", "We met without planning", "Home"]
    jonas.taps("Earlier ones")
    december = ["Anna, Thursday 17 December 2026", "Anna, Thursday 10 December 2026", "Anna, Thursday 3 December 2026"]
    ways = ["Newer ones", "We met without planning", "Home"]
    assert jonas.labels() == [*december, "Anna, Thursday 26 November 2026", *ways]
    jonas.taps("Anna, Thursday 26 November 2026").taps("We met").taps("We did it")
    jonas.types("/log").taps("Earlier ones")
    assert jonas.labels() == [*december, *ways[:-1], "Already told", "Home"]
    jonas.taps_raw(encode(actions.LogMore(10**9))).sees("Which meeting").taps("Newer ones")
    assert jonas.labels()[0] == "Anna, Thursday 14 January"


def test_a_meeting_under_way_can_be_logged_and_one_of_last_season_cannot(couple, world):
    world.now = THURSDAY - timedelta(hours=5)
    assert couple.mentor.types("/log").labels() == ["Anna, Thursday 26 November", "We met without planning", "Home"]
    world.now = THURSDAY + timedelta(days=61)
    assert "26 November" not in " ".join(couple.mentor.types("/log").taps("Earlier ones").labels())


def test_a_meeting_that_was_told_of_is_found_again_with_the_others_note(couple, world):
    couple.mentee.taps_raw(encode(actions.Told(0))).sees("Which meeting would you like to tell of?")
    taps(couple.mentor, couple, actions.Met).taps("We did it").taps("Add a note").taps("Anna and me").types("Tea & <b>")
    anna = taps(couple.mentee, couple, actions.ConfirmMet).types("/log").sees("You've told me about all your meetings.")
    anna.taps("Already told").sees("I show what became of it").taps("Jonas, Thursday 26 November")
    anna.sees("You met.", "Jonas: Tea & <b>")
    world.now += timedelta(days=28)
    for _ in range(4):
        anna.types("/log").taps(anna.labels()[0]).taps("It didn't happen this time")
    anna.types("/log").taps("Already told")
    assert len(anna.labels()) == SHOWN + len(["Earlier ones", "Back", "Home"])
    anna.taps("Earlier ones").sees("Which meeting would you like to see?")
    assert anna.labels() == ["Jonas, Thursday 26 November", "Newer ones", "Back", "Home"]


# --- Notes ---


def test_who_sees_a_note_is_said_before_a_word_is_asked_for(couple):
    jonas = taps(couple.mentor, couple, actions.Met).taps("We did it").taps("Add a note")
    jonas.sees("Who should be able to see your note?").taps("Anna and me")
    jonas.sees("You and Anna can see it.", "Telegram isn't encrypted end to end.").types("We laughed & <b>rang</b>")
    jonas.sees("Saved.", "We laughed & <b>rang</b>", "You and Anna can see it.")
    assert notes(couple, couple.mentee) == [(couple.pair.mentor, "We laughed & <b>rang</b>")]
    taps(couple.mentee, couple, actions.MeetingCard).sees("Jonas: We laughed & <b>rang</b>")
    taps(jonas, couple, actions.MeetingCard).sees("You: We laughed", "You did it: Ring to the library")


def test_a_note_that_comes_before_who_sees_it_is_kept_and_asked_about(couple):
    jonas = taps(couple.mentor, couple, actions.AskNote).types("x" * 5000).sees("more than fits here", "Who should be")
    jonas.types("We laughed & <b>rang</b>").sees("Who should be able to see your note?", "Until you choose, only you")
    assert notes(couple, jonas) == [(couple.pair.mentor, "We laughed & <b>rang</b>")]
    assert notes(couple, couple.mentee) == []
    jonas.taps("Anna and me").sees("Saved.", "We laughed & <b>rang</b>", "You and Anna can see it.")
    assert notes(couple, couple.mentee) == [(couple.pair.mentor, "We laughed & <b>rang</b>")]
    jonas.taps_raw(encode(actions.NoteFor(1, shared=False))).sees("Only you can see it.")
    assert notes(couple, couple.mentee) == []
    couple.mentee.taps_raw(encode(actions.NoteFor(1, shared=True)))
    assert notes(couple, couple.mentee) == []
    couple.world.write(lambda unit: unit.connection.execute(schema.changes.delete()))
    assert jonas.taps_raw(encode(actions.NoteFor(1, shared=False))).labels() == ["Home"]
    taps(jonas, couple, actions.AskNote).types("One more").taps("Undo").sees("How did it go?")
    jonas.taps_raw(encode(actions.NoteFor(2, shared=True)))
    assert [text for _, text in notes(couple, couple.mentor)] == ["We laughed & <b>rang</b>"]


def test_a_note_before_who_sees_it_waits_for_nobody_when_the_meeting_was_called_off(couple):
    taps(couple.mentor, couple, actions.AskNote)
    number = couple.first.id
    couple.world.write(lambda unit: unit.meetings.set(number, state=MeetingState.CALLED_OFF))
    couple.mentor.types("Hm").sees("It was called off.")
    assert notes(couple, couple.mentor) == []


def test_a_note_for_oneself_is_nobody_elses(couple):
    taps(couple.mentee, couple, actions.AskNote).taps("Only me").sees("Only you can see it.").types(ODD)
    assert notes(couple, couple.mentor) == []
    assert notes(couple, couple.mentee) == [(couple.pair.mentee, "\u200fمرحبا 🙂 <b>x</b> &amp; y")]
    table = schema.notes
    row = couple.world.read(lambda unit: unit.connection.execute(select(table)).one())
    assert row.sight is NoteSight.MINE
    assert "مرحبا".encode() not in row.text


def test_a_note_too_long_or_empty_keeps_the_question(couple):
    jonas = taps(couple.mentor, couple, actions.AskNote).taps("Only me").types("x" * 5000).sees("more than fits here")
    jonas.types("\u200b").sees("in words").types("x" * 2000).sees("Saved.")
    assert len(jonas.text) < 500


def test_a_note_can_be_taken_away_again(couple):
    jonas = taps(couple.mentor, couple, actions.AskNote).taps("Only me").types("Hm").taps("Undo").sees("How did it go?")
    assert notes(couple, jonas) == []
    jonas.taps("Undo").sees("How did it go?")


def test_a_note_that_is_asked_for_waits_even_when_the_meeting_was_called_off(couple):
    taps(couple.mentor, couple, actions.AskNote).taps("Only me")
    number = couple.first.id
    couple.world.write(lambda unit: unit.meetings.set(number, state=MeetingState.CALLED_OFF))
    couple.mentor.types("Hm").sees("It was called off.")
    assert notes(couple, couple.mentor) == []


# --- Spoken notes ---


def test_a_spoken_note_is_kept_by_its_name_and_both_can_hear_it_again(couple):
    jonas = taps(couple.mentor, couple, actions.Met).taps("We did it").taps("Add a note").taps("Anna and me")
    jonas.sees("You and Anna can see it.", "or say it in a voice message").types("file-1", Kind.VOICE)
    jonas.sees("Saved.", "I only keep where to find it", "You and Anna can see it.").taps("Hear your note")
    assert isinstance(jonas.last.picture, Voice)
    assert jonas.sees("Your note", "Thursday 26 November at 16:30").last.picture.file == "file-1"
    row = couple.world.read(lambda unit: unit.connection.execute(select(schema.notes)).one())
    assert b"file-1" not in row.voice
    anna = taps(couple.mentee, couple, actions.MeetingCard).taps("Hear the note from Jonas").sees("The note from Jonas")
    assert anna.last.picture.file == "file-1"
    assert "can't play this note any more" in str(anna.last.picture.gone.striptags())
    anna.taps("Back to the meeting").sees("You met.")


def test_a_spoken_note_for_oneself_is_nobody_elses_to_hear(couple):
    anna = taps(couple.mentee, couple, actions.AskNote).taps("Only me").types("file-2", Kind.VOICE)
    heard = next(
        button.action for row in anna.last.rows for button in row if isinstance(button.action, actions.PlayNote)
    )
    assert couple.mentor.taps_raw(encode(heard)).last.toast
    assert couple.mentor.last.picture is None
    taps(couple.mentor, couple, actions.Met)
    assert "Hear" not in " ".join(taps(couple.mentor, couple, actions.MeetingCard).labels())


def test_a_spoken_note_that_comes_before_who_hears_it_is_kept(couple):
    anna = taps(couple.mentee, couple, actions.AskNote).types("file-3", Kind.VOICE).sees("Until you choose, only you")
    anna.taps("Jonas and me").sees("Saved.", "You and Jonas can see it.").taps("Hear your note")
    assert anna.last.picture.file == "file-3"
    taps(couple.mentor, couple, actions.Met)
    assert "Hear the note from Anna" in taps(couple.mentor, couple, actions.MeetingCard).labels()


def test_several_spoken_notes_are_told_apart_and_one_can_be_taken_back(couple):
    anna = taps(couple.mentee, couple, actions.Met)
    for name in ("one", "two"):
        taps(anna, couple, actions.AskNote).taps("Only me").types(name, Kind.VOICE)
    assert "Hear your note (2)" in taps(anna, couple, actions.MeetingCard).labels()
    anna.taps("Hear your note (1)")
    assert anna.last.picture.file == "one"
    heard = anna.screens[-1]
    anna.taps("Undo").sees("Thursday 26 November")
    assert [label for label in anna.labels() if "Hear" in label] == ["Hear your note"]
    assert heard.picture.file == "one"


def test_a_spoken_note_that_was_taken_back_is_not_played(couple):
    anna = taps(couple.mentee, couple, actions.AskNote).taps("Only me").types("file-3", Kind.VOICE).taps("Undo")
    assert anna.taps("Hear your note").last.toast
    assert anna.last.picture is None


def test_where_only_words_will_do_a_voice_message_is_asked_for_in_words(couple):
    couple.mentee.types("/goals").taps("Something I'd like").types("file", Kind.VOICE).sees(
        "Can you write it in words?"
    )
