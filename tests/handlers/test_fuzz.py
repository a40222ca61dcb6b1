"""Whatever bytes and words come, there is an answer, and nothing of anybody else's in it.

Some hundred here; `uv run poe fuzz` sends 20,000.
"""

import os
import random
from dataclasses import fields
from typing import get_type_hints

import pytest

from handlers import routes
from handlers.actions import LIMIT, encode, every_action
from handlers.tap import Kind, Opened, Said
from tests.handlers.cast import NAMED, OUTSIDE, WRITTEN, assemble
from tests.handlers.test_access import trying
from tests.world import NOW, World

MANY = int(os.environ.get("MAKKER_FUZZ", "600"))
# One transaction answers so many: what the one leaves, the next one finds.
AT_ONCE = 50
NUMBERS = [0, 1, 2, 3, 5, 9, 35, 36, 1_000_000, 2**31, 2**63 - 1, 2**64, -1]
SCRAPS = [
    *("", ".", "..", "0", "-1", "1e9", "None", "True", "null", "\x00", "\ufeff", "\u202e", "٣", "zzzzzzzzzzzzz"),
    *("'; DROP TABLE people;--", "<b>", "</b>", "&amp;", "%s", "{name}", "../../etc/passwd", "/start", "/erase"),
    *("😀" * 40, "a" * 5000, "torsdag halv fem", "in 3 days 15:00", "31/2", "\n\n\n", "ÆØÅ", "1" * 400),
]


@pytest.fixture(scope="module")
def stage(tmp_path_factory):
    world = World(tmp_path_factory.mktemp("fuzz"))
    world.cast = world.write(assemble)
    yield world
    world.store.close()


def an_action(dice, ids):
    """A well-formed one, aimed at the pair, at nobody, or out of all bounds."""
    kind = dice.choice(every_action())
    hints, values = get_type_hints(kind), {}
    for part in fields(kind):
        hint = hints[part.name]
        if hint is int:
            values[part.name] = (
                ids[part.name] if part.name in ids and dice.random() < 0.7 else dice.choice(NUMBERS[:-2])
            )
        else:
            values[part.name] = dice.random() < 0.5 if hint is bool else dice.choice(list(hint))
    return kind(**values)


def bytes_of(dice, ids):
    """A button's bytes: as they are, or with a piece lost, doubled, replaced; or of no button at all."""
    data = encode(an_action(dice, ids))
    for _ in range(dice.choice((0, 0, 1, 1, 2, 4))):
        at, scrap = dice.randrange(len(data) + 1), dice.choice(SCRAPS)
        data = dice.choice((data[:at], data[:at] + data[at + 1 :], data[:at] + data[at:] * 2, data[:at] + scrap, scrap))
    return data[: LIMIT * 2]


def words_of(dice):
    """What somebody might write: scraps of everything."""
    return "".join(dice.choice(SCRAPS) for _ in range(dice.randrange(1, 4)))[:5000]


def sends(dice, who, cast, unit):
    """One message of one kind or another; gives the answer."""
    visitor = cast.visitor(who, unit)
    way = dice.random()
    if way < 0.6:
        return routes.answer_bytes(visitor, bytes_of(dice, cast.ids), NOW, unit)
    if way < 0.65:
        return routes.answer_opened(Opened(visitor, words_of(dice), NOW), unit)
    if way < 0.7:
        return routes.answer_command(visitor, words_of(dice), NOW, unit)
    if visitor.person is not None and way < 0.95:
        question = encode(an_action(dice, cast.ids))
        unit.pending.ask(visitor.person.id, question, NOW)
    return routes.answer_said(Said(visitor, dice.choice(list(Kind)), words_of(dice), NOW), unit)


@pytest.mark.parametrize("seed", range(max(1, MANY // AT_ONCE)))
def test_whatever_comes_there_is_an_answer_with_nothing_of_theirs_in_it(stage, seed):
    dice, cast = random.Random(seed), stage.cast
    outside = {who for people in OUTSIDE.values() for who in people}

    def answers(unit):
        for _ in range(AT_ONCE):
            who = dice.choice(sorted(cast.chats))
            screen = sends(dice, who, cast, unit)
            assert screen.text, who
            if who in outside:
                assert NAMED not in str(screen), who
                assert WRITTEN not in str(screen), who

    trying(stage, answers)
