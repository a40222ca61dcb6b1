"""The coordinator's Monday morning: what happened, who could use a hand, and never what people wrote."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import Log, MeetingState, Mood
from bot.mentoring.people import Role
from handlers import actions
from handlers.actions import encode
from storage import schema
from storage.states import NoteSight
from tests.handlers.conftest import come_in
from tests.handlers.couples import Couple
from tests.world import NOW

DAY = timedelta(days=1)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
MONDAY = datetime(2026, 11, 23, 8, 30, tzinfo=COPENHAGEN)
SECRETS = ("Borrow books again", "Ring to the library", "He sounded low", "Café Nordlys", "😕")


def digests(world):
    """(state, reason) of each digest's row, in order."""
    box = schema.outbox
    query = select(box.c.state, box.c.reason).where(box.c.kind == "digest.weekly").order_by(box.c.id)
    return world.read(lambda unit: [(state.value, reason) for state, reason in unit.connection.execute(query)])


def happened(couple):
    """Last Thursday's meeting took place with a step done, a hard face and a note; the next ones stand."""
    world = couple.world
    goal = couple.adds("Borrow books again")
    step = couple.adds("Ring to the library", goal.id, state=GoalState.DONE, done_at=couple.first.ends_at)

    def cause(unit):
        number = couple.first_id
        unit.meetings.set(number, state=MeetingState.HELD, step_id=step.id)
        unit.outcomes.log(Log(number, couple.pair.mentee, True, None, Mood.HARD, True, world.now))
        unit.outcomes.add_note(number, couple.pair.mentor, NoteSight.SHARED, "He sounded low", world.now)

    couple.first_id = couple.first.id
    world.write(cause)


def dane(world, name):
    """A coordinator who reads Danish."""
    phone = come_in(world, name, Role.COORDINATOR)
    phone.taps_raw(encode(actions.SetLanguage(actions.Language.DA)))
    return phone


def test_a_good_week_is_told_in_a_line(world, mette):
    couple = Couple(world).agrees()
    happened(couple)
    world.moves_to(MONDAY + 7 * DAY)
    mette.sees("Your week", "Last week: one meeting held, one small step taken. This week: one meeting planned.")
    mette.sees("All is well: nobody needs a hand right now.")
    assert len(mette.text) < 200
    assert not any(secret in mette.text for secret in SECRETS)
    assert mette.labels() == ["To the desk"]


def test_a_pair_that_could_use_a_hand_is_there_with_the_reason_and_a_way_to_it(world, mette):
    couple = Couple(world).agrees()
    happened(couple)
    for each in couple.meetings()[1:]:
        world.write(lambda unit, each=each: unit.meetings.set(each.id, state=MeetingState.MISSED))
    couple.mentor.types("/home")
    world.moves_to(MONDAY + 21 * DAY)
    mette.sees("Who could use a hand", "• Jonas and Anna: no meeting for two weeks; it didn't happen twice in a row")
    assert not any(secret in mette.text for secret in SECRETS)
    mette.taps("Jonas and Anna").sees("no meeting for two weeks; it didn't happen twice in a row")


def test_the_same_pair_is_told_of_in_other_words_a_week_later(world, mette):
    Couple(world).agrees()
    world.moves_to(MONDAY + 14 * DAY)
    first = mette.text
    world.moves_to(MONDAY + 21 * DAY)
    assert "Jonas and Anna" in first
    assert mette.sees("Jonas and Anna").text != first


def test_it_is_in_the_coordinators_language(world):
    mette = dane(world, "Mette")
    Couple(world)
    world.moves_to(MONDAY)
    mette.sees("Din uge", "Alt ser fint ud")


def test_without_pairs_there_is_nothing_to_tell(world, mette):
    world.moves_to(MONDAY)
    assert digests(world) == [("dropped", "no_pairs")]


@pytest.mark.parametrize("monday", ["2027-03-22", "2027-03-29", "2026-10-19", "2026-10-26"])
def test_it_is_half_past_eight_on_both_sides_of_summer_time(world, monday):
    at = datetime.fromisoformat(f"{monday}T08:30").replace(tzinfo=COPENHAGEN).astimezone(UTC)
    world.now = at - DAY
    mette = come_in(world, "Mette", Role.COORDINATOR)
    Couple(world)
    world.moves_to(at - timedelta(minutes=15))
    assert digests(world) == []
    world.moves_to(at)
    assert digests(world) == [("sent", None)]
    mette.sees("Your week")


def test_after_a_morning_away_it_comes_the_same_day_and_once(world, mette):
    Couple(world)
    world.now = MONDAY + timedelta(hours=7)
    world.ticks()
    world.ticks()
    world.moves_to(MONDAY + 6 * DAY)
    assert digests(world) == [("sent", None)]


def test_after_weeks_away_each_one_that_did_not_come_says_why(world, mette):
    Couple(world)
    world.now = MONDAY + 16 * DAY
    heard = len(mette.screens)
    world.ticks()
    assert digests(world) == [("expired", "too_late")] * 3
    assert len(mette.screens) == heard


def test_every_coordinator_gets_their_own_once(world, mette):
    other = dane(world, "Bo")
    Couple(world)
    world.moves_to(NOW + 4 * DAY)
    assert digests(world) == [("sent", None)] * 2
    mette.sees("Your week")
    other.sees("Din uge")
