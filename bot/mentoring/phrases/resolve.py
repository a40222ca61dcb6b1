"""What was said, held against the clock: the next such time that is still to come, or why there is none."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from bot.mentoring.phrases.dates import Days
from bot.mentoring.phrases.meaning import DoubtError, Reason, Unclear, Understood
from bot.mentoring.phrases.moments import USUAL, time_of_day
from bot.mentoring.phrases.said import NAMES, Part, Said

D = TypeVar("D", date, datetime)

DAY = timedelta(days=1)
RHYTHM = {"every", "every_months", "habit"}


def resolve(said: Said, now: datetime, *, early: bool) -> Understood | Unclear:
    """The meaning of what was said at the naive local time `now`."""
    try:
        return _resolved(said, now, early=early)
    except DoubtError as doubt:
        return doubt.answer


def _resolved(said: Said, now: datetime, *, early: bool) -> Understood | Unclear:
    facts = frozenset(name for name in NAMES if getattr(said, name) is not None) - {"clock", "part"}
    if said.past or (facts == {"weekdays", "nth"} and said.nth == -1):
        raise DoubtError(Reason.PAST)
    if said.minutes is not None:
        return _from_now(said, now)
    at = time_of_day(said.clock, said.part, early=early) if said.clock else None
    if facts & RHYTHM:
        return _rhythm(said, facts - RHYTHM - {"since"}, now, at)
    if facts:
        return _day(said, facts, now, at)
    if at is None:
        raise DoubtError(Reason.NOTHING)
    return Understood(time=at)


def _from_now(said: Said, now: datetime) -> Understood:
    if said != Said(minutes=said.minutes):
        raise DoubtError(Reason.NOTHING)
    start = (now + timedelta(minutes=said.minutes or 0)).replace(second=0, microsecond=0)
    return Understood(start.date(), start.time())


def _day(said: Said, facts: frozenset[str], now: datetime, at: time | None) -> Understood:
    at_night = at is not None and _belongs_to_two_days(said, at)
    days = Days(said, now, None if at_night else at).meant(facts)
    if at is None and said.part is Part.NIGHT:
        raise DoubtError(Reason.NOTHING)
    if at is None:
        hours = USUAL[said.part] if said.part is not None else ()
        return Understood(_only(days), None, said.weekdays or (), hours=hours)
    starts = [datetime.combine(day + more * DAY, at) for day in days for more in range(2 if at_night else 1)]
    ahead = [start for start in starts if start > now]
    if not ahead:
        raise DoubtError(Reason.PAST)
    # "tonight at two" is the first two o'clock to come.
    start = ahead[0] if said.days == 0 else _only(ahead)
    if said.weekdays and not at_night and start.weekday() not in said.weekdays:
        # "Monday, today at one" on a Friday: the Monday that was meant is over.
        raise DoubtError(Reason.NO_SUCH_TIME)
    return Understood(start.date(), start.time(), said.weekdays or ())


def _belongs_to_two_days(said: Said, at: time) -> bool:
    """A night has two: "Friday at midnight", "fredag nat kl. 2" can be the night before, or the one after."""
    twelve = said.clock is not None and (said.clock.midnight or (said.clock.half_day == "a" and at.hour == 0))
    return twelve or (said.part is Part.NIGHT and at.hour < 6)


def _only(choices: list[D]) -> D:
    if len(choices) > 1:
        raise DoubtError(Reason.AMBIGUOUS, *choices)
    return choices[0]


def _rhythm(said: Said, facts: frozenset[str], now: datetime, at: time | None) -> Understood:
    if said.either or (said.every and said.every_months) or (at and _belongs_to_two_days(said, at)):
        raise DoubtError(Reason.NOTHING)
    days = Days(said, now, at)
    if facts == {"weekdays", "nth"} and said.every_months:
        return Understood(days.next_nth(), at, said.weekdays or (), said.every_months, said.nth)
    if not facts and said.every and not said.since:
        return Understood(time=at, every=said.every)
    day = _first_day(said, facts, days)
    weekdays = said.weekdays or (day.weekday(),)
    if not said.every_months:
        return Understood(day, at, weekdays, said.every or 1)
    # "the 15th of every month" is a rhythm that we do not keep.
    if len(said.weekdays or ()) != 1:
        raise DoubtError(Reason.NOTHING)
    nth = (day.day - 1) // 7 + 1
    return Understood(day, at, weekdays, said.every_months, nth if nth < 5 else -1)


def _first_day(said: Said, facts: frozenset[str], days: Days) -> date:
    """The first day of a rhythm: the next of its weekdays, or the first from the day it is to begin."""
    weekdays = said.weekdays or ()
    if facts == {"weekdays"}:
        return min(days.coming(weekday) for weekday in weekdays)
    from_week = facts == {"weekdays", "week"}
    if not from_week and facts - {"weekdays"} not in ({"date"}, {"days"}):
        raise DoubtError(Reason.NOTHING)
    plain = Days(replace(said, weekdays=(0,) if from_week else None), days.now, days.at)
    begin = _only(plain.meant(facts if from_week else facts - {"weekdays"}))
    first = next(day for day in (begin + n * DAY for n in range(7)) if not weekdays or day.weekday() in weekdays)
    if not plain.to_come(first) or not (said.since or first == begin):
        raise DoubtError(Reason.NOTHING)
    return first
