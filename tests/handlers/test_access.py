"""Nobody sees or changes what is not theirs, whatever bytes they send."""

from dataclasses import fields
from datetime import time, timedelta
from typing import get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.mentoring.alerts import AlertKind
from bot.mentoring.goals import GoalState
from bot.mentoring.pairs import AgreementState, Rhythm
from bot.mentoring.people import Role
from handlers import actions, routes
from handlers.actions import decode, encode, every_action, longest
from storage import schema
from storage.states import NoteSight
from tests.world import NOW, World

PLANTED = "Zyxhemmelig"


def programme(world, name, mark):
    """A programme with a coordinator and a pair in the middle of things; gives ids by field, and phones by role."""

    def build(unit):
        place = unit.programmes.add(name, "en", "Europe/Copenhagen", NOW)
        phones = {role: world.phone(f"{mark}{role}") for role in Role}
        people = {r: unit.people.add(p.chat, f"{mark} {r}", "en", place, NOW) for r, p in phones.items()}
        members = [unit.people.join(place.id, people[role].id, role, 1, NOW) for role in Role]
        pair = unit.pairs.add(place.id, people[Role.MENTOR].id, people[Role.MENTEE].id, NOW)
        draft = unit.pairs.draft(pair.id, pair.mentor, "Europe/Copenhagen", 6)
        agreement = unit.pairs.set_agreement(
            draft.id, rhythm=Rhythm.FREE, state=AgreementState.PROPOSED, place=f"{mark} café", months=6
        )
        meeting = unit.meetings.add(agreement, None, NOW + timedelta(days=2), NOW, None)
        move = unit.meetings.suggest(meeting, pair.mentor, NOW + timedelta(days=3), NOW)
        goal = unit.goals.add(pair, None, f"{mark} goal", pair.mentee, GoalState.OPEN, NOW)
        note = unit.outcomes.add_note(meeting, pair.mentee, NoteSight.MINE, "", NOW, voice=f"{mark} voice")
        reminder = unit.reminders.add(
            pair.mentee,
            f"{mark} reminder",
            weekdays=(0,),
            day=None,
            at=time(9),
            now=NOW,
            due_at=NOW + timedelta(days=3),
        )
        alert = unit.alerts.add(AlertKind.WORRIED, place.id, pair.mentor, pair.id, NOW)
        change = unit.changes.add(pair.mentee, "goal.tick", goal.id, {}, {}, NOW)
        return {
            "programme": place.id,
            "pair": pair.id,
            "agreement": agreement.id,
            "meeting": meeting,
            "move": move.id,
            "goal": goal.id,
            "under": goal.id,
            "note": note,
            "reminder": reminder.id,
            "change": change,
            "alert": alert.id,
            "member": members[1].id,
            "mentor": pair.mentor,
            "mentee": pair.mentee,
        }, phones

    return world.write(build)


def pointing_at(kind, ids):
    """The action with the ids of somebody else's things."""
    hints = get_type_hints(kind)
    values = {}
    for part in fields(kind):
        hint = hints[part.name]
        values[part.name] = (
            ids.get(part.name, 0) if hint is int else hint(next(iter(hint))) if hint is not bool else True
        )
    return kind(**values)


def everything(world):
    """What stands in the database, but for questions that wait and what is on its way."""
    kept = [table for table in schema.metadata.sorted_tables if table.name not in {"pending", "outbox", "openings"}]

    def read(unit):
        rows = {table.name: [tuple(row) for row in unit.connection.execute(select(table))] for table in kept}
        return rows, unit.connection.execute(select(schema.outbox.c.once_key)).all()

    return world.read(read)


ABOUT = {
    "programme",
    "pair",
    "agreement",
    "meeting",
    "move",
    "goal",
    "under",
    "note",
    "reminder",
    "change",
    "member",
    "alert",
}
AIMED = [kind for kind in every_action() if ABOUT & {part.name for part in fields(kind)}]


def test_an_action_is_aimed_by_every_number_that_names_a_row():
    # Numbers that name nothing of anybody's; whatever else an action carries stands in the builder above.
    counts = {
        "page",
        "minute",
        "months",
        "meetings",
        "weekday",
        "start",
        "end",
        "day",
        "place",
        "mentor",
        "mentee",
        "made",
    }
    named = {part.name for kind in every_action() for part in fields(kind) if get_type_hints(kind)[part.name] is int}
    assert named - counts == ABOUT


def test_every_action_has_a_place_in_the_tables():
    on_buttons = set(routes.ROUTES) | set(routes.DOOR)
    asked = set(routes.QUESTIONS)
    assert on_buttons | asked == set(every_action())
    assert not on_buttons & asked
    assert all(kind.__name__.startswith("Say") == (kind in asked) for kind in every_action())


def test_no_room_hides_the_action_of_another():
    assert all(getattr(actions, kind.__name__) is kind for kind in every_action())


@pytest.mark.parametrize("kind", AIMED, ids=lambda kind: kind.__name__)
def test_what_belongs_to_others_is_neither_shown_nor_changed(world, kind):
    ids, _ = programme(world, "Peer Vejle", PLANTED)
    _, others = programme(world, "Peer Kolding", "Other")
    stranger = world.phone("Nobody")
    action = pointing_at(kind, ids)
    before = everything(world)
    for phone in (*others.values(), stranger):
        if kind not in routes.QUESTIONS:
            phone.taps_raw(encode(action))
            assert PLANTED not in str(phone.last)
        elif phone is not stranger:
            world.write(
                lambda unit, p=phone: unit.pending.ask(unit.people.by_chat(p.chat).id, encode(action), world.now)
            )
            phone.types("in 3 days 15:00")
            assert PLANTED not in str(phone.last)
    assert everything(world) == before


@pytest.mark.parametrize("kind", every_action(), ids=lambda kind: kind.__name__)
def test_an_action_fits_its_64_bytes_and_comes_back_the_same(kind):
    largest = pointing_at(kind, dict.fromkeys(ABOUT, 2**63 - 1))
    assert len(encode(largest)) <= longest(kind) <= actions.LIMIT
    assert decode(encode(largest)) == largest


@given(st.one_of(st.text(max_size=80), st.from_regex(r"\A[a-z]{1,4}(\.[a-z0-9]{0,16}){0,4}\Z")))
def test_bytes_of_no_button_are_no_action(data):
    action = decode(data)
    assert action is None or len(encode(action)) <= actions.LIMIT


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    data=st.one_of(
        st.text(max_size=70),
        st.builds(
            lambda kind, numbers: ".".join([kind.code, *numbers]),
            st.sampled_from(every_action()),
            st.lists(
                st.sampled_from(["0", "1", "2", "3", "zz", "1y2p0ij32e8e7", "da", "weekly", "done", "x"]), max_size=4
            ),
        ),
    )
)
def test_whatever_bytes_come_there_is_an_answer_and_no_exception(crowd, data):
    for phone in crowd:
        phone.taps_raw(data)
        assert phone.text


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    world = World(tmp_path_factory.mktemp("crowd"))
    _, phones = programme(world, "Peer Vejle", "Own")
    return [*phones.values(), world.phone("Nobody")]
