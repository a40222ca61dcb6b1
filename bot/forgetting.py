"""What time makes due of what is kept: notes and traces of pairs that ended, and people whom nothing binds any more."""

from datetime import datetime
from functools import partial

from bot.mentoring import retention
from bot.mentoring.retention import Stage, Standing
from bot.subjects import each
from handlers.privacy import SOON
from storage.states import Deed
from storage.unit import Unit


def decide(unit: Unit, now: datetime, limit: int) -> int:
    """Forgets what is due, at most `limit` of a kind, once the clock can be trusted; gives how many were looked at."""
    if not retention.is_sure(unit.clocks.steady_since(now), now):
        return 0
    pairs, people = unit.pairs, unit.people
    due = each("ended", pairs.forgettable(now, limit), partial(_pair, unit, now), pairs.forget_again, unit, now)
    waiting = people.forgettable(now, limit)
    return due + each("person", waiting, partial(_person, unit, now), people.forget_again, unit, now)


def tidy(unit: Unit, now: datetime) -> None:
    """Forgets messages that are done with, strangers who never answered, and reminders and proposals of the past."""
    unit.inbox.tidy(now)
    unit.outbox.tidy(now)
    unit.invitations.tidy(now)
    unit.rosters.tidy(now)
    if retention.is_sure(unit.clocks.steady_since(now), now):
        unit.reminders.tidy((now - retention.NOTES).date())
        unit.broadcasts.tidy(now - retention.NOTES)
        unit.proposals.tidy(now - retention.NAMES)


def _pair(unit: Unit, now: datetime, number: int) -> None:
    closed_at = unit.pairs.closed_at(number)
    if closed_at is None:
        unit.pairs.forget_again(number, None)
        return
    zone = unit.programmes.get(unit.pairs.get(number).programme).zone
    verdict = retention.of_pair(closed_at, zone, now)
    if Stage.NOTES in verdict.stages:
        unit.erasing.notes(number)
    if Stage.TRACES in verdict.stages:
        unit.erasing.traces(number)
    unit.pairs.forget_again(number, verdict.again)


def _person(unit: Unit, now: datetime, number: int) -> None:
    verdict = retention.of_person(unit.people.ties(number), now)
    person = unit.people.get(number)
    if verdict.standing is Standing.GOES:
        unit.people.leave(number, now)
        unit.erasing.person(person, now)
        unit.audit.add(Deed.FORGOTTEN, None, number, None, now)
        return
    if verdict.standing is Standing.WARNED and verdict.goes_at is not None:
        at = int(verdict.goes_at.timestamp())
        unit.outbox.notice(SOON, person, f"{SOON}:{number}:{at}", {"at": at}, now, expires=verdict.goes_at)
        unit.people.warned(number, now)
    unit.people.forget_again(number, verdict.again)
