"""How long things are kept: notes a month, names half a year, in the night, late at once, and never unwarned."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.retention import (
    LOOK,
    NAMES,
    NIGHT,
    NOTES,
    WARNING,
    PersonVerdict,
    Stage,
    Standing,
    Ties,
    gone_from_backups,
    is_sure,
    night_after,
    of_pair,
    of_person,
)

COPENHAGEN = "Europe/Copenhagen"
CLOSED = datetime(2026, 11, 20, 11, tzinfo=UTC)
FIRST_NIGHT = datetime(2026, 12, 21, 3, tzinfo=UTC)
LAST_NIGHT = datetime(2027, 5, 23, 2, tzinfo=UTC)  # summer time by then
DAY, MOMENT = timedelta(days=1), timedelta(minutes=1)


@pytest.mark.parametrize(
    ("now", "stages", "again"),
    [
        (CLOSED, [], FIRST_NIGHT),
        (CLOSED + NOTES, [], FIRST_NIGHT),
        (FIRST_NIGHT - MOMENT, [], FIRST_NIGHT),
        (FIRST_NIGHT, [Stage.NOTES], LAST_NIGHT),
        (LAST_NIGHT - MOMENT, [Stage.NOTES], LAST_NIGHT),
        (LAST_NIGHT, [Stage.NOTES, Stage.TRACES], None),
        (LAST_NIGHT + 900 * DAY, [Stage.NOTES, Stage.TRACES], None),
    ],
)
def test_what_goes_of_a_pair_that_has_ended(now, stages, again):
    verdict = of_pair(CLOSED, COPENHAGEN, now)
    assert (list(verdict.stages), verdict.again) == (stages, again)


@pytest.mark.parametrize("ends", [[], [CLOSED - 900 * DAY]])
def test_whoever_is_bound_stays_and_is_asked_about_again_in_a_week(ends):
    assert of_person(Ties(True, ends, COPENHAGEN), CLOSED) == PersonVerdict(Standing.STAYS, CLOSED + LOOK)


def test_nobody_knows_when_somebody_came_who_never_said_yes():
    assert of_person(Ties(False, [], COPENHAGEN), CLOSED).standing is Standing.STAYS


@pytest.mark.parametrize(
    ("now", "warned_at", "reachable", "standing", "again"),
    [
        (CLOSED, None, True, Standing.STAYS, CLOSED + LOOK),
        (LAST_NIGHT - WARNING - 3 * DAY, None, True, Standing.STAYS, LAST_NIGHT - WARNING - DAY),
        (LAST_NIGHT - WARNING - DAY - MOMENT, None, True, Standing.STAYS, LAST_NIGHT - WARNING - DAY),
        (LAST_NIGHT - WARNING - DAY + MOMENT, None, True, Standing.WARNED, LAST_NIGHT),
        (LAST_NIGHT - WARNING, None, True, Standing.WARNED, LAST_NIGHT),
        (LAST_NIGHT - WARNING + MOMENT, None, True, Standing.WARNED, LAST_NIGHT + DAY),
        (LAST_NIGHT - DAY, LAST_NIGHT - WARNING, True, Standing.STAYS, LAST_NIGHT),
        (LAST_NIGHT, LAST_NIGHT - WARNING, True, Standing.GOES, None),
        # Down for a month: told first, and a fortnight to answer.
        (LAST_NIGHT + 30 * DAY, None, True, Standing.WARNED, night_after(LAST_NIGHT + 30 * DAY + WARNING, COPENHAGEN)),
        (LAST_NIGHT + 31 * DAY, LAST_NIGHT + 30 * DAY, True, Standing.STAYS, LAST_NIGHT + 38 * DAY),
        # Who cannot be told goes when it is time.
        (LAST_NIGHT - DAY, None, False, Standing.STAYS, LAST_NIGHT),
        (LAST_NIGHT, None, False, Standing.GOES, None),
        # An earlier warning, before they were with us again, counts for nothing.
        (LAST_NIGHT, CLOSED - DAY, True, Standing.WARNED, LAST_NIGHT + WARNING),
    ],
)
def test_when_a_person_is_told_and_when_forgotten(now, warned_at, reachable, standing, again):
    verdict = of_person(Ties(False, [CLOSED - 3 * DAY, CLOSED], COPENHAGEN, reachable, warned_at), now)
    assert (verdict.standing, verdict.again) == (standing, again)


instants = st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))
zones = st.sampled_from([COPENHAGEN, "America/Nuuk", "Atlantic/Faroe", "UTC", "Pacific/Apia"])


@given(instants, zones)
def test_the_night_is_within_a_day_and_at_four(instant, zone):
    night = night_after(instant, zone)
    assert instant <= night <= instant + timedelta(hours=25)
    assert night.astimezone(ZoneInfo(zone)).time() == NIGHT


@given(instants, st.integers(0, 400))
def test_whoever_can_be_told_has_a_fortnight_however_late_the_bot_looks(last, late):
    ties, now, warned = Ties(False, [last], COPENHAGEN), last + timedelta(days=late), None
    for _ in range(200):
        verdict = of_person(Ties(False, [last], COPENHAGEN, True, warned), now)
        if verdict.standing is Standing.GOES:
            break
        warned = now if verdict.standing is Standing.WARNED else warned
        assert verdict.again > now
        now = verdict.again
    assert warned is not None
    assert now - warned >= WARNING
    assert now - ties.ends[0] >= NAMES


def test_copies_are_gone_a_month_later():
    assert gone_from_backups(CLOSED) == CLOSED + 30 * DAY


@pytest.mark.parametrize(
    ("steady_since", "sure"),
    [(None, False), (CLOSED, False), (CLOSED - DAY + MOMENT, False), (CLOSED - DAY, True), (CLOSED + DAY, False)],
)
def test_a_clock_is_trusted_after_a_day_without_a_leap(steady_since, sure):
    assert is_sure(steady_since, CLOSED) is sure
