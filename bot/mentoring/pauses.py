"""Breaks of a pair: while one lasts every clock of the pair stands still."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.mentoring.cadence import to_instant, to_local
from bot.mentoring.pairs import Agreement

# The usual lengths, in weeks. Source: product.md, Pause, extend, end.
WEEKS = (1, 2, 4)
# Whoever is away longer than this talks with the coordinator about what then.
LONGEST = timedelta(days=400)
# A break is over on the morning of its day: nobody meets earlier, and it is the same day in every zone near by.
OVER_AT = time(6)
# From the end of a break until the word of it, at 10:00 on that day.
JUST_OVER = timedelta(hours=4)
_ENDLESS = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Pause:
    """A break that one of the two took. Instants are aware UTC.

    `until` is when it ends by itself, None when nobody has said; `ended_at` is when it did end, None while it lasts.
    When both took one, the longer lasts, and the other's is kept beside it: it has ended, and its `until` is to come.
    """

    id: int
    pair: int
    by: int
    began_at: datetime
    until: datetime | None
    ended_at: datetime | None


def current(pauses: Iterable[Pause]) -> Pause | None:
    """The break that lasts now, if there is one."""
    return next((pause for pause in pauses if pause.ended_at is None), None)


def is_over(pause: Pause, now: datetime) -> bool:
    """Whether a break that lasts has come to the end that was agreed for it."""
    return pause.until is not None and pause.until <= now


def is_just_over(pauses: Sequence[Pause], now: datetime) -> bool:
    """Whether none lasts, and one has come to its end by itself in the last hours: nobody may have heard of it yet."""
    ended = (pause.ended_at for pause in pauses if pause.ended_at is not None and pause.ended_at == pause.until)
    return current(pauses) is None and any(now - JUST_OVER < at <= now for at in ended)


def lasts_over(pause: Pause, instant: datetime) -> bool:
    """Whether a break that lasts goes on beyond the instant."""
    return pause.until is None or instant < pause.until


def covers(pauses: Iterable[Pause], instant: datetime) -> bool:
    """Whether the instant lies in one of the breaks."""
    return any(pause.began_at <= instant and (pause.ended_at is None or instant < pause.ended_at) for pause in pauses)


def later(start: datetime, length: timedelta, pauses: Iterable[Pause]) -> datetime | None:
    """When so much time has passed since `start`, breaks left out; None while a break keeps it from coming.

    Source: product.md, "all clocks of the pair freeze".
    """
    end = start + length
    for pause in sorted(pauses, key=lambda each: each.began_at):
        if pause.began_at >= end:
            break
        if pause.ended_at is None:
            return None
        end += max(timedelta(0), pause.ended_at - max(pause.began_at, start))
    return end


def elapsed(since: datetime, now: datetime, pauses: Iterable[Pause]) -> timedelta:
    """How much time has passed from `since` to `now`, breaks left out."""
    frozen = timedelta(0)
    for pause in pauses:
        ended = now if pause.ended_at is None else min(pause.ended_at, now)
        frozen += max(timedelta(0), ended - max(pause.began_at, since))
    return now - since - frozen


def ends_at(day: date, zone: str) -> datetime:
    """The instant at which a break until that local day is over."""
    return to_instant(datetime.combine(day, OVER_AT), zone)


def is_day(day: date, today: date) -> bool:
    """Whether a break can last from today until that day."""
    return timedelta(0) < day - today <= LONGEST


def wishes(pauses: Iterable[Pause], now: datetime) -> dict[int, Pause]:
    """Who wants a break now, by person: the newest of each whose end is still to come."""
    open_ones = (each for each in pauses if (each.until or each.ended_at is None) and _end(each) > now)
    return {each.by: each for each in sorted(open_ones, key=lambda each: each.id)}


def longest(wanted: Mapping[int, Pause]) -> Pause | None:
    """The break that lasts when both want one: whoever needs longer is not hurried."""
    return max(wanted.values(), key=lambda each: (_end(each), -each.id), default=None)


def frozen_days(began_at: datetime, ended_at: datetime, zone: str, course: Agreement | None) -> int:
    """How many local days a break takes from a course; `course` is the agreement that it began with.

    Of a course that was agreed on in the break, days before the yes were no part, and nothing is lost when its first
    day is after the break.
    """
    over = to_local(ended_at, zone).date()
    since = began_at
    if course and course.agreed_at and course.agreed_at > began_at:
        if course.first and course.first >= over:
            return 0
        since = course.agreed_at
    return max(0, (over - to_local(since, zone).date()).days)


def _end(pause: Pause) -> datetime:
    return pause.until or _ENDLESS
