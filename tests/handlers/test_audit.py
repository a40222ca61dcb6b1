"""Who saw or changed what of whom: written down without content, readable by the one it is about, and never changed."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import LargeBinary, delete, update
from sqlalchemy.exc import DBAPIError

from bot.mentoring.people import Role
from handlers import actions
from storage import schema
from storage.states import Deed
from tests.handlers.conftest import come_in
from tests.handlers.couples import Couple
from tests.handlers.privately import DAY, Traces


@pytest.fixture
def traces(world):
    return Traces(world)


def entries(world, phone):
    """(deed, by whom) of what was done with the person's data, oldest first."""
    number = phone.person.id
    return world.read(lambda unit: [(each.what, each.by) for each in unit.audit.about(number)])


def told(phone):
    """The lines of the card."""
    return phone.follows(actions.WhoLooked(0)).text


# --- Who has looked ----------------------------------------------------------------------------------------


def test_nobody_has_looked_and_then_the_coordinator_has(traces):
    card = traces.anna.types("/privacy").taps("More").taps("Who has looked").sees("Nobody so far.")
    assert card.labels() == ["What is kept", "Home"]
    traces.mette.follows(actions.PairCard(traces.pair.id))
    for phone in (traces.anna, traces.jonas):
        phone.follows(actions.WhoLooked(0)).sees("Mette looked at how it goes for the two of you, Friday 20 November")
    assert "Mette looked" not in told(traces.mette)


def test_looking_again_on_the_same_day_is_no_news_and_the_next_day_it_is(world, traces):
    mette = traces.mette.person.id
    for _ in range(3):
        traces.mette.follows(actions.PairCard(traces.pair.id))
    assert entries(world, traces.anna) == [(Deed.LOOKED, mette)]
    world.now += DAY
    traces.mette.follows(actions.PairCard(traces.pair.id))
    assert entries(world, traces.anna) == [(Deed.LOOKED, mette)] * 2
    traces.anna.follows(actions.WhoLooked(0)).sees("Saturday 21 November", "Friday 20 November")


def test_a_list_of_names_is_no_look(world, traces):
    traces.mette.follows(actions.Desk(traces.pair.programme)).follows(actions.Pairs(traces.pair.programme, 0))
    assert entries(world, traces.anna) == []


def test_a_card_that_names_somebody_is_a_look_whether_it_comes_or_is_asked_for(world, mette):
    couple = Couple(world)
    world.jumps_to(world.now + 11 * DAY)
    world.jumps_to(datetime(2026, 12, 7, 9, tzinfo=UTC))
    mette.sees("Jonas and Anna")
    looked = (Deed.LOOKED, mette.person.id)
    assert entries(world, couple.mentee) == [looked]
    world.now += DAY
    mette.follows(actions.Digest(couple.pair.programme))
    assert entries(world, couple.mentor) == [looked]
    mette.follows(actions.Hands(couple.pair.programme))
    assert entries(world, couple.mentor) == [looked, looked]


def test_a_digest_in_which_all_is_well_names_nobody(world, traces):
    traces.mette.follows(actions.Digest(traces.pair.programme)).sees("All is well")
    assert entries(world, traces.anna) == []


def test_reading_what_somebody_told_and_pairing_them_and_taking_it_back(world, mette):
    phones = [come_in(world, name, role) for name, role in (("Jonas", Role.MENTOR), ("Anna", Role.MENTEE))]
    for phone in phones:
        place = world.read(lambda unit, who=phone.person.id: unit.people.places(who)[0].id)
        world.write(lambda unit, place=place: unit.people.describe(place, likes="walks", free="", forms=""))
        phone.follows(actions.Ready(place))
    jonas, anna = (phone.person.id for phone in phones)
    mette.follows(actions.PairNow(1, 0)).follows(actions.PairMentor(1, jonas, 0))
    mette.follows(actions.PairBoth(1, jonas, anna)).follows(actions.PairBoth(1, jonas, anna)).taps("Undo")
    by = mette.person.id
    deeds = [Deed.READ, Deed.PAIRED, Deed.UNPAIRED]
    for phone in phones:
        own, *others = entries(world, phone)
        assert own == (Deed.AGREED, phone.person.id)
        assert others == [(deed, by) for deed in deeds]
    phones[1].follows(actions.WhoLooked(0)).sees(
        "Mette took back that you two are a pair",
        "Mette made you two a pair",
        "Mette read what you told before a match",
    )


def test_whoever_asked_for_the_coordinator_can_read_who_saw_it(world, traces):
    mette = traces.mette.person.id
    traces.anna.follows(actions.TellCoordinator(traces.pair.programme))
    world.deliver()
    traces.mette.sees("would like to hear from you.")
    assert entries(world, traces.anna) == [(Deed.HEARD, mette)]
    world.now += DAY
    traces.mette.follows(actions.AlertCard(1)).taps("I'm on it").taps("Undo")
    assert entries(world, traces.anna) == [(Deed.HEARD, mette)] * 2
    traces.anna.follows(actions.WhoLooked(0)).sees(
        "Mette read that you asked for the coordinator, Saturday 21 November"
    )
    assert entries(world, traces.jonas) == []


def test_a_worry_that_was_read_is_for_the_mentee_a_look_like_any_other(world, traces):
    traces.jonas.follows(actions.Worried(traces.pair.id))
    world.deliver()
    mette = traces.mette.person.id
    assert entries(world, traces.jonas) == [(Deed.HEARD, mette)]
    assert entries(world, traces.anna) == [(Deed.LOOKED, mette)]
    assert "asked" not in told(traces.anna)


def test_a_digest_that_tells_of_a_worry_is_a_look(world, traces):
    traces.jonas.follows(actions.Worried(traces.pair.id))
    traces.mette.follows(actions.Digest(traces.pair.programme)).sees("is worried about")
    assert entries(world, traces.jonas)[0] == (Deed.HEARD, traces.mette.person.id)


def test_ones_own_deeds_stand_there_too_newest_first(world, mette):
    anna = come_in(world, "Anna", Role.MENTEE).follows(actions.SeeData())
    lines = anna.follows(actions.WhoLooked(0)).text
    assert lines.index("You took everything along") < lines.index("You said yes")


def test_there_is_a_page_for_more(world, traces):
    for _ in range(8):
        traces.mette.follows(actions.PairCard(traces.pair.id))
        world.now += DAY
    card = traces.anna.follows(actions.WhoLooked(0))
    assert card.text.count("Mette looked") == 6
    assert card.taps("More").text.count("Mette looked") == 2
    assert card.taps("Back").text.count("Mette looked") == 6
    card.follows(actions.WhoLooked(99)).sees("Mette looked")


def test_who_looked_and_was_erased_is_called_a_former_participant(world, traces):
    come_in(world, "Sara", Role.COORDINATOR)
    traces.mette.follows(actions.PairCard(traces.pair.id))
    traces.erases(traces.mette)
    traces.anna.follows(actions.WhoLooked(0)).sees("A former participant looked at how it goes")


def test_nobody_sees_the_entries_on_somebody_else(world, traces):
    traces.mette.follows(actions.PairCard(traces.pair.id))
    bo = come_in(world, "Bo", Role.MENTEE, "Peer Kolding")
    assert "Mette" not in told(bo)
    world.phone("Nobody").follows(actions.WhoLooked(0)).sees("Hi! I'm Makker")


# --- The rows ----------------------------------------------------------------------------------------------


def test_the_database_refuses_to_change_or_remove_a_row(any_world):
    def looked(unit):
        programme = unit.programmes.add("Peer Vejle", "en", "Europe/Copenhagen", any_world.now)
        who = unit.people.add(5, "Anna", "en", programme, any_world.now).id
        unit.audit.add(Deed.LOOKED, who, who, programme.id, any_world.now)
        return who

    who = any_world.write(looked)
    for change in (update(schema.audit).values(by_id=None), delete(schema.audit)):
        with pytest.raises(DBAPIError, match="stay as they were written"):
            any_world.write(lambda unit, change=change: unit.connection.execute(change))
    assert [each.what for each in any_world.read(lambda unit: unit.audit.about(who))] == [Deed.LOOKED]


def test_there_is_no_room_for_content():
    assert not any(isinstance(column.type, LargeBinary) for column in schema.audit.c)
    assert set(schema.audit.c.keys()) == {"id", "at", "what", "by_id", "about_id", "programme_id"}


def test_a_clock_that_is_set_right_changes_no_row(world, traces):
    world.jumps_to(world.now + 300 * DAY)
    traces.mette.follows(actions.PairCard(traces.pair.id))
    number = traces.anna.person.id
    rows = world.read(lambda unit: unit.audit.about(number))
    assert rows
    world.jumps_to(world.now - 300 * DAY)
    assert world.read(lambda unit: unit.audit.about(number)) == rows
