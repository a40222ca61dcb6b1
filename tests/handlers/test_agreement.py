"""The agreement, question by question, and what becomes of a proposal."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.mentoring.cadence import to_local
from bot.mentoring.meetings import MeetingState, Reply
from bot.mentoring.pairs import AgreementState, Form, Rhythm
from handlers import actions
from handlers.actions import encode
from tests.handlers.couples import Couple
from tests.world import label

ODD = "\u200fمرحبا 🙂 <b>fed</b> & \x00co"


@pytest.fixture
def couple(world):
    return Couple(world)


def standing(couple):
    """What is proposed and what is agreed."""
    pair = couple.pair.id
    return couple.world.read(lambda unit: (unit.pairs.proposed(pair), unit.pairs.agreed(pair)))


def begins(phone, rhythm="Every week"):
    return phone.types("/home").taps("Plan your meetings").taps(rhythm)


def proposes(phone, when="Thursday 16.30"):
    begins(phone).types(when).taps("A walk").taps("Skip").taps("6 months")
    return phone.taps(next(words for words in phone.labels() if words.startswith("Send to")))


def test_each_answer_is_said_back_with_one_tap_to_correct(couple):
    jonas = begins(couple.mentor).types("torsdag halv fem")
    jonas.sees("Every week: Thursday at 16:30", "First time: Thursday 26 November at 16:30")
    jonas.taps("Another time").types("Friday 10.00").sees("Friday 27 November at 10:00").taps("A café")
    jonas.types("Nordlys").sees("You meet here: Nordlys").taps("Another place").taps("Keep Nordlys")
    jonas.taps("Another number").types("8 months").sees("Your suggestion", "A café: Nordlys", "For eight months")


def test_day_and_time_by_button(couple):
    jonas = begins(couple.mentor, "Every other week").taps("Thursday").sees("At what time on Thursday?").taps("16:00")
    jonas.sees("Every other week: Thursday at 16:00", "Thursday 26 November at 16:00")


def test_a_day_by_button_and_a_time_in_words(couple):
    begins(couple.mentor).taps("Tuesday").types("16.30").sees("Every week: Tuesday at 16:30")


def test_a_day_without_a_time_asks_for_the_time_and_the_other_way_round(couple):
    begins(couple.mentor).types("Thursday").sees("At what time on Thursday?").types("17.15").sees("Thursday at 17:15")
    begins(couple.mentor).types("17.15").sees("On which day at 17:15?").taps("Monday").sees("Monday at 17:15")


@pytest.mark.parametrize("words", ["when the moon is full", "x" * 5000, ODD, "?"])
def test_an_unreadable_time_keeps_the_question_with_buttons(couple, words):
    jonas = begins(couple.mentor).types(words).sees("I don't know that time yet: try Thursday 16.30")
    assert "Thursday" in jonas.labels()
    jonas.types("Thursday 16.30").sees("Every week: Thursday at 16:30")


def test_a_time_that_can_mean_two_things_is_asked_about(couple):
    jonas = begins(couple.mentor).types("Thursday at 8")
    if "two things" in jonas.text:
        assert jonas.labels()[0].startswith("Thursday at")


def test_a_rhythm_in_words_is_heard(couple):
    begins(couple.mentor).types("hver anden tirsdag kl. 15").sees("Every other week: Tuesday at 15:00")
    begins(couple.mentor).types("Tuesday and Thursday 16.30").sees("Every week: Tuesday and Thursday at 16:30")


def test_once_a_month_and_no_fixed_time(couple):
    begins(couple.mentor, "Once a month").types("Thursday 16.30").sees("Once a month: the fourth Thursday at 16:30")
    jonas = begins(couple.mentor, "No fixed time").sees("How would you like to meet?").taps("By phone")
    jonas.sees("For how long?").taps("9 months").sees("No fixed time", "For nine months").taps("Send to Anna")
    anna = couple.mentee.taps("That suits me").sees("When is the first one?")
    assert couple.meetings() == []
    anna.taps("Plan a meeting").types("Thursday 16.30").sees("Thursday 26 November at 16:30").taps("Plan it")
    anna.taps("Plan it").sees("It's planned.")
    assert len(couple.meetings()) == 1
    jonas.sees("Anna has planned a meeting.", "You and Anna meet on Thursday at 16:30")
    assert len([screen for screen in jonas.screens if "has planned" in screen.text]) == 1


@pytest.mark.parametrize("words", ["0", "25", "many", "6 or 9", "x" * 5000, ODD])
def test_a_length_is_a_number_of_months(couple, words):
    jonas = begins(couple.mentor).types("Thursday 16.30").taps("A walk").taps("Skip").taps("Another number")
    jonas.types(words).sees("I didn't get that number.").types("24").sees("For 24 months")


def test_a_place_too_long_or_unseen_is_asked_for_again(couple):
    jonas = begins(couple.mentor).types("Thursday 16.30").taps("A walk").types("x" * 5000).sees("a long one")
    jonas.types("\u200b").sees("in words").types(ODD).sees("For how long?")
    assert "<b>fed</b> & co" in jonas.text


def test_a_place_not_to_meet_gets_a_kind_no(couple, world):
    def set_places(unit):
        place = unit.programmes.get(couple.pair.programme)
        from storage import schema

        sealed = world.store.vault.seal("programmes", "places_not_to_meet", place.id, "at home, bars")
        unit.connection.execute(schema.programmes.update().values(places_not_to_meet=sealed))

    world.write(set_places)
    jonas = begins(couple.mentor).types("Thursday 16.30").taps("A walk").types("At home with me")
    jonas.sees("Is there another one you like?").types("The harbour").sees("You meet here: The harbour")


def test_changing_one_thing_comes_back_to_the_whole(couple):
    jonas = begins(couple.mentor).types("Thursday 16.30").taps("A walk").types("The harbour").taps("6 months")
    jonas.taps("How often").taps("Back").sees("Your suggestion").taps("How often").taps("Every other week")
    jonas.sees("Your suggestion", "Every other week: Thursday at 16:30")
    jonas.taps("When").types("Friday 10.00").sees("Your suggestion", "Every other week: Friday at 10:00", "The harbour")
    jonas.taps("How and where").taps("A walk").taps("Keep The harbour").sees("Your suggestion", "A walk: The harbour")
    jonas.taps("How and where").taps("Online").taps("Skip").sees("Your suggestion", "Online")
    assert "harbour" not in jonas.text
    jonas.taps("How long").taps("9 months").sees("Your suggestion", "For nine months")


def test_sending_twice_asks_once(couple):
    jonas = proposes(couple.mentor)
    data = encode(actions.ProposeAgreement(standing(couple)[0].id))
    assert jonas.taps_raw(data).last == jonas.screens[-2]
    assert len(couple.mentee.screens) == 1


def test_saying_yes_twice_gives_the_same_answer_and_the_same_meetings(couple):
    jonas = proposes(couple.mentor)
    data = encode(actions.AcceptAgreement(standing(couple)[0].id))
    anna = couple.mentee.taps_raw(data)
    made = couple.meetings()
    assert anna.taps_raw(data).last == anna.screens[-2]
    assert couple.meetings() == made
    assert len(made) == 26
    assert [screen for screen in jonas.screens if "says yes" in screen.text] == [jonas.last]


def test_nobody_agrees_with_themselves(couple):
    proposes(couple.mentor)
    found = standing(couple)[0]
    couple.mentor.taps_raw(encode(actions.AcceptAgreement(found.id))).sees("Your suggestion to Anna")
    assert couple.meetings() == []
    assert standing(couple)[0] == found


def test_the_other_can_suggest_something_else_from_what_was_suggested(couple):
    proposes(couple.mentor)
    anna = couple.mentee.taps("Suggest something else").sees("Thursday at 16:30")
    anna.taps("When").types("Friday 15.00").taps("Send to Jonas")
    couple.mentor.sees("Anna has suggested when you could meet.", "Friday at 15:00").taps("That suits me")
    assert len(couple.meetings()) == 26
    anna.sees("Jonas says yes")


def test_what_is_suggested_already_is_not_sent_back_as_a_suggestion(couple):
    proposes(couple.mentor)
    anna = couple.mentee.taps("Suggest something else").sees("What would you like to change?")
    assert "Send to Jonas" not in anna.labels()
    same = anna.taps("When").types("Thursday 16.30").sees("What would you like to change?").last
    draft = next(b.action.agreement for row in same.rows for b in row if isinstance(b.action, actions.AskTime))
    anna.taps_raw(encode(actions.ProposeAgreement(draft))).sees("What would you like to change?")
    assert standing(couple)[0].proposed_by == couple.mentor.person.id
    anna.taps("Back").sees("Jonas has suggested when you could meet.").taps("That suits me").sees("Good, it's agreed.")


def test_whoever_looks_at_another_time_from_now_on_finds_the_way_back(couple):
    proposes(couple.mentor)
    couple.mentee.taps("That suits me")
    jonas = couple.mentor.types("/meetings").taps("The agreement").taps("Change the agreement").taps("When")
    jonas.taps("Back").taps("Back").sees("You and Anna have agreed")


def test_who_has_no_name_yet_opens_a_sentence_as_a_name_would(couple, world):
    anna = couple.mentee.person.id
    world.write(lambda unit: unit.people.rename(anna, ""))
    proposes(couple.mentor)
    couple.mentee.taps("That suits me")
    couple.mentor.sees("Your partner says yes to your suggestion.", "You and your partner meet")


def test_a_yes_to_a_proposal_that_was_replaced_shows_the_new_one(couple):
    proposes(couple.mentor)
    old = standing(couple)[0]
    couple.mentor.taps("Change it").taps("When").types("Friday 15.00").taps("Send to Anna")
    anna = couple.mentee.taps_raw(encode(actions.AcceptAgreement(old.id))).sees("Friday at 15:00")
    assert anna.last.toast
    assert couple.meetings() == []
    anna.taps("That suits me").sees("You and Jonas meet")
    couple.mentor.taps_raw(encode(actions.ProposeAgreement(old.id))).sees("You and Anna have agreed")


def test_the_others_draft_is_not_mine_to_change(couple):
    begins(couple.mentor)
    draft = couple.world.read(lambda unit: unit.pairs.agreement(1))
    for action in (
        actions.ChooseRhythm(draft.id, Rhythm.FREE),
        actions.ChooseDay(draft.id, 1),
        actions.ChooseForm(draft.id, Form.WALK),
        actions.ProposeAgreement(draft.id),
        actions.DraftCard(draft.id),
    ):
        assert couple.mentee.taps_raw(encode(action)).last.toast
    assert couple.world.read(lambda unit: unit.pairs.agreement(1)) == draft


def test_numbers_that_no_button_has_change_nothing(couple):
    begins(couple.mentor).types("Thursday 16.30")
    draft = couple.world.read(lambda unit: unit.pairs.agreement(1))
    for action in (
        actions.ChooseDay(1, 7),
        actions.ChooseHour(1, 7, 0),
        actions.ChooseHour(1, 1, 1440),
        actions.ChooseMonths(1, 25),
    ):
        assert couple.mentor.taps_raw(encode(action)).last.toast
    assert couple.world.read(lambda unit: unit.pairs.agreement(1)) == draft


def test_an_unfinished_draft_is_not_sent(couple):
    jonas = begins(couple.mentor).taps_raw(encode(actions.ProposeAgreement(1)))
    jonas.sees("Which day and time?")
    jonas.taps_raw(encode(actions.ProposalCard(1))).sees("Which day and time?")
    assert couple.mentee.screens == []


def test_a_button_of_a_draft_that_was_sent_shows_how_things_are(couple):
    proposes(couple.mentor)
    number = standing(couple)[0].id
    assert couple.mentor.taps_raw(encode(actions.ChooseForm(number, Form.PHONE))).last.toast
    assert standing(couple)[0].form is Form.WALK
    couple.mentor.taps_raw(encode(actions.SayTime(number)))


def test_another_agreement_clears_what_has_not_begun_and_takes_the_step_along(couple, world):
    couple.agrees()
    step = couple.adds("Ring to the library")
    world.moves_to(datetime(2026, 12, 4, 9, tzinfo=UTC))
    held, told, *ahead = couple.meetings()
    couple.chooses(step, ahead[0].id)
    world.write(lambda unit: unit.meetings.reply(ahead[1].id, couple.pair.mentor, Reply.COMING, world.now))
    world.write(
        lambda unit: unit.meetings.suggest(ahead[2].id, couple.pair.mentee, world.now + timedelta(20), world.now)
    )
    couple.mentee.types("/meetings").taps("The agreement").taps("Change the agreement").sees(
        "What would you like to change?"
    )
    couple.mentee.taps("When").types("Friday 15.00").taps("Send to Jonas")
    couple.mentor.taps("That suits me")
    after = couple.meetings()
    assert [each.id for each in after[:2]] == [held.id, told.id]
    planned = [each for each in after[2:] if each.state is MeetingState.PLANNED]
    assert {to_local(each.starts_at, "Europe/Copenhagen").weekday() for each in planned} == {4}
    assert planned[0].step == step.id
    kept = [each.id for each in after if each.state is MeetingState.CALLED_OFF]
    assert kept == [ahead[1].id, ahead[2].id]
    assert world.read(lambda unit: unit.meetings.open_move(ahead[2].id)) is None
    proposal, agreed = standing(couple)
    assert proposal is None
    assert agreed.at == time(15)


def test_the_card_shows_what_stands(couple):
    jonas = couple.mentor.taps_raw(encode(actions.AgreementCard(couple.pair.id)))
    jonas.sees("You and Anna have no agreement yet.")
    couple.agrees()
    jonas.taps_raw(encode(actions.AgreementCard(couple.pair.id)))
    jonas.sees(
        "You and Anna have agreed", "Next time: Thursday 26 November at 16:30", "Your course runs to 26 May 2027"
    )
    jonas.taps_raw(encode(actions.ProposalCard(couple.agreement.id))).sees("You and Anna have agreed")


def test_a_notice_that_is_no_longer_true_is_not_sent(couple, world):
    world.now = datetime(2026, 11, 20, 21, tzinfo=UTC)  # at night, everything waits
    proposes(couple.mentor)
    couple.mentor.taps("Change it").taps("When").types("Friday 15.00").taps("Send to Anna")
    world.moves_to(datetime(2026, 11, 21, 8, tzinfo=UTC))
    assert len(couple.mentee.screens) == 1
    couple.mentee.sees("Friday at 15:00")


def test_a_yes_that_was_replaced_before_it_was_told_is_not_told(couple, world):
    proposes(couple.mentor)
    world.now = datetime(2026, 11, 20, 21, tzinfo=UTC)
    couple.mentee.taps("That suits me")
    first = standing(couple)[1]
    world.write(lambda unit: unit.pairs.set_agreement(first.id, state=AgreementState.REPLACED))
    shown = len(couple.mentor.screens)
    world.moves_to(datetime(2026, 11, 21, 8, tzinfo=UTC))
    assert len(couple.mentor.screens) == shown


def test_in_danish_all_is_danish(world):
    couple = Couple(world, language="da")
    couple.mentor.types("/home").taps_raw(encode(actions.AgreementStart(couple.pair.id)))
    assert label(couple.mentor.last.rows[0][0]) == "Hver uge"
    couple.mentor.taps("Hver uge").types("torsdag halv fem").sees("16.30")
