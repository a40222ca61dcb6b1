"""Asking for the coordinator: how often, how long, and what is the same wish."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.mentoring.alerts import (
    EVERY,
    LATER,
    ONCE,
    ROUNDS,
    Alert,
    AlertKind,
    AlertState,
    is_rung,
    is_untaken_told,
    pause,
    stands,
)

NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
HEAR, WORRIED = AlertKind
OPEN, TAKEN, BACK = AlertState


def alert(kind=WORRIED, state=OPEN, rounds=1, at=NOW):
    return Alert(1, kind, 1, 2, None, at, state, rounds, at, None, None)


@pytest.mark.parametrize(
    ("last", "same"),
    [
        (None, False),
        (alert(HEAR), True),
        (alert(HEAR, at=NOW - ONCE + MINUTE), True),
        (alert(HEAR, at=NOW - ONCE), False),
        (alert(HEAR, at=NOW + MINUTE), True),  # the clock was put back
        (alert(HEAR, state=TAKEN), True),
        (alert(HEAR, state=BACK), False),
        (alert(WORRIED, at=NOW - 5 * ONCE), True),
        (alert(WORRIED, state=TAKEN, at=NOW - ONCE), False),
        (alert(WORRIED, state=TAKEN), True),
    ],
)
def test_a_second_tap_within_the_hour_is_the_same_wish_and_so_is_a_worry_that_nobody_has_taken(last, same):
    assert stands(last, NOW) is same


@pytest.mark.parametrize(
    ("found", "rung"),
    [
        (alert(), True),
        (alert(rounds=ROUNDS - 1), True),
        (alert(rounds=ROUNDS), True),
        (alert(state=TAKEN), False),
        (alert(state=BACK, rounds=ROUNDS), False),
        (alert(HEAR), False),
        (alert(HEAR, rounds=ROUNDS), False),
    ],
)
def test_a_worry_is_said_again_until_it_is_taken(found, rung):
    assert is_rung(found) is rung


@pytest.mark.parametrize(("rounds", "wait"), [(1, EVERY), (ROUNDS - 1, EVERY), (ROUNDS, LATER), (ROUNDS + 1, LATER)])
def test_it_is_said_every_half_hour_and_after_six_hours_less_often(rounds, wait):
    assert pause(rounds) == wait


@pytest.mark.parametrize(("rounds", "told"), [(0, False), (1, True), (2, False), (ROUNDS - 1, True), (ROUNDS, False)])
def test_the_mentor_hears_early_and_when_it_slows_that_nobody_has_taken_it(rounds, told):
    assert is_untaken_told(alert(rounds=rounds)) is told
    assert not is_untaken_told(alert(state=TAKEN, rounds=rounds))
