"""The one place where the running parts meet: start, orderly stop, and whether all is quiet."""

import asyncio
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

import structlog

from bot import forgetting
from bot.answers import Routes
from bot.api import Api, Params
from bot.clock import Clock
from bot.delivery import LONGEST_SLEEP, Delivery
from bot.intake import POLL, Intake
from bot.interval import Interval
from bot.leader import LOOKS, Leader
from bot.letterbox import Letterbox
from bot.letters import Draw
from bot.metrics import Metrics
from bot.pace import Pace
from bot.pulse import Beat, Pulse
from bot.shared_pace import SharedPace
from bot.sharing import SWEEPS, Hands, Sharing
from bot.stock import Stock
from bot.tasks import Tasks
from bot.ticker import Ticker
from bot.webhook import Webhook, announce
from handlers import commands, notices, routes
from storage.company import Company
from storage.engine import Store
from storage.inbox import Arrival
from storage.leading import Lead

LANGUAGES = ("", "da")
TIDY_EVERY = timedelta(days=1)
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
        self._store, self._api, self._clock = store, api, clock
        self._tasks = Tasks(self._failed)
        self._over: asyncio.Future[None] | None = None
        self._waiting: set[asyncio.Future[None]] = set()
        self._ticking = 0
        self._stopped = False
        self._tidied = clock.now() - TIDY_EVERY
        self._webhook = webhook
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
            changed=self._changed,
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
            changed=self._changed,
            beat=self._pulse.of("polling"),
            metrics=self._metrics,
            poll=poll,
            ended=self._ended,
        )
        self._letterbox = Letterbox(store, clock, self._tasks, self._kept)
        self._sharing = self._shares(company) if company else None
        self._ticker = Ticker(store, clock, self._delivery.wake)
        self._tick_seconds = tick_seconds
        self._interval: Interval | None = None
        self._fetching: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None

    # --- Life ---

    async def start(self) -> None:
        """Takes up what was left, and begins; or stands by. Does not wait for the network."""
        self._over = self._over or asyncio.get_running_loop().create_future()
        await self._leader.begin()
        self._watching = self._tasks.start(self._leader.watch())
        if self._sharing is not None:
            self._letterbox.open = True
            self._tasks.start(self._sharing.run())
        self._tasks.start(self._delivery.run())
        self._clock.on_move(self._moved)
        self._interval = Interval(self.tick_now, self._tick_seconds, self._tasks)
        self._interval.start()
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
        self._stopped = True
        if self._watching is not None:
            self._watching.cancel()
        if self._interval is not None:
            self._interval.stop()
        self._letterbox.open = False
        if self._sharing is not None:
            self._sharing.stop()
        self._intake.stop()
        if self._fetching is not None:
            self._fetching.cancel()
        try:
            async with asyncio.timeout(WORKERS_STOP):
                await self._until(lambda: not self._intake.busy)
        except TimeoutError:
            _log.warning("stopped_while_working")
        await self._delivery.stop(DELIVERY_STOPS)
        await self._tasks.stop(REST_STOPS)
        if self._sharing is not None:
            await asyncio.to_thread(self._sharing.close)
        await self._api.close()
        await asyncio.to_thread(self._store.close)
        await self._leader.release()
        _log.info("stopped")

    # --- From outside ---

    async def tick_now(self) -> None:
        """Decides on what is due by now, without waiting for the next minute; whoever stands by does nothing."""
        if not self._leader.leads:
            return
        self._ticking += 1
        try:
            await self._delivery.release()
            with self._metrics.ticking():
                await self._ticker.tick()
            await self._tidy()
            self._pulse.of("ticking")()
        except Exception:
            self._metrics.tick_failed()
            _log.exception("tick_failed")
        finally:
            self._ticking -= 1
            self._changed()

    async def settled(self) -> None:
        """Returns when nothing that we know of is left to do now: no update, no tick, nothing due to be sent.

        What the platform has and we did not fetch is not known here.
        """
        self._delivery.wake()
        await self._until(lambda: not (self._ticking or self._intake.busy or self._delivery.busy))

    def beats(self) -> dict[str, Beat]:
        """When each part that works here last did that well: what the health page tells."""
        works = self._pulse.beats()
        return works if self.leads else {part: works[part] for part in self._always}

    async def keep(self, arrival: Arrival) -> None:
        """Comes back when what the platform brought is on disk. Raises Closed, and what the database raises."""
        await self._letterbox.keep(arrival)

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
        await self._delivery.recover(answers=self._sharing is None)
        if self._sharing is None:
            await self._intake.recover()
        self._letterbox.open = self._webhook is not None
        self._fetching = self._tasks.start(announce(self._api, self._webhook) if self._webhook else self._intake.poll())
        self._tasks.start(self._introduce())
        self._tasks.start(self.tick_now())

    def _lost_lead(self) -> None:
        if self._fetching is not None:
            self._fetching.cancel()
        self._letterbox.open = self._sharing is not None
        self._delivery.rest()

    def _kept(self, arrivals: Sequence[Arrival], new: set[int]) -> None:
        if self._sharing is None:
            self._intake.kept(arrivals, new)
            return
        for arrival in arrivals:
            self._sharing.offer(arrival.chat or 0)

    def _ended(self, chat: int) -> None:
        if self._sharing is not None:
            self._sharing.ended(chat)

    def _shares(self, company: Company) -> Sharing:
        hands = Hands(
            self._intake.take,
            self._delivery.take_up,
            lambda place: self._intake.works_on(place) or self._delivery.owes(place),
        )
        return Sharing(company.claims, self._clock, hands, swept=self._swept, beat=self._pulse.of("sharing"))

    def _swept(self) -> bool:
        """Whether to look for answers, too: whoever leads does; and others may have written notices to be sent."""
        if self.leads:
            self._delivery.wake()
        return self.leads

    def _failed(self, error: BaseException) -> None:
        if self._over is not None and not self._over.done():
            self._over.set_exception(error)

    def _moved(self) -> None:
        if self._stopped:
            return
        self._ticking += 1
        self._tasks.start(self._tick_moved())

    async def _tick_moved(self) -> None:
        self._ticking -= 1
        await self.tick_now()

    async def _tidy(self) -> None:
        now = self._clock.now()
        if abs(now - self._tidied) < TIDY_EVERY:
            return
        self._tidied = now
        await self._store.write(partial(forgetting.tidy, now=now))

    async def _introduce(self) -> None:
        """Tells the platform what stands in the menu and on the bot's page, in each language."""
        for language in LANGUAGES:
            short, long = commands.about(language or "en")
            menu = [{"command": name, "description": about} for name, about in commands.commands(language or "en")]
            code = {"language_code": language} if language else {}
            await self._tell("setMyCommands", {"commands": menu, **code})
            await self._tell("setMyShortDescription", {"short_description": short, **code})
            await self._tell("setMyDescription", {"description": long, **code})

    async def _tell(self, method: str, params: Params) -> None:
        try:
            await self._api.call(method, params)
        except Exception as error:  # the bot works without a menu; the next start tries again
            _log.warning("not_introduced", method=method, error=type(error).__name__)

    def _changed(self) -> None:
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_result(None)

    async def _until(self, happened: Callable[[], bool]) -> None:
        while not happened():
            waiter = asyncio.get_running_loop().create_future()
            self._waiting.add(waiter)
            try:
                await waiter
            finally:
                self._waiting.discard(waiter)
