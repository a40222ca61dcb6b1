"""A programme's week: where it begins and ends, which pairs are on its cards, and what went well."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from bot.mentoring import digest
from bot.mentoring.alerts import Alert, AlertKind, AlertState
from bot.mentoring.digest import Met, Tally, Week, Wins, bounds, card, cards, last_digest, monday, waiting, wins
from bot.mentoring.flags import Level, PairFacts, Reason, flags
from bot.mentoring.followups import Followup, FollowupState, began
from bot.mentoring.pairs import PairState
from tests.mentoring.facts import NOW, pair, programme

ZONE, DAY = "Europe/Copenhagen", timedelta(days=1)
MONDAY = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)


# --- When --------------------------------------------------------------------------------------------------


def test_a_week_begins_at_local_midnight_on_both_sides_of_a_changed_clock():
    assert monday(datetime(2026, 10, 25, 22, 59, tzinfo=UTC), ZONE) == datetime(2026, 10, 18, 22, tzinfo=UTC)
    assert monday(datetime(2026, 10, 25, 23, tzinfo=UTC), ZONE) == datetime(2026, 10, 25, 23, tzinfo=UTC)


def test_the_picture_has_eight_weeks_that_were_this_one_and_three_to_come():
    found = bounds(NOW, ZONE)
    assert len(found) == 13
    assert found[digest.WEEKS_BACK] == datetime(2026, 11, 15, 23, tzinfo=UTC)
    # Summer time ended in one of them: it is an hour longer.
    assert {later - earlier for earlier, later in pairwise(found)} == {
        7 * DAY,
        7 * DAY + timedelta(hours=1),
    }


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (NOW, MONDAY),
        (MONDAY, MONDAY),
        (MONDAY - timedelta(minutes=1), MONDAY - 7 * DAY),
        # Summer time ended the night before: an hour more lies between the two.
        (datetime(2026, 10, 26, 7, 15, tzinfo=UTC), datetime(2026, 10, 19, 6, 30, tzinfo=UTC)),
        (datetime(2026, 10, 26, 7, 30, tzinfo=UTC), datetime(2026, 10, 26, 7, 30, tzinfo=UTC)),
        (datetime(2027, 3, 29, 6, 29, tzinfo=UTC), datetime(2027, 3, 22, 7, 30, tzinfo=UTC)),
    ],
)
def test_the_last_digest_is_the_newest_that_is_not_to_come(now, expected):
    assert last_digest(programme(), now) == expected


def test_a_week_tells_of_the_last_one_and_of_this():
    tallies = [Tally(n, 100 + n) for n in range(12)]
    week = Week(3, tallies, [date(2026, 9, 21)] * 12, 5, 1, 0, 2)
    assert (week.held, week.planned) == (7, 108)


# --- The cards ---------------------------------------------------------------------------------------------


def unbegun(number, days, **changes):
    """A pair without a first meeting for so many days."""
    return PairFacts(pair(id=number, since=NOW - days * DAY), **changes)


def done(facts, state=FollowupState.DONE, at=NOW, until=None, **changes):
    """Somebody looked after the worst of the pair's reasons."""
    flag = flags(facts, at)[0]
    base = (1, facts.pair.id, flag.reason, flag.level, began(flag, at), 9, state, at, until, None, None, None)
    return replace(Followup(*base), **changes)


def test_the_worst_come_first_and_nobody_who_needs_no_hand():
    found = [unbegun(1, 11), unbegun(2, 5), unbegun(3, 30), unbegun(4, 12, unreachable={1: NOW - DAY})]
    assert [each.facts.pair.id for each in cards(found, {}, MONDAY, NOW)] == [4, 3, 1]


def test_a_pair_keeps_its_place_in_the_week_in_which_it_was_looked_after_and_leaves_with_the_next():
    found = [unbegun(1, 30), unbegun(2, 20)]
    followups = {1: [done(found[0])]}
    here = cards(found, followups, MONDAY, NOW)
    assert [each.facts.pair.id for each in here] == [1, 2]
    assert here[0].looked_after == followups[1][0]
    assert [each.facts.pair.id for each in waiting(here)] == [2]
    assert [each.facts.pair.id for each in cards(found, followups, NOW + timedelta(minutes=1), NOW + DAY)] == [2]


def test_of_two_reasons_the_one_that_was_taken_care_of_is_not_told_again():
    both = unbegun(1, 30, unreachable={2: NOW - DAY})
    found = card(both, [done(both)], MONDAY, NOW)
    assert [flag.reason for flag in found.flags] == [Reason.NOT_BEGUN]
    assert found.looked_after is None


def test_a_worry_that_nobody_took_stands_above_the_cards_and_one_that_was_taken_is_among_them():
    worry = Alert(1, AlertKind.WORRIED, 1, 1, 1, NOW - DAY, AlertState.OPEN, 1, None, None, None)
    alone = unbegun(1, 1, worries=[worry])
    assert card(alone, [], MONDAY, NOW) is None
    taken = unbegun(1, 1, worries=[replace(worry, state=AlertState.TAKEN, taken_by=9)])
    assert [(flag.reason, flag.level) for flag in card(taken, [], MONDAY, NOW).flags] == [(Reason.WORRIED, Level.AMBER)]


@pytest.mark.parametrize("state", [PairState.PAUSED, PairState.CLOSED])
def test_a_pair_on_a_break_or_closed_has_no_card(state):
    facts = replace(unbegun(1, 30), pair=pair(since=NOW - 30 * DAY, state=state))
    assert card(facts, [], MONDAY, NOW) is None


# --- What went well ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("met", "expected"),
    [
        (Met(7, 0, 0, 0, 0), Wins([], [], 0)),
        (Met(7, 0, 1, 1, 0), Wins([7], [], 0)),
        (Met(7, 1, 1, 2, 0), Wins([], [], 1)),
        (Met(7, 1, 1, 2, 1), Wins([], [], 0)),
        (Met(7, 8, 1, 4, 1), Wins([], [], 0)),
        (Met(7, 9, 1, 4, 1), Wins([], [(7, 10)], 0)),
        (Met(7, 10, 1, 4, 1), Wins([], [], 0)),
        (Met(7, 10, 0, 3, 1), Wins([], [], 0)),
        (Met(7, 19, 2, 4, 0), Wins([], [(7, 20)], 1)),
        (Met(7, 0, 10, 10, 0), Wins([7], [(7, 10)], 1)),
    ],
)
def test_first_meetings_round_numbers_and_pairs_that_met_each_time_are_worth_a_word(met, expected):
    assert wins([met]) == expected
