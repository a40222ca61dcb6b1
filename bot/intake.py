"""update -> inbox -> worker -> answer: every update is on disk before it is acknowledged, and done once."""

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import structlog
from telegram.error import BadRequest, Conflict, RetryAfter, TelegramError

from bot import answers, updates, verdicts
from bot.answers import Done, Routes
from bot.api import Api, TokenRefused
from bot.clock import Clock
from bot.mentoring.rosters import LARGEST
from bot.metrics import Metrics
from bot.tasks import Tasks
from bot.updates import Meaning, Tapped, Wrote
from storage.engine import Store
from storage.inbox import AlreadyDone, Arrival, Unwritable
from storage.unit import Unit

# A connection that has died without a word is noticed when the long poll does not end in time: until then nobody who
# taps is answered. So it is a short one; six calls a minute cost nobody anything.
POLL = 10
LATE = 5.0
BATCH = 100
CHATS_AT_ONCE = 64
TRIES = 3
STORAGE_TRIES = 10
# A phone shows a spinner on a tapped button until the query is answered.
SPINNER = 0.5
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 2.0
# So often a file is asked for, with so many seconds after each try.
FETCHES = (0.2, 1.0, 2.0)
DOUBLINGS = 10
# After trouble it is asked for what there is, without a long poll: whoever does not answer that is not there yet.
PATIENCE = 3.0
_log = structlog.get_logger()


@dataclass(eq=False)
class _Query:
    """A callback query: answered once, after the commit or when the timer is up. No timer: it was answered."""

    id: str
    timer: asyncio.TimerHandle | None = None


@dataclass(eq=False)
class _Work:
    """An update and what it means; a text is the name of the error that came of reading it."""

    arrival: Arrival
    meaning: Meaning | str
    query: _Query | None = None
    since: float = field(default_factory=time.perf_counter)


@dataclass
class _Effort:
    """How often an update was tried, and what came of it."""

    reason: str = ""
    tries: int = 0
    storage: int = 0
    waits: int = 0

    def failed(self, error: Exception, *, writable: bool) -> float:
        """Takes note; gives the seconds to wait before the next try.

        As long as nothing can be written at all, that is nobody's fault and no try.
        """
        self.reason = type(error).__name__
        if isinstance(error, Unwritable) and self.storage < STORAGE_TRIES:
            self.storage += writable
            self.waits += 1
            return float(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(self.waits, DOUBLINGS)))
        self.tries += 1
        return LONGEST_PAUSE if self.tries > TRIES + 1 else 0.0


class Intake:
    """Fetches, keeps, and works: in order within a chat, many chats at once."""

    def __init__(
        self,
        api: Api,
        store: Store,
        clock: Clock,
        tasks: Tasks,
        routes: Routes,
        *,
        answered: Callable[[Done], None],
        changed: Callable[[], None],
        beat: Callable[[], None],
        metrics: Metrics,
        poll: int = POLL,
        ended: Callable[[int], None] = lambda _chat: None,
    ) -> None:
        """`answered` gets each update's outcome after its commit; `changed` is called when there is less to do.

        `beat` is called after each fetch that went well, `ended` when a chat (0 for none) has no more to be done.
        """
        self._api, self._store, self._clock, self._tasks, self._routes = api, store, clock, tasks, routes
        self._answered = answered
        self._changed = changed
        self._beat = beat
        self._metrics = metrics
        self._poll = poll
        self._ended = ended
        self._chats: dict[int | None, deque[_Work]] = {}
        # Updates that are in memory, until they are done.
        self._mine: set[int] = set()
        self._room = asyncio.Semaphore(CHATS_AT_ONCE)
        self._queries = 0
        self._stopping = False

    @property
    def busy(self) -> bool:
        """Whether an update that we have is not done, or a query not answered."""
        return bool(self._chats or self._queries)

    def stop(self) -> None:
        """Each worker ends with the update that it has in hand; the others wait on disk for the next start."""
        self._stopping = True

    async def recover(self) -> None:
        """Takes up what was received and not finished when a bot stopped."""
        found = await self._store.read(lambda unit: unit.inbox.waiting())
        waiting = [arrival for arrival in found if arrival.update_id not in self._mine]
        if waiting:
            _log.info("inbox_recovered", updates=len(waiting))
        self.take(waiting)

    def take(self, arrivals: Iterable[Arrival]) -> None:
        """What is on disk is worked on, but for what is being worked on."""
        for arrival in arrivals:
            if arrival.update_id not in self._mine:
                self._take(arrival)

    def kept(self, arrivals: Sequence[Arrival], new: set[int]) -> None:
        """They are on disk, brought by the platform; these are new."""
        self._metrics.repeated(len(arrivals) - len(new))
        self.take(arrival for arrival in arrivals if arrival.update_id in new)
        if not new.issuperset(arrival.update_id for arrival in arrivals):
            # Repeated: as we were not heard to have it, or as another was not, who wrote it and died.
            self._tasks.start(self.recover())

    def works_on(self, chat: int) -> bool:
        """Whether anything of that chat (0 for none) is in hand."""
        return (chat or None) in self._chats

    async def poll(self) -> None:
        """Fetches for ever. Raises TokenRefused; waits out everything else."""
        offset, pause = 0, 0.0
        while not self._stopping:
            try:
                offset = await self._fetch(offset, well=not pause)
                self._beat()
                pause = 0.0
            except TokenRefused:
                raise
            except RetryAfter as error:
                told = verdicts.verdict(error)
                await asyncio.sleep(told.seconds if isinstance(told, verdicts.Halt) else LONGEST_PAUSE)
            except Exception as error:  # the network can break in any way; we ask again
                await self._unhook(error)
                pause = min(LONGEST_PAUSE, pause * 2 or FIRST_PAUSE)
                _log.warning("fetch_failed", error=type(error).__name__, again_in=pause)
                await asyncio.sleep(pause)

    async def _unhook(self, error: Exception) -> None:
        # A webhook left over from another life of this bot would keep us out for ever.
        if isinstance(error, Conflict) and "webhook" in error.message:
            with contextlib.suppress(TelegramError):
                await self._api.call("deleteWebhook", {})

    async def _fetch(self, offset: int, *, well: bool) -> int:
        # An offset acknowledges all before it. It is sent once, right after the commit, and then left out: ids may
        # begin anew at a lower number, and an offset above them would hide them.
        wait = self._poll if well and not offset else 0
        params = {"timeout": wait, "limit": BATCH, "allowed_updates": list(updates.ALLOWED)}
        if offset:
            params["offset"] = offset
        raws = await self._api.call("getUpdates", params, longer=wait, within=LATE if well else PATIENCE)
        return await self._keep(raws)

    async def _keep(self, raws: list[Any]) -> int:
        """Commits what came, lets it be worked on, and gives the offset that acknowledges it; 0 for nothing."""
        arrivals = [arrival for raw in raws if (arrival := updates.arrival(raw)) is not None]
        if len(arrivals) < len(raws):
            _log.error("updates_without_id", updates=len(raws) - len(arrivals))
        if not arrivals:
            return 0
        now = self._clock.now()
        new = await self._store.write(lambda unit: unit.inbox.receive(arrivals, now))
        self.kept(arrivals, new)
        return arrivals[-1].update_id + 1

    def _take(self, arrival: Arrival) -> None:
        work = self._read(arrival)
        self._mine.add(arrival.update_id)
        queue = self._chats.get(arrival.chat)
        if queue is not None:
            queue.append(work)
            return
        self._chats[arrival.chat] = deque([work])
        self._tasks.start(self._work(arrival.chat))

    def _read(self, arrival: Arrival) -> _Work:
        try:
            meaning = updates.read(arrival.raw)
        except Exception as error:  # a badly made update breaks the library anywhere
            return _Work(arrival, type(error).__name__)
        return _Work(arrival, meaning, self._asked(meaning.query) if isinstance(meaning, Tapped) else None)

    async def _work(self, chat: int | None) -> None:
        queue = self._chats[chat]
        while queue and not self._stopping:
            work = queue.popleft()
            async with self._room:
                done = await self._handle(work)
            self._mine.discard(work.arrival.update_id)
            self._metrics.updated(done, work.since)
            if done is not None:
                self._answered(done)
            if work.query is not None:
                self._say(work.query, done.toast if done else None)
        del self._chats[chat]
        self._ended(chat or 0)
        self._changed()

    async def _handle(self, work: _Work) -> Done | None:
        """The update's end; None when it was done before. Comes back only when that is on disk."""
        effort = _Effort(work.meaning, TRIES) if isinstance(work.meaning, str) else _Effort()
        while True:
            try:
                file = await self._file(work.meaning)
                done = await self._store.write(self._cause(work, effort, file))
            except AlreadyDone:
                return None
            except Exception as error:  # whatever it is, the update ends in the inbox's dead letters
                pause = effort.failed(error, writable=await self._writable(work.arrival))
                _log.exception("update_failed", update_id=work.arrival.update_id, attempt=effort.tries)
                if pause:
                    await asyncio.sleep(pause)
            else:
                _log.info("update_" + done.state, update_id=work.arrival.update_id)
                return done

    async def _writable(self, arrival: Arrival) -> bool:
        """Whether anything can be written: here, that it was tried once more."""
        try:
            await self._store.write(lambda unit: unit.inbox.tried(arrival.update_id))
        except Exception:  # it is told of with the update
            return False
        return True

    async def _file(self, meaning: Meaning | str) -> bytes | None:
        """What is in the file that came, when one was asked for: fetched before anything is written.

        Should we be killed meanwhile, the update still waits, and it is fetched again. None when it cannot be had.
        """
        if not isinstance(meaning, Wrote) or not meaning.file:
            return None
        now = self._clock.now()
        name = await self._store.read(lambda unit: answers.wanted(meaning, self._routes, now, unit))
        for pause in FETCHES if name else ():
            try:
                return await self._api.fetch_file(name, LARGEST)
            except TelegramError as error:
                _log.warning("file_not_fetched", error=type(error).__name__)
                if isinstance(error, BadRequest):
                    break
                await asyncio.sleep(pause)
        return None

    def _cause(self, work: _Work, effort: _Effort, file: bytes | None) -> Callable[[Unit], Done]:
        now, arrival, meaning = self._clock.now(), work.arrival, work.meaning
        if isinstance(meaning, str) or effort.tries >= TRIES:
            # Should even the apology fail, the update is buried without one.
            routes = self._routes if effort.tries == TRIES else None
            return lambda unit: answers.bury(arrival, effort.reason, effort.tries, routes, now, unit)
        return lambda unit: answers.answer(arrival, meaning, self._routes, now, unit, file)

    # --- Callback queries ---

    def _asked(self, query: str) -> _Query:
        asked = _Query(query)
        asked.timer = asyncio.get_running_loop().call_later(SPINNER, self._say, asked, None)
        self._queries += 1
        return asked

    def _say(self, query: _Query, toast: str | None) -> None:
        if query.timer is not None:
            query.timer.cancel()
            query.timer = None
            self._tasks.start(self._answer_query(query.id, toast))

    async def _answer_query(self, query: str, toast: str | None) -> None:
        try:
            params = {"callback_query_id": query} | ({"text": toast} if toast else {})
            await self._api.call("answerCallbackQuery", params)
        except Exception as error:  # the spinner stops by itself; "query is too old" is nobody's fault
            _log.debug("query_not_answered", error=type(error).__name__)
        self._queries -= 1
        self._changed()
