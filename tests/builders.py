"""A little bot of its own for the edges' tests: real store, real intake and delivery, answers that count."""

import asyncio
import threading
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from bot.api import Api
from bot.app import App
from bot.clock import MovableClock
from bot.mentoring.people import Person
from handlers import actions
from handlers.notice import Dropped
from handlers.screen import Button, Qr, Screen, Trail, Voice, column
from storage import schema
from storage.engine import Store
from storage.vault import Vault
from tests.storage.databases import address
from tests.telegram import switchboard

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)  # a Friday noon in Copenhagen
AGAIN = Button(Markup("Again"), actions.Home())


class Counting:
    """Answers that count: a person's name is the number of texts and taps that had their effect."""

    def __init__(self):
        self.gate = threading.Event()
        self.locked = 2
        self.jams = 1

    def answer_opened(self, opened, unit):
        if opened.visitor.person is None:
            programme = unit.programmes.by_name("P") or unit.programmes.add("P", "en", "Europe/Copenhagen", opened.now)
            unit.people.add(opened.visitor.chat, "0", "en", programme, opened.now)
        return Screen(Markup("Hello"), column(AGAIN))

    def answer_said(self, said, unit):
        if said.text.startswith("boom"):
            self._count(said.visitor, unit)
            raise ZeroDivisionError(said.text)
        if said.text == "locked" and self.locked:
            self.locked -= 1
            raise OperationalError("insert", {}, Exception("database is locked"))
        if said.text == "jam" and self.jams:
            self.jams -= 1
            # From here on nothing can be written at all, as on a disk that has become read-only.
            unit.connection.exec_driver_sql("PRAGMA query_only=ON")
        if said.text.startswith("tell "):
            _, chat, key = said.text.split()
            unit.outbox.notice("test.told", unit.people.by_chat(int(chat)), key, {"key": key}, said.now)
        if said.text == "picture":
            return Screen(Markup("Scan me"), picture=Qr("https://t.me/{bot}?start=x"))
        if said.text == "way":
            way = Trail("Look how far", "Two small steps", "2026", "A stone", ["5 Mar", "6 Mar"], 3)
            return Screen(Markup("So far"), column(AGAIN), way)
        if said.text.startswith("play "):
            return Screen(Markup("Listen"), column(AGAIN), Voice(said.text.removeprefix("play "), Markup("It is gone")))
        number = self._count(said.visitor, unit)
        return Screen(Markup("{}: {} is {}").format(said.kind.value, said.text, number), column(AGAIN))

    def answer_bytes(self, visitor, data, _now, unit):
        if data == "slow":
            assert self.gate.wait(5)
        if visitor.person is None:
            return Screen(Markup("Who are you?"))
        toast = Markup("Not one of mine") if actions.decode(data) is None else None
        return Screen(Markup("Tapped {}").format(self._count(visitor, unit)), column(AGAIN), toast=toast)

    def answer_command(self, _visitor, name, _now, _unit):
        return Screen(Markup("Command {}").format(name), column(AGAIN), fresh=True)

    def sorry(self, _visitor, _now, _unit):
        return Screen(Markup("Sorry, that was us"))

    @staticmethod
    def _count(visitor, unit):
        if visitor.person is None:
            return 0
        number = int(visitor.person.name) + 1
        unit.people.rename(visitor.person.id, str(number))
        return number


def draw(kind, facts, _reader, _now, _unit):
    """Says its key; kinds of their own drop or break."""
    if kind == "test.dropped":
        return Dropped("no_longer")
    if kind == "test.broken":
        raise ZeroDivisionError
    return Screen(Markup("Notice {}{}").format(facts["key"], " again" if "again" in facts else ""))


@dataclass
class Running:
    """The bot as it runs in a test."""

    app: App
    store: Store
    clock: MovableClock

    async def notice(self, phone, key, kind="test.told", **times):
        """Queues a notice to the phone's owner, as a handler or the ticker would."""

        def cause(unit):
            return unit.outbox.notice(kind, unit.people.by_chat(phone.id), key, {"key": key}, self.clock.now(), **times)

        added = await self.store.write(cause)
        await self.app.settled()
        return added

    async def person(self, phone) -> Person:
        """The person behind the phone."""
        return await self.store.read(lambda unit: unit.people.by_chat(phone.id))

    async def outbox(self):
        """(kind, state, reason) of each message, oldest first."""
        table = schema.outbox
        query = select(table.c.kind, table.c.state, table.c.reason).order_by(table.c.id)
        return await self.store.read(lambda unit: [tuple(row) for row in unit.connection.execute(query)])

    async def notices(self):
        """(state, reason) of each notice, oldest first."""
        return [(state.value, reason) for kind, state, reason in await self.outbox() if kind != "answer"]

    async def inbox(self):
        """(state, reason) of each update, oldest first."""
        table = schema.inbox
        query = select(table.c.state, table.c.reason, table.c.raw).order_by(table.c.received_at, table.c.update_id)
        rows = await self.store.read(lambda unit: unit.connection.execute(query).all())
        assert all(row.raw is None or row.state == "waiting" for row in rows)
        return [(row.state.value, row.reason) for row in rows]


def open_store(folder):
    """The test's database, migrated."""
    return Store(address(folder, "edges.db"), Vault({1: bytes(32)}, 1))


@asynccontextmanager
async def running(board, folder, clock=None, patience=5.0, **more):
    """The bot runs against the make-believe Telegram until the block is left."""
    clock = clock or MovableClock(NOON)
    store = open_store(folder)
    options = {"send_rate": 0, "tick_seconds": 3600, "answers": Counting(), "draw": draw, "poll": 20} | more
    app = App(store, Api(board.token, board.url, patience=patience), clock, **options)
    await app.start()
    try:
        yield Running(app, store, clock)
    finally:
        async with asyncio.timeout(10):
            await app.stop()


@asynccontextmanager
async def everything(folder, **more):
    """The make-believe Telegram and the bot."""
    async with switchboard() as board, running(board, folder, **more) as bot:
        yield board, bot
