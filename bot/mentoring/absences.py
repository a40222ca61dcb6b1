"""A coordinator is away from one day until another: when that begins, and when it is over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.mentoring.cadence import to_instant, to_local

LONGEST = timedelta(days=366)


class AbsenceState(StrEnum):
    """AHEAD until its first day, ON until the end of its last one."""

    AHEAD = "ahead"
    ON = "on"
    OVER = "over"


@dataclass(frozen=True)
class Absence:
    """Who is away from which programme; both days are among those away, by the programme's clocks."""

    id: int
    programme: int
    person: int
    since: date
    until: date
    state: AbsenceState


def is_span(since: date, until: date, today: date) -> bool:
    """Whether somebody can be away then: it is not over, and no longer than a year from now."""
    return since <= until and today <= until <= today + LONGEST


def state_at(absence: Absence, zone: str, now: datetime) -> AbsenceState:
    """Where it stands at `now`, an aware instant."""
    today = to_local(now, zone).date()
    if today < absence.since:
        return AbsenceState.AHEAD
    return AbsenceState.ON if today <= absence.until else AbsenceState.OVER


def next_at(absence: Absence, zone: str, now: datetime) -> datetime | None:
    """When it next begins or is over, an aware instant; None when it is over."""
    days = {AbsenceState.AHEAD: absence.since, AbsenceState.ON: absence.until + timedelta(days=1)}
    day = days.get(state_at(absence, zone, now))
    return to_instant(datetime.combine(day, time()), zone) if day else None


def away(absences: Iterable[Absence], zone: str, now: datetime) -> set[int]:
    """Who is away at `now`."""
    return {each.person for each in absences if state_at(each, zone, now) is AbsenceState.ON}
