"""What became of messages, written down: in order, many in one transaction, until the database has taken it.

An outcome that cannot be written holds back no other: its row is uncertain then, and says so.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import structlog

from bot.clock import Clock
from bot.tasks import Tasks
from storage.engine import Store
from storage.inbox import Unwritable
from storage.states import OutboxState
from storage.unit import Unit

PAUSE = 2.0
Change = Callable[[Unit], None]
_log = structlog.get_logger()


@dataclass(frozen=True)
class _Entry:
    letter: int
    change: Change
    look: bool


class Ledger:
    """While one transaction is under way, what comes shares the next one."""

    def __init__(self, store: Store, clock: Clock, tasks: Tasks, written: Callable[[set[int], bool], None]) -> None:
        """`written` gets the rows of each transaction, and whether there may be something to look for after it."""
        self._store, self._clock, self._tasks, self._written = store, clock, tasks, written
        self._entries: list[_Entry] = []
        self.busy = False

    def add(self, letter: int, change: Change, *, look: bool = False) -> None:
        """This row changes like this; `look` when something is to be looked for after it."""
        self._entries.append(_Entry(letter, change, look))
        if not self.busy:
            self.busy = True
            self._tasks.start(self._write())

    async def _write(self) -> None:
        while self._entries:
            entries, self._entries = self._entries, []
            try:
                await self._store.write(partial(_apply, entries, self._clock.now()))
            except Exception:
                _log.exception("outcomes_not_written", messages=len(entries))
                self._entries = entries + self._entries
                await asyncio.sleep(PAUSE)
                continue
            self.busy = bool(self._entries)
            self._written({entry.letter for entry in entries}, any(entry.look for entry in entries))
        self.busy = False


def _apply(entries: Sequence[_Entry], now: datetime, unit: Unit) -> None:
    try:
        with unit.apart():
            for entry in entries:
                entry.change(unit)
    except Unwritable:
        raise
    except Exception:  # one of them; which one shows when each is tried by itself
        for entry in entries:
            _apply_alone(entry, now, unit)


def _apply_alone(entry: _Entry, now: datetime, unit: Unit) -> None:
    try:
        with unit.apart():
            entry.change(unit)
    except Unwritable:
        raise
    except Exception as error:
        _log.error("outcome_not_written", outbox=entry.letter, error=type(error).__name__)
        unit.outbox.close(entry.letter, OutboxState.UNCERTAIN, now, f"outcome: {type(error).__name__}"[:80])
