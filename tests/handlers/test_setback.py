"""On the screens, after a clock that was ahead: meetings, breaks, and what people did meanwhile."""

from collections import Counter
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import PairState
from bot.mentoring.pauses import ends_at
from handlers.pauses import clocks
from storage import schema
from tests.handlers.couples import Couple
from tests.world import NOW

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
YEAR = 365 * DAY


def leaps(world, by, between=lambda: None):
    """Three ticks ahead, and back."""
    before = world.now
    for _ in range(3):
        world.now = before + by
        world.ticks()
    between()
    world.now = before
    world.ticks()


@pytest.mark.parametrize("by", [2 * HOUR, 20 * HOUR, 7 * DAY, YEAR])
def test_whatever_the_leap_the_next_meeting_is_reminded_of_once(world, by):
    couple = Couple(world).agrees()
    world.moves_to(couple.first.starts_at - 30 * HOUR)
    leaps(world, by)
    world.moves_to(couple.first.starts_at)
    heard = Counter(kind for kind, _ in world.told)
    assert heard["meeting.soon"] == heard["meeting.tomorrow"] == 2


def test_the_times_on_the_wall_that_people_chose_stay(world):
    couple = Couple(world).agrees()
    chosen = {"weekdays": (0,), "day": None, "at": time(22, 15), "now": NOW, "due_at": NOW + DAY}
    world.write(lambda unit: unit.reminders.add(couple.pair.mentee, "x", **chosen))
    leaps(world, HOUR)
    assert world.read(lambda unit: unit.reminders.get(1)).at == time(22, 15)
    assert world.read(lambda unit: unit.pairs.agreed(couple.pair.id)).at == time(16, 30)


def test_what_somebody_did_meanwhile_counts_as_done_now(world):
    couple = Couple(world).agrees()
    first = couple.first

    def settles():
        world.write(lambda unit: unit.meetings.set(first.id, settled_at=world.now))
        world.write(lambda unit: unit.standings.said(couple.pair.mentor, "pair.first", world.now))

    leaps(world, YEAR, settles)
    assert couple.first.settled_at == world.now == NOW
    day = NOW - 12 * HOUR, NOW + 12 * HOUR
    assert world.read(lambda unit: unit.standings.of(couple.pair.mentor, "pair.first", *day)).spoken
    world.moves_to(first.starts_at)
    assert [kind for kind, _ in world.told] == ["meeting.tomorrow"] * 2 + ["meeting.soon"] * 2


def test_a_break_goes_on_and_takes_only_its_own_days(world):
    couple = Couple(world).agrees()
    end = couple.agreement.ends_on
    anna, until = couple.mentee.person, ends_at((NOW + 14 * DAY).date(), "Europe/Copenhagen")
    world.write(lambda unit: clocks.wish(couple.pair, anna, until, unit, NOW))
    world.moves_to(NOW + 3 * DAY)
    planned = _planned(couple)
    heard = len(world.told)
    leaps(world, YEAR)
    assert world.read(lambda unit: unit.pairs.get(couple.pair.id)).state is PairState.PAUSED
    assert world.read(lambda unit: unit.pairs.agreed(couple.pair.id)).ends_on == end
    assert _planned(couple) == planned
    world.moves_to(NOW + 13 * DAY - 3 * HOUR)
    assert len(world.told) == heard
    world.moves_to(NOW + 14 * DAY)
    assert Counter(kind for kind, _ in world.told[heard:]) == {"pause.ending": 1, "pause.over": 2}
    assert world.read(lambda unit: unit.pairs.agreed(couple.pair.id)).ends_on == end + 14 * DAY
    assert len(_planned(couple)) == len(planned) + 2


def test_a_break_that_goes_on_and_is_ended_early_brings_its_meetings_back(world):
    couple = Couple(world).agrees()
    before = _planned(couple)
    anna, until = couple.mentee.person, ends_at((NOW + 60 * DAY).date(), "Europe/Copenhagen")
    world.write(lambda unit: clocks.wish(couple.pair, anna, until, unit, NOW))
    world.moves_to(NOW + 3 * DAY)
    leaps(world, YEAR)
    world.write(lambda unit: clocks.wish(couple.pair, anna, None, unit, world.now))
    assert [each for each in _planned(couple) if each <= before[-1]] == before


@pytest.mark.parametrize("agrees", [True, False])
def test_a_break_that_somebody_ended_meanwhile_has_ended_now(world, agrees):
    couple = Couple(world)
    if agrees:
        end = couple.agrees(months=14).agreement.ends_on
        before = _planned(couple)
    anna, until = couple.mentee.person, ends_at((NOW + 390 * DAY).date(), "Europe/Copenhagen")
    world.write(lambda unit: clocks.wish(couple.pair, anna, until, unit, NOW))
    world.moves_to(NOW + 3 * DAY)
    leaps(world, YEAR, lambda: world.write(lambda unit: clocks.wish(couple.pair, anna, None, unit, world.now)))
    [lasting] = world.read(lambda unit: unit.pauses.of(couple.pair.id))
    assert lasting.ended_at == world.now
    assert world.read(lambda unit: unit.pairs.get(couple.pair.id)).state is PairState.ACTIVE
    if agrees:
        assert world.read(lambda unit: unit.pairs.agreed(couple.pair.id)).ends_on == end + 3 * DAY
        ahead = [each for each in before if each > world.now.date()]
        assert _planned(couple) == [*ahead, ahead[-1] + 7 * DAY]  # it is one of the three days


def test_a_row_that_cannot_be_read_keeps_nobody_else_from_being_set_right(world):
    couple = Couple(world).agrees()
    world.write(
        lambda unit: unit.reminders.add(
            couple.pair.mentee, "x", weekdays=(0,), day=None, at=time(8), now=NOW, due_at=NOW + DAY
        )
    )
    world.write(
        lambda unit: unit.connection.execute(schema.reminders.update().values(text=bytes([1, 0, 1]) + bytes(40)))
    )
    leaps(world, YEAR)
    assert world.read(lambda unit: unit.programmes.next_due()) < NOW + 7 * DAY
    [due] = world.read(lambda unit: unit.connection.execute(select(schema.reminders.c.due_at)).scalars().all())
    assert due == NOW + HOUR


def _planned(couple):
    return [each.slot for each in couple.meetings() if each.state is MeetingState.PLANNED]


@pytest.mark.parametrize("closes", [True, False])
def test_a_pair_that_stopped_meanwhile_or_rests_again_stays_so(world, closes):
    couple = Couple(world).agrees()
    anna, until = couple.mentee.person, ends_at((NOW + 14 * DAY).date(), "Europe/Copenhagen")
    world.write(lambda unit: clocks.wish(couple.pair, anna, until, unit, NOW))

    def meanwhile():
        def cause(unit):
            if closes:
                unit.pairs.close(couple.pair.id, world.now)
            else:
                clocks.wish(couple.pair, anna, world.now + 14 * DAY, unit, world.now)

        world.write(cause)

    leaps(world, YEAR, meanwhile)
    state = world.read(lambda unit: unit.pairs.get(couple.pair.id)).state
    assert state is (PairState.CLOSED if closes else PairState.PAUSED)
    assert world.read(lambda unit: unit.pauses.of(couple.pair.id))[0].ended_at == world.now
