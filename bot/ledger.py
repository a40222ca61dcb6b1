"""What became of messages, written down: in order, many in one transaction, until the database has taken it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import structlog

from bot.tasks import Tasks
from storage.engine import Store
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

    def __init__(self, store: Store, tasks: Tasks, written: Callable[[set[int], bool], None]) -> None:
        """`written` gets the rows of each transaction, and whether there may be something to look for after it."""
        self._store, self._tasks, self._written = store, tasks, written
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
                await self._store.write(partial(_apply, entries))
            except Exception:
                _log.exception("outcomes_not_written", messages=len(entries))
                self._entries = entries + self._entries
                await asyncio.sleep(PAUSE)
                continue
            self.busy = bool(self._entries)
            self._written({entry.letter for entry in entries}, any(entry.look for entry in entries))
        self.busy = False


def _apply(entries: Sequence[_Entry], unit: Unit) -> None:
    for entry in entries:
        entry.change(unit)
