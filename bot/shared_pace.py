"""The pace of several processes together: each asks the database for its next turn."""

import asyncio

import structlog

from bot.pace import Pace
from bot.tasks import Tasks
from storage.pacing import Slots
from storage.trouble import StorageTrouble

# A turn that was not used at once is void: kept ones would all be used in the same moment. At 29 a second, with 20 ms
# of jitter on the way, no second then has more than 30: (1 + 0.02 + 0.01) x 29 < 30.
FRESH = 0.01
# After it could not be asked for.
PAUSE = 1.0
_log = structlog.get_logger()


class SharedPace(Pace):
    """Overall turns are given one by one, in the order of asking, to whoever has something to send.

    One is asked for when the last was taken, so a tap waits for one turn of each process at most.
    """

    def __init__(self, rate: float, slots: Slots, tasks: Tasks) -> None:
        """`rate` is that of all processes together, and not 0."""
        super().__init__(rate)
        self._slots, self._tasks = slots, tasks
        self._turn: float | None = None
        self._one = asyncio.Lock()

    def take(self, chat: int, now: float, *, new: bool) -> None:
        """Uses our turn."""
        super().take(chat, now, new=new)
        self._turn = None

    def turn(self, now: float) -> float | None:
        """Seconds until the turn that we were given; None when we have none."""
        if self._turn is None or self._turn < now - FRESH:
            return None
        return max(0.0, self._turn - now, self._halted - now)

    async def ask(self) -> None:
        """Comes back with a turn, or without one after a pause."""
        try:
            async with self._one:
                wait = await asyncio.to_thread(self._slots.next, self.between)
        except StorageTrouble as trouble:
            _log.warning("no_turn", seen=str(trouble))
            await asyncio.sleep(PAUSE)
        else:
            self._turn = asyncio.get_running_loop().time() + max(0.0, wait)

    def halt(self, until: float) -> None:
        """Nothing goes before that, from any process."""
        super().halt(until)
        self._tasks.start(self._tell(until - asyncio.get_running_loop().time()))

    async def _tell(self, seconds: float) -> None:
        try:
            async with self._one:
                await asyncio.to_thread(self._slots.halt, max(0.0, seconds))
        except StorageTrouble as trouble:
            _log.warning("halt_not_told", seen=str(trouble))
