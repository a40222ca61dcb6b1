"""A programme's tables as a file: read some pairs at a time, written in a thread of its own, one file after another."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from bot.sheets import Lines, Sheets, Workbook
from handlers.desk.exporting import SHEETS, Sheet, name, sheets_of
from handlers.screen import Export
from handlers.speech import Speech
from storage.engine import Store
from storage.unit import Unit

T = TypeVar("T")
Shows = Callable[[], Awaitable[None]]


class NotMade(Exception):  # noqa: N818  nothing was sent; it is tried again
    """The file could not be made."""


class Exporter:
    """Nobody else waits for it: the writer is never asked, and the loop goes on."""

    def __init__(self, store: Store) -> None:
        """Reads from the store."""
        self._store = store
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="sheets")
        # A large one takes a hundred megabytes while it is made.
        self._turn = asyncio.Lock()

    async def make(self, export: Export, shows: Shows) -> tuple[str, bytes]:
        """The file's name, and the file; `shows` is called again and again meanwhile. Raises NotMade."""
        say = Speech(export.language, export.zone, export.at)
        try:
            async with self._turn:
                made: Sheets = await self._apart(Lines if export.lines else Workbook)
                for kind in sheets_of(export):
                    await self._fill(made, SHEETS[kind], export, say, shows)
                return name(export, say), await self._apart(made.close)
        except Exception as error:
            raise NotMade(type(error).__name__) from error

    async def _fill(self, made: Sheets, sheet: Sheet, export: Export, say: Speech, shows: Shows) -> None:
        await self._apart(partial(made.begin, str(say(sheet.title)), [str(say(head)) for head in sheet.heads]))
        after = 0
        while after >= 0:
            rows, after = await self._store.read(partial(_page, sheet, export, after, say))
            await self._apart(partial(made.add, rows))
            await shows()

    async def _apart(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._desk, work)


def _page(sheet: Sheet, export: Export, after: int, say: Speech, unit: Unit) -> tuple[list[Any], int]:
    """The rows of the next pairs, and the number of the last of those; -1 when there are no more."""
    found = unit.exports.next_pairs(export.programme, after)
    return (sheet.rows(found, unit, say), found[-1].id) if found else ([], -1)
