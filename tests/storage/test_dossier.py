"""What a person can see of what is kept: every column is told, or left out with a reason; none is forgotten."""

from sqlalchemy import Enum

from handlers.privacy import labels
from storage import schema
from storage.dossier import LEFT_OUT, PARTS, PEOPLE


def parts_of(table):
    return [part for part in PARTS if part.table is table]


def test_every_table_is_told_or_is_about_nobody():
    told = {part.table.name for part in PARTS}
    assert told.isdisjoint(LEFT_OUT)
    assert told | set(LEFT_OUT) == set(schema.metadata.tables), "a new table: add a Part, or say why it is about nobody"
    assert all(LEFT_OUT.values())


def test_every_column_is_told_or_has_a_reason_why_not():
    for table in {part.table for part in PARTS}:
        parts = parts_of(table)
        told = {name for part in parts for name in part.told}
        reasons = {name: reason for part in parts for name, reason in part.left_out.items()}
        assert told | set(reasons) == set(table.c.keys()), (
            f"{table.name}: tell the column in storage/dossier.py, or why not"
        )
        assert all(reasons.values())
        assert all(set(part.told).isdisjoint(part.left_out) for part in parts)


def test_parts_have_names_of_their_own():
    names = [part.name for part in PARTS]
    assert len(set(names)) == len(names)
    assert set(labels.TITLES) == set(names)


def test_every_column_that_is_told_has_a_name_in_plain_words():
    numbers = {"id", "done_in"}
    for part in PARTS:
        for name in part.told:
            refers = bool(part.table.c[name].foreign_keys) and name not in PEOPLE
            assert labels.is_number(name) == (refers or name in numbers), f"{part.table.name}.{name}"
    used = {name for part in PARTS for name in part.told}
    assert set(labels.LABELS) <= used | {"programme"}


def test_every_value_has_a_word():
    for part in PARTS:
        for name in part.told:
            kind = part.table.c[name].type
            if isinstance(kind, Enum):
                assert {(kind.enum_class, each.value) for each in kind.enum_class} <= set(labels.WORDS), name


def test_every_column_with_a_person_is_known_as_one():
    people = {
        name
        for part in PARTS
        for name in part.told
        if any(key.column.table is schema.people for key in part.table.c[name].foreign_keys)
    }
    assert people == PEOPLE
