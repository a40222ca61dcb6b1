"""Waiting for something to be so that only code beside us can change."""

import asyncio
from collections.abc import Callable


class Changes:
    """Whoever changes something tells it here; whoever waits looks again then, and at no other time."""

    def __init__(self) -> None:
        """Nobody waits."""
        self._waiting: set[asyncio.Future[None]] = set()

    def tell(self) -> None:
        """Something has changed."""
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)

    async def until(self, happened: Callable[[], bool]) -> None:
        """Returns when it is so; at once, when it is so already."""
        while not happened():
            waiter = asyncio.get_running_loop().create_future()
            self._waiting.add(waiter)
            try:
                await waiter
            finally:
                self._waiting.discard(waiter)
