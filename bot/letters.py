"""One outbox row inside one unit: may it go now, how does it look now, and what becomes of it if it does not."""

import json
from collections.abc import Callable, Container
from datetime import datetime
from functools import partial
from typing import Any

import structlog

from bot import display, unprompted, verdicts
from bot.display import Drawn
from bot.mentoring.people import Person
from bot.verdicts import Close, Later
from handlers import notices
from handlers.notice import Dropped, Rests
from handlers.screen import Screen
from storage.engine import Store
from storage.inbox import Unwritable
from storage.outbox import LEASE, Letter
from storage.states import OutboxState
from storage.unit import Unit

Draw = Callable[..., Screen | Dropped | Rests]  # as `handlers.notices.draw`
Judged = tuple[Letter, Close | Later | None]
_log = structlog.get_logger()


def due(now: datetime, limit: int, held: Container[int], unit: Unit) -> tuple[list[Judged], datetime | None]:
    """What is due and not `held`, each with what stands against sending it; and when the next will be due."""
    letters = [letter for letter in unit.outbox.due(now, limit) if letter.id not in held]
    return [(letter, _ripe(letter, now, unit)) for letter in letters], unit.outbox.next_at(now)


async def started(store: Store, letter: int, kind: str, now: datetime, draw: Draw, holder: str) -> Drawn | None:
    """As `start`; what takes long is gathered before, beside the writer."""
    if kind in notices.GATHERERS:
        draw = partial(draw, found=await store.read(partial(gathered, letter, now)))
    return await store.write(partial(start, letter, now, draw, holder=holder))


def gathered(letter_id: int, now: datetime, unit: Unit) -> Any:
    """What the notice will be drawn from; None when it need not be, or that fails: `start` finds out why."""
    letter = unit.outbox.waiting(letter_id)
    if letter is None or _ripe(letter, now, unit) is not None:
        return None
    try:
        return notices.gather(letter.kind, json.loads(letter.payload), _reader(letter, unit), now, unit)
    except Unwritable:
        raise
    except Exception:
        _log.exception("gather_failed", outbox=letter.id, kind=letter.kind)
        return None


def start(letter_id: int, now: datetime, draw: Draw, unit: Unit, holder: str | None = None) -> Drawn | None:
    """The notice as things are now, marked *started* by the holder; None when it is not sent: its row says why."""
    letter = unit.outbox.waiting(letter_id)
    if letter is None:
        return None
    what = _ripe(letter, now, unit) or _drawn(letter, now, draw, unit)
    if isinstance(what, Drawn):
        # Last, so that what is not true any more takes nobody's turn.
        what = unprompted.held_back(letter, _reader(letter, unit), now, unit) or what
    if isinstance(what, Drawn):
        unprompted.said(letter, _reader(letter, unit), now, unit)
        unit.outbox.start(letter.id, now + LEASE, holder)
        return what
    rule(letter, what, now, unit)
    return None


def rule(letter: Letter, what: Close | Later, now: datetime, unit: Unit) -> None:
    """Writes why it is not sent now; nothing when it no longer waits."""
    if unit.outbox.waiting(letter.id) is None:
        return
    if isinstance(what, Later):
        _log.info("waits", outbox=letter.id, kind=letter.kind, reason=what.reason)
        unit.outbox.postpone(letter.id, what.at, letter.attempts)
        if letter.expires_at is not None and what.longer:
            unit.outbox.keep(letter.id, letter.expires_at + what.longer)
        return
    _log.info(what.state.value, outbox=letter.id, kind=letter.kind, reason=what.reason)
    unit.outbox.close(letter.id, what.state, now, what.reason)


def _ripe(letter: Letter, now: datetime, unit: Unit) -> Close | Later | None:
    try:
        return verdicts.ripe(letter, _reader(letter, unit), now)
    except Exception as error:
        return _broken(letter, error)


def _drawn(letter: Letter, now: datetime, draw: Draw, unit: Unit) -> Drawn | Close | Later:
    try:
        facts = json.loads(letter.payload) | ({"again": 1} if letter.again else {})
        shown = draw(letter.kind, facts, _reader(letter, unit), now, unit)
        if isinstance(shown, Rests):
            return Later(shown.until, "paused", longer=shown.until - now)
        return (
            Close(OutboxState.DROPPED, shown.reason) if isinstance(shown, Dropped) else display.draw(shown, shown.edits)
        )
    except Exception as error:
        return _broken(letter, error)


def _broken(letter: Letter, error: Exception) -> Close:
    """One row that cannot be read or drawn must not hold back the others; a database that is away is no such row."""
    if isinstance(error, Unwritable):
        raise error
    _log.exception("draw_failed", outbox=letter.id, kind=letter.kind)
    return Close(OutboxState.FAILED, f"draw: {type(error).__name__}")


def _reader(letter: Letter, unit: Unit) -> Person:
    if letter.person is None:
        raise LookupError("a notice has a reader")
    return unit.people.get(letter.person)
