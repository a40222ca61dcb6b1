"""The demo's forty pairs: every reason to need a hand, and most who need none."""

from collections import Counter
from itertools import count

import pytest

from bot.demo import crowd
from bot.mentoring.flags import Reason, flags
from bot.mentoring.people import Role
from handlers import actions
from handlers.desk.facts import facts_of
from tests.world import NOW, World

# A check-in is not asked yet, and nobody taps "I'm worried" for the demo before whoever tries it does.
LATER = {Reason.LOW_PULSE, Reason.PULSE_GAP, Reason.WORRIED}


@pytest.fixture
def world(tmp_path):
    return World(tmp_path)


def comes(world):
    numbers = count(900_000)
    programme = world.write(lambda unit: unit.programmes.add("Peer Vejle", "en", "Europe/Copenhagen", NOW))
    world.write(lambda unit: crowd.come("Peer Vejle", lambda _: next(numbers), unit, NOW))
    return programme


def test_every_reason_is_there_and_most_pairs_have_none(world):
    programme = comes(world)
    found = world.read(lambda unit: [flags(facts, NOW) for facts in facts_of(programme.id, 0, NOW, unit)])
    reasons = Counter(flag.reason for each in found for flag in each)
    assert set(Reason) - set(reasons) == LATER
    assert world.read(lambda unit: unit.pairs.count(programme.id)) == 38
    assert 10 <= sum(map(bool, found)) <= 15


def test_those_who_wait_have_told_what_can_be_matched(world):
    programme = comes(world)
    for role, least in ((Role.MENTOR, 3), (Role.MENTEE, 4)):
        places = world.read(lambda unit, role=role: unit.people.waiting(programme.id, role))
        assert sum(bool(place.profile.interests and place.profile.times) for place in places) >= least


def test_the_desk_leads_to_those_who_could_use_a_hand_before_anything_else(world):
    comes(world)
    mette = world.phone("Mette").opens(world.invitation(Role.COORDINATOR, "Peer Vejle")).follows(actions.Consent())
    mette.types("Mette").sees("38 pairs", "could use a hand")
    assert mette.labels()[0] == "See who could use a hand"
