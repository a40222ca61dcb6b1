"""What becomes of a message that was tried: closed with a reason, tried again, or in doubt."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

import structlog

from bot import unprompted
from bot.clock import Clock
from bot.lanes import Item, Lanes
from bot.ledger import Ledger
from bot.verdicts import (
    ALERT,
    CannotEdit,
    CannotPlay,
    Halt,
    NotSent,
    Refused,
    Uncertain,
    Unchanged,
    Unreachable,
    Verdict,
)
from storage.outbox import TRIES
from storage.states import OutboxState
from storage.unit import Unit

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 4.0
# An answer that still fails gives way to a newer one in the same chat, and at last gives up.
GIVES_WAY, GIVES_UP = 5, 20
# More doublings than it takes to the longest pause only make numbers that no computer holds.
DOUBLINGS = 10
_LEVELS = {OutboxState.FAILED: logging.ERROR, OutboxState.UNCERTAIN: logging.WARNING}
_log = structlog.get_logger()


class Aftermath:
    """Writes the end, or the next try. An answer waits in its lane for that, a notice on its row."""

    def __init__(self, lanes: Lanes, ledger: Ledger, clock: Clock, closed: Callable[[int, OutboxState], None]) -> None:
        """`lanes` take up what is tried again, `ledger` what is to be written; `closed` is told of each end."""
        self._lanes, self._ledger, self._clock, self._closed = lanes, ledger, clock, closed

    def judge(self, item: Item, verdict: Verdict) -> None:
        """After an error: closed, or tried again."""
        match verdict:
            case Unchanged():
                self.close(item, OutboxState.SENT, None, item.drawn.edit if item.drawn else None)
            case Unreachable(reason):
                self.close(item, OutboxState.UNREACHABLE, reason)
            case Refused(reason):
                self.close(item, OutboxState.FAILED, reason)
            case CannotEdit():
                self.close(item, OutboxState.DROPPED, "card_gone")
            case CannotPlay():
                self.close(item, OutboxState.FAILED, "cannot_play")
            case Halt(seconds):
                # Nobody can know whether the bot or one chat was too fast, so nothing goes until then.
                self._lanes.pace.halt(self._in(seconds))
                self.put_back(item, seconds)
            case NotSent():
                item.attempts += 1
                self.put_back(item, self._pause(item))
            case Uncertain(reason):
                self._doubt(item, reason)

    def close(self, item: Item, state: OutboxState, reason: str | None, message: int | None = None) -> None:
        """This is its end: written on its row, and what follows from it."""
        _log.log(_LEVELS.get(state, logging.INFO), state.value, outbox=item.id, kind=item.kind, reason=reason)
        self._closed(item.id, state)
        now = self._clock.now()

        def change(unit: Unit) -> None:
            unit.outbox.close(item.id, state, now, reason, message)
            if state in {OutboxState.FAILED, OutboxState.UNREACHABLE}:
                unprompted.unsaid(item.kind, item.chat, unit)
            person = unit.people.by_chat(item.chat) if state is OutboxState.UNREACHABLE else None
            if person is not None and person.reachable:
                unit.people.unreachable(person.id, now)

        self._ledger.add(item.id, change)

    def put_back(self, item: Item, seconds: float) -> None:
        """It was not sent, and its turn comes again after so many seconds."""
        _log.warning("not_sent", outbox=item.id, kind=item.kind, again_in=seconds)
        if item.drawn is not None:
            self._lanes.again(item, self._in(seconds))
            return
        at = self._clock.now() + timedelta(seconds=seconds)

        def change(unit: Unit) -> None:
            unit.outbox.postpone(item.id, at, item.attempts)
            unprompted.unsaid(item.kind, item.chat, unit)

        self._ledger.add(item.id, change, look=True)

    def _doubt(self, item: Item, reason: str) -> None:
        item.attempts += 1
        if item.drawn is None and not (item.kind.startswith(ALERT) and item.attempts < TRIES):
            self.close(item, OutboxState.UNCERTAIN, reason)
        elif item.drawn is None:
            at = self._clock.now() + timedelta(seconds=self._pause(item))
            self._ledger.add(item.id, lambda unit: unit.outbox.repeat(item.id, at, item.attempts), look=True)
        elif item.attempts >= GIVES_UP or (item.attempts >= GIVES_WAY and not self._lanes.alone(item)):
            self.close(item, OutboxState.FAILED, "gave_up")
        else:
            self.put_back(item, self._pause(item))

    def _in(self, seconds: float) -> float:
        return asyncio.get_running_loop().time() + seconds

    @staticmethod
    def _pause(item: Item) -> float:
        return float(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(item.attempts - 1, DOUBLINGS)))
