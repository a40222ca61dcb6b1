"""Before something is said that nobody agreed to: one thing a day, not when hushed, no more when it isn't answered.

It is decided when a message is about to go, in the transaction that marks it *started*: what was counted earlier
might be dropped since, or wait through a night, and two processes would each count for themselves.
"""

from datetime import datetime

from bot.mentoring.hours import Quiet, after_quiet
from bot.mentoring.journey import REPLAY
from bot.mentoring.nudges import UNPROMPTED, Stop, ruling
from bot.mentoring.nudges.times import midnight_after, midnight_before
from bot.mentoring.people import Person
from bot.verdicts import Close, Later
from storage.outbox import Letter
from storage.states import OutboxState
from storage.unit import Unit

COUNTED = UNPROMPTED | {REPLAY}


def held_back(letter: Letter, reader: Person, now: datetime, unit: Unit) -> Close | Later | None:
    """None when it may go now; else another day, or why never."""
    if letter.kind not in COUNTED:
        return None
    today = midnight_before(now, reader.zone), midnight_after(now, reader.zone)
    standing = unit.standings.of(reader.id, letter.kind, *today)
    ruled = ruling(standing, reader.zone, now)
    if ruled is None:
        return None
    if isinstance(ruled, Stop):
        return Close(OutboxState.DROPPED, ruled.reason)
    awake = after_quiet(ruled.at, reader.zone, Quiet(reader.quiet_from, reader.quiet_until))
    if letter.expires_at is not None and letter.expires_at <= awake:
        return Close(OutboxState.EXPIRED, ruled.reason)
    return Later(awake, ruled.reason)


def said(letter: Letter, reader: Person, now: datetime, unit: Unit) -> None:
    """It goes out now: from here on it waits for an answer."""
    if letter.kind in COUNTED:
        unit.standings.said(reader.id, letter.kind, now)


def unsaid(kind: str, chat: int, unit: Unit) -> None:
    """It certainly did not go out, so nobody can have answered it."""
    person = unit.people.by_chat(chat) if kind in COUNTED else None
    if person is not None:
        unit.standings.unsaid(person.id, kind)
