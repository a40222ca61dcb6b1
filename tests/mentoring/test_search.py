"""What somebody types of a name, and whom it finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.search import best

PEOPLE = (
    ("søren", ["Søren Kierkegård"]),
    ("åge", ["Åge Lærke"]),
    ("josé", ["José Núñez"]),
    ("anne-marie", ["Anne-Marie Holm"]),
    ("hans", ["Hans Johannes Olsen"]),
    ("joel", ["Joel"]),
    ("aaron", ["AARON"]),
    ("nobody", [""]),
    ("ludvig", ["Łukasz Weiß"]),
    ("müller", ["Müller"]),
    ("fatima", ["فاطمة"]),
    ("ring", ["A\u030age Ring"]),
)
PAIRS = (
    (1, ["Jonas Hansen", "Anna Holm"]),
    (2, ["Jonas Friis", "Sofie"]),
    (3, ["Og Andersen", "Bo"]),
    (4, ["Karla Jonassen", "Hanna"]),
)


def found(text, among=PEOPLE, limit=20):
    return list(best(text, among, limit).first)


@pytest.mark.parametrize(
    ("typed", "whom"),
    [
        ("Søren", ["søren"]),
        ("søren", ["søren"]),
        ("SØREN", ["søren"]),
        ("soeren", ["søren"]),
        ("Soren", ["søren"]),
        ("sø", ["søren"]),
        ("kierkegaard", ["søren"]),
        ("Kierkegard", ["søren"]),
        ("Søren Kierkegård", ["søren"]),
        ("Kierkegård, Søren", ["søren"]),
        ("  søren   k ", ["søren"]),
        ("Aage", ["åge", "ring"]),
        ("Åge", ["åge", "ring"]),
        ("age", ["åge", "ring"]),
        ("laerke", ["åge"]),
        ("Lærke", ["åge"]),
        ("jose nunez", ["josé"]),
        ("JOSÉ", ["josé"]),
        ("anne marie", ["anne-marie"]),
        ("Annemarie", ["anne-marie"]),
        ("anne-marie", ["anne-marie"]),
        ("marie", ["anne-marie"]),
        ("joel", ["joel"]),
        ("joe", ["joel"]),
        ("el", ["joel"]),
        ("aar", ["aaron"]),
        ("lukasz", ["ludvig"]),
        ("weiss", ["ludvig"]),
        ("mueller", ["müller"]),
        ("muller", ["müller"]),
        ("فاطمة", ["fatima"]),
        ("xyz", []),
        ("søren holm", []),
        ("", []),
        ("?!", []),
        ("_", []),
    ],
)
def test_a_name_is_found_however_it_is_typed(typed, whom):
    assert found(typed) == whom


@pytest.mark.parametrize(
    ("typed", "which"),
    [
        ("jonas", [1, 2, 4]),
        ("Jonas Anna", [1, 4]),
        ("anna og jonas", [1, 4]),
        ("Jonas and Sofie", [2]),
        ("Jonas & Anna", [1, 4]),
        ("og", [3]),
        ("hansen holm", [1]),
        ("jonas bo", []),
    ],
)
def test_a_pair_is_found_by_either_name_or_both(typed, which):
    assert found(typed, PAIRS) == which


def test_the_beginning_of_a_part_goes_before_the_middle_of_another():
    among = [("johannes", ["Johannes"]), ("hans", ["Hans"]), ("ole", ["Ole Hansen"])]
    assert found("hans", among) == ["hans", "ole"]
    assert found("han", among) == ["hans", "ole", "johannes"]


def test_whoever_writes_soeren_is_found_as_soren_but_after_the_others():
    among = [("soeren", ["Soeren"]), ("soren", ["Soren"]), ("søren", ["Søren"])]
    assert found("soren", among) == ["soren", "søren", "soeren"]
    assert found("søren", among) == ["soeren", "soren", "søren"]


def test_so_many_are_shown_and_all_are_counted():
    hits = best("a", [(number, ["Anna"]) for number in range(50)], 6)
    assert (list(hits.first), hits.total) == ([0, 1, 2, 3, 4, 5], 50)


def test_whoever_has_no_names_is_nobody():
    assert found("a", [(1, [])]) == []


@given(st.text(max_size=30), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_finds_something_or_nothing(text, names):
    assert best(text, [(1, names)], 6).total in {0, 1}


@given(st.text(alphabet="abcæøåéöñ ÆØÅaeo", min_size=1, max_size=20).filter(str.strip))
def test_everybody_is_found_by_their_whole_name_in_any_case(name):
    for typed in (name, name.upper(), name.lower()):
        assert found(typed, [(1, [name])]) == [1]
