"""A pair's rhythm: rhythm -> occurrences, always at the same local time; holidays, and times to move to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from dateutil.rrule import MO, MONTHLY, WEEKLY, rrule, weekday

from bot.mentoring.hours import Quiet, is_quiet

if TYPE_CHECKING:
    from holidays import HolidayBase

# Suggested instead of a time that lies in the quiet hours.
AFTERNOON = time(16, 30)
# How many days around the old one, or today, are looked at.
NEAR = range(-3, 22)


class Kind(StrEnum):
    """How often a pair meets."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Cadence:
    """The agreed rhythm, in local terms, so that it stays at the same local time over DST.

    `interval` is weeks or months by kind; `weekdays` are 0 for Monday to 6 (empty: the anchor's own); `anchor` is
    the day from which weeks and months are counted, and the first that can be an occurrence. Monthly means the same
    weekday of the month as `nth` says (1 to 4, -1 the last), or, without it, as the anchor is: a fifth is the last.
    """

    kind: Kind
    weekdays: tuple[int, ...]
    interval: int
    time: time
    zone: str
    anchor: date
    nth: int | None = None


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One slot that the rhythm yields: its local day (the key of the slot) and its start as an aware UTC instant."""

    day: date
    starts_at: datetime


def to_instant(local: datetime, zone: str) -> datetime:
    """The aware UTC instant of a naive local time: in the spring gap it moves forward, in the fold it is the first.

    Raises ValueError when `local` carries a zone already.
    """
    if local.tzinfo is not None:
        raise ValueError("a local time carries no zone")
    return local.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def to_local(instant: datetime, zone: str) -> datetime:
    """The naive local time that the wall shows in `zone` at an aware instant."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def occurrences(cadence: Cadence, start: date, end: date) -> list[Occurrence]:
    """The slots from the day `start` to the day `end`, both included, in order; none for no fixed time."""
    if cadence.kind is Kind.NONE:
        return []
    return [
        Occurrence(found.date(), to_instant(datetime.combine(found, cadence.time), cadence.zone))
        for found in _rule(cadence).between(_at_midnight(start), _at_midnight(end), inc=True)
    ]


def _rule(cadence: Cadence) -> rrule:
    days = cadence.weekdays or (cadence.anchor.weekday(),)
    first = _at_midnight(cadence.anchor)
    if cadence.kind is Kind.WEEKLY:
        # Weeks are counted Monday to Sunday: "every other Tuesday and Thursday" keeps the two in one week.
        return rrule(WEEKLY, dtstart=first, interval=cadence.interval, byweekday=days, wkst=MO)
    nth = cadence.nth or nth_of_month(cadence.anchor)
    return rrule(MONTHLY, dtstart=first, interval=cadence.interval, byweekday=[weekday(day, nth) for day in days])


def _at_midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def nth_of_month(day: date) -> int:
    """Which such weekday of its month a day is, 1 to 4, or -1 for a fifth, as not every month has one."""
    nth = (day.day - 1) // 7 + 1
    return nth if nth < 5 else -1


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last of that month: the end of a course."""
    return day + relativedelta(months=months)


def public_holiday(day: date, country: str, language: str) -> str | None:
    """The day's name when people in `country` (ISO 3166, "DK") do not usually meet, else None.

    `language` is "da" or "en"; where the calendar lacks it, the country's own. A country we have no calendar of has
    no holidays: it is asked about, never decided. In Denmark Christmas Eve, New Year's Eve and Constitution Day
    count though they are no public holidays; 1 May does not, as most people work.
    """
    asked = country == "DK" and (day.month, day.day) != (5, 1)
    return _calendar(country, language, optional=asked).get(day)


@lru_cache(maxsize=32)
def _calendar(country: str, language: str, *, optional: bool) -> "HolidayBase | dict[date, str]":
    import holidays

    try:
        kept = holidays.country_holidays(country)
    except NotImplementedError:
        return {}
    code = {"en": "en_US"}.get(language, language)
    return holidays.country_holidays(
        country,
        language=code if code in kept.supported_languages else kept.default_language,
        categories=("public", "optional") if optional else ("public",),
    )


def suggest(
    old: datetime,
    now: datetime,
    zone: str,
    *,
    quiet: Quiet,
    taken: Collection[datetime],
    country: str,
    length: timedelta = timedelta(hours=1),
    notice: timedelta = timedelta(hours=6),
) -> list[datetime]:
    """Up to three times to move the meeting at the instant `old` to, in order, as UTC instants.

    The same local time on near days: the next day that suits, the same weekday a week on, and one in between. Each
    is at least `notice` ahead, not within `length` of a start in `taken` (nor `old` itself), not in `quiet`, and not
    on a public holiday; at a weekend only when the old one was, or nothing else is left.
    """
    base = max(to_local(old, zone), to_local(now, zone)).date()
    wall = AFTERNOON if is_quiet(old, zone, quiet) else to_local(old, zone).time()
    near = {days: to_instant(datetime.combine(base + timedelta(days=days), wall), zone) for days in NEAR}
    free = {
        days: start
        for days, start in near.items()
        if start >= now + notice
        and all(abs(start - other) >= length for other in (old, *taken))
        and not is_quiet(start, zone, quiet)
        and not public_holiday(to_local(start, zone).date(), country, "en")
    }
    return sorted(_spread(free, zone, weekend=to_local(old, zone).weekday() >= 5))


def _spread(free: dict[int, datetime], zone: str, *, weekend: bool) -> list[datetime]:
    workdays = {days: start for days, start in free.items() if to_local(start, zone).weekday() < 5}
    left = dict(free if weekend or len(workdays) < 3 else workdays)
    chosen = []
    for wish in (1, 7, 4):
        if left:
            # Of two days as near to the wish, the later one.
            best = min(left, key=lambda days, wish=wish: (abs(days - wish), -days))  # type: ignore[misc]
            chosen.append(left.pop(best))
    return chosen
