"""What needs a coordinator's eye, at its edges; and the week it is told in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.mentoring.digest import monday, week
from bot.mentoring.flags import Flag, Level, PairFacts, Reason, flags, interval
from bot.mentoring.meetings import Log, MeetingState
from bot.mentoring.pairs import PairState, Rhythm
from tests.mentoring.facts import NOW, agreement, meeting, pair, pause, person


def facts(meetings=(), logs=None, **changes):
    whole = {"pair": pair(), "agreement": None, "people": (person(1), person(2)), **changes}
    return PairFacts(meetings=meetings, logs=logs or {}, **whole)


def held(days_ago, number=1, state=MeetingState.HELD):
    return meeting(NOW - timedelta(days=days_ago, hours=1), number, state=state)


def reasons(told):
    return [(flag.reason, flag.level) for flag in flags(told, NOW)]


@pytest.mark.parametrize(
    ("rhythm", "days_ago", "level"),
    [
        (Rhythm.WEEKLY, 10.4, None),
        (Rhythm.WEEKLY, 10.5, Level.AMBER),
        (Rhythm.WEEKLY, 17.4, Level.AMBER),
        (Rhythm.WEEKLY, 17.5, Level.RED),
        (Rhythm.FORTNIGHTLY, 20.9, None),
        (Rhythm.FORTNIGHTLY, 21, Level.AMBER),
        (Rhythm.FORTNIGHTLY, 35, Level.RED),
        (Rhythm.MONTHLY, 44.9, None),
        (Rhythm.MONTHLY, 45, Level.AMBER),
    ],
)
def test_quiet_is_relative_to_the_rhythm(rhythm, days_ago, level):
    agreed = agreement(rhythm=rhythm, agreed_at=NOW - timedelta(days=90))
    expected = [(Reason.QUIET, level)] if level else []
    assert reasons(facts([held(days_ago)], agreement=agreed)) == expected


def test_a_rhythm_of_their_own_counts_as_every_other_week():
    assert interval(None) == interval(agreement(rhythm=None)) == interval(agreement(rhythm=Rhythm.FREE))


def test_a_pair_that_has_just_agreed_has_time():
    assert reasons(facts(agreement=agreement(agreed_at=NOW - timedelta(days=3)), meetings=[meeting(NOW)])) == []


@pytest.mark.parametrize(("days", "expected"), [(9, []), (10, [(Reason.NOT_BEGUN, Level.AMBER)])])
def test_a_first_meeting_is_planned_within_ten_days(days, expected):
    assert reasons(facts(pair=pair(since=NOW - timedelta(days=days)))) == expected


def test_a_planned_first_meeting_is_enough():
    assert reasons(facts([meeting(NOW + timedelta(days=3))])) == []


def test_twice_in_a_row_is_seen_and_once_is_not():
    missed = MeetingState.MISSED
    assert reasons(facts([held(9), held(2, 2, missed)])) == []
    assert reasons(facts([held(9, 1, missed), held(2, 2, missed)])) == [(Reason.TWICE_MISSED, Level.AMBER)]


def test_a_meeting_that_nobody_told_of_shows_after_two_days():
    assert reasons(facts([held(1, 1, MeetingState.PLANNED)])) == []
    assert reasons(facts([held(2, 1, MeetingState.PLANNED)])) == [(Reason.NOT_TOLD, Level.AMBER)]


def test_a_difference_is_seen_for_two_weeks():
    def told(person_id, *, yes):
        return Log(1, person_id, held=yes, step_outcome=None, mood=None, confirmed=True, at=NOW)

    differ = {1: {1: told(1, yes=True), 2: told(2, yes=False)}}
    same = {1: {1: told(1, yes=True), 2: told(2, yes=True)}}
    assert reasons(facts([held(2)], differ)) == [(Reason.DIFFERENCE, Level.AMBER)]
    assert reasons(facts([held(15)], differ)) == []
    assert reasons(facts([held(2)], same)) == []


def test_somebody_out_of_reach_comes_first():
    gone = person(2, unreachable_since=NOW - timedelta(days=4))
    found = flags(facts([held(2, 1, MeetingState.PLANNED)], people=(person(1), gone)), NOW)
    assert found[0] == Flag(Reason.UNREACHABLE, Level.RED, days=4, who=gone)
    assert len(found) == 2


def test_somebody_who_does_not_answer_is_seen_by_name():
    told = facts([meeting(NOW + timedelta(days=1))], silent={2: NOW - timedelta(days=3)})
    assert flags(told, NOW) == [Flag(Reason.UNANSWERED, Level.AMBER, days=3, who=person(2))]


def test_a_break_that_is_over_does_not_count_as_silence():
    away = pause(NOW - timedelta(days=40), until=None, ended_at=NOW - timedelta(days=10))
    agreed = agreement(rhythm=Rhythm.WEEKLY, agreed_at=NOW - timedelta(days=90))
    in_it = meeting(NOW - timedelta(days=20), 2)
    # 43 days, of which 30 were a break: 13 are one and a half weeks, not two and a half.
    told = facts([held(43), in_it], agreement=agreed, pauses=[away])
    assert reasons(told) == [(Reason.QUIET, Level.AMBER)]
    fresh = facts(pair=pair(since=NOW - timedelta(days=39)), pauses=[away])
    assert reasons(fresh) == [(Reason.NOT_BEGUN, Level.AMBER)]
    assert reasons(facts(pair=pair(since=NOW - timedelta(days=19)), pauses=[away])) == [(Reason.NOT_BEGUN, Level.AMBER)]
    assert reasons(facts(pair=pair(since=NOW - timedelta(days=39)), pauses=[replace(away, ended_at=NOW)])) == []


@pytest.mark.parametrize("state", [PairState.PAUSED, PairState.CLOSED])
def test_a_pause_freezes_every_flag(state):
    assert flags(facts(pair=pair(state=state)), NOW) == []


ZONE = "Europe/Copenhagen"


def test_a_week_counts_what_was_held_in_the_last_one_and_is_planned_in_this():
    times = (8, 11), (10, 11), (15, 22), (15, 23), (18, 11)
    held_at = [meeting(at(*when), number, state=MeetingState.HELD) for number, when in enumerate(times)]
    planned = [meeting(at(*when), 10 + number) for number, when in enumerate([(20, 11), (22, 22), (22, 23)])]
    for now in (at(16, 7), at(20, 12)):
        found = week([facts([*held_at, *planned])], 3, now, ZONE)
        assert (found.pairs, found.held, found.planned, found.steps) == (1, 2, 2, 3)


def at(day, hour):
    """An hour of November 2026, when Copenhagen is an hour ahead of UTC."""
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def test_a_week_begins_at_local_midnight_on_both_sides_of_a_changed_clock():
    assert monday(datetime(2026, 10, 25, 22, 59, tzinfo=UTC), ZONE) == datetime(2026, 10, 18, 22, tzinfo=UTC)
    assert monday(datetime(2026, 10, 25, 23, tzinfo=UTC), ZONE) == datetime(2026, 10, 25, 23, tzinfo=UTC)


def test_at_most_five_cards_worst_first():
    waiting = [facts(pair=pair(id=n, since=NOW - timedelta(days=10 + n))) for n in range(6)]
    gone = facts([meeting(NOW + timedelta(days=1))], people=(person(1), person(2, unreachable_since=NOW)))
    found = week([*waiting, gone], 0, NOW, ZONE)
    assert found.cards[0].flags[0].reason is Reason.UNREACHABLE
    assert [card.flags[0].days for card in found.cards[1:]] == [15, 14, 13, 12]
    assert found.more == 2
