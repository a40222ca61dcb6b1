"""Meetings to come: who comes, other times in rounds, a no that can be taken back."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.mentoring.cadence import to_local
from bot.mentoring.meetings import MeetingState, Reply
from bot.mentoring.pairs import Rhythm
from handlers import actions
from handlers.actions import encode
from handlers.wording import minute_of
from storage import schema
from tests.handlers.couples import Couple

THURSDAY = datetime(2026, 11, 26, 15, 30, tzinfo=UTC)
FRIDAY = THURSDAY + timedelta(days=1)
WAYS = {"Skip this one", "Another time from now on", "Back"}
ODD = "\u200fمرحبا 🙂 <b>x</b> & \x00"


@pytest.fixture
def couple(world):
    return Couple(world).agrees()


def opens(phone, couple, kind=actions.MeetingCard):
    return phone.taps_raw(encode(kind(couple.first.id)))


def asks_for(phone, couple, when=FRIDAY):
    return phone.taps_raw(encode(actions.MoveTo(couple.first.id, minute_of(when))))


def count(phone, words):
    return len([screen for screen in phone.screens if words in screen.text])


# --- The list and the card ---


def test_the_list_says_when_and_how_many_are_left(couple):
    jonas = couple.mentor.types("/meetings")
    jonas.sees(
        "You and Anna meet on Thursday at 16:30.", "You have 26 meetings planned; your course runs to 26 May 2027."
    )
    assert jonas.labels()[0] == "Thursday 26 November at 16:30"
    jonas.taps("Thursday 26 November at 16:30").sees("A café: Café Nordlys")


def test_the_list_says_for_which_meeting_a_new_time_is_suggested_until_that_is_over(couple, world):
    marked = "Thursday 26 November: new time suggested: Tuesday 24 November at 16:30"
    asks_for(couple.mentor, couple, THURSDAY - timedelta(days=2))
    couple.mentor.types("/meetings").sees("You and Anna meet on Thursday at 16:30.", marked)
    couple.mentee.types("/meetings").sees(marked)
    world.now = THURSDAY - timedelta(days=1)
    assert "suggested" not in couple.mentee.types("/meetings").text
    free = Couple(world, names=("Sara", "Bo")).agrees(rhythm=Rhythm.FREE)
    at = THURSDAY + timedelta(days=1)
    extra = world.write(lambda unit: unit.meetings.add(free.agreement, None, at, world.now, world.now))
    world.write(lambda unit: unit.pairs.set_agreement(free.agreement.id, ends_on=None))
    free.mentor.taps_raw(encode(actions.MoveTo(extra, minute_of(at + timedelta(days=1)))))
    free.mentee.types("/meetings").sees("Friday 27 November: new time suggested: Saturday 28 November at 16:30")


def of_jonas(pair, mentor):
    return schema.pairs.update().where(schema.pairs.c.id == pair).values(mentor_id=mentor)


def test_the_list_of_somebody_with_several_pairs_names_each(world, couple):
    other = Couple(world, names=("Jonas", "Bo"))
    pairs, both = schema.pairs, couple.pair
    world.write(lambda unit: unit.connection.execute(pairs.update().values(mentor_id=both.mentor)))
    couple.mentor.types("/meetings").sees("You and Anna meet", "You and Bo have no meeting planned.")
    assert couple.mentor.labels()[0].startswith("Anna, Thursday")
    assert other.mentee.types("/meetings").labels() == [
        *("Plan one more", "Tell how one went"),
        *("The agreement", "Calendar"),
        "Home",
    ]


def test_somebody_with_several_pairs_finds_each_agreement(world, couple):
    jonas = couple.mentor
    for name in ("Bo", "Ida"):
        pair = Couple(world, names=("Sara", name)).pair
        world.write(lambda unit, pair=pair: unit.connection.execute(of_jonas(pair.id, couple.pair.mentor)))
    jonas.types("/meetings").taps("Agreements").sees("With whom?")
    assert jonas.labels() == ["Anna", "Bo", "Ida", "Meetings", "Home"]
    jonas.taps("Anna").sees("You and Anna have agreed").taps("Take a break").sees("A break from your meetings?")
    jonas.types("/meetings").taps("Agreements").taps("Anna").taps("Stop here").taps("Yes, stop here")
    jonas.types("/meetings").taps("Agreements").taps("Ida").sees("You and Ida have no agreement yet.")


def test_the_way_to_the_agreements_when_there_is_only_one_pair_or_none(world, couple):
    data = encode(actions.Agreements())
    couple.mentee.taps_raw(data).sees("You and Jonas have agreed")
    couple.mentee.taps("Stop here").taps("Yes, stop here")
    assert couple.mentee.taps_raw(data).last.toast


def test_the_calendar_is_one_tap_from_the_meetings_where_there_are_addresses(world, couple):
    couple.mentee.types("/meetings").taps("Calendar").sees("Meetings in your own calendar")
    world.store.public_url = ""
    assert "Calendar" not in couple.mentee.types("/meetings").labels()


def test_somebody_without_a_pair_gets_a_kind_list(world):
    phone = world.phone("Ida")

    def join(unit):
        place = unit.programmes.add("Alene", "en", "Europe/Copenhagen", world.now)
        unit.people.add(phone.chat, "Ida", "en", place, world.now)

    world.write(join)
    phone.types("/meetings").sees("when you have somebody to meet")
    phone.types("/goals").sees("when you have somebody to meet")
    phone.types("/log").sees("You've told me about all your meetings.")


def test_one_meeting_without_an_agreed_end_is_counted(world):
    couple = Couple(world).agrees(rhythm=Rhythm.FREE)
    world.write(lambda unit: unit.meetings.add(couple.agreement, None, THURSDAY, world.now, world.now))
    world.write(lambda unit: unit.pairs.set_agreement(couple.agreement.id, ends_on=None))
    couple.mentee.types("/meetings").sees("You have one meeting planned.")


# --- Coming ---


def test_coming_is_seen_by_the_other_and_rings_nobody(couple):
    jonas = opens(couple.mentor, couple).taps("I'm coming").sees("Good. Anna can see it here.")
    assert "I'm coming" not in jonas.labels()
    assert couple.mentee.screens == []
    opens(couple.mentee, couple).sees("Jonas is coming.").taps("I'm coming").sees("You are both coming.")
    opens(couple.mentor, couple, actions.Coming)
    assert couple.replies() == {couple.pair.mentor: Reply.COMING, couple.pair.mentee: Reply.COMING}


def test_an_old_button_shows_the_meeting_as_it_is(couple, world):
    world.now = THURSDAY + timedelta(hours=1)
    for kind in (actions.Coming, actions.CannotCome, actions.OnAfterAll, actions.ChooseStep):
        jonas = opens(couple.mentor, couple, kind).sees("How did it go?")
        assert jonas.last.toast
    assert couple.first.state is MeetingState.PLANNED
    assert couple.replies() == {}


# --- I can't make it ---


def test_a_no_is_told_kindly_once_and_can_be_taken_back(couple):
    jonas = opens(couple.mentor, couple).taps("I can't make it").sees("That's all right. Anna will know.")
    couple.mentee.sees("Jonas can't make it on Thursday after all, and would like a new time.")
    assert opens(couple.mentor, couple, actions.CannotCome).last == jonas.screens[-2]
    assert len(couple.mentee.screens) == 1
    assert couple.first.state is MeetingState.CALLED_OFF
    jonas.taps("Undo").sees("Good, it stands as it was.", "You and Anna meet on Thursday at 16:30.")
    couple.mentee.sees("Jonas can come after all.")
    again = opens(couple.mentor, couple, actions.OnAfterAll)
    again.sees("You and Anna meet on Thursday at 16:30.")
    assert count(couple.mentee, "can come after all") == 1
    assert couple.first.state is MeetingState.PLANNED


def test_a_no_taken_back_before_it_was_told_is_never_told(couple, world):
    world.now = datetime(2026, 11, 25, 22, tzinfo=UTC)
    opens(couple.mentor, couple).taps("I can't make it").taps("Undo")
    world.moves_to(datetime(2026, 11, 26, 9, tzinfo=UTC))
    assert count(couple.mentee, "can't make it") == 0
    assert count(couple.mentee, "after all") == 0


def test_only_who_said_no_can_take_it_back(couple):
    opens(couple.mentor, couple).taps("I can't make it")
    assert opens(couple.mentee, couple, actions.OnAfterAll).last.toast
    assert opens(couple.mentee, couple, actions.CannotCome).sees("It was called off.").last.toast
    assert couple.first.state is MeetingState.CALLED_OFF


def test_a_meeting_that_was_called_off_is_found_a_new_time(couple):
    opens(couple.mentor, couple).taps("I can't make it")
    first = couple.mentee.labels()[0]
    couple.mentee.taps(first).sees("I've asked Jonas", first)
    couple.mentor.sees(f"Anna would like another time: {first}")
    assert "Keep the old time" not in couple.mentor.labels()
    couple.mentor.taps("Works for me").sees("Then that's settled.")
    assert couple.first.state is MeetingState.PLANNED
    assert couple.replies() == {}
    couple.mentee.sees("The new time works for Jonas.")


def test_taking_a_no_back_closes_what_was_suggested_meanwhile(couple):
    opens(couple.mentor, couple).taps("I can't make it")
    couple.mentee.taps(couple.mentee.labels()[0])
    couple.mentor.taps("Undo").sees("Good, it stands as it was.")
    first = couple.first.id
    assert couple.world.read(lambda unit: unit.meetings.open_move(first)) is None


# --- Another time ---


def test_moving_offers_three_times_and_the_other_says_yes_with_one_tap(couple):
    jonas = opens(couple.mentor, couple).taps("Move it").sees("When would suit you better?")
    times = [words for words in jonas.labels() if words not in WAYS]
    assert len(times) == 3
    jonas.taps(times[0]).sees(f"I've asked Anna: {times[0]}", "Until then this time stands")
    couple.mentee.sees(f"Jonas would like another time: {times[0]}").taps("Works for me").sees("Then that's settled.")
    jonas.sees("The new time works for Anna.")
    moved = couple.first
    assert moved.version == 1
    assert moved.settled_at == couple.world.now
    data = encode(actions.AcceptMove(1))
    assert couple.mentee.taps_raw(data).last == couple.mentee.screens[-2]
    assert count(jonas, "The new time works") == 1
    assert couple.first == moved


def test_a_time_in_words_is_said_back_before_anybody_is_asked(couple):
    jonas = opens(couple.mentor, couple).taps("Move it").types("den 27. november kl. 15")
    jonas.sees("Friday 27 November at 15:00", "Shall I ask Anna")
    assert couple.mentee.screens == []
    jonas.types("27 November").sees("Friday 27 November at 16:30").types("17.30").sees("Thursday 26 November at 17:30")
    jonas.taps("Ask Anna")
    couple.mentee.sees("Jonas would like another time: Thursday 26 November at 17:30")


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("when the cows come home", "I don't know that time yet"),
        ("x" * 5000, "I don't know that time yet"),
        (ODD, "I don't know that time yet"),
        ("3 December 16.30", "You two have a meeting at that time already."),
        ("Thursday 16.30", "That is the time it has already."),
    ],
)
def test_a_time_that_will_not_do_keeps_the_question(couple, words, answer):
    jonas = opens(couple.mentor, couple).taps("Move it").types(words).sees(answer)
    assert set(jonas.labels()) >= WAYS
    assert couple.mentee.screens == []
    jonas.types("27 November 15.00").sees("Friday 27 November at 15:00")


def test_a_bare_weekday_may_be_the_next_one_or_the_one_beside_the_old_time(couple):
    jonas = opens(couple.mentor, couple).taps("Move it").types("Friday 15.00").sees("Which of these do you mean?")
    assert jonas.labels() == ["Friday 27 November at 15:00", "Friday 20 November at 15:00", "Back"]
    jonas.taps("Friday 27 November at 15:00").sees("I've asked Anna: Friday 27 November at 15:00")


def test_a_part_of_a_day_assumes_no_hour(couple):
    jonas = opens(couple.mentor, couple).taps("Move it").types("tomorrow morning").sees("Which of these do you mean?")
    assert [label for label in jonas.labels() if " at " in label] == [
        "Saturday 21 November at 08:00",
        "Saturday 21 November at 09:00",
        "Saturday 21 November at 10:00",
    ]
    jonas.taps("Saturday 21 November at 09:00").sees("I've asked Anna: Saturday 21 November at 09:00")


@pytest.mark.parametrize("minute", [0, actions.LARGEST, 29_500_000, minute_of(THURSDAY + timedelta(days=500))])
def test_minutes_that_no_button_has_ask_nobody(couple, minute):
    couple.mentor.taps_raw(encode(actions.MoveTo(couple.first.id, minute)))
    couple.mentor.taps_raw(encode(actions.PlanMeeting(couple.pair.id, minute)))
    assert couple.mentee.screens == []
    assert len(couple.meetings()) == 26


def test_as_many_rounds_as_it_takes(couple):
    asks_for(couple.mentor, couple, FRIDAY)
    couple.mentee.taps("Suggest another time").types("28 November 11.00").taps("Ask Jonas").sees("I've asked Jonas")
    couple.mentor.sees("Anna would like another time: Saturday 28 November at 11:00")
    couple.mentor.taps("Suggest another time").types("29 November 11.00").taps("Ask Anna")
    couple.mentee.sees("Sunday 29 November at 11:00").taps("Works for me")
    assert couple.first.starts_at == datetime(2026, 11, 29, 10, tzinfo=UTC)


def test_of_two_that_cross_the_later_counts_and_an_old_yes_changes_nothing(couple):
    asks_for(couple.mentor, couple, FRIDAY)
    asks_for(couple.mentee, couple, FRIDAY + timedelta(days=3))
    late = couple.mentee.taps_raw(encode(actions.AcceptMove(1)))  # a yes to what she has answered herself
    assert late.last.toast
    assert couple.first.starts_at == THURSDAY
    couple.mentor.taps("Works for me")
    assert couple.first.starts_at == FRIDAY + timedelta(days=3)


def test_two_that_suggest_the_same_have_agreed(couple):
    asks_for(couple.mentor, couple)
    asks_for(couple.mentee, couple).sees("Then that's settled.")
    assert couple.first.starts_at == FRIDAY
    couple.mentor.sees("The new time works for Anna.")


def test_asking_twice_rings_once(couple):
    jonas = asks_for(couple.mentor, couple)
    assert asks_for(couple.mentor, couple).last.text == jonas.screens[-2].text
    assert len(couple.mentee.screens) == 1


def test_nobody_says_yes_to_themselves(couple):
    asks_for(couple.mentor, couple).taps_raw(encode(actions.AcceptMove(1))).sees("I've asked Anna")
    assert couple.first.starts_at == THURSDAY


def test_the_old_time_can_be_kept(couple):
    asks_for(couple.mentor, couple)
    couple.mentee.taps("Keep the old time").sees(
        "Then the old time stands.", "You and Jonas meet on Thursday at 16:30."
    )
    couple.mentor.sees("Anna would like to keep the old time.")
    couple.mentee.taps_raw(encode(actions.KeepTime(1)))
    assert count(couple.mentor, "keep the old time") == 1
    couple.mentee.taps_raw(encode(actions.AcceptMove(1)))
    assert couple.first.starts_at == THURSDAY


def test_a_suggestion_can_be_taken_back(couple):
    asks_for(couple.mentor, couple).taps("Undo").sees("You and Anna meet on Thursday at 16:30.")
    couple.mentee.taps("Works for me")
    assert couple.first.starts_at == THURSDAY
    assert count(couple.mentor, "keep the old time") == 0


def test_whoever_asked_for_another_time_finds_it_at_home_and_takes_it_back(couple):
    asks_for(couple.mentor, couple).types("/home")
    couple.mentor.sees("You've asked Anna about another time: Friday 27 November at 16:30", "when Anna has answered")
    couple.mentee.types("/home").sees("Jonas suggests another time.").taps("See the new time").sees("Jonas would like")
    couple.mentor.taps("See the time you asked about").sees("I've asked Anna").taps("Undo")
    assert couple.mentor.sees("Then the old time stands.").types("/home").labels()[0] == "Meetings"


def test_home_tells_of_a_new_time_for_a_meeting_that_is_off_until_that_time_is_over(couple, world):
    opens(couple.mentor, couple, actions.CannotCome)
    asks_for(couple.mentor, couple)
    couple.mentor.types("/home").sees(
        "You and Anna meet on Thursday 3 December", "You've asked Anna about another time"
    )
    couple.mentee.types("/home").taps("See the new time").sees("Jonas would like another time")
    world.now = FRIDAY
    couple.mentor.types("/home")
    assert "another time" not in couple.mentor.text


def test_undo_of_a_suggestion_that_was_answered_says_what_happened(couple):
    undo = encode(actions.KeepTime(1))
    asks_for(couple.mentor, couple)
    couple.mentee.taps("Works for me")
    couple.mentor.taps_raw(undo).sees("Anna has said yes already, so the new time stands.", "on Friday 27 November")
    couple.mentee.taps_raw(undo).sees("You've said yes already")
    asks_for(couple.mentee, couple, FRIDAY + timedelta(days=3))
    assert couple.mentor.taps_raw(undo).last.toast
    couple.mentor.taps("Works for me").taps_raw(undo).sees("This has changed since.")
    opens(couple.mentor, couple, actions.CannotCome).taps_raw(undo).sees("Nobody is asked about that time any more.")


def test_undo_of_a_suggestion_that_another_took_the_place_of_claims_no_old_time(couple, world):
    asks_for(couple.mentor, couple)
    world.now += timedelta(minutes=1)
    asks_for(couple.mentor, couple, FRIDAY + timedelta(days=3))
    couple.mentee.taps("Works for me")
    couple.mentor.taps_raw(encode(actions.KeepTime(1))).sees("This has changed since.")


def test_a_suggested_time_that_is_over_cannot_be_agreed_to(couple, world):
    asks_for(couple.mentor, couple, THURSDAY - timedelta(days=1))
    world.now = THURSDAY - timedelta(hours=3)
    couple.mentee.taps("Works for me").sees("That time is over.")
    assert couple.first.starts_at == THURSDAY


def test_what_was_told_of_is_not_moved(couple, world):
    asks_for(couple.mentor, couple, THURSDAY + timedelta(days=2))
    world.now = THURSDAY + timedelta(hours=2)
    couple.mentor.taps_raw(encode(actions.Met(couple.first.id)))
    couple.mentee.taps_raw(encode(actions.AcceptMove(1)))
    assert opens(couple.mentee, couple, actions.MoveIt).last.toast
    asks_for(couple.mentee, couple, THURSDAY + timedelta(days=3))
    assert couple.first.starts_at == THURSDAY
    assert couple.first.state is MeetingState.HELD


def test_moving_over_a_clock_change_keeps_the_local_time(world):
    world.now = datetime(2026, 10, 21, 9, tzinfo=UTC)
    couple = Couple(world).agrees()
    first = couple.first.id
    world.write(lambda unit: unit.meetings.set(first, starts_at=datetime(2026, 10, 22, 14, 30, tzinfo=UTC)))
    couple.mentor.taps_raw(encode(actions.MoveIt(couple.first.id))).types("26 October").taps("Ask Anna")
    couple.mentee.taps("Works for me").sees("Monday")
    assert to_local(couple.first.starts_at, "Europe/Copenhagen").time() == time(16, 30)
    assert couple.first.starts_at == datetime(2026, 10, 26, 15, 30, tzinfo=UTC)


# --- Reminders ---


def test_both_are_reminded_and_each_button_works(couple, world):
    world.moves_to(THURSDAY - timedelta(hours=24))
    for phone, name in ((couple.mentor, "Anna"), (couple.mentee, "Jonas")):
        phone.sees(f"You and {name} meet tomorrow at 16:30.")
        assert phone.labels()[:3] == ["I'm coming", "Move it", "I can't make it"]
    world.moves_to(THURSDAY - timedelta(hours=2))
    couple.mentee.sees("You and Jonas meet today at 16:30.")


def test_the_step_is_named_below_the_first_line(couple, world):
    couple.chooses(couple.adds("Ring to the library"))
    world.moves_to(THURSDAY - timedelta(hours=24))
    first, *rest = str(couple.mentee.last.text).split("\n")
    assert "library" not in first
    assert any("Ring to the library" in line for line in rest)


def test_a_meeting_that_was_moved_or_called_off_is_not_reminded_of_at_its_old_time(couple, world):
    asks_for(couple.mentor, couple, THURSDAY + timedelta(days=4))
    couple.mentee.taps("Works for me")
    before = len(couple.mentor.screens), len(couple.mentee.screens)
    world.moves_to(THURSDAY + timedelta(hours=3))
    assert (len(couple.mentor.screens), len(couple.mentee.screens)) == before
    world.moves_to(THURSDAY + timedelta(days=3))
    couple.mentor.sees("You and Anna meet tomorrow at 16:30.").taps("I can't make it")
    before = len(couple.mentor.screens)
    world.moves_to(THURSDAY + timedelta(days=4, hours=3))
    assert len(couple.mentor.screens) == before


def test_a_reminder_that_waited_through_the_night_says_what_is_true_in_the_morning(world):
    couple = Couple(world).agrees(weekday=4, at=time(7, 30))
    start = couple.meetings()[0].starts_at
    world.moves_to(start - timedelta(hours=23))
    couple.mentor.sees("tomorrow at 07:30")


def test_a_kept_time_a_moved_one_and_a_plan_are_only_told_while_they_stand(couple, world):
    world.now = datetime(2026, 11, 24, 21, tzinfo=UTC)
    asks_for(couple.mentor, couple).taps("Undo")
    asks_for(couple.mentor, couple)
    asks_for(couple.mentor, couple, FRIDAY + timedelta(days=3))
    world.moves_to(datetime(2026, 11, 25, 8, tzinfo=UTC))
    couple.mentee.sees("Monday 30 November at 16:30")
    assert len(couple.mentee.screens) == 1
    world.now = datetime(2026, 11, 25, 21, tzinfo=UTC)
    couple.mentee.taps("Keep the old time").taps("I can't make it")
    world.moves_to(datetime(2026, 11, 26, 8, tzinfo=UTC))
    assert count(couple.mentor, "keep the old time") == 0
    couple.mentor.sees("Anna can't make it today after all")


# --- One more ---


def test_one_more_meeting_is_planned_in_own_words(couple):
    jonas = couple.mentor.types("/meetings").taps("Plan one more").types("tomorrow").sees("I don't know that time yet")
    jonas.types("3 December 16.30").sees("You two have a meeting at that time already.")
    jonas.types("Saturday 11.00").sees("Saturday 21 November at 11:00", "Anna will know").taps("Plan it")
    jonas.sees("It's planned.", "tomorrow at 11:00")
    couple.mentee.sees("Jonas has planned a meeting.").taps("I'm coming").sees("Good.")
    couple.mentor.taps_raw(encode(actions.PlanMeeting(couple.pair.id, minute_of(THURSDAY + timedelta(minutes=30)))))
    couple.mentor.sees("You two have a meeting at that time already.")
    assert len(couple.meetings()) == 27


def test_without_an_agreement_there_is_first_the_agreement(world):
    couple = Couple(world)
    couple.mentor.taps_raw(encode(actions.AskMeetingTime(couple.pair.id))).sees("First the agreement")
    minute = minute_of(THURSDAY)
    assert couple.mentor.taps_raw(encode(actions.PlanMeeting(couple.pair.id, minute))).last.toast
    assert couple.meetings() == []


# --- Others ---


def test_nobody_reaches_another_pairs_meeting(couple, world):
    stranger = Couple(world, names=("Bo", "Ida")).mentor
    for kind in (actions.MeetingCard, actions.Coming, actions.MoveIt, actions.CannotCome, actions.Met):
        opens(stranger, couple, kind)
        assert stranger.last.toast
        assert "Anna" not in stranger.text
    assert couple.first.state is MeetingState.PLANNED


# --- Rounds, and suggestions that cross ---


def suggested(phone):
    return [words for words in phone.labels() if words not in WAYS]


def test_whoever_answers_a_suggestion_they_had_not_seen_is_told_of_it(couple, world):
    world.now = datetime(2026, 11, 24, 21, tzinfo=UTC)  # at night: neither hears of the other's
    asks_for(couple.mentor, couple, FRIDAY)
    anna = asks_for(couple.mentee, couple, FRIDAY + timedelta(days=3))
    anna.sees("Jonas suggested Friday 27 November at 16:30. Now your time stands instead.", "I've asked Jonas")
    world.moves_to(datetime(2026, 11, 25, 8, tzinfo=UTC))
    assert count(anna, "would like another time") == 0
    couple.mentor.sees("Anna would like another time: Monday 30 November at 16:30").taps("Works for me")
    anna.sees("The new time works for Jonas.")
    assert couple.first.starts_at == FRIDAY + timedelta(days=3)


def test_a_time_that_the_other_suggested_is_not_among_the_three(couple):
    jonas = opens(couple.mentor, couple).taps("Move it")
    first = suggested(jonas)[0]
    jonas.taps(first)
    others = suggested(couple.mentee.taps("Suggest another time"))
    assert len(others) == 3
    assert first not in others


def test_neither_of_the_two_is_offered_a_time_when_they_meet_somebody_else(world, couple):
    bo = Couple(world, names=("Bo", "Ida"))
    pairs, jonas = schema.pairs, couple.pair.mentor
    mine = pairs.update().where(pairs.c.id == bo.pair.id).values(mentor_id=jonas)
    world.write(lambda unit: unit.connection.execute(mine))
    bo.agrees(weekday=4)
    assert not any("Friday" in words for words in suggested(opens(couple.mentor, couple).taps("Move it")))
    assert not any("Friday" in words for words in suggested(opens(couple.mentee, couple).taps("Move it")))


def test_a_typed_holiday_is_called_one_before_anybody_is_asked(couple):
    jonas = opens(couple.mentor, couple).taps("Move it").types("25 December 15.00")
    jonas.sees("Friday 25 December at 15:00", "That day is Christmas Day.", "Shall I ask Anna")
    jonas.types("28 December 15.00")
    assert "That day is" not in jonas.text
    couple.mentee.types("/meetings").taps("Plan one more").types("26 December 11.00").sees("Second Day of Christmas")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(st.tuples(st.booleans(), st.integers(1, 4), st.sampled_from(["suggest", "yes", "keep"]))))
def test_however_two_suggest_and_answer_there_is_one_time_and_both_see_it(world, rounds):
    couple = Couple(world.begins_again()).agrees()
    number, wish, stands, moves = couple.first.id, None, THURSDAY, 0
    for mentors, days, what in rounds:
        phone = couple.mentor if mentors else couple.mentee
        at = THURSDAY + timedelta(days=days)
        if what == "suggest":
            phone.taps_raw(encode(actions.MoveTo(number, minute_of(at))))
            if at == stands:
                pass
            elif wish is not None and wish[1] == at:
                wish, stands = (wish, stands) if wish[0] is phone else (None, at)
            else:
                wish, moves = (phone, at), moves + 1
        elif moves:
            kind = actions.AcceptMove if what == "yes" else actions.KeepTime
            phone.taps_raw(encode(kind(moves)))
            if wish is not None and what == "keep":
                wish = None
            elif wish is not None and wish[0] is not phone:
                wish, stands = None, wish[1]
    open_one = world.read(lambda unit: unit.meetings.open_move(number))
    assert (open_one and open_one.starts_at) == (wish and wish[1])
    assert world.read(lambda unit: unit.meetings.get(number)).starts_at == stands
    for phone in (couple.mentor, couple.mentee):
        card = phone.taps_raw(encode(actions.MeetingCard(number))).text
        assert (wish or (None, stands))[1].strftime("%A") in card


# --- From now on ---


def test_a_rhythm_moves_from_now_on_when_the_other_says_yes(couple):
    jonas = opens(couple.mentor, couple).taps("Move it").taps("Another time from now on").sees("Which day and time?")
    jonas.types("Tuesday 15.00").sees("Tuesday at 15:00", "Thursday at 16:30")
    assert couple.mentee.screens == []
    jonas.taps("Send to Anna")
    couple.mentee.sees("Tuesday at 15:00").taps("That suits me")
    ahead = [each for each in couple.meetings() if each.state is MeetingState.PLANNED]
    assert {to_local(each.starts_at, "Europe/Copenhagen").strftime("%A %H:%M") for each in ahead} == {"Tuesday 15:00"}


def local_days(couple):
    ahead = [each for each in couple.meetings() if each.state is MeetingState.PLANNED]
    return [to_local(each.starts_at, "Europe/Copenhagen").strftime("%a %d %b %H:%M") for each in ahead]


@pytest.mark.parametrize("typed", ["Tuesday 15.00", "24 November 15.00"])
def test_a_rhythm_moves_from_the_tapped_meeting_on_and_not_before(couple, typed):
    third = couple.meetings()[2].id
    jonas = couple.mentor.taps_raw(encode(actions.FromNowOn(third)))
    jonas.sees("What you've planned before Thursday 10 December stays as it is.", "Which day and time?").types(typed)
    jonas.sees("It begins on Tuesday 8 December.", "Your two meetings before then stay.").taps("Send to Anna")
    jonas.taps("Change it").taps("When").taps("Tuesday").taps("16:00").sees("It begins on Tuesday 8 December.")
    jonas.taps("Send to Anna")
    couple.mentee.sees("It begins on Tuesday 8 December.").taps("That suits me")
    assert local_days(couple)[:4] == ["Thu 26 Nov 16:30", "Thu 03 Dec 16:30", "Tue 08 Dec 16:00", "Tue 15 Dec 16:00"]


def test_the_same_rhythm_from_another_meeting_on_is_another_suggestion(couple):
    numbers = [each.id for each in couple.meetings()]
    jonas = couple.mentor.taps_raw(encode(actions.FromNowOn(numbers[2]))).types("Tuesday 15.00").taps("Send to Anna")
    jonas.taps_raw(encode(actions.FromNowOn(numbers[3]))).types("Tuesday 15.00")
    jonas.sees("It begins on Tuesday 15 December.").taps("Send to Anna")
    couple.mentee.taps("That suits me")
    assert local_days(couple)[2:4] == ["Thu 10 Dec 16:30", "Tue 15 Dec 15:00"]


def test_every_other_week_moves_in_the_week_of_the_tapped_meeting(world):
    couple = Couple(world).agrees(rhythm=Rhythm.FORTNIGHTLY)
    world.now = THURSDAY + timedelta(days=1)
    third = couple.meetings()[2].id
    jonas = couple.mentor.taps_raw(encode(actions.FromNowOn(third))).types("Tuesday 15.00")
    jonas.sees("It begins on Tuesday 22 December.").taps("Send to Anna")
    couple.mentee.taps("That suits me")
    assert local_days(couple)[1:4] == ["Thu 10 Dec 16:30", "Tue 22 Dec 15:00", "Tue 05 Jan 15:00"]


def test_a_meeting_outside_the_rhythm_is_no_beginning(couple):
    saturday = minute_of(datetime(2026, 12, 19, 10, tzinfo=UTC))
    couple.mentor.taps_raw(encode(actions.PlanMeeting(couple.pair.id, saturday)))
    extra = next(each.id for each in couple.meetings() if each.slot is None)
    jonas = couple.mentor.taps_raw(encode(actions.FromNowOn(extra))).types("Tuesday 15.00")
    jonas.sees("It begins on Tuesday 24 November.")


def test_only_this_one_leaves_the_rhythm_as_it_is(couple):
    asks_for(couple.mentor, couple)
    couple.mentee.taps("Works for me")
    assert [each.starts_at for each in couple.meetings()[:2]] == [FRIDAY, THURSDAY + timedelta(days=7)]


def test_what_is_outside_the_rhythm_moves_alone(couple):
    saturday = minute_of(datetime(2026, 11, 21, 10, tzinfo=UTC))
    jonas = couple.mentor.taps_raw(encode(actions.PlanMeeting(couple.pair.id, saturday))).taps("Move it")
    assert not WAYS - {"Back"} & set(jonas.labels())
