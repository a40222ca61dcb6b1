"""The desk's long lists: paged, and searched by typing a name."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.mentoring.people import Role
from handlers import actions
from handlers.desk import overview
from storage.vault import Vault
from tests.handlers.conftest import ON_BOTH, come_in
from tests.handlers.couples import Couple
from tests.world import NOW

pytestmark = ON_BOTH

PAIRS = [("Søren Kierkegård", "Anna"), ("Jonas", "Anna"), ("Jonas", "Anna"), ("Anne-Marie", "Åge"), ("<b>", "&")]


@pytest.fixture
def couples(world, mette):
    """Five pairs, made in this order."""
    return [Couple(world, names) for names in PAIRS]


@pytest.mark.parametrize(
    ("action", "found"),
    [(actions.Pairs(1, 0), "Søren Kierkegård and Anna"), (actions.People(1, 0), "Søren Kierkegård, mentor")],
)
def test_a_name_is_typed_right_on_the_list(couples, mette, action, found):
    mette.follows(action).types("kierke").sees("This is what I found for")
    assert mette.labels()[0] == found


def test_a_name_is_typed_right_on_the_list_of_who_waits(world, mette):
    come_in(world, "Kim", Role.MENTOR).types("/settings").taps("I'm ready to be matched")
    mette.follows(actions.Waiting(1, 0)).types("kim").taps("Kim, mentor").sees("Kim, mentor", "Waits since")
    mette.follows(actions.Waiting(1, 0)).taps("To the desk").types("kim").sees("I only understand an answer")


def many(world, number, programme=1):
    """So many pairs, made without walking in each."""

    def cause(unit):
        place = unit.programmes.get(programme)
        for each in range(number):
            two = []
            for role in (Role.MENTOR, Role.MENTEE):
                person = unit.people.add(90_000 + 2 * each + len(two), f"{role} {each}", "en", place, NOW)
                unit.people.join(programme, person.id, role, 1, NOW)
                two.append(person.id)
            unit.pairs.add(programme, *two, NOW)

    world.write(cause)


# --- Pages ---


def test_the_newest_pair_comes_first_and_two_of_the_same_names_are_told_apart(world, mette, couples):
    mette.types("/home").taps("Pairs").sees("Five pairs")
    assert mette.labels() == [
        *("<b> and &", "Anne-Marie and Åge", "Jonas and Anna", "Jonas and Anna (2)", "Søren Kierkegård and Anna"),
        *("Time for a talk", "Find", "To the desk"),
    ]
    mette.taps("Jonas and Anna (2)").sees("Jonas and Anna", "A pair since")


def test_a_long_list_says_which_page_it_is(world, mette):
    many(world, 12)
    mette.types("/home").taps("Pairs").sees("12 pairs", "Page 1 of 3").taps("More").sees("Page 2 of 3")
    assert mette.labels()[:5] == [f"mentor {each} and mentee {each}" for each in (6, 5, 4, 3, 2)]
    mette.follows(actions.Pairs(1, actions.LARGEST)).sees("Page 3 of 3").taps("Back").sees("Page 2 of 3")
    mette.follows(actions.People(1, 1)).sees("25 places", "Page 2 of 5")
    mette.taps("mentee 2, mentee").sees("Meets mentor 2")


def test_a_page_opens_only_the_names_that_it_shows(world, mette, monkeypatch):
    many(world, 40)
    opened = []
    read = Vault.open

    def noting(self, table, column, row, envelope):
        opened.append((table, column, row))
        return read(self, table, column, row, envelope)

    monkeypatch.setattr(Vault, "open", noting)
    for action in (actions.Pairs(1, 3), actions.People(1, 3), actions.Waiting(1, 3)):
        opened.clear()
        mette.follows(action)
        names = {row for table, column, row in opened if (table, column) == ("people", "name")}
        assert len(names) <= 2 * 5 + 1  # and the coordinator's own


def test_a_page_far_down_takes_no_more_statements_than_the_first(world, mette):
    many(world, 40)
    statements = []
    event.listen(world.store._writer, "before_cursor_execute", lambda *given: statements.append(given[2]))
    taken = []
    for page in (0, 4, 7):
        statements.clear()
        mette.follows(actions.Pairs(1, page))
        taken.append(len(statements))
    assert len(set(taken)) == 1


# --- The desk ---


def test_the_desk_counts_who_could_use_a_hand_and_in_a_huge_programme_says_where_it_stands(world, mette, monkeypatch):
    many(world, 3)
    world.now += timedelta(days=11)
    mette.types("/home").sees("Three pairs could use a hand")
    monkeypatch.setattr(overview, "COUNTED", 2)
    mette.types("/home").sees("Who could use a hand stands under “This week”").taps("This week").sees("Your week")


# --- Find ---


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("søren", ["Søren Kierkegård and Anna"]),
        ("SOEREN KIERKEGAARD", ["Søren Kierkegård and Anna"]),
        ("soren", ["Søren Kierkegård and Anna"]),
        ("aage", ["Anne-Marie and Åge"]),
        ("annemarie", ["Anne-Marie and Åge"]),
        ("anne marie og åge", ["Anne-Marie and Åge"]),
        ("jonas", ["Jonas and Anna", "Jonas and Anna (2)"]),
        ("Anna Søren", ["Søren Kierkegård and Anna"]),
        ("  kier ", ["Søren Kierkegård and Anna"]),
    ],
)
def test_a_pair_is_found_by_what_is_typed_of_its_names(world, mette, couples, typed, found):
    mette.types("/home").taps("Pairs").taps("Find").sees("Whom are you looking for?").types(typed)
    mette.sees("This is what I found", "Just write another name")
    assert mette.labels() == [*found, "The whole list", "To the desk"]
    mette.taps(found[0]).sees(found[0], "A pair since")


def test_another_name_can_be_typed_at_once(world, mette, couples):
    mette.taps_raw("ia.1.r").types("søren").types("jonas").sees("“jonas”")
    assert mette.labels()[:2] == ["Jonas and Anna", "Jonas and Anna (2)"]
    mette.taps("The whole list").sees("Five pairs").types("søren")
    assert mette.labels()[0] == "Søren Kierkegård and Anna"


def test_whoever_is_in_no_pair_is_found_among_everybody(world, mette, couples):
    come_in(world, "Fatima", Role.MENTOR)
    mette.follows(actions.AskFind(1, actions.Among.PAIRS)).types("fatima").sees("here among everybody")
    mette.taps("Fatima, mentor").sees("In the programme since")


def test_nobody_found_says_so_kindly_and_shows_the_way_on(world, mette, couples):
    mette.follows(actions.AskFind(1, actions.Among.PAIRS)).types("Xerxes")
    mette.sees("I find nobody called “Xerxes”", "written another way")
    assert mette.labels() == ["The whole list", "To the desk"]
    mette.types("søren").sees("This is what I found")


@pytest.mark.parametrize("typed", ["?!", "<b>", "%", "' OR 1=1", "x" * 5000, "\u202e", "🙂"])
def test_whatever_is_typed_is_only_text(world, mette, couples, typed):
    mette.follows(actions.AskFind(1, actions.Among.PAIRS)).types(typed)
    assert "To the desk" in mette.labels()


def test_of_many_the_first_are_shown_and_all_are_counted(world, mette):
    many(world, 40)
    mette.follows(actions.AskFind(1, actions.Among.PAIRS)).types("mentor").sees("There are 40 in all")
    assert len(mette.labels()) == 8
    mette.types("mentee 17")
    assert mette.labels()[0] == "mentor 17 and mentee 17"


def test_whoever_waits_is_found_in_a_long_list(world, mette):
    people = [come_in(world, f"Ida {each}", Role.MENTEE).taps("I'm ready to be matched") for each in range(7)]
    assert people
    mette.types("/home").taps("Waiting").taps("Find").types("ida 6").taps("Ida 6, mentee").sees("Waits since")


def test_names_of_another_programme_are_not_found(world, mette, couples):
    bo = come_in(world, "Bo", Role.COORDINATOR, "Peer Aarhus")
    Couple(world, ("Jonas", "Fatima"), programme="Peer Aarhus")
    bo.follows(actions.AskFind(2, actions.Among.PAIRS)).types("jonas")
    assert bo.labels()[0] == "Jonas and Fatima"
    assert len(bo.labels()) == 3
    bo.types("søren").sees("I find nobody called “søren”")
    bo.follows(actions.AskFind(1, actions.Among.PAIRS)).sees("Peer Aarhus")
