"""Nobody sees or changes what is not theirs, whatever bytes they send."""

import functools
from dataclasses import fields
from itertools import product
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import bindparam, event, func, literal, select, union_all

from handlers import actions, routes
from handlers.actions import decode, encode, every_action, longest
from handlers.tap import Kind, Said, Tap
from storage import schema
from tests.handlers.cast import DEPUTY, KINDS, NAMED, OUTSIDE, OVER, STAND_IN, WRITTEN, assemble, goes_away
from tests.world import NOW, World

TABLE = Path(__file__).with_name("who_may.txt")
# The number of a row, by the field that carries it.
NAMES = {
    "programme": schema.programmes,
    "pair": schema.pairs,
    "agreement": schema.agreements,
    "meeting": schema.meetings,
    "move": schema.moves,
    "goal": schema.goals,
    "under": schema.goals,
    "note": schema.notes,
    "reminder": schema.reminders,
    "change": schema.changes,
    "member": schema.members,
    "alert": schema.alerts,
    "invitation": schema.invitations,
    "proposal": schema.proposals,
    "broadcast": schema.broadcasts,
    "answer": schema.answers,
    "followup": schema.followups,
    "contact": schema.contacts,
    "desk_note": schema.desk_notes,
    "roster": schema.rosters,
    "absence": schema.absences,
}
PEOPLE = {"mentor", "mentee"}
# What a message that is turned away may still write: that somebody answered, and that no question waits any more.
HARMLESS = {"standings", "pending"}


def expected():
    """The table: by action, the kinds of people who may."""
    found, columns = {}, []
    for line in TABLE.read_text(encoding="utf-8").split("\n\n", maxsplit=2)[2].splitlines():
        name, *cells = line.split() or [""]
        if name.startswith("["):
            columns = cells
        elif name:
            assert len(cells) == len(columns), name
            yes = {kind for kind, cell in zip(columns, cells, strict=True) if cell == "yes"}
            found[name] = found.get(name, set()) - set(columns) | yes | _as_others(yes, columns)
    return found


def _as_others(yes, columns):
    """A room without columns for deputies: there they may what these others may."""
    likes = {DEPUTY: "earlier", STAND_IN: "desk"}
    return {who for who, other in likes.items() if who not in columns and other in yes}


MAY = expected()
KNOWN = {kind.__name__: kind for kind in every_action()}


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    """One world for all, in which nothing ever happens: each answer is taken back."""
    world = World(tmp_path_factory.mktemp("cast"))
    world.cast = world.write(assemble)
    yield world
    world.store.close()


class TakenBackError(Exception):
    """The end of an answer that leaves no trace."""


def trying(world, cause):
    """What the cause gives; nothing of what it wrote stays."""
    got = []

    def tried(unit):
        got.append(cause(unit))
        raise TakenBackError

    with pytest.raises(TakenBackError):
        world.write(tried)
    return got[0]


def pointing_at(kind, ids):
    """The action with these numbers in it, and else the first of what it could carry."""
    hints = get_type_hints(kind)
    values = {}
    for part in fields(kind):
        hint = hints[part.name]
        values[part.name] = (
            ids.get(part.name, 0) if hint is int else hint(next(iter(hint))) if hint is not bool else True
        )
    return kind(**values)


def sent(visitor, action, unit):
    """The answer to the action's bytes; to words, where it is a question that waits for them."""
    if type(action) not in routes.QUESTIONS:
        return routes.answer_bytes(visitor, encode(action), NOW, unit)
    if visitor.person is not None:
        unit.pending.ask(visitor.person.id, encode(action), NOW)
    return routes.answer_said(Said(visitor, Kind.TEXT, "in 3 days 15:00", NOW), unit)


def written(world, cause):
    """What the cause gives, and the tables that it wrote to."""
    tables = set()

    def note(_connection, _cursor, statement, *_rest):
        words = statement.split()
        at = {"INSERT": 2, "UPDATE": 1, "DELETE": 2}.get(words[0])
        tables.update([words[at]] if at else [])

    event.listen(world.store._writer, "before_cursor_execute", note)
    try:
        return trying(world, cause), tables
    finally:
        event.remove(world.store._writer, "before_cursor_execute", note)


# --- The table ---------------------------------------------------------------------------------------------


def test_the_table_has_a_row_for_every_action_and_no_other():
    assert set(MAY) == set(KNOWN), "a new action: say in who_may.txt who may do it"


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_each_action_is_followed_for_those_in_the_table_and_nobody_else(stage, name):
    kind, cast = KNOWN[name], stage.cast

    def followed(unit):
        return {
            column
            for column, people in KINDS.items()
            for who in people
            if routes.may(
                Tap(cast.visitor(who, unit), pointing_at(kind, cast.over if column in OVER else cast.ids), NOW), unit
            )
        }

    assert stage.read(followed) == MAY[name] - {DEPUTY, STAND_IN}


@pytest.mark.parametrize("name", sorted(KNOWN))
@pytest.mark.parametrize("column", [DEPUTY, STAND_IN])
def test_a_deputy_may_more_while_a_coordinator_is_away(stage, name, column):
    kind, cast = KNOWN[name], stage.cast

    def sends(unit):
        if column is STAND_IN:
            goes_away(cast, unit)
        visitor, action = cast.visitor(DEPUTY, unit), pointing_at(kind, cast.ids)
        return routes.may(Tap(visitor, action, NOW), unit), str(sent(visitor, action, unit))

    may, shown = trying(stage, sends)
    assert may is (column in MAY[name])
    # Whoever has the desk sees there who waits for them, whatever they asked for.
    assert may or column is STAND_IN or NAMED not in shown
    assert WRITTEN not in shown


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_whoever_may_not_sees_nothing_and_changes_nothing(stage, name):
    kind, cast = KNOWN[name], stage.cast
    for column, who in ((column, who) for column, people in KINDS.items() for who in people):
        action = pointing_at(kind, cast.over if column in OVER else cast.ids)
        outside = column in OUTSIDE
        if column in MAY[name] and not outside:
            continue
        screen, tables = written(stage, lambda unit, who=who, sent_=action: sent(cast.visitor(who, unit), sent_, unit))
        if outside:
            assert NAMED not in str(screen), who
        if outside or column == "desk":
            assert WRITTEN not in str(screen), who
        if column not in MAY[name]:
            assert tables <= HARMLESS, who


@pytest.mark.parametrize("name", sorted(name for name in KNOWN if "desk" in MAY[name]))
def test_a_coordinator_never_reads_what_the_two_wrote(stage, name):
    cast = stage.cast
    action = pointing_at(KNOWN[name], cast.ids)
    screen = trying(stage, lambda unit: sent(cast.visitor("coordinator", unit), action, unit))
    assert WRITTEN not in str(screen)


# --- One's own number beside somebody else's ---------------------------------------------------------------


MIXED = sorted(name for name, kind in KNOWN.items() if len(({*NAMES} | PEOPLE) & {p.name for p in fields(kind)}) > 1)


THEIRS = NAMES.keys() - {"programme", "under", "change", "member"}


@functools.cache
def looking():
    """What asks for the rows of the pair's things, and what for how many rows hang on each, in one go."""
    rows = [(field, select(NAMES[field]).where(NAMES[field].c.id == bindparam("number"))) for field in sorted(THEIRS)]
    counts = [
        select(literal(f"{field} {column}"), func.count()).select_from(other).where(column == bindparam(field))
        for field in sorted(THEIRS)
        for other in schema.metadata.sorted_tables
        for column in other.c
        if any(key.column.table is NAMES[field] for key in column.foreign_keys)
    ]
    return rows, union_all(*counts)


def theirs(ids, unit):
    """The rows of the pair's things, and how many rows hang on each."""
    rows, counts = looking()
    found = [unit.connection.execute(query, {"number": ids[field]}).one() for field, query in rows]
    return found, unit.connection.execute(counts, {field: ids[field] for field in THEIRS}).all()


@pytest.mark.parametrize("name", MIXED)
def test_one_number_of_ones_own_opens_nothing_of_theirs(stage, name):
    kind, cast = KNOWN[name], stage.cast
    parts = [part.name for part in fields(kind) if part.name in {*NAMES} | PEOPLE]
    for mine in product((True, False), repeat=len(parts)):
        if all(mine) or not any(mine):
            continue
        for who, own in cast.own.items():
            ids = {part: (own if is_mine else cast.ids)[part] for part, is_mine in zip(parts, mine, strict=True)}

            def mixes(unit, who=who, ids=ids):
                before = theirs(cast.ids, unit)
                screen = sent(cast.visitor(who, unit), pointing_at(kind, ids), unit)
                return str(screen), before == theirs(cast.ids, unit)

            shown, untouched = trying(stage, mixes)
            assert untouched, (who, ids)
            assert NAMED not in shown, (who, ids)
            assert WRITTEN not in shown, (who, ids)


# --- The bytes ---------------------------------------------------------------------------------------------


def test_an_action_is_aimed_by_every_number_that_names_a_row():
    # Numbers that name nothing of anybody's; whatever else an action carries is a row of the pair's.
    counts = {"page", "minute", "months", "meetings", "weekday", "start", "end", "day", "place", "made", "tenths"}
    named = {part.name for kind in every_action() for part in fields(kind) if get_type_hints(kind)[part.name] is int}
    assert named - counts == {*NAMES} | PEOPLE


def test_every_action_has_a_place_in_the_tables():
    on_buttons = set(routes.ROUTES) | set(routes.DOOR)
    asked = set(routes.QUESTIONS)
    assert on_buttons | asked == set(every_action())
    assert not on_buttons & asked
    assert all(kind.__name__.startswith("Say") == (kind in asked) for kind in every_action())


def test_no_room_hides_the_action_of_another():
    assert all(getattr(actions, kind.__name__) is kind for kind in every_action())


@pytest.mark.parametrize("kind", every_action(), ids=lambda kind: kind.__name__)
def test_an_action_fits_its_64_bytes_and_comes_back_the_same(kind):
    largest = pointing_at(kind, dict.fromkeys(NAMES, actions.LARGEST))
    assert len(encode(largest)) <= longest(kind) <= actions.LIMIT
    assert decode(encode(largest)) == largest


@given(st.one_of(st.text(max_size=80), st.from_regex(r"\A[a-z]{1,4}(\.[a-z0-9]{0,16}){0,4}\Z")))
def test_bytes_of_no_button_are_no_action(data):
    action = decode(data)
    assert action is None or len(encode(action)) <= actions.LIMIT
