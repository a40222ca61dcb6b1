"""`makker run`: settings, database, key, token; then the bot and its health page until a signal comes."""

import asyncio
import gc
import signal
import socket
import sys

import structlog
import typer

from bot import calendars
from bot.api import Api
from bot.app import App
from bot.clock import Clock, SystemClock
from bot.config import Settings
from bot.logs import set_up
from bot.tasks import Tasks
from bot.web import Web, WebTrouble, listen
from bot.webhook import Webhook, webhook_route
from bot.whoami import Unreachable, who_am_i
from storage.company import company_of
from storage.engine import Store
from storage.leading import Lead, lead_of
from storage.opening import Opened, open_store
from storage.trouble import Trouble

_log = structlog.get_logger()
_NONE_YET = (
    "There is no token. In Telegram, write /newbot to @BotFather (https://t.me/BotFather), put what you get into "
    "MAKKER_TOKEN (or a .env file), and start again. To look around first, without a token: makker demo"
)


class NoToken(Trouble):
    """Nobody has told us the bot's token."""


def run(settings: Settings, clock: Clock | None = None, lead: Lead | None = None) -> None:
    """Runs the bot until SIGTERM or SIGINT; raises Trouble for what the operator must mend.

    `clock` is the machine's and `lead` the database's, but for other ones in tests.
    """
    token = settings.secret_token()
    if token is None:
        raise NoToken(_NONE_YET)
    set_up(settings.log, settings.log_level, token)
    opened = open_store(settings.database_url.get_secret_value(), settings.key_file)
    try:
        _say_aloud(opened, settings)
        _greet(settings.api_url, token)
        listening = _listen(settings)
    except Trouble:
        opened.store.close()
        raise
    lead = lead or lead_of(settings.database_url.get_secret_value())
    keep_what_is_loaded()
    with asyncio.Runner(loop_factory=_loop) as runner:
        runner.run(_live(settings, token, opened.store, listening, clock or SystemClock(), lead))


def keep_what_is_loaded() -> None:
    """What is here by now stays: the search for what can be thrown away leaves it out, and comes less often."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)
    gc.enable()


def _loop() -> asyncio.AbstractEventLoop:
    """The quicker event loop, where it runs."""
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    import uvloop

    return uvloop.new_event_loop()


def _say_aloud(opened: Opened, settings: Settings) -> None:
    for sentence in opened.news():
        if settings.log == "text":
            typer.echo(sentence, err=True)
        else:
            _log.warning(sentence)


def _greet(api_url: str, token: str) -> None:
    try:
        _log.info("hello", bot=f"@{who_am_i(api_url, token).username}")
    except Unreachable as trouble:
        _log.warning("api_unreachable", seen=str(trouble), then="Makker starts and keeps trying.")


def _listen(settings: Settings) -> socket.socket | None:
    address = settings.http_address()
    if address is None:
        return None
    try:
        return listen(*address)
    except WebTrouble as trouble:
        if settings.webhook_url or "http" in settings.model_fields_set:
            raise
        # Nobody asked for this address; two bots on one machine are none the worse without it.
        _log.warning("no_health_page", seen=str(trouble))
        return None


def _webhook(settings: Settings) -> Webhook | None:
    if settings.webhook_url is None or settings.webhook_secret is None:
        return None
    return Webhook(settings.webhook_url, settings.webhook_secret.get_secret_value())


async def _live(
    settings: Settings, token: str, store: Store, listening: socket.socket | None, clock: Clock, lead: Lead
) -> None:
    # Without the page the address would lead nowhere.
    store.public_url = (settings.public_url or "") if listening else ""
    webhook = _webhook(settings)
    company = company_of(settings.database_url.get_secret_value(), store) if webhook else None
    if webhook and company is None:
        _log.info("one_process", then="With SQLite one works and others stand by; several at once need PostgreSQL.")
    app = App(
        store,
        Api(token, settings.api_url),
        clock,
        tick_seconds=settings.tick_seconds,
        send_rate=settings.send_rate,
        lead=lead,
        webhook=webhook,
        company=company,
    )
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, app.finish)
    beside = Tasks(lambda _error: app.finish())

    async def feeds(secret: str) -> bytes | None:
        return await store.read(lambda unit: calendars.of_secret(secret, unit, clock.now()))

    more = [webhook_route(webhook, app.keep)] if webhook else []
    web = Web(app, listening, feeds, more) if listening else None
    if web is not None:
        beside.start(web.run())
    try:
        await app.run()
    finally:
        if web is not None:
            web.stop()
        await beside.stop(2)
