"""Causes that wait for the one writer at the same time share its next transaction, and so one commit to the disk.

Each is apart from the others, by a savepoint, and is answered after the commit. Whatever goes wrong with the
transaction itself, each of them then has one of its own.
"""

import asyncio
import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from storage.unit import Unit

# So many at most, and none is begun after so many seconds: the first of them waits for the last.
MOST, LONGEST = 64, 0.01
Cause = Callable[[Unit], Any]


@dataclass(eq=False, slots=True)
class _Waiting:
    cause: Cause
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = field(default=None)

    def tell(self) -> None:
        if self.future.done():
            return
        if self.error is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.error)


class Together:
    """What is to be written, until it is."""

    def __init__(
        self,
        pool: ThreadPoolExecutor,
        begin: Callable[[], AbstractContextManager[Connection]],
        unit: Callable[[Connection], Unit],
        alone: Callable[[Cause], Any],
    ) -> None:
        """`pool` is the writer's thread; `begin` a transaction there, `alone` one whole cause in its own."""
        self._pool, self._begin, self._unit, self._alone = pool, begin, unit, alone
        self._lock = threading.Lock()
        self._queue: deque[_Waiting] = deque()
        self._at_work = False

    async def write(self, cause: Cause) -> Any:
        """What the cause returns, once it is committed; nothing is changed when it raises."""
        waiting = _Waiting(cause, asyncio.get_running_loop().create_future())
        with self._lock:
            self._queue.append(waiting)
            if not self._at_work:
                self._start(waiting)
        return await asyncio.shield(waiting.future)

    def _start(self, waiting: _Waiting) -> None:
        try:
            self._pool.submit(self._work)
            self._at_work = True
        except RuntimeError:  # it is closed
            self._queue.remove(waiting)
            raise

    def _work(self) -> None:
        """One transaction; then whoever else needs the thread has it, and the next one comes."""
        while True:
            _tell(self._transaction())
            with self._lock:
                self._at_work = bool(self._queue)
                if not self._at_work:
                    return
                # While it is being closed nobody else needs the thread.
                with contextlib.suppress(RuntimeError):
                    self._pool.submit(self._work)
                    return

    def _transaction(self) -> Sequence[_Waiting]:
        taken = [self._queue.popleft()]
        try:
            with self._begin() as connection:
                taken[0].result = taken[0].cause(self._unit(connection))
                until = time.perf_counter() + LONGEST
                while self._queue and len(taken) < MOST and time.perf_counter() < until:
                    taken.append(self._queue.popleft())
                    self._apart(taken[-1], connection)
        except BaseException as error:  # noqa: BLE001  it is handed to whoever waits
            if len(taken) == 1:
                taken[0].error = error
            else:
                for each in taken:
                    self._by_itself(each)
        return taken

    def _apart(self, waiting: _Waiting, connection: Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.execute("SAVEPOINT cause")
        try:
            waiting.result = waiting.cause(self._unit(connection))
        except OperationalError:
            # The disk or the file: SQLite may have ended the transaction.
            raise
        except Exception as error:  # noqa: BLE001  as above
            driver.execute("ROLLBACK TO cause")
            waiting.error = error
        driver.execute("RELEASE cause")

    def _by_itself(self, waiting: _Waiting) -> None:
        waiting.result, waiting.error = None, None
        try:
            waiting.result = self._alone(waiting.cause)
        except BaseException as error:  # noqa: BLE001  as above
            waiting.error = error


def _tell(group: Sequence[_Waiting]) -> None:
    loops = {each.future.get_loop() for each in group}
    for loop in loops:
        mine = [each for each in group if each.future.get_loop() is loop]
        # Nobody waits in a loop that was closed.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(_tell_here, mine)


def _tell_here(group: Sequence[_Waiting]) -> None:
    for each in group:
        each.tell()
