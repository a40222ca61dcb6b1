"""outbox -> chat: due, paced, sent, and closed with a reason."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial

import structlog

from bot import letters
from bot.aftermath import LONGEST_PAUSE, Aftermath
from bot.answers import Done
from bot.api import Api
from bot.clock import Clock
from bot.display import Drawn
from bot.exporter import Exporter
from bot.holder import is_gone, new_holder
from bot.lanes import Item, Lanes
from bot.ledger import Ledger
from bot.letters import Draw
from bot.metrics import Metrics
from bot.pace import Pace
from bot.sending import Sending
from bot.tasks import Tasks
from bot.verdicts import ALERT
from storage.engine import Store
from storage.outbox import Letter
from storage.states import OutboxState, Priority

# Each is judged in its turn: whoever taps meanwhile shares the processor with that.
AT_A_LOOK = 100
LONGEST_SLEEP = 60.0
_log = structlog.get_logger()


class Delivery:
    """Answers come straight from the intake, after their commit; notices are looked up when they are due.

    An answer is sent at least once (an edit twice is the same, and an answer not seen is worse than one seen
    twice), a notice at most once: it is marked *started* before it is sent, and never sent again after that.
    """

    def __init__(
        self,
        api: Api,
        store: Store,
        clock: Clock,
        tasks: Tasks,
        draw: Draw,
        *,
        pace: Pace,
        changed: Callable[[], None],
        beat: Callable[[], None],
        metrics: Metrics,
        ended: Callable[[int], None] = lambda _chat: None,
    ) -> None:
        """`pace` says when a message may go; `changed` is called when there is less to do.

        `beat` is called after each look that went well, `ended` when every answer in a chat is sent and written down.
        """
        self._store, self._clock, self._draw = store, clock, draw
        self._changed = changed
        self._beat = beat
        self._ended = ended
        self._lanes = Lanes(pace)
        # Notices that are in memory, until their row says what became of them.
        self._held: set[int] = set()
        # Answers that are in memory, likewise, and the chat of each.
        self._answers: dict[int, int] = {}
        self._owed: Counter[int] = Counter()
        # Whether notices are ours to send: one process sends them.
        self._leads = False
        self._ledger = Ledger(store, clock, tasks, self._written)
        self._aftermath = Aftermath(self._lanes, self._ledger, clock, metrics.closed)
        self._sending = Sending(api, tasks, self._lanes, self._aftermath, Exporter(store), self._started, self._settle)
        self._me = new_holder()
        self._look = asyncio.Event()
        self._looking = False
        self._more = False
        self._landed = asyncio.Event()
        self._stopping = False
        metrics.sending(lambda: len(self._lanes) + self._sending.flying, self._sending.pause, pace.rate)

    # --- From outside ---

    @property
    def busy(self) -> bool:
        """Whether something is to be sent now, or not written down yet."""
        return bool(self._lanes or self._sending.flying or self._ledger.busy or self._looking or self._look.is_set())

    def answered(self, done: Done) -> None:
        """The intake has committed an answer, notices, or both."""
        if done.drawn is not None:
            self._owe(done.letter, done.chat)
            self._lanes.put(Item(Priority.ANSWER, 0.0, done.letter, done.chat, drawn=done.drawn))
            self._sending.pump()
        if done.notices:
            self.wake()

    def wake(self) -> None:
        """Something may be due: look."""
        self._look.set()

    async def recover(self, *, answers: bool = True) -> None:
        """From now on we lead: what was under way is uncertain; answers that nobody saw sent are sent.

        Where each process has chats of its own, so it has their answers.
        """
        await self.release()
        if answers:
            self.take_up(await self._store.read(lambda unit: unit.outbox.answers()))
        self._leads = True
        self._look.set()

    def take_up(self, answers: Iterable[Letter]) -> None:
        """Sends answers that nobody saw sent, but for those that are in hand."""
        now = self._clock.now()
        left = [letter for letter in answers if letter.id not in self._answers]
        if not left:
            return
        _log.info("answers_recovered", answers=len(left))
        for letter in left:
            self._take_up(letter, late=letter.expires_at is not None and letter.expires_at <= now)
        self._sending.pump()

    def owes(self, chat: int) -> bool:
        """Whether an answer in that chat is not sent, or not written down."""
        return chat in self._owed

    def rest(self) -> None:
        """We lead no longer: notices are another's to send. What is under way comes to its end."""
        self._leads = False

    async def release(self) -> None:
        """What another bot had under way, and can no longer bring to its end, is uncertain."""
        # The clock is read when it is our turn to write: another bot may have begun something while we waited for it.
        uncertain = await self._store.write(
            lambda unit: unit.leftovers.recover(self._clock.now(), ALERT, self._me, is_gone)
        )
        if uncertain:
            _log.info("outbox_recovered", uncertain=uncertain)

    async def run(self) -> None:
        """Looks for what is due, for ever: when woken, and when the next one comes due."""
        while not self._stopping:
            self._looking = True
            self._look.clear()
            try:
                sleep = await self._look_once()
                self._beat()
            except Exception:
                _log.exception("look_failed")
                sleep = LONGEST_PAUSE
            self._looking = False
            self._settle()
            await self._sleep(sleep)

    async def stop(self, seconds: float) -> None:
        """Sends nothing new, lets what is under way come to its end, and writes down what became of it."""
        self._stopping = True
        self._sending.stop()
        self._look.set()
        try:
            async with asyncio.timeout(seconds):
                while self._sending.flying or self._ledger.busy:
                    self._landed.clear()
                    await self._landed.wait()
        except TimeoutError:
            _log.warning("stopped_while_sending", messages=self._sending.flying)

    # --- What is due ---

    async def _look_once(self) -> float:
        """Puts what is due into the lanes; gives the seconds until it is worth looking again."""
        if not self._leads:
            return LONGEST_SLEEP
        now, limit = self._clock.now(), AT_A_LOOK + len(self._held)
        found, coming = await self._store.read(partial(letters.due, now, limit, self._held))
        for letter, what in found:
            if letter.id in self._held:
                continue
            self._held.add(letter.id)
            if what is None:
                due = letter.not_before.timestamp()
                item = Item(letter.priority, due, letter.id, letter.chat, letter.kind, attempts=letter.attempts)
                self._lanes.put(item)
            else:
                self._ledger.add(letter.id, partial(letters.rule, letter, what, now), look=True)
        self._more = len(found) >= AT_A_LOOK
        self._sending.pump()
        return LONGEST_SLEEP if coming is None else min(LONGEST_SLEEP, max(0.0, (coming - now).total_seconds()))

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._look.wait()
        except TimeoutError:
            pass

    def _take_up(self, letter: Letter, *, late: bool) -> None:
        item = Item(Priority.ANSWER, 0.0, letter.id, letter.chat)
        self._owe(letter.id, letter.chat)
        if late:
            self._aftermath.close(item, OutboxState.EXPIRED, "too_late")
            return
        try:
            item.drawn = Drawn.loads(letter.payload)
        except (ValueError, TypeError):
            self._aftermath.close(item, OutboxState.FAILED, "unreadable")
            return
        self._lanes.put(item)

    def _owe(self, letter: int, chat: int) -> None:
        self._answers[letter] = chat
        self._owed[chat] += 1

    def _paid(self, chat: int) -> None:
        self._owed[chat] -= 1
        if not self._owed[chat]:
            del self._owed[chat]
            self._ended(chat)

    # --- What became of it ---

    async def _started(self, item: Item) -> Drawn | None:
        """The notice drawn as things are now, marked *started*; None when it is not sent, or not by us."""
        now = self._clock.now()
        drawn = None
        if self._leads:
            drawn = await letters.started(self._store, item.id, item.kind, now, self._draw, self._me)
        if drawn is None:
            self._held.discard(item.id)
            self._look.set()
        return drawn

    def _written(self, rows: set[int], look: bool) -> None:
        self._held -= rows
        for letter in rows & self._answers.keys():
            self._paid(self._answers.pop(letter))
        if look:
            self._look.set()
        self._settle()

    def _settle(self) -> None:
        if self._more and len(self._lanes) < AT_A_LOOK // 2:
            self._look.set()
        self._landed.set()
        self._changed()
