"""`makker demo`: the unchanged bot, a make-believe Telegram, three phones on a page, and a clock that can be moved."""

import asyncio
import contextlib
import signal
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from bot import calendars
from bot.api import Api
from bot.app import App
from bot.clock import Clock, MovableClock, SystemClock
from bot.demo import crowd
from bot.demo.control import Control
from bot.demo.messages import Account
from bot.demo.server import serving
from bot.demo.story import Story
from bot.demo.telegram import TOKEN, Telegram
from bot.invite import Asked, invite
from bot.logs import set_up
from bot.mentoring.people import Role
from bot.ticker import next_due
from bot.web import calendar_route, why
from storage.engine import Store
from storage.opening import open_store
from storage.trouble import Trouble

ZONE = ZoneInfo("Europe/Copenhagen")
PROGRAMME = "Peer Vejle"
PEOPLE = (("mentee", "Anna"), ("mentor", "Jonas"), ("coordinator", "Mette"))
# The ticker looks by itself only seldom: the page's clock says when there is something to see.
TICK_SECONDS = 20


class DemoTrouble(Trouble):
    """The demo cannot be shown where it was asked for."""


class Show:
    """The demo's stage: a fresh database and a fresh bot at each beginning, the phones and the clock around them."""

    def __init__(self, folder: Path, language: str, real: Clock) -> None:
        """Keeps its databases in `folder`; `real` says what day it is outside."""
        self.zone = ZONE
        self.clock = MovableClock(friendly_hour(real.now()))
        self.telegram = Telegram(now=self.clock.now)
        self.url = ""
        self._folder, self._language = folder, language
        self._beginnings = 0
        self._app: App | None = None
        self._store: Store | None = None
        self._link: str | None = None
        self._accounts: dict[str, Account] = {}

    # --- What the page asks of its stage ---

    def now(self) -> datetime:
        """The demo's time, aware UTC."""
        return self.clock.now()

    def phones(self) -> list[tuple[str, Account]]:
        """The three on the page, with what each is."""
        return list(self._accounts.items())

    async def move(self, to: datetime) -> None:
        """Walks the clock forward, stopping at each thing that happens on the way; back is ValueError."""
        if to < self.clock.now():
            raise ValueError("time moves forward only")
        while (due := await self.next_due()) is not None and due < to:
            await self._stand_at(due)
        await self._stand_at(to)

    async def next_due(self) -> datetime | None:
        """When the bot will next do something by itself."""
        app, store = self._app, self._store
        if app is None or store is None:
            return None
        overdue = await store.read(next_due)
        if overdue is not None and overdue <= self.clock.now():
            # Somebody has just done something that the ticker has not looked at: what comes of it is not known yet.
            await app.tick_now()
        now = self.clock.now()
        coming = await store.read(lambda unit: (next_due(unit), unit.outbox.next_at(now)))
        return min((due for due in coming if due is not None and due > now), default=None)

    async def restart(self, *, story: bool) -> None:
        """Begins again, with three months of a story or with the coordinator's invitation."""
        await self.stop()
        self.telegram.world.clear()
        self.telegram.world.accounts.clear()
        begin = friendly_hour(self.clock.now())
        self._accounts = {role: self.telegram.world.person(name, self._language) for role, name in PEOPLE}
        self.clock.move_to(Story.begins(begin, ZONE) if story else begin)
        self._beginnings += 1
        folder = self._folder / str(self._beginnings)
        folder.mkdir()
        self._store = open_store(f"sqlite:///{folder / 'makker.db'}", folder / "makker.key").store
        self._store.public_url = self.url
        asked = Asked(Role.COORDINATOR, PROGRAMME, self._language, ZONE.key)
        payload = invite(self._store, asked, self.clock.now()).payload
        self._link = f"https://t.me/{self.telegram.world.username}?start={payload}"
        self._app = App(self._store, Api(TOKEN, self.url), self.clock, tick_seconds=TICK_SECONDS, send_rate=0)
        await self._app.start()
        if story:
            played = Story(
                self.telegram.world, self._accounts, self._language, self.move, self.settled, self._others_come
            )
            await played.play(payload, begin)

    async def invitation(self) -> str | None:
        """The coordinator's link, until somebody in the programme has used it."""
        link, store = self._link, self._store
        if link is None or store is None:
            return None
        payload = link.rpartition("=")[2]
        found = await store.read(lambda unit: unit.invitations.find(payload))
        return link if found is not None and found.uses_left else None

    async def feed(self, secret: str) -> bytes | None:
        """The calendar feed at somebody's secret address, which is on the page's own; None when nobody has it."""
        store = self._store
        return await store.read(lambda unit: calendars.of_secret(secret, unit, self.now())) if store else None

    # --- Life ---

    async def settled(self) -> None:
        """Everything that was done on the phones has been answered."""
        if self._app is None:
            return
        await self.telegram.world.bell.until(lambda: not self.telegram.world.updates.queue, PATIENCE)
        await self._app.settled()

    async def stop(self) -> None:
        """Stops the bot; the page stays."""
        if self._app is not None:
            app, self._app, self._store = self._app, None, None
            await app.stop()

    async def _others_come(self) -> None:
        store, now = self._store, self.clock.now()
        if store is not None:
            await store.write(lambda unit: crowd.come(PROGRAMME, self._off_the_page, unit, now))

    def _off_the_page(self, name: str) -> int:
        account = self.telegram.world.person(name, self._language)
        account.started = True
        return account.id

    async def _stand_at(self, instant: datetime) -> None:
        self.clock.move_to(max(instant, self.clock.now()))
        await self.settled()


PATIENCE = 10.0


def friendly_hour(now: datetime) -> datetime:
    """The nearest Wednesday at three in the afternoon: nobody tries a demo to be told that it is night."""
    local = now.astimezone(ZONE)
    day = local.date() - timedelta(days=(local.weekday() - 2) % 7)
    return datetime.combine(day, time(15), ZONE).astimezone(UTC)


@contextlib.asynccontextmanager
async def on_stage(folder: Path, language: str, real: Clock, *, host: str, port: int) -> AsyncIterator[Show]:
    """The page and an empty stage behind it, until the block is left."""
    show = Show(folder, language, real)
    Control(show.telegram, show, show.phones)
    show.telegram.app.router.routes.append(calendar_route(show.feed))
    async with serving(show.telegram, host=host, port=port) as url:
        show.url = url
        try:
            yield show
        finally:
            await show.stop()


async def serve(host: str, port: int, language: str, *, story: bool) -> None:
    """Shows everything until it is interrupted; raises DemoTrouble when the address is taken."""
    set_up("text", "WARNING", TOKEN)
    over = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, over.set)
    with tempfile.TemporaryDirectory(prefix="makker-demo-") as folder:
        async with contextlib.AsyncExitStack() as until_over:
            try:
                stage = on_stage(Path(folder), language, SystemClock(), host=host, port=port)
                show = await until_over.enter_async_context(stage)
            except OSError as error:
                raise DemoTrouble(
                    f"Nothing can be shown at {host}:{port} ({why(error)}): choose another --port."
                ) from error
            typer.echo(f"Makker's demo: {show.url}/  (stop with Ctrl-C; nothing is kept)")
            await show.restart(story=story)
            await over.wait()
