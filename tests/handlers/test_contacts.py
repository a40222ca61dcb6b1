"""The coordinators' talks with pairs, and their own notes: logged in two taps, due again, and theirs alone."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.mentoring.contacts import With, due, facts
from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import PairState
from bot.mentoring.people import Role
from handlers import actions
from handlers.desk.due import due_contacts, spacing
from storage import schema
from storage.states import Deed
from tests.handlers.conftest import come_in, count
from tests.handlers.couples import Couple
from tests.handlers.test_access import trying
from tests.world import NOW, World

DAY = timedelta(days=1)
NOTE = "Anna begynder på skole i marts"


@pytest.fixture
def couple(world, mette):
    """Jonas and Anna, a pair since now."""
    return Couple(world)


@pytest.fixture
def bo(world, mette):
    """The other coordinator."""
    return come_in(world, "Bo", Role.COORDINATOR)


def pair_card(phone, couple):
    return phone.follows(actions.PairCard(couple.pair.id))


def talks(world, couple):
    return world.read(lambda unit: unit.contacts.of(couple.pair.id))


def notes(world, couple):
    return world.read(lambda unit: unit.desk_notes.of(couple.pair.id))


def rewritten(world, phone):
    """The number of the newest change of the first note."""
    me = phone.person.id
    return world.read(lambda unit: unit.changes.last_of(me, "desk_note.rewritten", 1))


def owed(world, programme=1):
    return [each.pair for each in world.read(lambda unit: due_contacts(programme, world.now, unit))]


# --- A talk ---


def test_a_talk_is_logged_in_two_taps_with_five_questions_at_hand(world, mette, couple):
    pair_card(mette, couple).taps("Contact done").sees("A talk with Jonas and Anna", "Do you meet the way you agreed?")
    assert mette.text.count("• ") == 5
    mette.taps("Both of them").sees("Saved.", "You talked with Jonas and Anna today.", "The next talk is around 4 Dec")
    (talk,) = talks(world, couple)
    assert (talk.by, talk.who, talk.at) == (mette.person.id, With.BOTH, NOW)
    pair_card(mette, couple).sees("Last talk today.")


def test_the_same_tap_twice_is_one_talk_but_the_other_one_is_another(world, mette, couple):
    mette.follows(actions.AskContact(couple.pair.id)).taps("Only Jonas").sees("You talked with Jonas today.")
    first = mette.text
    mette.taps("Only Jonas")
    assert mette.text == first
    mette.taps("Only Anna").sees("You talked with Anna today.")
    assert [each.who for each in talks(world, couple)] == [With.MENTOR, With.MENTEE]
    world.now += DAY
    mette.taps("Only Anna")
    assert len(talks(world, couple)) == 3


@pytest.mark.parametrize(
    ("typed", "told", "days"),
    [("yesterday", "yesterday", 1), ("tirsdag", "last Tuesday", 3), ("last Thursday 15.00", "yesterday", 1)],
)
def test_another_day_is_typed_as_one_says_it(world, mette, couple, typed, told, days):
    mette.follows(actions.AskContact(couple.pair.id)).taps("Both of them").taps("It was another day").types(typed)
    mette.sees("Saved.", f"You talked with Jonas and Anna {told}.")
    (talk,) = talks(world, couple)
    assert talk.at.date() == (NOW - days * DAY).date()


@pytest.mark.parametrize(
    ("typed", "told"),
    [("today 23.00", "of the last year"), ("banana", "don't know that day"), ("60 weeks ago", "of the last year")],
)
def test_a_day_that_cannot_be_is_asked_about_again(world, mette, couple, typed, told):
    mette.follows(actions.AskContact(couple.pair.id)).taps("Both of them").taps("It was another day").types(typed)
    mette.sees(told).types("yesterday").sees("You talked with Jonas and Anna yesterday.")
    mette.taps("It was another day").taps("Back").sees("You talked with Jonas and Anna yesterday.")


def test_a_talk_is_taken_back_once(world, mette, couple):
    mette.follows(actions.AskContact(couple.pair.id)).taps("Both of them").taps("Undo").sees(
        "It's taken back.", "No talks"
    )
    assert talks(world, couple) == []
    mette.taps("Undo").sees("It's taken back.", "No talks")
    mette.taps("It was another day").sees("Peer Vejle")
    assert mette.last.toast is not None


def test_a_talk_of_another_coordinator_is_seen_and_not_changed(world, mette, bo, couple):
    mette.follows(actions.AskContact(couple.pair.id)).taps("Both of them")
    (talk,) = talks(world, couple)
    pair_card(bo, couple).taps("Talks and notes").taps("20 Nov: Mette talked with both")
    bo.sees("Mette talked with Jonas and Anna today.")
    assert not {"Undo", "It was another day"} & set(bo.labels())
    bo.follows(actions.AskContactDay(talk.id)).sees("Peer Vejle")


# --- Time for a talk ---


def test_it_is_time_for_a_talk_after_two_weeks_and_the_desk_says_so(world, mette, couple):
    # They do meet: nobody needs a hand, which would come before a talk.
    for each in couple.agrees().meetings():
        if each.ends_at < NOW + 14 * DAY:
            world.write(lambda unit, each=each: unit.meetings.set(each.id, state=MeetingState.HELD))
    world.now += 14 * DAY - timedelta(minutes=1)
    mette.types("/home")
    assert "time" not in mette.text
    world.now += timedelta(minutes=1)
    mette.types("/home").sees("Time to talk with one pair")
    assert mette.labels()[0] == "Time for a talk"
    mette.taps("Time for a talk").sees("One pair would like a word from you").taps("Jonas and Anna").taps(
        "Both of them"
    )
    mette.sees("The next talk is around 18 December")
    assert "time" not in mette.types("/home").text
    mette.follows(actions.DueContacts(1, 0)).sees("Nobody is waiting for a talk right now")


def test_two_in_the_first_month_then_monthly(world, mette, couple):
    for days, expected in ((13, []), (1, [1]), (0, []), (14, [1]), (0, []), (29, []), (1, [1])):
        world.now += days * DAY
        assert owed(world) == expected, world.now
        if expected:
            mette.follows(actions.AskContact(couple.pair.id)).taps("Both of them")


def test_a_break_puts_the_talk_off(world, mette, couple):
    world.write(lambda unit: unit.pauses.take(couple.pair.id, couple.pair.mentor, world.now, world.now + 10 * DAY))
    world.now += 9 * DAY
    assert owed(world) == []
    world.write(lambda unit: unit.pauses.end(couple.pair.id, world.now))
    world.now += 13 * DAY
    assert owed(world) == []
    world.now += DAY
    assert owed(world) == [couple.pair.id]
    world.write(lambda unit: unit.pauses.take(couple.pair.id, couple.pair.mentor, world.now, world.now + 10 * DAY))
    assert owed(world) == []


def test_the_longest_due_pair_comes_first_and_other_programmes_have_their_own(world, mette, couple):
    world.now += DAY
    second = Couple(world, ("Ole", "Ida"))
    Couple(world, ("Per", "Mia"), programme="Peer Aarhus")
    world.now += 20 * DAY
    assert owed(world) == [couple.pair.id, second.pair.id]
    mette.follows(actions.DueContacts(1, 0)).sees("Two pairs would like")
    assert mette.labels()[:2] == ["Jonas and Anna", "Ole and Ida"]
    world.write(lambda unit: unit.pairs.close(couple.pair.id, world.now))
    assert owed(world) == [second.pair.id]


def test_a_programme_says_how_often_it_talks_with_its_pairs(world, mette, couple):
    world.write(lambda unit: unit.programmes.set_threshold(1, "talk_early", 7))
    world.now += 7 * DAY
    assert owed(world) == [couple.pair.id]
    mette.follows(actions.AskContact(couple.pair.id)).taps("Both of them").sees("around 4 December")


# --- Notes ---


def test_a_note_is_written_after_it_is_said_who_sees_it(world, mette, couple):
    mette.follows(actions.PairLog(couple.pair.id, 0)).sees("No talks or notes yet").taps("Write a note")
    mette.sees("Your own note about Jonas and Anna", "coordinators can read it", "Jonas and Anna see it when they ask")
    mette.types(NOTE).sees("Saved.", NOTE, "Jonas and Anna see it when they ask")
    mette.taps("Talks and notes").taps(f"20 Nov: {NOTE}").sees("Mette, Friday 20 November", NOTE)
    (note,) = notes(world, couple)
    raw = world.read(lambda unit: unit.connection.execute(schema.desk_notes.select()).one())
    assert note.text == NOTE
    assert NOTE.encode() not in raw.text


def test_a_new_note_is_taken_back(world, mette, couple):
    mette.follows(actions.AskDeskNote(couple.pair.id)).types(NOTE).taps("Undo").sees("It's taken back.", "No talks")
    assert count(world, schema.desk_notes) == 0
    mette.taps("Undo").sees("It's taken back.", "No talks")


def test_a_note_is_changed_and_changed_back(world, mette, couple):
    mette.follows(actions.AskDeskNote(couple.pair.id)).types(NOTE).taps("Change it").sees("What shall the note say")
    mette.types("Anna begynder i april").sees("Saved.", "april").taps("Undo").sees("It's taken back.")
    assert [each.text for each in notes(world, couple)] == [NOTE]
    mette.follows(actions.AskDeskNoteAgain(1)).types(NOTE).sees(NOTE)
    mette.taps("Change it").types("Anna begynder i april").taps("Change it").types("Anna begynder i maj")
    april = rewritten(world, mette) - 1
    mette.follows(actions.Undo(april)).sees("changed again since")
    assert [each.text for each in notes(world, couple)] == ["Anna begynder i maj"]


def test_a_note_is_removed_for_good_after_one_question(world, mette, couple):
    mette.follows(actions.AskDeskNote(couple.pair.id)).types(NOTE).taps("Change it").types("Anna i april")
    mette.taps("Talks and notes").taps("20 Nov: Anna i april").taps("Remove it").sees("Remove this note?")
    mette.taps("Keep it").sees("Anna i april").taps("Remove it").taps("Yes, remove it").sees("It's gone.", "No talks")
    first = mette.text
    mette.taps("Yes, remove it")
    assert mette.text == first
    mette.taps("Undo")
    assert mette.last.toast is not None
    assert count(world, schema.desk_notes) == 0
    kept = world.read(lambda unit: unit.dossiers.of(unit.people.by_chat(mette.chat)))
    assert NOTE not in str(kept)


@pytest.mark.parametrize(("typed", "told"), [("\u200b", "in words"), ("x" * 5000, "more than fits")])
def test_what_cannot_be_a_note_is_asked_for_again(world, mette, couple, typed, told):
    mette.follows(actions.AskDeskNote(couple.pair.id)).types(typed).sees(told).types(NOTE).sees("Saved.")
    mette.taps("Change it").types(typed).sees(told).types("Anna i april").sees("Saved.")
    assert [each.text for each in notes(world, couple)] == ["Anna i april"]


def test_another_coordinator_reads_a_note_and_changes_nothing(world, mette, bo, couple):
    mette.follows(actions.AskDeskNote(couple.pair.id)).types(NOTE)
    bo.follows(actions.DeskNoteCard(1)).sees("Mette, Friday 20 November", NOTE)
    assert not {"Change it", "Remove it"} & set(bo.labels())
    pair = couple.pair.id
    for action in (
        actions.AskDeskNoteAgain(1),
        actions.AskRemoveDeskNote(pair, 1),
        actions.RemoveDeskNote(pair, 1),
    ):
        bo.follows(action).sees("Peer Vejle")
        assert bo.last.toast is not None
    assert count(world, schema.desk_notes) == 1


def test_a_note_is_only_removed_by_its_own_pair(world, mette, couple):
    other = Couple(world, ("Ole", "Ida"))
    mette.follows(actions.AskDeskNote(couple.pair.id)).types(NOTE)
    for action in (actions.RemoveDeskNote(other.pair.id, 1), actions.AskRemoveDeskNote(other.pair.id, 1)):
        mette.follows(action)
        assert mette.last.toast is not None
    assert count(world, schema.desk_notes) == 1


# --- Whose it is ---


def test_the_two_get_what_is_noted_about_them_and_nobody_else_does(world, mette, bo, couple):
    other = Couple(world, ("Ole", "Ida"))
    mette.follows(actions.AskDeskNote(couple.pair.id)).types(NOTE)
    mette.follows(actions.AskContact(couple.pair.id)).taps("Only Jonas")

    def told(phone):
        return world.read(lambda unit: unit.dossiers.of(unit.people.by_chat(phone.chat)))

    mette.follows(actions.AskDeskNoteAgain(1)).types("Anna i april")
    for phone in (couple.mentor, couple.mentee):
        assert [row["text"] for row in told(phone)["desk_notes"]] == ["Anna i april"]
        assert "skole i marts" in told(phone)["desk_notes_before"][0]["before"]
    # Whoever wrote it may be no coordinator any more: it is not theirs to take along.
    assert len(told(mette)["desk_notes_written"]) == 1
    assert "Anna" not in str(told(mette))
    assert "contacts" in told(couple.mentor)
    assert "contacts" not in told(couple.mentee)  # that was a talk with the mentor
    for phone in (other.mentor, other.mentee, bo):
        assert not {"desk_notes", "desk_notes_before", "desk_notes_written", "contacts"} & told(phone).keys()


def test_nobody_but_coordinators_opens_it_by_a_button(world, mette, couple):
    mette.follows(actions.AskDeskNote(couple.pair.id)).types(NOTE)
    mette.follows(actions.AskContact(couple.pair.id)).taps("Both of them")
    elsewhere = come_in(world, "Ea", Role.COORDINATOR, "Peer Aarhus")
    for phone in (couple.mentor, couple.mentee, elsewhere):
        for action in (actions.DeskNoteCard(1), actions.ContactCard(1), actions.PairLog(couple.pair.id, 0)):
            assert NOTE not in phone.follows(action).text
            assert phone.last.toast is not None


def test_who_reads_it_is_written_down(world, mette, bo, couple):
    mette.follows(actions.AskDeskNote(couple.pair.id)).types(NOTE)
    bo.follows(actions.DeskNoteCard(1))

    def looked(unit):
        return [(each.what, each.by) for each in unit.audit.about(couple.pair.mentee)]

    assert (Deed.LOOKED, bo.person.id) in world.read(looked)


def test_a_pair_that_is_over_has_no_log_any_more_and_its_notes_go_after_a_month(world, mette, couple):
    mette.follows(actions.AskDeskNote(couple.pair.id)).types(NOTE).taps("Change it").types("Anna i april")
    mette.follows(actions.AskContact(couple.pair.id)).taps("Both of them")
    world.write(lambda unit: unit.pairs.close(couple.pair.id, world.now))
    for action in (actions.PairLog(couple.pair.id, 0), actions.DeskNoteCard(1), actions.ContactCard(1)):
        mette.follows(action)
        assert mette.last.toast is not None
    world.write(lambda unit: unit.erasing.notes(couple.pair.id))
    assert count(world, schema.desk_notes) == 0
    assert rewritten(world, mette) is None
    assert count(world, schema.contacts) == 1
    world.write(lambda unit: unit.erasing.traces(couple.pair.id))
    assert count(world, schema.contacts) == 0
    assert world.read(lambda unit: unit.pairs.get(couple.pair.id)).state is PairState.CLOSED


def test_what_was_noted_about_somebody_goes_with_them(world, mette, couple):
    mette.follows(actions.AskDeskNote(couple.pair.id)).types(NOTE)
    anna = couple.mentee.person
    world.write(lambda unit: unit.erasing.person(anna, world.now))
    assert count(world, schema.desk_notes) == 0


def test_a_long_log_is_paged(world, mette, couple):
    for each in range(6):
        mette.follows(actions.AskDeskNote(couple.pair.id)).types(f"Note {each}")
        world.now += timedelta(minutes=1)
    mette.taps("Talks and notes")
    assert mette.labels()[:4] == [f"20 Nov: Note {each}" for each in (5, 4, 3, 2)]
    mette.taps("More")
    assert mette.labels()[:2] == ["20 Nov: Note 1", "20 Nov: Note 0"]


@settings(deadline=None)
@given(
    began=st.integers(0, 90),
    talked=st.lists(st.integers(-5, 120), max_size=4),
    breaks=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 60)), max_size=2),
    now=st.integers(0, 130),
)
def test_the_database_leaves_out_no_pair_that_it_is_time_to_talk_with(world_of_one, began, talked, breaks, now):
    at = NOW + now * DAY

    def cause(unit):
        pair = unit.pairs.add(1, *world_of_one.two, NOW + began * DAY)
        for day in talked:
            unit.contacts.add(pair, pair.mentor, With.BOTH, pair.since + day * DAY)
        for begun, length in breaks:
            values = {"began_at": pair.since + begun * DAY, "until": None}
            ended = {"ended_at": values["began_at"] + length * DAY}
            unit.connection.execute(
                schema.pauses.insert().values(pair_id=pair.id, by_id=pair.mentor, **values, **ended)
            )
        told = facts(pair, [each.at for each in unit.contacts.of(pair.id)], unit.pauses.of(pair.id))
        return due([told], at, spacing(1, unit)), due_contacts(1, at, unit)

    by_rule, by_database = trying(world_of_one, cause)
    assert by_rule == by_database


@pytest.fixture(scope="module")
def world_of_one(tmp_path_factory):
    """A programme with two people in it, in which nothing ever stays."""
    world = World(tmp_path_factory.mktemp("one"))
    couple = Couple(world)
    world.write(lambda unit: unit.pairs.close(couple.pair.id, NOW))
    world.two = (couple.pair.mentor, couple.pair.mentee)
    yield world
    world.store.close()
