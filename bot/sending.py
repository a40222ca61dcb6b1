"""lanes -> gate -> chat: when each message goes, and what the platform said to it."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot import sender, verdicts
from bot.aftermath import FIRST_PAUSE, Aftermath
from bot.api import Api
from bot.display import Drawn
from bot.exporter import Exporter
from bot.gate import Gate
from bot.lanes import Item, Lanes
from bot.outage import Outage
from bot.tasks import Tasks
from storage.states import OutboxState

STORAGE_PAUSE = 2.0
_log = structlog.get_logger()


class Sending:
    """Takes what is in the lanes, has each notice drawn, waits for its turn at the gate, sends it, and judges.

    Nothing is begun in a halt or an outage, and nothing new once we stop.
    """

    def __init__(
        self,
        api: Api,
        tasks: Tasks,
        lanes: Lanes,
        aftermath: Aftermath,
        exporter: Exporter,
        draw: Callable[[Item], Awaitable[Drawn | None]],
        landed: Callable[[], None],
    ) -> None:
        """`draw` gives a notice marked *started*, or None when it is not sent; `landed` is called after each end."""
        self._api, self._tasks, self._lanes, self._pace = api, tasks, lanes, lanes.pace
        self._aftermath, self._exporter, self._draw, self._landed = aftermath, exporter, draw, landed
        self._gate = Gate(lanes.pace)
        self._outage = Outage(api, tasks, self.pump)
        # From leaving the lanes until the end; and those of them that have not had their turn.
        self.flying = self._ahead = 0
        self._asking = self._stopping = False
        self._timer: asyncio.TimerHandle | None = None

    def stop(self) -> None:
        """From now on nothing leaves the lanes; what did has its turn."""
        self._stopping = True

    def pump(self) -> None:
        """Starts whatever may go now, and sets the timer for the next."""
        now = asyncio.get_running_loop().time()
        while self._more_fly() and (item := self._lanes.next(now, notices=not self._early(now))):
            self.flying += 1
            self._ahead += 1
            if item.drawn is not None:
                self._gate.put(item, item.drawn)
            else:
                self._tasks.start(self._begin(item))
        while gone := self._gate.next(now):
            self._ahead -= 1
            self._tasks.start(self._fly(*gone))
        if self._gate and self._pace.turn(now) is None and not self._asking:
            self._asking = True
            self._tasks.start(self._ask())
        self._wind(now)

    def pause(self) -> float:
        """Seconds for which we were told to send nothing."""
        return max(0.0, self._pace.halted() - asyncio.get_running_loop().time())

    def _wind(self, now: float) -> None:
        """The timer for the next one that leaves the lanes, or the gate."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        waits = [self._gate.wait(now)]
        if self._more_fly():
            early = self._early(now)
            waits.append(self._lanes.wait(now, notices=not early))
            later = self._lanes.wait(now) if early else None
            waits.append(None if later is None else max(early, later))
        soonest = min((wait for wait in waits if wait is not None), default=None)
        if soonest is not None:
            self._timer = asyncio.get_running_loop().call_later(soonest, self.pump)

    def _more_fly(self) -> bool:
        return not self._stopping and self.flying < self._outage.abreast

    def _early(self, now: float) -> float:
        return self._gate.early(now, self._ahead)

    async def _ask(self) -> None:
        try:
            await self._pace.ask()
        finally:
            self._asking = False
        self.pump()

    async def _begin(self, item: Item) -> None:
        """A notice is drawn and marked *started*, and comes to the gate."""
        drawn = None
        try:
            drawn = await self._draw(item)
        except Exception:
            # Nothing was sent: only the database can fail here.
            _log.exception("send_failed", outbox=item.id)
            self._lanes.again(item, asyncio.get_running_loop().time() + STORAGE_PAUSE)
        if drawn is None:
            self._ahead -= 1
            self._landing(item)
        else:
            self._gate.put(item, drawn)
            self._hold()
        self.pump()

    async def _fly(self, item: Item, drawn: Drawn) -> None:
        """It goes, and what becomes of it is told."""
        try:
            await self._send(item, drawn)
        finally:
            self._landing(item)
            self.pump()

    def _landing(self, item: Item) -> None:
        self.flying -= 1
        self._lanes.done(item.chat)
        self._landed()

    def _hold(self) -> None:
        """In a halt or an outage, what is at the gate is as if it had not left the lanes."""
        seconds = self.pause() or (0.0 if self._outage.abreast else FIRST_PAUSE)
        for item in self._gate.clear() if seconds else ():
            self._ahead -= 1
            self._aftermath.put_back(item, seconds)
            self._landing(item)

    async def _send(self, item: Item, drawn: Drawn) -> None:
        try:
            message = await sender.send(self._api, drawn, item.chat, self._exporter)
        except Exception as error:
            told = verdicts.verdict(error)
            self._outage.heard(told)
            self._aftermath.judge(item, told)
            self._hold()
        else:
            self._outage.heard(None)
            self._aftermath.close(item, OutboxState.SENT, None, message)
