"""After a machine's clock was ahead and is right again: everything goes on as if it had never been.

A bot that was away for a year and one whose clock leapt by a year look the same, until the clock is set right. Only
then can it be told, and what was decided on meanwhile is decided on anew. What was said was said.
"""

from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.mentoring.nudges import NudgeKind
from bot.mentoring.programmes import next_digest
from bot.mentoring.reminders import OWN, next_at
from bot.subjects import each
from handlers import pauses
from storage.unit import Unit

# Two machines may not agree to the second, and a clock may be set back by a little: that harms nobody.
SLACK = timedelta(minutes=5)
# Who was away for longer cannot know whether time has passed, or the clock is wrong.
LEAP = timedelta(days=2)
# The digest of this week may have been passed over.
WEEK = timedelta(days=7)
TIMED = frozenset({*NudgeKind, OWN})
_log = structlog.get_logger()


def look(unit: Unit, now: datetime, machine: str) -> None:
    """Notes what the machine's clock says, and makes good what it has done when it has been set back.

    Only a machine's own clock tells that: two whose clocks differ would correct each other for ever. By what was noted
    a moment ago it can be told as well, so that a tick with nothing due has nothing to write, and waits for no disk.
    """
    last = unit.clocks.ticked(machine)
    if last == now:
        return
    if last is None or not timedelta() <= now - last < SLACK:
        unit.clocks.tick(machine, now, leapt=last is None or not -SLACK <= now - last <= LEAP)
    if last is not None and last > now + SLACK:
        _log.warning("clock_was_ahead", hours=_hours(last - now))
        _make_good(unit, now)
    elsewhere = unit.clocks.latest_elsewhere(machine)
    if elsewhere is not None and elsewhere > now + SLACK:
        _log.warning("another_clock_is_ahead", hours=_hours(elsewhere - now))


def acted(unit: Unit, now: datetime, machine: str) -> None:
    """Something was decided by the machine's clock as it is: what it said is noted, however lately it was before."""
    unit.clocks.tick(machine, now, leapt=False)


def _hours(apart: timedelta) -> float:
    return round(apart / timedelta(hours=1), 1)


def _make_good(unit: Unit, now: datetime) -> None:
    breaks = unit.clocks.breaks_over_later_than(now)
    each("pause", breaks, partial(pauses.not_over_yet, unit=unit, now=now), _leave, unit, now)
    unit.clocks.forget_ahead(now + SLACK)
    unit.leftovers.set_back(now, TIMED)
    unit.followups.set_back(now)
    unit.clocks.nothing_is_later_than(now)
    unit.clocks.look_at_all()
    since = dict(unit.clocks.programmes())
    digests = partial(_digest, unit, now, since)
    each("programme", since, digests, unit.programmes.due_again, unit, now)
    each("reminder", unit.clocks.reminders(), partial(_reminder, unit, now), unit.reminders.due_again, unit, now)


def _digest(unit: Unit, now: datetime, since: dict[int, datetime], number: int) -> None:
    programme = unit.programmes.get(number)
    unit.programmes.due_again(number, next_digest(programme, max(now - WEEK, min(since[number], now))))


def _reminder(unit: Unit, now: datetime, number: int) -> None:
    reminder = unit.reminders.get(number)
    zone = unit.people.get(reminder.person).zone
    unit.reminders.due_again(number, next_at(reminder.weekdays, reminder.day, reminder.at, now, zone))


def _leave(_number: int, _at: datetime) -> None:
    """A break that cannot be read stays as it is."""
