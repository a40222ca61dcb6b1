"""How long what people left here is kept: notes a month after the end, names half a year, then only counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

NOTES = timedelta(days=30)
NAMES = timedelta(days=183)
# How long an operator may keep a copy of the database: what was erased is in it until then.
BACKUPS = timedelta(days=30)
# Before a name goes, its owner hears of it, while they can still take everything along.
WARNING = timedelta(days=14)
# So much earlier it is said, so that who is a little late need not move the night.
EARLY = timedelta(days=1)
# How often the ties of somebody who is in a programme are looked at; each end is noticed long before it counts.
LOOK = timedelta(days=7)
NIGHT = time(4)
# What is forgotten cannot be brought back: after time away a wrong clock has a day in which somebody may notice it.
SURE = timedelta(days=1)


class Stage(StrEnum):
    """What goes when a pair has ended: what was noted, and later the places, answers and moods."""

    NOTES = "notes"
    TRACES = "traces"


@dataclass(frozen=True)
class PairVerdict:
    """What of a closed pair goes now, and when to look again; None for never."""

    stages: Sequence[Stage]
    again: datetime | None


@dataclass(frozen=True)
class Ties:
    """What binds a person to a programme.

    `bound` says that they meet somebody, wait for somebody, or coordinate; `ends` are the instants since which
    something no longer binds them: each consent, each pair's closing, each place that was left. `reachable` is false
    when nothing can be said to them any more, because they took their yes back or the platform lets nothing through.
    `warned_at` is when they were last told that they will be forgotten.
    """

    bound: bool
    ends: Sequence[datetime]
    zone: str
    reachable: bool = True
    warned_at: datetime | None = None


class Standing(StrEnum):
    """Whether somebody stays, is told now that they will be forgotten, or is forgotten."""

    STAYS = "stays"
    WARNED = "warned"
    GOES = "goes"


@dataclass(frozen=True)
class PersonVerdict:
    """What becomes of a person's data now; when to look again, and the night in which it goes if nothing happens."""

    standing: Standing
    again: datetime | None
    goes_at: datetime | None = None


def is_sure(steady_since: datetime | None, now: datetime) -> bool:
    """Whether the clock may be trusted with what cannot be undone: it has gone on without a leap for a day."""
    return steady_since is not None and now - steady_since >= SURE


def of_pair(closed_at: datetime, zone: str, now: datetime) -> PairVerdict:
    """What is due of a pair that closed then. However late we are, everything that is due goes at once."""
    times = {Stage.NOTES: night_after(closed_at + NOTES, zone), Stage.TRACES: night_after(closed_at + NAMES, zone)}
    due = [stage for stage, at in times.items() if at <= now]
    return PairVerdict(due, min((at for at in times.values() if at > now), default=None))


def of_person(ties: Ties, now: datetime) -> PersonVerdict:
    """Whether a person stays: as long as something binds them, and half a year after the last thing did.

    Whoever can be told is told a fortnight before: also after downtime, when the night moves so that there is one.
    """
    if ties.bound or not ties.ends:
        return PersonVerdict(Standing.STAYS, now + LOOK)
    last = max(ties.ends)
    goes_at = night_after(last + NAMES, ties.zone)
    warned = ties.warned_at is not None and ties.warned_at >= last
    if ties.reachable and not warned:
        warns_at = goes_at - WARNING - EARLY
        if now < warns_at:
            return PersonVerdict(Standing.STAYS, min(now + LOOK, warns_at), goes_at)
        goes_at = max(goes_at, night_after(now + WARNING, ties.zone))
        return PersonVerdict(Standing.WARNED, goes_at, goes_at)
    if ties.warned_at is not None and warned:
        goes_at = max(goes_at, night_after(ties.warned_at + WARNING, ties.zone))
    if goes_at <= now:
        return PersonVerdict(Standing.GOES, None, goes_at)
    return PersonVerdict(Standing.STAYS, min(now + LOOK, goes_at), goes_at)


def night_after(instant: datetime, zone: str) -> datetime:
    """The first four o'clock in the morning at or after the instant, on the zone's clocks."""
    place = ZoneInfo(zone)
    local = instant.astimezone(place)
    night = datetime.combine(local.date(), NIGHT, place)
    if night < local:
        night = datetime.combine(local.date() + timedelta(days=1), NIGHT, place)
    return night.astimezone(instant.tzinfo)


def gone_from_backups(erased_at: datetime) -> datetime:
    """From when on no copy of the database holds what was erased then."""
    return erased_at + BACKUPS
