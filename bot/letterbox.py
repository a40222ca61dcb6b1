"""Where updates that are brought one by one are kept: those that come meanwhile share the next transaction."""

import asyncio
from collections.abc import Callable, Sequence

from bot.clock import Clock
from bot.tasks import Tasks
from storage.engine import Store
from storage.inbox import Arrival


class Closed(Exception):  # noqa: N818  nobody's fault: the platform brings it again
    """Nothing is taken here just now."""


class Letterbox:
    """Whoever brings an update waits until it is on disk."""

    def __init__(
        self, store: Store, clock: Clock, tasks: Tasks, kept: Callable[[Sequence[Arrival], set[int]], None]
    ) -> None:
        """`kept` gets what has been written down, and the ids of those that were not here before."""
        self._store, self._clock, self._tasks, self._kept = store, clock, tasks, kept
        self._brought: list[tuple[Arrival, asyncio.Future[None]]] = []
        self._busy = False
        self.open = False

    async def keep(self, arrival: Arrival) -> None:
        """Comes back when it is on disk. Raises Closed, and what the database raises."""
        if not self.open:
            raise Closed
        on_disk = asyncio.get_running_loop().create_future()
        self._brought.append((arrival, on_disk))
        if not self._busy:
            self._busy = True
            self._tasks.start(self._write())
        await on_disk

    async def _write(self) -> None:
        while self._brought:
            brought, self._brought = self._brought, []
            error = await self._written([arrival for arrival, _ in brought])
            for _, on_disk in brought:
                if on_disk.done():  # whoever brought it did not wait
                    continue
                if error is None:
                    on_disk.set_result(None)
                else:
                    on_disk.set_exception(error)
        self._busy = False

    async def _written(self, arrivals: Sequence[Arrival]) -> Exception | None:
        now = self._clock.now()
        try:
            new = await self._store.write(lambda unit: unit.inbox.receive(arrivals, now))
        except Exception as error:  # each of those who wait is told
            return error
        self._kept(arrivals, new)
        return None
