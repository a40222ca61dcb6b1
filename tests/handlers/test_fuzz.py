"""Whatever bytes and words come, there is an answer, and nothing of anybody else's in it: 20,000 of them."""

import functools
import os
import random
from dataclasses import fields
from typing import get_type_hints

import pytest

from handlers import routes
from handlers.actions import LARGEST, LIMIT, decode, encode, every_action
from handlers.tap import Kind, Opened, Said
from tests.handlers.cast import NAMED, OUTSIDE, WRITTEN, assemble
from tests.handlers.test_access import trying
from tests.storage.databases import KINDS as DATABASES
from tests.storage.databases import fresh
from tests.world import NOW, World

MANY = int(os.environ.get("MAKKER_FUZZ", "20000"))
# One transaction answers so many: what the one leaves, the next one finds.
AT_ONCE = 1000
# A server takes some ten times as long: it gets a tenth, with dice of its own.
ROUNDS = max(1, MANY // AT_ONCE)
STAGES = [("sqlite", seed) for seed in range(ROUNDS)]
STAGES += [("postgresql", ROUNDS + seed) for seed in range(max(1, ROUNDS // 10))]
NUMBERS = [0, 1, 2, 3, 5, 9, 35, 36, 1_000_000, LARGEST]
SCRAPS = [
    *("", ".", "..", "0", "-1", "1e9", "None", "True", "null", "\x00", "\ufeff", "\u202e", "٣", "zzzzzz", "z" * 13),
    *("'; DROP TABLE people;--", "<b>", "</b>", "&amp;", "%s", "{name}", "../../etc/passwd", "/start", "/erase"),
    *("😀" * 40, "a" * 5000, "torsdag halv fem", "in 3 days 15:00", "31/2", "\n\n\n", "ÆØÅ", "1" * 400),
]
ACTIONS, KINDS = every_action(), list(Kind)


@pytest.fixture(scope="module")
def stage(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("fuzz")
    with fresh(request.param, folder) as url:
        world = World(folder, url)
        world.cast = world.write(assemble)
        yield world
        world.store.close()


@functools.cache
def parts_of(kind):
    """What the action carries: (name, type) of each part."""
    hints = get_type_hints(kind)
    return [(part.name, hints[part.name]) for part in fields(kind)]


def an_action(dice, ids):
    """A well-formed one, aimed at the pair, at nobody, or out of all bounds."""
    kind = dice.choice(ACTIONS)
    values = {}
    for name, hint in parts_of(kind):
        if hint is int:
            values[name] = ids[name] if name in ids and dice.random() < 0.7 else dice.choice(NUMBERS)
        else:
            values[name] = dice.random() < 0.5 if hint is bool else dice.choice(list(hint))
    return kind(**values)


def bytes_of(dice, ids):
    """A button's bytes: as they are, or with a piece lost, doubled, replaced; or of no button at all."""
    data = encode(an_action(dice, ids))
    for _ in range(dice.choice((0, 1, 1, 2, 4))):
        at, scrap = dice.randrange(len(data) + 1), dice.choice(SCRAPS)
        data = dice.choice((data[:at], data[:at] + data[at + 1 :], data[:at] + data[at:] * 2, data[:at] + scrap, scrap))
    return data[: LIMIT * 2]


def words_of(dice):
    """What somebody might write: scraps of everything."""
    return "".join(dice.choice(SCRAPS) for _ in range(dice.randrange(1, 4)))[:5000]


def sends(dice, who, cast, unit, drawn):
    """One message of one kind or another; gives the answer, or None when it is that of other bytes of no button.

    `drawn` are those who have had that answer: nothing of the bytes goes into it.
    """
    way = dice.random()
    if way < 0.85:
        data = bytes_of(dice, cast.ids)
        if decode(data) is None:
            if who in drawn:
                return None
            drawn.add(who)
        return routes.answer_bytes(cast.visitor(who, unit), data, NOW, unit)
    visitor = cast.visitor(who, unit)
    if way < 0.87:
        return routes.answer_opened(Opened(visitor, words_of(dice), NOW), unit)
    if way < 0.89:
        return routes.answer_command(visitor, words_of(dice), NOW, unit)
    if visitor.person is not None and way < 0.98:
        question = encode(an_action(dice, cast.ids))
        unit.pending.ask(visitor.person.id, question, NOW)
    return routes.answer_said(Said(visitor, dice.choice(KINDS), words_of(dice), NOW), unit)


@pytest.mark.parametrize("stage", DATABASES, indirect=True)
def test_of_bytes_of_no_button_nothing_goes_into_the_answer(stage):
    def answers(unit):
        visitor = stage.cast.visitor("mentor", unit)
        return {str(routes.answer_bytes(visitor, data, NOW, unit)) for data in (None, *SCRAPS) if decode(data) is None}

    assert len(trying(stage, answers)) == 1


@pytest.mark.parametrize(("stage", "seed"), STAGES, indirect=["stage"])
def test_whatever_comes_there_is_an_answer_with_nothing_of_theirs_in_it(stage, seed):
    dice, cast = random.Random(seed), stage.cast
    outside = {who for people in OUTSIDE.values() for who in people}
    everybody = sorted(cast.chats)

    def answers(unit):
        drawn = set()
        for _ in range(AT_ONCE):
            who = dice.choice(everybody)
            screen = sends(dice, who, cast, unit, drawn)
            assert screen is None or screen.text, who
            if screen is not None and who in outside:
                assert NAMED not in str(screen), who
                assert WRITTEN not in str(screen), who

    trying(stage, answers)
