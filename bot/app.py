"""The one place where the running parts meet: start, orderly stop, and whether all is quiet."""

import asyncio
import time
from collections.abc import Callable

import structlog

from bot.answers import Routes
from bot.api import Api
from bot.arrivals import Arrivals
from bot.changes import Changes
from bot.clock import Clock
from bot.delivery import LONGEST_SLEEP, Delivery
from bot.intake import POLL, Intake
from bot.introduction import introduce
from bot.leader import LOOKS, Leader
from bot.letters import Draw
from bot.metrics import Metrics
from bot.pace import Pace
from bot.pulse import Beat, Pulse
from bot.shared_pace import SharedPace
from bot.sharing import SWEEPS
from bot.stock import Stock
from bot.tasks import Tasks
from bot.ticking import Ticking
from bot.webhook import Webhook
from handlers import notices, routes
from storage.company import Company
from storage.engine import Store
from storage.inbox import Arrival
from storage.leading import Lead

# Seconds that a long poll may take beyond its wait before it counts as late.
SLACK = 10
# Together well below the ten seconds that an operator's system gives us.
WORKERS_STOP, DELIVERY_STOPS, REST_STOPS = 4.0, 3.0, 1.0
_log = structlog.get_logger()


class App:
    """The bot, running. Make it, `start` it inside an event loop, and `stop` it; or `run` it until it is stopped."""

    def __init__(
        self,
        store: Store,
        api: Api,
        clock: Clock,
        *,
        tick_seconds: float = 60,
        send_rate: float = 29,
        poll: int = POLL,
        lead: Lead | None = None,
        webhook: Webhook | None = None,
        company: Company | None = None,
        answers: Routes = routes,
        draw: Draw = notices.draw,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        """Owns the store and the api: `stop` closes them. `answers`, `draw`, `seconds` are other ones in tests only.

        While another process holds the `lead`, this one stands by; without one it is the only one there is. With a
        `webhook` the platform brings updates, else they are fetched; in `company` each process works on those of some
        chats, whether it leads or not.
        """
        self._store, self._api = store, api
        self._tasks = Tasks(self._failed)
        self._over: asyncio.Future[None] | None = None
        self._changes = Changes()
        self._always = ({"lead": LOOKS} if lead else {}) | ({"sharing": SWEEPS} if company else {})
        leading = {"ticking": tick_seconds, "delivery": LONGEST_SLEEP}
        leading |= {} if webhook else {"polling": poll + SLACK}
        self._pulse = Pulse(self._always | leading, seconds)
        self._leader = Leader(lead, self._took_lead, self._lost_lead, self._pulse.of("lead"))
        self._metrics = Metrics(Stock(store, clock, self._tasks, seconds), self.beats, lambda: self.leads)
        api.heard = self._metrics.called
        self._delivery = Delivery(
            api,
            store,
            clock,
            self._tasks,
            draw,
            pace=SharedPace(send_rate, company.slots, self._tasks) if company and send_rate else Pace(send_rate),
            changed=self._changes.tell,
            beat=self._pulse.of("delivery"),
            metrics=self._metrics,
            ended=self._ended,
        )
        self._intake = Intake(
            api,
            store,
            clock,
            self._tasks,
            answers,
            answered=self._delivery.answered,
            changed=self._changes.tell,
            beat=self._pulse.of("polling"),
            metrics=self._metrics,
            poll=poll,
            ended=self._ended,
        )
        self._arrivals = Arrivals(
            api,
            store,
            clock,
            self._tasks,
            self._intake,
            self._delivery,
            webhook=webhook,
            company=company,
            swept=self._swept,
            beat=self._pulse.of("sharing"),
        )
        self._ticking = Ticking(
            store,
            clock,
            self._tasks,
            self._delivery,
            self._metrics,
            every=tick_seconds,
            leads=lambda: self.leads,
            beat=self._pulse.of("ticking"),
            changed=self._changes.tell,
        )
        self._watching: asyncio.Task[None] | None = None

    # --- Life ---

    async def start(self) -> None:
        """Takes up what was left, and begins; or stands by. Does not wait for the network."""
        self._over = self._over or asyncio.get_running_loop().create_future()
        await self._leader.begin()
        self._watching = self._tasks.start(self._leader.watch())
        self._arrivals.start()
        self._tasks.start(self._delivery.run())
        self._ticking.start()
        _log.info("started")

    async def run(self) -> None:
        """Starts, works until `finish` is called, stops. Raises what a part could not live with: TokenRefused."""
        try:
            await self.start()
            if self._over is not None:
                await self._over
        finally:
            await self.stop()

    def finish(self) -> None:
        """Lets `run` come to its end: what a signal calls, inside the event loop, at any moment."""
        self._over = self._over or asyncio.get_running_loop().create_future()
        if not self._over.done():
            self._over.set_result(None)

    async def stop(self) -> None:
        """Stops in order, within ten seconds: nothing new is fetched, what is in hand is finished and written."""
        self._ticking.stop()
        if self._watching is not None:
            self._watching.cancel()
        self._arrivals.stop()
        try:
            async with asyncio.timeout(WORKERS_STOP):
                await self._changes.until(lambda: not self._intake.busy)
        except TimeoutError:
            _log.warning("stopped_while_working")
        await self._delivery.stop(DELIVERY_STOPS)
        await self._tasks.stop(REST_STOPS)
        await self._arrivals.close()
        await self._api.close()
        await asyncio.to_thread(self._store.close)
        await self._leader.release()
        _log.info("stopped")

    # --- From outside ---

    async def tick_now(self) -> None:
        """Decides on what is due by now, without waiting for the next minute; whoever stands by does nothing."""
        await self._ticking.now()

    async def settled(self) -> None:
        """Returns when nothing that we know of is left to do now: no update, no tick, nothing due to be sent.

        What the platform has and we did not fetch is not known here.
        """
        self._delivery.wake()
        await self._changes.until(lambda: not (self._ticking.busy or self._intake.busy or self._delivery.busy))

    def beats(self) -> dict[str, Beat]:
        """When each part that works here last did that well: what the health page tells."""
        works = self._pulse.beats()
        return works if self.leads else {part: works[part] for part in self._always}

    async def keep(self, arrival: Arrival) -> None:
        """Comes back when what the platform brought is on disk. Raises Closed, and what the database raises."""
        await self._arrivals.keep(arrival)

    @property
    def leads(self) -> bool:
        """Whether this process fetches, ticks and sends notices, or stands by for the one that does."""
        return self._leader.leads

    async def metrics(self) -> bytes:
        """What was counted and timed, for Prometheus to read."""
        return await self._metrics.page()

    # --- Parts ---

    async def _took_lead(self) -> None:
        self._pulse.begin()
        await self._delivery.recover(answers=not self._arrivals.shared)
        await self._arrivals.lead()
        self._tasks.start(introduce(self._api))
        self._tasks.start(self.tick_now())

    def _lost_lead(self) -> None:
        self._arrivals.stand_by()
        self._delivery.rest()

    def _ended(self, chat: int) -> None:
        self._arrivals.ended(chat)

    def _swept(self) -> bool:
        """Whether to look for answers, too: whoever leads does; and others may have written notices to be sent."""
        if self.leads:
            self._delivery.wake()
        return self.leads

    def _failed(self, error: BaseException) -> None:
        if self._over is not None and not self._over.done():
            self._over.set_exception(error)
