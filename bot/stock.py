"""What the database says of messages and updates, read seldom enough that it costs nothing, however much there is."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.clock import Clock
from bot.reasons import Reason, bounded
from bot.tasks import Tasks
from storage.backlog import Waiting
from storage.engine import Store
from storage.states import InboxState, OutboxState
from storage.unit import Unit

# Seconds. It is read again after so many, or so many times as long as it took; a hasty scrape costs nothing.
SHORTEST, LONGEST = 5.0, 60.0
TIMES = 50
# Whoever asks us waits ten seconds at most, and wants to know the rest.
PATIENCE = 3.0
_SHOWN = (InboxState.WAITING, InboxState.DEAD)
_log = structlog.get_logger()


@dataclass(frozen=True)
class _Seen:
    messages: Counter[tuple[OutboxState, Reason]]
    updates: dict[InboxState, int]
    unsent: Waiting
    unanswered: Waiting


@dataclass(eq=False)
class Stock(Collector):
    """Gauges; without those of the database, and saying so, when that cannot be read."""

    store: Store
    clock: Clock
    tasks: Tasks
    seconds: Callable[[], float]
    _seen: _Seen | None = None
    _again: float = field(default=float("-inf"))
    _reading: asyncio.Task[None] | None = None

    async def look(self) -> None:
        """Reads it if that was long ago; waits no longer than a moment."""
        if self._reading is None and self.seconds() >= self._again:
            self._reading = self.tasks.start(self._read())
        if self._reading is not None:
            _done, late = await asyncio.wait([self._reading], timeout=PATIENCE)
            self._seen = None if late else self._seen

    async def _read(self) -> None:
        now, began = self.clock.now(), self.seconds()
        try:
            self._seen = await self.store.read(lambda unit: _count(unit, now))
        except Exception as error:
            _log.warning("not_counted", error=type(error).__name__)
            self._seen = None
        finally:
            self._reading = None
            took = self.seconds() - began
            self._again = self.seconds() + min(LONGEST, max(SHORTEST, TIMES * took))

    def collect(self) -> Iterator[Metric]:
        """What was seen last, as old as it is now."""
        about = "Whether the numbers of inbox and outbox could be read."
        yield GaugeMetricFamily("makker_database_readable", about, self._seen is not None)
        if self._seen is not None:
            yield from _boxes(self._seen, self.clock.now())


def _boxes(seen: _Seen, now: datetime) -> Iterator[Metric]:
    about = "Messages in the database, by state and reason."
    messages = GaugeMetricFamily("makker_outbox_messages", about, labels=["state", "reason"])
    for (state, reason), number in sorted(seen.messages.items()):
        messages.add_metric([state, reason], number)
    updates = GaugeMetricFamily("makker_inbox_updates", "Updates that wait or were given up.", labels=["state"])
    for shown in _SHOWN:
        updates.add_metric([shown], seen.updates.get(shown, 0))
    yield from (messages, updates)
    yield GaugeMetricFamily("makker_outbox_due_messages", "Messages that could have gone by now.", seen.unsent.number)
    about = "How long the oldest message that could have gone has waited."
    yield GaugeMetricFamily("makker_outbox_oldest_waiting_seconds", about, _age(seen.unsent.since, now))
    about = "How long the oldest update that is not done has waited."
    yield GaugeMetricFamily("makker_inbox_oldest_waiting_seconds", about, _age(seen.unanswered.since, now))


def _count(unit: Unit, now: datetime) -> _Seen:
    messages: Counter[tuple[OutboxState, Reason]] = Counter({(state, Reason.NONE): 0 for state in OutboxState})
    for (state, reason), number in unit.backlog.messages().items():
        messages[state, bounded(state, reason)] += number
    return _Seen(messages, unit.backlog.updates(_SHOWN), unit.backlog.unsent(now), unit.backlog.unanswered())


def _age(since: datetime | None, now: datetime) -> float:
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())
