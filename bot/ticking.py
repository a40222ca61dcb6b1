"""When the bot ticks: each minute, when its clock leaps, and when it is asked to; and what goes with a tick."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import structlog

from bot import forgetting
from bot.clock import Clock
from bot.delivery import Delivery
from bot.interval import Interval
from bot.metrics import Metrics
from bot.tasks import Tasks
from bot.ticker import Ticker
from storage.engine import Store

TIDY_EVERY = timedelta(days=1)
_log = structlog.get_logger()


class Ticking:
    """Ticks while this process leads; whoever stands by does nothing."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        tasks: Tasks,
        delivery: Delivery,
        metrics: Metrics,
        *,
        every: float,
        leads: Callable[[], bool],
        beat: Callable[[], None],
        changed: Callable[[], None],
    ) -> None:
        """Each `every` seconds from `start` on. `beat` follows a tick that went well, `changed` each one."""
        self._store, self._clock, self._tasks = store, clock, tasks
        self._delivery, self._metrics = delivery, metrics
        self._every, self._leads, self._beat, self._changed = every, leads, beat, changed
        self._ticker = Ticker(store, clock, delivery.wake)
        self._interval: Interval | None = None
        self._tidied = clock.now() - TIDY_EVERY
        self._begun = 0
        self._stopped = False

    @property
    def busy(self) -> bool:
        """Whether a tick runs, or is about to."""
        return self._begun > 0

    def start(self) -> None:
        """The first tick of its own is one interval from now, or when the clock leaps."""
        self._clock.on_move(self._moved)
        self._interval = Interval(self.now, self._every, self._tasks)
        self._interval.start()

    def stop(self) -> None:
        """No more; what runs goes on to its end."""
        self._stopped = True
        if self._interval is not None:
            self._interval.stop()

    async def now(self) -> None:
        """Decides on what is due by now, without waiting for the next minute."""
        if not self._leads():
            return
        self._begun += 1
        try:
            await self._delivery.release()
            with self._metrics.ticking():
                await self._ticker.tick()
            await self._tidy()
            self._beat()
        except Exception:  # whatever it is, the next minute tries again
            self._metrics.tick_failed()
            _log.exception("tick_failed")
        finally:
            self._begun -= 1
            self._changed()

    def _moved(self) -> None:
        if self._stopped:
            return
        self._begun += 1
        self._tasks.start(self._tick_moved())

    async def _tick_moved(self) -> None:
        self._begun -= 1
        await self.now()

    async def _tidy(self) -> None:
        now = self._clock.now()
        if abs(now - self._tidied) < TIDY_EVERY:
            return
        self._tidied = now
        await self._store.write(partial(forgetting.tidy, now=now))
