"""outbox -> chat: due, drawn, paced, sent, and closed with a reason."""

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import structlog

from bot import display, pictures, verdicts
from bot.answers import Done
from bot.api import Api
from bot.clock import Clock
from bot.display import Drawn
from bot.lanes import Item, Lanes
from bot.mentoring.people import Person
from bot.pace import Pace
from bot.tasks import Tasks
from bot.verdicts import (
    ALERT,
    CannotEdit,
    Close,
    Halt,
    Later,
    NotSent,
    Refused,
    Uncertain,
    Unchanged,
    Unreachable,
    Verdict,
)
from handlers.notice import Dropped, Facts
from handlers.screen import Screen
from storage.engine import Store
from storage.inbox import Unwritable
from storage.outbox import Letter
from storage.states import OutboxState, Priority
from storage.unit import Unit

FLYING = 32
AT_A_LOOK = 500
LEASE = timedelta(minutes=1)
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
# An answer that still fails gives way to a newer one in the same chat.
GIVES_WAY = 5
GIVES_UP = 20
STORAGE_PAUSE = 2.0
LONGEST_SLEEP = 60.0
_LEVELS = {OutboxState.FAILED: logging.ERROR, OutboxState.UNCERTAIN: logging.WARNING}
Draw = Callable[[str, Facts, Person, datetime, Unit], Screen | Dropped]
Change = Callable[[Unit], None]
_log = structlog.get_logger()


@dataclass(frozen=True)
class _Written:
    """What became of a row; `look` when there is something to look for after it."""

    letter: int
    change: Change
    look: bool


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
        rate: float,
        changed: Callable[[], None],
        beat: Callable[[], None],
    ) -> None:
        """`rate` is messages a second, 0 for no pacing; `changed` is called when there is less to do.

        `beat` is called after each look that went well.
        """
        self._api, self._store, self._clock, self._tasks, self._draw = api, store, clock, tasks, draw
        self._changed = changed
        self._beat = beat
        self._lanes = Lanes(Pace(rate))
        self._flying = 0
        # Notices that are in memory, until their row says what became of them.
        self._held: set[int] = set()
        self._changes: list[_Written] = []
        self._writing = False
        self._look = asyncio.Event()
        self._looking = False
        self._more = False
        self._landed = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None
        self._stopping = False

    # --- From outside ---

    @property
    def busy(self) -> bool:
        """Whether something is to be sent now, or not written down yet."""
        return bool(
            self._lanes or self._flying or self._changes or self._writing or self._looking or self._look.is_set()
        )

    def answered(self, done: Done) -> None:
        """The intake has committed an answer, notices, or both."""
        if done.drawn is not None:
            self._lanes.put(Item(Priority.ANSWER, 0.0, done.letter, done.chat, drawn=done.drawn))
            self._pump()
        if done.notices:
            self.wake()

    def wake(self) -> None:
        """Something may be due: look."""
        self._look.set()

    async def recover(self) -> None:
        """After a start: what was under way is uncertain; answers that nobody saw sent are sent."""
        now = self._clock.now()
        uncertain = await self._store.write(lambda unit: unit.outbox.recover(now, ALERT))
        answers = await self._store.read(lambda unit: unit.outbox.answers())
        if uncertain or answers:
            _log.info("outbox_recovered", uncertain=uncertain, answers=len(answers))
        for letter in answers:
            item = Item(Priority.ANSWER, 0.0, letter.id, letter.chat, drawn=Drawn.loads(letter.payload))
            if letter.expires_at is not None and letter.expires_at <= now:
                self._close(item, OutboxState.EXPIRED, "too_late")
            else:
                self._lanes.put(item)
        self._look.set()

    async def run(self) -> None:
        """Looks for what is due, for ever: when woken, and when the next one comes due."""
        self._pump()
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
        self._look.set()
        if self._timer is not None:
            self._timer.cancel()
        try:
            async with asyncio.timeout(seconds):
                while self._flying or self._writing:
                    self._landed.clear()
                    await self._landed.wait()
        except TimeoutError:
            _log.warning("stopped_while_sending", messages=self._flying)

    # --- What is due ---

    async def _look_once(self) -> float:
        """Puts what is due into the lanes; gives the seconds until it is worth looking again."""
        now, held = self._clock.now(), len(self._held)
        letters, found = await self._store.read(lambda unit: self._ripe(unit, now, AT_A_LOOK + held))
        for letter, what in letters:
            if letter.id in self._held:
                continue
            self._held.add(letter.id)
            if what is None:
                due = letter.not_before.timestamp()
                item = Item(letter.priority, due, letter.id, letter.chat, letter.kind, attempts=letter.attempts)
                self._lanes.put(item)
            else:
                self._change(letter.id, self._still(letter, self._ruled(letter, what, now)), look=True)
        self._more = len(letters) >= AT_A_LOOK
        self._pump()
        return LONGEST_SLEEP if found is None else min(LONGEST_SLEEP, max(0.0, (found - now).total_seconds()))

    def _ripe(
        self, unit: Unit, now: datetime, limit: int
    ) -> tuple[list[tuple[Letter, Close | Later | None]], datetime | None]:
        letters = [one for one in unit.outbox.due(now, limit) if one.id not in self._held]
        judged = [(letter, verdicts.ripe(letter, _reader(letter, unit), now)) for letter in letters]
        return judged, unit.outbox.next_at(now)

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._look.wait()
        except TimeoutError:
            pass

    @staticmethod
    def _still(letter: Letter, change: Change) -> Change:
        # What was looked at may have been sent since.
        return lambda unit: change(unit) if unit.outbox.waiting(letter.id) else None

    def _ruled(self, letter: Letter, what: Close | Later, now: datetime) -> Change:
        if isinstance(what, Later):
            _log.info("waits", outbox=letter.id, kind=letter.kind, reason="quiet_hours")
            return lambda unit: unit.outbox.postpone(letter.id, what.at, letter.attempts)
        _log.info(what.state, outbox=letter.id, kind=letter.kind, reason=what.reason)
        return lambda unit: unit.outbox.close(letter.id, what.state, now, what.reason)

    # --- Sending ---

    def _pump(self) -> None:
        """Starts whatever may go now, and sets the timer for the next."""
        if self._stopping:
            return
        now = asyncio.get_running_loop().time()
        while self._flying < FLYING and (item := self._lanes.next(now)) is not None:
            self._flying += 1
            self._tasks.start(self._fly(item))
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        wait = self._lanes.wait(now) if self._flying < FLYING else None
        if wait is not None:
            self._timer = asyncio.get_running_loop().call_later(wait, self._pump)

    async def _fly(self, item: Item) -> None:
        try:
            drawn = item.drawn or await self._started(item)
            if drawn is not None:
                await self._send(item, drawn)
        except Exception:
            # Nothing was sent: only the database can fail here.
            _log.exception("send_failed", outbox=item.id)
            self._lanes.again(item, self._in(STORAGE_PAUSE))
        finally:
            self._flying -= 1
            self._lanes.done(item.chat)
            self._pump()
            self._settle()

    async def _started(self, item: Item) -> Drawn | None:
        """The notice drawn as things are now, marked *started*; None when it is not sent."""
        now = self._clock.now()
        drawn = await self._store.write(lambda unit: self._start(item, now, unit))
        if drawn is None:
            self._held.discard(item.id)
            self._look.set()
        return drawn

    def _start(self, item: Item, now: datetime, unit: Unit) -> Drawn | None:
        letter = unit.outbox.waiting(item.id)
        if letter is None:
            return None
        reader = _reader(letter, unit)
        what = verdicts.ripe(letter, reader, now) or self._drawn(letter, reader, now, unit)
        if not isinstance(what, Drawn):
            self._ruled(letter, what, now)(unit)
            return None
        unit.outbox.start(letter.id, now + LEASE)
        return what

    def _drawn(self, letter: Letter, reader: Person, now: datetime, unit: Unit) -> Drawn | Close:
        facts = json.loads(letter.payload) | ({"again": 1} if letter.again else {})
        try:
            shown = self._draw(letter.kind, facts, reader, now, unit)
            if isinstance(shown, Dropped):
                return Close(OutboxState.DROPPED, shown.reason)
            return display.draw(shown)
        except Unwritable:
            raise
        except Exception as error:
            _log.exception("draw_failed", outbox=letter.id, kind=letter.kind)
            return Close(OutboxState.FAILED, f"draw: {type(error).__name__}")

    async def _send(self, item: Item, drawn: Drawn) -> None:
        try:
            result = await self._call(drawn, item.chat)
        except Exception as error:
            self._judge(item, verdicts.verdict(error))
            return
        message = result.get("message_id") if isinstance(result, dict) else None
        self._close(item, OutboxState.SENT, None, message)

    async def _call(self, drawn: Drawn, chat: int) -> Any:
        username = await self._api.username() if display.names_bot(drawn) else ""
        call = display.call(drawn, chat, username)
        if call.qr is not None:
            return await self._api.send_picture(call.params, pictures.qr(call.qr))
        try:
            return await self._api.call(call.method, call.params)
        except Exception as error:
            if drawn.edit is None or not isinstance(verdicts.verdict(error), verdicts.CannotEdit):
                raise
        self._lanes.pace.take(chat, self._in(0), new=True)
        call = display.call(drawn.anew(), chat, username)
        return await self._api.call(call.method, call.params)

    # --- What became of it ---

    def _judge(self, item: Item, verdict: Verdict) -> None:
        match verdict:
            case Unchanged():
                self._close(item, OutboxState.SENT, None, item.drawn.edit if item.drawn else None)
            case Unreachable(reason):
                self._close(item, OutboxState.UNREACHABLE, reason)
            case Refused(reason):
                self._close(item, OutboxState.FAILED, reason)
            case CannotEdit():
                self._close(item, OutboxState.FAILED, "cannot_edit")
            case Halt(seconds):
                # Nobody can know whether the bot or one chat was too fast, so nothing goes until then.
                self._lanes.pace.halt(self._in(seconds))
                self._put_back(item, seconds)
            case NotSent():
                item.attempts += 1
                self._put_back(item, self._pause(item))
            case Uncertain(reason):
                self._doubt(item, reason)

    def _doubt(self, item: Item, reason: str) -> None:
        item.attempts += 1
        if item.drawn is None and not item.kind.startswith(ALERT):
            self._close(item, OutboxState.UNCERTAIN, reason)
        elif item.drawn is None:
            at = self._clock.now() + timedelta(seconds=self._pause(item))
            self._change(item.id, lambda unit: unit.outbox.repeat(item.id, at), look=True)
        elif item.attempts >= GIVES_UP or (item.attempts >= GIVES_WAY and not self._lanes.alone(item)):
            self._close(item, OutboxState.FAILED, "gave_up")
        else:
            self._put_back(item, self._pause(item))

    def _put_back(self, item: Item, seconds: float) -> None:
        _log.warning("not_sent", outbox=item.id, kind=item.kind, again_in=seconds)
        if item.drawn is not None:
            self._lanes.again(item, self._in(seconds))
            return
        at = self._clock.now() + timedelta(seconds=seconds)
        self._change(item.id, lambda unit: unit.outbox.postpone(item.id, at, item.attempts), look=True)

    def _close(self, item: Item, state: OutboxState, reason: str | None, message: int | None = None) -> None:
        _log.log(_LEVELS.get(state, logging.INFO), state.value, outbox=item.id, kind=item.kind, reason=reason)
        now = self._clock.now()

        def change(unit: Unit) -> None:
            unit.outbox.close(item.id, state, now, reason, message)
            person = unit.people.by_chat(item.chat) if state is OutboxState.UNREACHABLE else None
            if person is not None and person.reachable:
                unit.people.unreachable(person.id, now)

        self._change(item.id, change)

    def _change(self, letter: int, change: Change, *, look: bool = False) -> None:
        """Writes it down; what comes while a transaction is under way shares the next one, in order."""
        self._changes.append(_Written(letter, change, look))
        if not self._writing:
            self._writing = True
            self._tasks.start(self._write())

    async def _write(self) -> None:
        while self._changes:
            batch, self._changes = self._changes, []
            try:
                await self._store.write(partial(_apply, batch))
            except Exception:
                _log.exception("outcomes_not_written", messages=len(batch))
                self._changes = batch + self._changes
                await asyncio.sleep(STORAGE_PAUSE)
                continue
            self._held -= {one.letter for one in batch}
            if any(one.look for one in batch):
                self._look.set()
        self._writing = False
        self._settle()

    def _settle(self) -> None:
        if self._more and len(self._lanes) < AT_A_LOOK // 2:
            self._look.set()
        self._landed.set()
        self._changed()

    def _in(self, seconds: float) -> float:
        return asyncio.get_running_loop().time() + seconds

    @staticmethod
    def _pause(item: Item) -> float:
        return float(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (item.attempts - 1)))


def _apply(batch: Sequence[_Written], unit: Unit) -> None:
    for one in batch:
        one.change(unit)


def _reader(letter: Letter, unit: Unit) -> Person:
    if letter.person is None:
        raise AssertionError("a notice has a reader")
    return unit.people.get(letter.person)
