"""Waiting for something to happen, without asking again and again."""

import asyncio
from collections.abc import Callable


class Bell:
    """Rings whenever anything changes; whoever waits looks again then."""

    def __init__(self) -> None:
        self.rung = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Something changed."""
        self.rung += 1
        for future in self._waiting:
            if not future.done():
                future.set_result(None)

    async def until(self, happened: Callable[[], bool], seconds: float) -> bool:
        """Waits until it happened, at most so many seconds; whether it did."""
        try:
            async with asyncio.timeout(seconds):
                while not happened():
                    await self._next()
        except TimeoutError:
            return happened()
        return True

    async def _next(self) -> None:
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)
