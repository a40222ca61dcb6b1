"""What needs a coordinator's eye, at its edges; and the week it is told in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.mentoring.alerts import Alert, AlertKind, AlertState
from bot.mentoring.fits import Fit, FitAnswer
from bot.mentoring.flags import (
    BOUNDS,
    CRITERIA,
    USUAL,
    Flag,
    Level,
    Limit,
    PairFacts,
    Pulse,
    Reason,
    Terms,
    choices,
    flags,
    interval,
    is_threshold,
    with_values,
    worst_first,
)
from bot.mentoring.pairs import PairState, Rhythm
from tests.mentoring.facts import NOW, pair, pause

ZONE = "Europe/Copenhagen"
DAY = timedelta(days=1)
MENTOR, MENTEE = 1, 2


def ago(days):
    return NOW - days * DAY


def facts(**changes):
    """A pair three months old that has something planned, and nothing to be seen."""
    return PairFacts(**{"pair": pair(since=ago(90)), "planned": True, **changes})


def terms(rhythm=Rhythm.WEEKLY, agreed=90, weekdays=(3,), first=None):
    return Terms(rhythm, weekdays, first, ZONE, ago(agreed))


def reasons(told, now=NOW):
    return [(flag.reason, flag.level) for flag in flags(told, now)]


def test_a_pair_of_whom_nothing_is_known_yet_has_no_flag():
    assert reasons(facts()) == []


# --- Quiet -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rhythm", "days_ago", "level"),
    [
        (Rhythm.WEEKLY, 10.4, None),
        (Rhythm.WEEKLY, 10.5, Level.AMBER),
        (Rhythm.WEEKLY, 17.4, Level.AMBER),
        (Rhythm.WEEKLY, 17.5, Level.RED),
        (Rhythm.FORTNIGHTLY, 20.9, None),
        (Rhythm.FORTNIGHTLY, 21, Level.AMBER),
        (Rhythm.FORTNIGHTLY, 34.9, Level.AMBER),
        (Rhythm.FORTNIGHTLY, 35, Level.RED),
        (Rhythm.MONTHLY, 44.9, None),
        (Rhythm.MONTHLY, 45, Level.AMBER),
        (Rhythm.MONTHLY, 75, Level.RED),
        (Rhythm.FREE, 20.9, None),
        (Rhythm.FREE, 21, Level.AMBER),
        (None, 21, Level.AMBER),
    ],
)
def test_quiet_is_relative_to_the_rhythm(rhythm, days_ago, level):
    expected = [(Reason.QUIET, level)] if level else []
    assert reasons(facts(held_at=ago(days_ago), terms=terms(rhythm))) == expected


@pytest.mark.parametrize(
    ("rhythm", "weekdays", "days"),
    [
        (Rhythm.WEEKLY, (3,), 7),
        (Rhythm.WEEKLY, (), 7),
        # Tuesdays and Thursdays: from Thursday to Tuesday. Mondays and Tuesdays: from Tuesday to Monday.
        (Rhythm.WEEKLY, (1, 3), 5),
        (Rhythm.WEEKLY, (0, 1), 6),
        (Rhythm.WEEKLY, (0, 2, 4), 3),
        (Rhythm.FORTNIGHTLY, (1, 3), 12),
        (Rhythm.MONTHLY, (3,), 30),
        (Rhythm.FREE, (), 14),
        (None, (), 14),
    ],
)
def test_the_longest_time_between_two_of_their_days_is_the_interval(rhythm, weekdays, days):
    assert interval(terms(rhythm, weekdays=weekdays)) == days * DAY


def test_without_an_agreement_two_weeks_are_usual_and_nobody_is_quiet():
    assert interval(None) == 14 * DAY
    assert reasons(facts(held_at=ago(80))) == []


@pytest.mark.parametrize(("agreed", "level"), [(13.9, None), (14, Level.AMBER), (17.4, Level.AMBER), (17.5, Level.RED)])
def test_a_pair_that_has_not_met_yet_has_two_weeks(agreed, level):
    expected = [(Reason.QUIET, level)] if level else []
    assert reasons(facts(terms=terms(agreed=agreed))) == expected


def test_the_grace_is_for_pairs_that_have_not_met():
    assert reasons(facts(terms=terms(agreed=11), held_at=ago(10.5))) == [(Reason.QUIET, Level.AMBER)]


def test_a_rhythm_agreed_on_anew_begins_anew():
    assert reasons(facts(terms=terms(agreed=3), held_at=ago(30))) == []
    assert reasons(facts(terms=terms(agreed=10.5), held_at=ago(30))) == [(Reason.QUIET, Level.AMBER)]


def test_a_course_that_begins_later_is_not_quiet_before():
    # Agreed three weeks ago to begin on the 20th, today: there was nothing to be held before.
    later = terms(agreed=21, first=date(2026, 11, 20))
    assert reasons(facts(terms=later)) == []
    # From a week before that day on, which began at 23:00 in UTC, as after any other meeting; and there is the grace.
    midnight = datetime(2026, 11, 12, 23, tzinfo=UTC)
    assert reasons(facts(terms=later), midnight + 14 * DAY - timedelta(seconds=1)) == []
    assert reasons(facts(terms=later), midnight + 14 * DAY) == [(Reason.QUIET, Level.AMBER)]


@pytest.mark.parametrize("change", [datetime(2026, 10, 25, 1, tzinfo=UTC), datetime(2027, 3, 28, 1, tzinfo=UTC)])
def test_a_changed_clock_makes_nobody_quiet(change):
    """Every week at half past four, local time: seven days and an hour, or an hour less, lie between two meetings."""
    held = change - 2 * DAY
    told = facts(terms=Terms(Rhythm.WEEKLY, (3,), None, ZONE, change - 60 * DAY), held_at=held)
    assert reasons(told, held + 7 * DAY + timedelta(hours=1)) == []
    assert reasons(told, held + 10.5 * DAY - timedelta(seconds=1)) == []
    assert reasons(told, held + 10.5 * DAY) == [(Reason.QUIET, Level.AMBER)]


# --- Meetings ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "seen"), [(9.9, False), (10, True), (40, True)])
def test_a_first_meeting_is_planned_within_ten_days(days, seen):
    expected = [(Reason.NOT_BEGUN, Level.AMBER)] if seen else []
    assert reasons(facts(pair=pair(since=ago(days)), planned=False)) == expected


def test_a_planned_first_meeting_is_enough():
    assert reasons(facts(pair=pair(since=ago(40)))) == []


@pytest.mark.parametrize(("missed", "seen"), [(0, False), (1, False), (2, True), (3, True)])
def test_twice_in_a_row_is_seen_and_once_is_not(missed, seen):
    found = flags(facts(missed=missed, missed_at=ago(2) if missed else None), NOW)
    assert found == ([Flag(Reason.TWICE_MISSED, Level.AMBER, 2)] if seen else [])


@pytest.mark.parametrize(("days", "seen"), [(1.9, False), (2, True), (20, True)])
def test_a_meeting_that_nobody_told_of_shows_after_two_days(days, seen):
    assert reasons(facts(not_told_at=ago(days))) == ([(Reason.NOT_TOLD, Level.AMBER)] if seen else [])


@pytest.mark.parametrize(("days", "seen"), [(0, True), (13.9, True), (14, False)])
def test_a_difference_is_seen_for_two_weeks(days, seen):
    assert reasons(facts(differs_at=ago(days))) == ([(Reason.DIFFERENCE, Level.AMBER)] if seen else [])


def test_what_was_told_on_the_morning_of_the_day_is_no_day_old():
    assert flags(facts(missed=2, missed_at=NOW + timedelta(hours=5)), NOW) == [Flag(Reason.TWICE_MISSED, Level.AMBER)]


# --- One of the two ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [MENTOR, MENTEE])
def test_somebody_out_of_reach_comes_before_a_meeting_that_was_not_told_of(who):
    found = flags(facts(not_told_at=ago(3), unreachable={who: ago(4)}), NOW)
    assert found == [Flag(Reason.UNREACHABLE, Level.RED, 4, who), Flag(Reason.NOT_TOLD, Level.AMBER, 3)]


@pytest.mark.parametrize("who", [MENTOR, MENTEE])
def test_somebody_who_does_not_answer_is_seen(who):
    assert flags(facts(silent={who: ago(3)}), NOW) == [Flag(Reason.UNANSWERED, Level.AMBER, 3, who)]


@pytest.mark.parametrize(("days", "seen"), [(4.9, False), (5, True)])
def test_a_programme_can_wait_some_days_with_whoever_does_not_answer(days, seen):
    patient = with_values({"unreachable": 5, "unanswered": 5})
    assert bool(flags(facts(silent={MENTEE: ago(days)}, limits=patient), NOW)) is seen
    assert bool(flags(facts(unreachable={MENTOR: ago(days)}, limits=patient), NOW)) is seen


def worry(state, days, number=1):
    by = 3 if state is AlertState.TAKEN else None
    return Alert(number, AlertKind.WORRIED, 1, MENTOR, 1, ago(days), state, 1, None, by, None)


@pytest.mark.parametrize(
    ("state", "days", "level"),
    [
        (AlertState.OPEN, 0, Level.RED),
        (AlertState.OPEN, 40, Level.RED),
        (AlertState.TAKEN, 0, Level.AMBER),
        (AlertState.TAKEN, 13.9, Level.AMBER),
        (AlertState.TAKEN, 14, None),
    ],
)
def test_a_worry_is_red_until_it_is_taken_and_amber_for_two_weeks(state, days, level):
    expected = [Flag(Reason.WORRIED, level, int(days), MENTOR)] if level else []
    assert flags(facts(worries=[worry(state, days)]), NOW) == expected


def test_of_two_worries_the_open_one_counts():
    told = facts(worries=[worry(AlertState.TAKEN, 9), worry(AlertState.OPEN, 1, 2)])
    assert flags(told, NOW) == [Flag(Reason.WORRIED, Level.RED, 1, MENTOR)]


def fit(answer, days, who=MENTEE, number=1):
    return FitAnswer(1, who, number, answer, ago(days))


@pytest.mark.parametrize(
    ("fits", "who"),
    [
        ([fit(Fit.NOT_QUITE, 0)], MENTEE),
        ([fit(Fit.NOT_QUITE, 27.9)], MENTEE),
        ([fit(Fit.NOT_QUITE, 28)], None),
        ([fit(Fit.RIGHT, 9, MENTOR), fit(Fit.NOT_QUITE, 9)], MENTEE),
        ([fit(Fit.NOT_QUITE, 9, MENTOR), fit(Fit.NOT_QUITE, 9)], MENTOR),
        ([fit(Fit.DECIDING, 9)], None),
        ([fit(Fit.NOT_QUITE, 9), fit(Fit.RIGHT, 1, number=2)], None),
        ([fit(Fit.DECIDING, 9), fit(Fit.NOT_QUITE, 1, number=2)], MENTEE),
    ],
)
def test_not_quite_counts_when_it_is_the_last_word(fits, who):
    found = flags(facts(fits=fits), NOW)
    assert [(flag.reason, flag.who) for flag in found] == ([(Reason.NOT_QUITE, who)] if who else [])


def shared(*values, days=1):
    """Newest last, a month between two."""
    return [Pulse(ago(days + 30 * back), value) for back, value in reversed(list(enumerate(reversed(values))))]


@pytest.mark.parametrize(
    ("values", "seen"),
    [
        ([5], False),
        ([4], True),
        ([0], True),
        ([10, 8], False),
        ([10, 7], True),
        ([7, 5], False),
        ([8, 5], True),
        ([5, 8], False),
        # Only the last two count.
        ([9, 7, 5], False),
        ([2, 6], False),
    ],
)
def test_low_or_down_by_three(values, seen):
    found = flags(facts(pulses={MENTEE: shared(*values)}), NOW)
    assert found == ([Flag(Reason.LOW_PULSE, Level.AMBER, 1, MENTEE)] if seen else [])


@pytest.mark.parametrize(("mentor", "mentee", "seen"), [(8, 6, False), (8, 5, True), (5, 8, True), (9, 9, False)])
def test_a_gap_of_three_between_the_two(mentor, mentee, seen):
    found = flags(facts(pulses={MENTOR: shared(mentor), MENTEE: shared(mentee, days=3)}), NOW)
    assert found == ([Flag(Reason.PULSE_GAP, Level.AMBER, 1)] if seen else [])


@pytest.mark.parametrize(("days", "seen"), [(44.9, True), (45, False)])
def test_what_was_shared_long_ago_is_no_news(days, seen):
    assert bool(flags(facts(pulses={MENTOR: shared(2, days=days)}), NOW)) is seen
    gap = {MENTOR: shared(9), MENTEE: shared(5, days=days)}
    assert bool(flags(facts(pulses=gap), NOW)) is seen


def test_what_one_alone_shared_makes_no_gap():
    assert flags(facts(pulses={MENTOR: shared(9), MENTEE: []}), NOW) == []


# --- Breaks ------------------------------------------------------------------------------------------------


def test_a_break_that_is_over_does_not_count_as_silence():
    away = pause(ago(40), until=None, ended_at=ago(10))
    # 43 days, of which 30 were a break: 13 are one and a half weeks, not two and a half.
    assert reasons(facts(held_at=ago(43), terms=terms(), pauses=[away])) == [(Reason.QUIET, Level.AMBER)]
    assert reasons(facts(held_at=ago(40.4), terms=terms(), pauses=[away])) == []
    assert reasons(facts(held_at=ago(40.5), terms=terms(), pauses=[away])) == [(Reason.QUIET, Level.AMBER)]


@pytest.mark.parametrize(("waited", "seen"), [(39.9, False), (40, True)])
def test_a_break_does_not_count_before_the_first_meeting(waited, seen):
    away = pause(ago(35), until=None, ended_at=ago(5))
    told = facts(pair=pair(since=ago(waited)), planned=False, pauses=[away])
    assert bool(flags(told, NOW)) is seen


@pytest.mark.parametrize(("agreed", "seen"), [(23.9, False), (24, True)])
def test_a_break_lengthens_the_grace(agreed, seen):
    away = pause(ago(20), until=None, ended_at=ago(10))
    assert bool(flags(facts(terms=terms(agreed=agreed), pauses=[away]), NOW)) is seen


EVERYTHING = {
    "pair": pair(since=ago(90)),
    "terms": terms(),
    "planned": False,
    "missed": 2,
    "missed_at": ago(2),
    "not_told_at": ago(3),
    "differs_at": ago(2),
    "unreachable": {MENTEE: ago(3)},
    "silent": {MENTOR: ago(3)},
    "worries": [worry(AlertState.OPEN, 1)],
    "fits": [fit(Fit.NOT_QUITE, 3)],
    "pulses": {MENTOR: shared(9), MENTEE: shared(3)},
}


def test_all_that_there_is_comes_in_one_order_and_each_criterion_has_its_source():
    found = flags(PairFacts(**EVERYTHING), NOW)
    assert {flag.reason for flag in found} == set(Reason)
    assert len(found) == len(CRITERIA)
    assert [flag.reason for flag in found[:3]] == [Reason.WORRIED, Reason.UNREACHABLE, Reason.QUIET]
    amber = [flag.reason for flag in found[3:]]
    assert amber == [reason for reason in Reason if reason in amber]
    assert all("Source: product.md" in criterion.__doc__ for criterion in CRITERIA)


@pytest.mark.parametrize("reader", [MENTOR, MENTEE])
def test_a_coordinator_who_is_one_of_the_two_learns_nothing_that_was_said_in_confidence(reader):
    found = {flag.reason for flag in flags(PairFacts(**EVERYTHING).told_to(reader), NOW)}
    assert set(Reason) - found == {Reason.WORRIED, Reason.NOT_QUITE, Reason.LOW_PULSE, Reason.PULSE_GAP}
    assert PairFacts(**EVERYTHING).told_to(3) == PairFacts(**EVERYTHING)


@pytest.mark.parametrize("state", [PairState.PAUSED, PairState.CLOSED])
def test_a_break_freezes_every_flag(state):
    assert flags(PairFacts(**{**EVERYTHING, "pair": pair(since=ago(90), state=state)}), NOW) == []


# --- Thresholds --------------------------------------------------------------------------------------------


def test_every_threshold_can_be_set_within_bounds_that_hold_the_usual():
    assert set(BOUNDS) == set(USUAL.__dataclass_fields__)
    for name, bounds in BOUNDS.items():
        values = bounds.values()
        assert getattr(USUAL, name) in values
        assert (values[0], values[-1]) == (bounds.least, bounds.most)
        assert is_threshold(name, bounds.least)
        assert not is_threshold(name, bounds.least - bounds.step)
        assert not is_threshold(name, bounds.most + bounds.step)
    assert not is_threshold("weather", 3)


def test_what_is_offered_can_be_set_and_the_usual_is_among_it():
    for limit, bounds in BOUNDS.items():
        assert set(bounds.offered) <= set(bounds.values())
        assert not bounds.offered or getattr(USUAL, limit) in choices(limit, USUAL)


@pytest.mark.parametrize(
    ("limit", "thresholds", "offered"),
    [
        (Limit.QUIET_AMBER, USUAL, [1.5, 2]),
        (Limit.QUIET_AMBER, replace(USUAL, quiet_red=2), [1.5]),
        (Limit.QUIET_AMBER, replace(USUAL, quiet_red=4), [1.5, 2, 3]),
        (Limit.QUIET_RED, USUAL, [2, 2.5, 3, 4]),
        (Limit.QUIET_RED, replace(USUAL, quiet_amber=2), [2.5, 3, 4]),
        (Limit.MISSED, USUAL, [2, 3, 4]),
        (Limit.LOW_PULSE, USUAL, []),
    ],
)
def test_amber_stays_before_red(limit, thresholds, offered):
    assert choices(limit, thresholds) == offered


def test_what_was_set_once_and_is_no_threshold_any_more_does_not_count():
    assert with_values({"weather": 3, "grace": 1000, "missed": 3}) == replace(USUAL, missed=3)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("quiet_amber", 3, {"terms": terms(), "held_at": ago(14)}),
        ("grace", 20, {"terms": terms(agreed=15)}),
        ("first_meeting", 30, {"pair": pair(since=ago(12)), "planned": False}),
        ("missed", 3, {"missed": 2, "missed_at": ago(1)}),
        ("not_told", 5, {"not_told_at": ago(3)}),
        ("difference", 7, {"differs_at": ago(8)}),
        ("unreachable", 5, {"unreachable": {MENTOR: ago(3)}}),
        ("unanswered", 5, {"silent": {MENTOR: ago(3)}}),
        ("worry", 7, {"worries": [worry(AlertState.TAKEN, 8)]}),
        ("not_quite", 7, {"fits": [fit(Fit.NOT_QUITE, 8)]}),
        ("low_pulse", 3, {"pulses": {MENTOR: shared(4)}}),
        ("fallen_pulse", 4, {"pulses": {MENTOR: shared(9, 6)}}),
        ("pulse_gap", 4, {"pulses": {MENTOR: shared(9), MENTEE: shared(6)}}),
        ("pulse", 30, {"pulses": {MENTOR: shared(4, days=31)}}),
    ],
)
def test_each_threshold_is_the_programmes_to_set(name, value, told):
    assert flags(facts(**told), NOW)
    assert not flags(facts(**told, limits=with_values({name: value})), NOW)


def test_red_is_the_programmes_to_set_too():
    told = {"terms": terms(), "held_at": ago(18)}
    assert reasons(facts(**told)) == [(Reason.QUIET, Level.RED)]
    assert reasons(facts(**told, limits=with_values({"quiet_red": 3}))) == [(Reason.QUIET, Level.AMBER)]


def test_worst_is_by_level_then_reason_then_how_long():
    told = [
        facts(pair=pair(id=1, since=ago(90)), not_told_at=ago(50)),
        facts(pair=pair(id=2, since=ago(90)), terms=terms(), held_at=ago(12)),
        facts(pair=pair(id=3, since=ago(90)), terms=terms(), held_at=ago(14)),
        facts(pair=pair(id=4, since=ago(90)), terms=terms(), held_at=ago(30)),
        facts(pair=pair(id=5, since=ago(90)), worries=[worry(AlertState.OPEN, 0)]),
        facts(pair=pair(id=6, since=ago(90))),
        facts(pair=pair(id=7, since=ago(90)), terms=terms(), held_at=ago(14)),
    ]
    assert [each.pair.id for each, _ in worst_first(told, NOW)] == [5, 4, 3, 7, 2, 1]
