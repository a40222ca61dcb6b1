"""A coordinator writes to one of a pair or to both, who answer."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.mentoring.messages import LONGEST
from bot.mentoring.people import Role
from handlers import actions
from handlers.actions import Who
from storage import schema
from tests.handlers.conftest import ON_BOTH, come_in, count, places
from tests.handlers.couples import Couple
from tests.world import NOW

pytestmark = ON_BOTH
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def couple(world, mette):
    return Couple(world).agrees()


def writes(mette, couple, who=Who.MENTOR):
    return mette.follows(actions.WriteTo(couple.pair.id, who))


def test_words_to_begin_with_are_sent_as_they_are_and_the_reader_answers(world, mette, couple):
    writes(mette, couple).sees("To Jonas", "Hi Jonas. How is it going with you and Anna?", "Jonas can answer you")
    mette.taps("Send").sees("To Jonas", "How is it going")
    jonas = couple.mentor.sees("Mette has written to you", "Hi Jonas. How is it going with you and Anna?")
    assert str(jonas.last.text).split("\n")[0] == "<b>Mette has written to you</b>"
    assert couple.mentee.screens == []
    mette.taps("Look again").sees("Jonas has it.")
    jonas.taps("Answer Mette").sees("Your answer to Mette", "Mette can see it.").types("Fine, thanks!").sees("Saved.")
    mette.sees("Jonas has answered", "Fine, thanks!").taps("Answer Jonas").sees(
        "You: Hi Jonas.", "Jonas: Fine, thanks!"
    )
    mette.types("Good to hear.").sees("Saved.", "Good to hear.")
    jonas.sees("Mette has written to you", "Good to hear.").taps("Answer Mette").sees("Your answer to Mette")


def test_from_a_card_of_the_week_it_goes_there_and_back_and_on(world, mette, couple):
    world.moves_to(world.now + 40 * DAY)
    mette.follows(actions.HandCard(couple.pair.id)).taps("Write to Jonas").taps("Back").sees("Jonas and Anna")
    mette.taps("Write to Jonas").taps("Send").taps("Taken care of").sees("You have taken care of it.")
    assert "Next" in mette.labels()
    mette.follows(actions.BroadcastCard(1))
    assert "Taken care of" not in mette.labels()


def test_who_can_see_it_and_answer_is_said_once(mette, couple):
    writes(mette, couple).sees("Jonas and the coordinators here can see it, and Jonas can answer you.")
    mette.taps("To both").sees("Jonas, Anna and the coordinators here can see it, and both can answer you.")


def test_one_pair_and_one_person_are_a_tap_away(mette, couple):
    mette.follows(actions.Messages(1)).taps("One pair").sees("One pair.")
    mette.follows(actions.Messages(1)).taps("One person").sees("People")
    assert len(mette.follows(actions.Messages(1)).labels()) == 7


def test_both_get_the_coordinators_own_words(world, mette, couple):
    writes(mette, couple, Who.BOTH).sees("To Jonas and Anna", "Hi Jonas and Anna.").types("The café is <closed> today")
    mette.sees("To Jonas and Anna", "The café is <closed> today").taps("Send")
    for phone in (couple.mentor, couple.mentee):
        phone.sees("Mette has written to you", "The café is <closed> today")


def test_the_pairs_card_and_a_persons_place_lead_there(world, mette, couple):
    mette.follows(actions.PairCard(couple.pair.id)).taps("Write to them").sees("To Jonas and Anna")
    mette.taps("See the pair").sees("Jonas and Anna")
    place = places(world, couple.mentor)[0].id
    mette.follows(actions.PlaceCard(place)).taps("Write to Jonas").sees("To Jonas", "Write your message.")
    mette.follows(actions.PlaceCard(places(world, mette)[0].id))
    assert not any(label.startswith("Write to") for label in mette.labels())


def test_from_one_of_a_pair_it_is_a_tap_to_the_other_or_to_both(mette, couple):
    assert writes(mette, couple).labels() == ["Send", "To Anna", "To both", "See the pair"]
    mette.taps("To Anna").sees("Hi Anna. How is it going with you and Jonas?").taps("To both").sees(
        "Hi Jonas and Anna."
    )
    assert mette.labels() == ["Send", "To Jonas", "To Anna", "See the pair"]


def test_send_sends_once_and_only_the_words_it_stands_below(world, mette, couple):
    suggested = writes(mette, couple).last
    mette.types("My own words")
    mette.screens.append(suggested)
    mette.taps("Send")
    assert couple.mentor.screens == []
    writes(mette, couple).sees("My own words").taps("Send").follows(actions.SendDraft(2)).sees("Jonas has it.")
    assert len(couple.mentor.screens) == 1
    writes(mette, couple).sees("How is it going")


def test_what_could_use_a_hand_gives_the_words_to_begin_with(world, mette):
    new = Couple(world)
    world.now = NOW + 11 * DAY
    writes(mette, new).sees("You and Anna haven't met yet. Can I help you find a first time?")
    writes(mette, new, Who.BOTH).sees("Hi Jonas and Anna. You haven't met yet.")
    new.agrees()
    world.now = NOW + 60 * DAY
    writes(mette, new).sees("Hi Jonas.")


def test_the_suggested_words_are_in_the_readers_language_and_so_is_the_frame(world, mette, couple):
    jonas = couple.mentor.person.id
    world.write(lambda unit: unit.people.set(jonas, language="da"))
    writes(mette, couple).sees("To Jonas", "Hej Jonas. Hvordan går det med dig og Anna?").taps("Send")
    couple.mentor.sees("Mette har skrevet til dig", "Hej Jonas.")
    assert couple.mentor.labels()[0] == "Svar Mette"


def test_a_quiet_time_holds_it_until_the_morning(world, mette, couple):
    world.now = NOW + 11 * HOUR
    writes(mette, couple).sees("It's a quiet time for Jonas now: it arrives tomorrow at 08:00.").taps("Send")
    assert couple.mentor.screens == []
    mette.taps("Look again").sees("Jonas gets it tomorrow at 08:00.")
    world.moves_to(datetime(2026, 11, 21, 7, tzinfo=UTC))
    couple.mentor.sees("Mette has written to you")


def test_somebody_who_cannot_be_reached_is_not_written_to(world, mette, couple):
    world.write(lambda unit: unit.people.unreachable(couple.pair.mentor, NOW))
    writes(mette, couple).sees("My messages don't get through to Jonas right now.")
    assert "Send" not in mette.labels()
    writes(mette, couple, Who.BOTH).sees("don't get through to Jonas").taps("Send").taps("Look again")
    mette.sees("It didn't get through to Jonas.", "Anna has it.")


def test_a_very_long_text_is_asked_for_once_more(world, mette, couple):
    writes(mette, couple).types("x" * 5000).sees("more than fits here", "How is it going").types("🙂" * 1501)
    mette.sees("more than fits here").types("x" * LONGEST).taps("Send")
    couple.mentor.sees("x" * LONGEST).taps("Answer Mette").types("y" * 5000).sees("more than fits here")
    couple.mentor.types("\u200b").sees("Can you write it in words?").types("yes")
    mette.taps("Answer Jonas").types("z" * 5000).sees("more than fits here").types("\u200b").sees("in words?")
    writes(mette, couple).types("\u200b").sees("Can you write it in words?")


def test_one_person_who_waits_is_written_to(world, mette):
    ida = come_in(world, "Ida", Role.MENTOR).taps("I'm ready to be matched")
    place = places(world, ida)[0].id
    mette.follows(actions.WriteToPlace(place)).sees("To Ida", "Write your message.")
    assert "Send" not in mette.labels()
    mette.types("I have somebody in mind").taps("Send")
    ida.sees("Mette has written to you", "I have somebody in mind").taps("Answer Mette").types("Lovely")
    mette.sees("Ida has answered", "Lovely")
    assert "See the pair" not in mette.labels()


def test_all_coordinators_hear_an_answer_and_any_of_them_answers_back(world, mette, couple):
    bo = come_in(world, "Bo", Role.COORDINATOR)
    writes(mette, couple).taps("Send")
    couple.mentor.taps("Answer Mette").sees("Mette and Bo can see it.").types("Fine")
    bo.sees("Jonas has answered").taps("Answer Jonas").sees("Mette: Hi Jonas.").types("Hello from Bo")
    couple.mentor.sees("Bo has written to you", "Hello from Bo").taps("Answer Bo").sees("Your answer to Bo")
    bo.follows(actions.SendDraft(1)).sees("Peer Vejle")


def test_oneself_is_not_written_to(world, mette):
    place = places(world, mette)[0].id
    mette.follows(actions.WriteToPlace(place)).sees("Peer Vejle")


def test_a_pair_that_has_ended_is_not_written_to(world, mette, couple):
    draft = writes(mette, couple).last
    couple.mentee.follows(actions.Stop(couple.pair.id))
    writes(mette, couple)
    assert mette.last.asks is None
    mette.screens.append(draft)
    mette.taps("Send").sees("To Jonas")


def test_whoever_left_gets_nothing_more_and_answers_nothing(world, mette, couple):
    world.now = NOW + 11 * HOUR
    writes(mette, couple, Who.BOTH).taps("Send")
    couple.mentor.follows(actions.AskWithdraw()).taps("Yes, I take it back")
    world.moves_to(datetime(2026, 11, 21, 9, tzinfo=UTC))
    assert "has written" not in couple.mentor.text
    assert any("written to you" in screen.text for screen in couple.mentee.screens)
    couple.mentor.follows(actions.AnswerDesk(1))
    assert couple.mentor.last.asks is None


def test_the_words_are_sealed_and_go_with_the_notes_of_the_pair(world, mette, couple):
    writes(mette, couple).types("Zyx secret").taps("Send")
    couple.mentor.taps("Answer Mette").types("Zyx answer")
    kept = world.read(lambda unit: unit.connection.execute(select(schema.broadcasts.c.text)).scalars().all())
    assert b"Zyx" not in b"".join(kept)
    world.write(lambda unit: unit.pairs.close(couple.pair.id, world.now))
    world.write(lambda unit: unit.erasing.notes(couple.pair.id))
    assert world.read(lambda unit: unit.broadcasts.get(2).text) == ""
    assert count(world, schema.answers) == 0
    couple.mentor.taps("Answer Mette")
    assert couple.mentor.last.asks is None
    mette.taps("Answer Jonas")
    assert mette.last.asks is None


def test_drafts_and_words_to_no_pair_are_forgotten_in_a_month(world, mette, couple):
    ida = come_in(world, "Ida", Role.MENTOR)
    writes(mette, couple)
    for words in ("Old", "New"):
        mette.follows(actions.WriteToPlace(places(world, ida)[0].id)).types(words).taps("Send")
    ida.taps("Answer Mette").types("Yes")
    kept = schema.answers
    world.write(lambda unit: unit.connection.execute(update(kept).values(at=NOW + 20 * DAY)))
    world.write(lambda unit: unit.broadcasts.tidy(NOW + DAY))
    oldest_first = select(schema.broadcasts).order_by(schema.broadcasts.c.id)
    told = world.read(lambda unit: unit.connection.execute(oldest_first).all())
    texts = {row.id: world.read(lambda unit, row=row: unit.broadcasts.get(row.id).text) for row in told}
    assert list(texts.values()) == ["", "New"]
    world.write(lambda unit: unit.broadcasts.tidy(NOW + 21 * DAY))
    assert count(world, kept) == 0


def test_erasing_somebody_takes_what_was_written_to_them(world, mette, couple):
    writes(mette, couple).taps("Send")
    couple.mentor.taps("Answer Mette").types("Fine")
    jonas = couple.mentor.person
    world.write(lambda unit: unit.erasing.person(jonas, world.now))
    assert world.read(lambda unit: unit.broadcasts.get(1).text) == ""
    assert count(world, schema.answers) == 0
    mette.follows(actions.BroadcastCard(1)).sees("former participant")
