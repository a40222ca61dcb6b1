"""Another agreement: what changes, and from when, is said before it is agreed; and every rhythm, in both languages."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.mentoring.cadence import to_local
from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import AgreementState, Form
from handlers import actions
from handlers.actions import encode
from storage import schema
from tests.handlers.couples import Couple
from tests.world import NOW

DAY = timedelta(days=1)
ZONE = "Europe/Copenhagen"
OF_A_MEETING = (actions.MeetingCard, actions.CannotCome, actions.Coming, actions.MoveIt, actions.LogMeeting)


@pytest.fixture
def couple(world):
    return Couple(world).agrees()


def days(couple):
    return [to_local(each.starts_at, ZONE).date() for each in couple.meetings() if each.state is MeetingState.PLANNED]


def changes(phone):
    return phone.types("/meetings").taps("The agreement").taps("Change the agreement")


def draft_of(couple):
    """The newest agreement there is, in whatever state."""

    def read(unit):
        found = unit.connection.execute(select(schema.agreements.c.id)).scalars().all()
        return unit.pairs.agreement(max(found))

    return couple.world.read(read)


# --- What changes, and from when ---


def test_what_changes_and_from_when_is_said_before_it_is_agreed(couple):
    jonas = changes(couple.mentor).sees("What would you like to change?", "That is what you have agreed already.")
    jonas.taps("When").types("Friday 10.00")
    told = ("Until now: Every week: Thursday at 16:30", "New: Every week: Friday at 10:00")
    jonas.sees(*told, "It begins on Friday 27 November.")
    assert "Café Nordlys" not in jonas.text  # what stays the same is not told
    jonas.taps("Send to Anna").sees(*told)
    anna = couple.mentee.sees("Jonas would like to change what you have agreed.", *told, "It begins on Friday 27")
    anna.taps("That suits me").sees("You and Jonas meet on Friday 27 November at 10:00.")
    assert {day.weekday() for day in days(couple)} == {4}
    jonas.sees("Anna says yes to your suggestion.")


def test_meetings_before_stay_and_say_so(couple, world):
    couple.mentor.taps_raw(encode(actions.AgreementStart(couple.pair.id))).taps("When").types(
        "Fridays 15 from 11 December"
    )
    couple.mentor.sees("It begins on Friday 11 December.", "Your two meetings before then stay.").taps("Send to Anna")
    couple.mentee.taps("That suits me")
    assert days(couple)[:3] == [date(2026, 11, 26), date(2026, 12, 3), date(2026, 12, 11)]
    world.moves_to(NOW + 8 * DAY)
    couple.mentor.sees("Did you and Anna get to meet?")


def test_a_meeting_tomorrow_stays(couple, world):
    world.moves_to(datetime(2026, 11, 25, 16, tzinfo=UTC))
    jonas = changes(couple.mentor).taps("When").types("Friday 10.00")
    jonas.sees("It begins on Friday 4 December.", "Your meeting tomorrow at 16:30 stays.").taps("Send to Anna")
    couple.mentee.taps("That suits me").sees("You and Jonas meet tomorrow at 16:30.")


def test_an_old_button_never_finds_another_meeting(couple):
    gone = [encode(action(each.id)) for each in couple.meetings()[-3:] for action in OF_A_MEETING]
    changes(couple.mentor).taps("When").types("Friday 10.00").taps("Send to Anna")
    couple.mentee.taps("That suits me")
    after = couple.meetings()
    for data in gone:
        # The numbers of the Thursdays are not the numbers of the Fridays.
        couple.mentee.taps_raw(data).sees("You and Jonas meet on Friday 27 November at 10:00.")
        assert couple.mentee.last.toast.striptags() == "This has changed since. Here is how it looks now."
    assert couple.meetings() == after


def test_extra_and_moved_meetings_stay(couple, world):
    second = couple.meetings()[1]
    couple.mentor.types("/meetings").taps("Plan one more").types("Saturday 12 December 11.00").taps("Plan it")
    minute = int(datetime(2026, 12, 5, 10, tzinfo=UTC).timestamp()) // 60
    couple.mentor.taps_raw(encode(actions.MoveTo(second.id, minute)))
    couple.mentee.taps("Works for me")
    jonas = changes(couple.mentor).taps("When").types("Friday 10.00")
    jonas.sees(
        "It begins on Friday 27 November.", "Two meetings later on, which you planned yourselves, stay as they are."
    )
    jonas.taps("Send to Anna")
    couple.mentee.taps("That suits me")
    assert days(couple)[:4] == [date(2026, 11, 27), date(2026, 12, 5), date(2026, 12, 11), date(2026, 12, 12)]


def test_another_place_keeps_every_meeting_and_what_was_said_of_it(couple, world):
    couple.mentee.taps_raw(encode(actions.Coming(couple.first.id)))
    couple.mentor.taps_raw(encode(actions.CannotCome(couple.meetings()[1].id)))
    before = [each.id for each in couple.meetings()]
    jonas = changes(couple.mentor).taps("How and where").taps("A walk").types("The harbour")
    jonas.sees("Until now: A café: Café Nordlys", "New: A walk: The harbour").taps("Send to Anna")
    couple.mentee.taps("That suits me")
    after = couple.meetings()
    assert [each.id for each in after] == before
    assert {each.place for each in after if each.state is MeetingState.PLANNED} == {"The harbour"}
    assert list(couple.replies()) == [couple.pair.mentee]
    assert after[1].state is MeetingState.CALLED_OFF


def test_a_longer_course_says_its_end_and_adds_meetings(couple, world):
    world.moves_to(NOW + 70 * DAY)
    jonas = changes(couple.mentor).taps("How long").taps("9 months")
    jonas.sees("Until now: For six months", "New: For nine months", "Your course then runs to 26 August 2027.")
    jonas.taps("Send to Anna")
    couple.mentee.taps("That suits me")
    assert (days(couple)[-1], couple.world.read(lambda unit: unit.pairs.agreed(1)).ends_on) == (
        date(2027, 8, 26),
        date(2027, 8, 26),
    )
    assert len(days(couple)) == 40


def test_a_course_that_would_be_over_is_asked_about(couple, world):
    world.moves_to(NOW + 70 * DAY)
    jonas = changes(couple.mentor).taps("How long").taps("Another number").types("2")
    jonas.sees("Your course would be over by then.").types("4").sees("New: For four months", "runs to 26 March 2027")


def test_from_a_fixed_time_to_none_and_back(couple):
    jonas = changes(couple.mentor).taps("How often").taps("No fixed time")
    jonas.sees("New: No fixed time", "You then plan each meeting yourselves.").taps("Send to Anna")
    couple.mentee.taps("That suits me").sees("You and Jonas plan each meeting.")
    assert days(couple) == []
    jonas.types("/meetings").taps("The agreement").sees("No fixed time").taps("Change the agreement")
    jonas.taps("How often").taps("Every other week").sees("Which day and time?").types("Thursday 16.30")
    jonas.sees("Until now: No fixed time", "New: Every other week: Thursday at 16:30").taps("Send to Anna")
    couple.mentee.taps("That suits me")
    assert days(couple)[:2] == [date(2026, 11, 26), date(2026, 12, 10)]


def test_a_proposal_is_taken_back(couple):
    jonas = changes(couple.mentor).taps("When").types("Friday 10.00").taps("Send to Anna")
    jonas.taps("Undo").sees("You and Anna have agreed", "Thursday at 16:30")
    number = draft_of(couple).id
    assert jonas.taps_raw(encode(actions.TakeBack(number))).last == jonas.screens[-2]
    assert couple.mentee.taps("That suits me").last.toast
    assert {day.weekday() for day in days(couple)} == {3}
    assert couple.mentee.taps_raw(encode(actions.TakeBack(number))).last.toast


def test_what_was_agreed_is_not_taken_back(couple):
    jonas = changes(couple.mentor).taps("When").types("Friday 10.00").taps("Send to Anna")
    couple.mentee.taps("That suits me")
    assert jonas.taps("Undo").last.toast
    assert draft_of(couple).state is AgreementState.AGREED


def test_a_proposal_taken_back_at_night_is_never_told(couple, world):
    world.now = datetime(2026, 11, 20, 21, tzinfo=UTC)
    changes(couple.mentor).taps("When").types("Friday 10.00").taps("Send to Anna").taps("Undo")
    world.moves_to(datetime(2026, 11, 21, 9, tzinfo=UTC))
    assert couple.mentee.screens == []


def test_a_place_that_has_come_on_the_list_gets_its_kind_no_when_it_is_sent(couple, world):
    jonas = changes(couple.mentor).taps("When").types("Friday 10.00")

    def lists(unit):
        sealed = world.store.vault.seal("programmes", "places_not_to_meet", couple.pair.programme, "Café Nordlys")
        unit.connection.execute(schema.programmes.update().values(places_not_to_meet=sealed))

    world.write(lists)
    jonas.taps("Send to Anna").sees("Is there another one you like?").types("The harbour").taps("Send to Anna")
    jonas.sees("I've sent it.")


# --- Every rhythm, in both languages ---

RHYTHMS = [
    ("en", "Every week", "Thursday 16.30", "Every week: Thursday at 16:30", [date(2026, 11, 26), date(2026, 12, 3)]),
    ("da", "Hver uge", "torsdag halv fem", "Hver uge: torsdag kl. 16.30", [date(2026, 11, 26), date(2026, 12, 3)]),
    (
        "en",
        "Every other week",
        "Tuesday and Thursday 15.00",
        "Every other week: Tuesday and Thursday at 15:00",
        [date(2026, 11, 24), date(2026, 11, 26), date(2026, 12, 8)],
    ),
    (
        "da",
        "Hver anden uge",
        "tirsdag og torsdag kl. 15",
        "Hver anden uge: tirsdag og torsdag kl. 15.00",
        [date(2026, 11, 24), date(2026, 11, 26), date(2026, 12, 8)],
    ),
    (
        "en",
        "Every week",
        "Mondays, Wednesdays and Fridays at 10",
        "Every week: Monday, Wednesday and Friday at 10:00",
        [date(2026, 11, 23), date(2026, 11, 25), date(2026, 11, 27)],
    ),
    (
        "en",
        "Once a month",
        "last Thursday of the month 16.30",
        "Once a month: the last Thursday at 16:30",
        [date(2026, 11, 26), date(2026, 12, 31), date(2027, 1, 28)],
    ),
    (
        "da",
        "En gang om måneden",
        "sidste torsdag i måneden kl. 16.30",
        "En gang om måneden: den sidste torsdag kl. 16.30",
        [date(2026, 11, 26), date(2026, 12, 31), date(2027, 1, 28)],
    ),
    (
        "en",
        "Once a month",
        "Thursdays 16.30",
        "Once a month: the fourth Thursday at 16:30",
        [date(2026, 11, 26), date(2026, 12, 24), date(2027, 1, 28)],
    ),
    (
        "da",
        "Hver uge",
        "den første mandag i hver måned kl. 10",
        "den første mandag kl. 10.00",
        [date(2026, 12, 7), date(2027, 1, 4)],
    ),
    (
        "en",
        "Every other week",
        "every week Thursday 16.30",
        "Every week: Thursday at 16:30",
        [date(2026, 11, 26), date(2026, 12, 3)],
    ),
]


@pytest.mark.parametrize(("language", "rhythm", "words", "told", "first"), RHYTHMS)
def test_every_rhythm_in_plain_words(world, language, rhythm, words, told, first):
    couple = Couple(world, language=language)
    jonas = couple.mentor.taps_raw(encode(actions.AgreementStart(couple.pair.id)))
    jonas.taps(rhythm).types(words).sees(told)
    jonas.taps_raw(encode(actions.ChooseForm(1, Form.WALK))).taps_raw(encode(actions.AskMonths(1)))
    jonas.taps_raw(encode(actions.ChooseMonths(1, 6))).taps_raw(encode(actions.ProposeAgreement(1))).sees(told)
    couple.mentee.sees(told).taps_raw(encode(actions.AcceptAgreement(1))).sees(told)
    assert days(couple)[: len(first)] == first


def test_the_last_thursday_by_words_and_its_hour_by_button(world):
    couple = Couple(world)
    jonas = couple.mentor.types("/home").taps("Plan your meetings").taps("Once a month")
    jonas.types("last Thursday of the month").sees("At what time on Thursday?").taps("16:00")
    jonas.sees("Once a month: the last Thursday at 16:00").taps("Another time").types("17.15")
    jonas.sees("Once a month: the last Thursday at 17:15").taps("Another time").taps("Monday").taps("16:00")
    jonas.sees("Once a month: the fourth Monday at 16:00", "First time: Monday 23 November at 16:00")


def test_several_days_by_button(world):
    couple = Couple(world)
    jonas = couple.mentor.types("/home").taps("Plan your meetings").taps("Several times a week").sees("On which days?")
    assert "Go on" not in jonas.labels()
    tuesday = encode(actions.PickDay(1, 1, on=True))
    jonas.taps("Tuesday").taps_raw(tuesday).sees("Chosen: Tuesday.").taps("Thursday").taps("Friday")
    jonas.sees("Chosen: Tuesday, Thursday and Friday.").taps("Monday").sees("Up to three days a week is plenty.")
    jonas.taps("✓ Friday").taps("Go on").sees("At what time on Tuesday and Thursday?")
    assert "Other days" in jonas.labels()
    jonas.taps("16:00").sees("Every week: Tuesday and Thursday at 16:00", "First time: Tuesday 24 November at 16:00")
    hour = encode(actions.ChooseHour(1, 1, 16 * 60))
    assert jonas.taps_raw(hour).last == jonas.screens[-2]
    jonas.taps("Another time").types("Monday to Friday 16.00").sees("Up to three days a week is plenty.")
    jonas.types("17.15").sees("Every week: Tuesday and Thursday at 17:15")


def test_several_times_a_week_is_every_week_after_every_other_week(world):
    couple = Couple(world)
    jonas = (
        couple.mentor.types("/home").taps("Plan your meetings").taps("Every other week").taps("Monday").taps("16:00")
    )
    jonas.taps("Another time").taps("Another rhythm").taps("Several times a week").taps("Thursday").taps("Go on")
    jonas.taps("16:00").sees("Every week: Monday and Thursday at 16:00").taps("Another time")
    jonas.types("every other week Monday and Thursday 10").sees("Every other week: Monday and Thursday at 10:00")


def test_a_change_goes_back_to_the_whole_and_a_length_may_be_a_word(world):
    couple = Couple(world, language="da").agrees()
    jonas = couple.mentor.types("/moeder").taps("Aftalen").taps("Lav aftalen om").taps("Hvor længe")
    assert "Et andet sted" not in jonas.labels()
    jonas.taps("Et andet antal").types("otte måneder").sees("I otte måneder").taps("Hvordan og hvor").taps("Tilbage")
    jonas.sees("I otte måneder")


def test_buttons_of_several_days_that_no_card_has(world):
    couple = Couple(world)
    jonas = couple.mentor.types("/home").taps("Plan your meetings").taps("Once a month")
    assert jonas.taps_raw(encode(actions.PickDay(1, 1, on=True))).last.toast
    jonas.taps_raw(encode(actions.ChooseSeveral(1))).sees("On which days?")
    assert jonas.taps_raw(encode(actions.PickDay(1, 7, on=True))).last.toast
    jonas.taps_raw(encode(actions.AskHour(1))).sees("On which days?")


def test_once_a_month_is_on_one_day(world):
    couple = Couple(world)
    jonas = couple.mentor.types("/home").taps("Plan your meetings").taps("Once a month")
    jonas.types("Tuesday and Thursday 16.30").sees("Once a month is on one day. Which one?")
    jonas.taps("Another rhythm").taps("Every week").types("Tuesday and Thursday 16.30").taps("Another time")
    jonas.taps("Another rhythm").taps("Once a month").sees("Which day and time?", "last Thursday of the month")
