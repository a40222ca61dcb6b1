"""Several processes on one database: each works on the chats that it has claimed, in order within each."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.clock import Clock
from storage.claims import Claims, Turn
from storage.inbox import Arrival
from storage.outbox import Letter
from storage.trouble import StorageTrouble

# So many places are ours at once; what waits elsewhere is another's, or waits on disk.
MOST = 64
SWEEPS = 1.0  # seconds
# What is younger is being taken by whoever wrote it down.
YOUNG = timedelta(seconds=1)
_log = structlog.get_logger()


@dataclass(frozen=True)
class Hands:
    """What is done with a place that is ours."""

    take: Callable[[Iterable[Arrival]], None]
    take_up: Callable[[Sequence[Letter]], None]
    busy: Callable[[int], bool]


class Sharing:
    """A place (a chat, or 0) is ours from the first update to the last answer on its way, and nobody else's.

    Whoever finds a place taken leaves the update on disk: who has it looks once more when they let go. What a process
    that was killed leaves is found by the others, once a second: its claims have gone with it.
    """

    def __init__(
        self, claims: Claims, clock: Clock, hands: Hands, *, swept: Callable[[], bool], beat: Callable[[], None]
    ) -> None:
        """`swept` is asked at each sweep whether to look for answers, too; `beat` follows one that went well."""
        self._claims, self._clock, self._hands, self._swept, self._beat = claims, clock, hands, swept, beat
        self._ours: set[int] = set()
        self._wanted: dict[int, None] = {}
        self._look: set[int] = set()
        self._done: set[int] = set()
        self._bell = asyncio.Event()
        self._stopping = False

    @property
    def busy(self) -> bool:
        """Whether a place is ours, or asked for."""
        return bool(self._ours or self._wanted)

    def offer(self, place: int) -> None:
        """Something waits there."""
        if place in self._ours:
            self._look.add(place)
        else:
            self._wanted[place] = None
        self._bell.set()

    def ended(self, place: int) -> None:
        """An update or an answer there has come to its end; when it was the last one, the place is let go."""
        if place in self._ours and not self._hands.busy(place):
            self._done.add(place)
            self._bell.set()

    def stop(self) -> None:
        """No other place is taken. What is ours stays so until `close`."""
        self._stopping = True
        self._bell.set()

    def close(self) -> None:
        """Lets go of everything."""
        self._claims.close()

    async def run(self) -> None:
        """Takes and lets go, until `stop`."""
        loop = asyncio.get_running_loop()
        sweeps = loop.time()
        while not self._stopping:
            try:
                if loop.time() >= sweeps:
                    sweeps = loop.time() + SWEEPS
                    await self._sweep()
                await self._turn()
            except StorageTrouble as trouble:
                _log.warning("claims_lost", seen=str(trouble))
                self._lost()
                await asyncio.sleep(SWEEPS)
            await self._wait(sweeps - loop.time())

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await self._bell.wait()
        except TimeoutError:
            pass
        self._bell.clear()

    async def _sweep(self) -> None:
        before = self._clock.now() - YOUNG
        found = await asyncio.to_thread(self._claims.left, before, answers=self._swept())
        self._beat()
        for place in found - self._ours:
            self._wanted.setdefault(place)

    async def _turn(self) -> None:
        # A place in which something came meanwhile is kept, and looked at once more.
        look = self._look & self._ours
        let_go = {place for place in self._done - look if not self._hands.busy(place)}
        take = list(self._wanted)[: MOST - len(self._ours) + len(let_go)]
        self._look.clear()
        self._done.clear()
        if not (look or let_go or take):
            return
        turn = await asyncio.to_thread(self._claims.turn, let_go=let_go, take=take, look=look)
        self._ours = (self._ours - let_go) | turn.ours
        self._after(turn, take, look)

    def _after(self, turn: Turn, take: list[int], look: set[int]) -> None:
        for place in take:
            self._wanted.pop(place, None)
        for place in turn.waits | (self._look - self._ours):
            self._wanted[place] = None
        self._hands.take_up(turn.answers)
        self._hands.take(turn.updates)
        for place in turn.ours | look:
            self.ended(place)
        if self._wanted and len(self._ours) < MOST:
            self._bell.set()

    def _lost(self) -> None:
        # Others may have our places by now. Each effect comes once all the same: the inbox sees to that.
        self._wanted |= dict.fromkeys(self._ours | self._look)
        self._ours.clear()
        self._look.clear()
        self._done.clear()
