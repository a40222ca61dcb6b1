"""When a goal could be reached: meetings left -> a date, by what is planned, the rhythm, breaks and holidays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice

from bot.mentoring.cadence import Cadence, occurrences, public_holiday, to_local
from bot.mentoring.meetings import Meeting, MeetingState, fell_on_holiday
from bot.mentoring.pairs import Agreement
from bot.mentoring.pauses import Pause, current, frozen_days, lasts_over

# A course is two years at most: what lies farther off than that is only far off.
HORIZON = timedelta(days=731)


class Part(StrEnum):
    """Which part of a month: a guess knows no day."""

    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"


@dataclass(frozen=True)
class Way:
    """What is known of the meetings to come: those planned, the rhythm after them, breaks, and where the two are.

    `country` is whose holidays count, `zone` whose days; `ends_on` the last local date of the course as agreed on,
    `course` the agreement that it began with.
    """

    planned: Sequence[Meeting]
    rhythm: Cadence | None
    pauses: Sequence[Pause]
    ends_on: date | None
    country: str
    zone: str
    course: Agreement | None = None


@dataclass(frozen=True)
class Forecast:
    """How many meetings are left, and the local day of the last of them; None for a day that nobody can tell.

    `room` is how many meetings there are until the course ends, None where nobody can tell: without an end,
    without a rhythm, or on a break without an end.
    """

    left: int
    ready: date | None
    ends_on: date | None
    room: int | None

    @property
    def fits(self) -> bool:
        """Whether it is done before the course ends, as far as anybody can tell."""
        return self.room is None or self.left <= self.room


def forecast(left: int, way: Way, now: datetime) -> Forecast:
    """When so many meetings will have been held, counting each slot that is likely to become a meeting.

    Source: product.md, Goals ("about 7 meetings left: with one every other week that is early March; your course
    runs to 1 February").
    """
    days = list(islice(meeting_days(way, now), max(left, 0)))
    ready = days[-1] if left and len(days) == left else None
    ends_on = _end(way)
    return Forecast(left, ready, ends_on, _room(way, ends_on, now))


def _end(way: Way) -> date | None:
    """The last day of the course, put off by the days of the break that the two are on."""
    pause = current(way.pauses)
    if way.ends_on is None or pause is None or pause.until is None:
        return way.ends_on
    return way.ends_on + timedelta(days=frozen_days(pause.began_at, pause.until, way.zone, way.course))


def _room(way: Way, ends_on: date | None, now: datetime) -> int | None:
    if ends_on is None or way.rhythm is None or _resting(way.pauses):
        return None
    return sum(day <= ends_on for day in meeting_days(way, now))


def meeting_days(way: Way, now: datetime) -> Iterator[date]:
    """The local days of the meetings to come: those that are planned, then what the rhythm yields, in order."""
    if _resting(way.pauses):
        return
    today = to_local(now, way.zone).date()
    latest = today
    for meeting in _ahead(way.planned, now):
        latest = to_local(meeting.starts_at, way.zone).date()
        asked = not meeting.holiday and fell_on_holiday(meeting, way.zone, way.country)
        if not asked and not _rests(meeting.starts_at, way):
            yield latest
    if way.rhythm is None:
        return
    # Until the course ends each slot of the rhythm is a row already, also those that were called off.
    since = max(latest, way.ends_on or today) + timedelta(days=1)
    for slot in occurrences(way.rhythm, since, today + HORIZON):
        if not _rests(slot.starts_at, way) and not _is_holiday(slot.day, way):
            yield slot.day


def _ahead(planned: Iterable[Meeting], now: datetime) -> list[Meeting]:
    ahead = (each for each in planned if each.state is MeetingState.PLANNED and each.starts_at > now)
    return sorted(ahead, key=lambda each: each.starts_at)


def _resting(pauses: Sequence[Pause]) -> bool:
    """Whether the two are on a break of which nobody knows the end."""
    pause = current(pauses)
    return pause is not None and pause.until is None


def _rests(instant: datetime, way: Way) -> bool:
    pause = current(way.pauses)
    return pause is not None and lasts_over(pause, instant)


def _is_holiday(day: date, way: Way) -> bool:
    return public_holiday(day, way.country, "en") is not None


def part_of_month(day: date) -> Part:
    """The first ten days, the next ten, and the rest."""
    return Part.EARLY if day.day <= 10 else Part.MIDDLE if day.day <= 20 else Part.LATE
