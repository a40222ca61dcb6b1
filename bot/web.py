"""The small web page: `/healthz` and `/metrics` for whoever watches the bot, `/calendar/….ics` for calendars."""

import contextlib
import os
import socket
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Protocol

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.metrics import CONTENT_TYPE
from bot.pulse import Beat
from storage.trouble import Trouble

# The feed at a secret address; None when nobody has that one.
Feeds = Callable[[str], Awaitable[bytes | None]]
# Which a web server in between adds to what it passes on.
FORWARDED = ("forwarded", "x-forwarded-for")
PRIVATE = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


class WebTrouble(Trouble):
    """The health page cannot be served where it was asked for."""


class Heart(Protocol):
    """What the page asks of the running bot."""

    def beats(self) -> Mapping[str, Beat]:
        """The beats by part: polling, ticking, delivery."""

    @property
    def leads(self) -> bool:
        """Whether it leads, or stands by for the one that does."""

    async def metrics(self) -> bytes:
        """What was counted and timed."""


def application(heart: Heart, feeds: Feeds, more: Sequence[Route] = ()) -> Starlette:
    """`/healthz`: 200 when every part moves, 503 when one stands still, with a small JSON; the feeds; and what is more.

    The JSON says which part that is, and whether this process leads. `/metrics`: what was counted and timed, for
    whoever asks without a web server in between.
    """

    async def healthz(_request: Request) -> JSONResponse:
        beats = heart.beats()
        well = all(beat.alive for beat in beats.values())
        parts = {name: {"ok": beat.alive, "age": round(beat.age, 1)} for name, beat in beats.items()}
        said = {"ok": well, "leads": heart.leads, "parts": parts}
        return JSONResponse(said, 200 if well else 503, {"Cache-Control": "no-store"})

    async def metrics(request: Request) -> Response:
        if any(name in request.headers for name in FORWARDED):
            return Response(status_code=404)
        return Response(await heart.metrics(), headers={"Cache-Control": "no-store", "Content-Type": CONTENT_TYPE})

    return Starlette(routes=[Route("/healthz", healthz), Route("/metrics", metrics), calendar_route(feeds), *more])


def calendar_route(feeds: Feeds) -> Route:
    """`/calendar/<secret>.ics`: the feed, or 304 when the caller has it already; 404 whatever is wrong with it."""

    async def calendar(request: Request) -> Response:
        sheet = await feeds(request.path_params["secret"])
        if sheet is None:
            return Response(status_code=404, headers=PRIVATE)
        headers = PRIVATE | {"ETag": f'"{sha256(sheet).hexdigest()[:32]}"'}
        if headers["ETag"] in request.headers.get("If-None-Match", ""):
            return Response(status_code=304, headers=headers)
        return Response(sheet, media_type="text/calendar", headers=headers)

    return Route("/calendar/{secret}.ics", calendar)


def listen(host: str, port: int) -> socket.socket:
    """A socket at the address; raises WebTrouble when somebody else is there or the host is not ours."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise WebTrouble(
            f"MAKKER_HTTP: nothing can be served at {host}:{port} ({why(error)}). "
            "Choose another address, or set it empty to turn it off."
        ) from error


def why(error: OSError) -> str:
    """The system's own words, without Python's about the call; names that cannot be found have codes of their own."""
    if error.errno is None or isinstance(error, socket.gaierror):
        return str(error.strerror or error)
    return os.strerror(error.errno)


class _Server(uvicorn.Server):
    """Leaves the signals to the bot, which stops everything in order."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class Web:
    """The page, served inside the bot's own loop: `await run()`, and `stop()` from elsewhere."""

    def __init__(self, heart: Heart, listening: socket.socket, feeds: Feeds, more: Sequence[Route] = ()) -> None:
        """Takes a socket from `listen`, and closes it in the end; `more` is served, too."""
        config = uvicorn.Config(
            application(heart, feeds, more),
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        self._server = _Server(config)
        self._socket = listening

    async def run(self) -> None:
        """Serves until `stop`."""
        with self._socket:
            await self._server.serve(sockets=[self._socket])

    def stop(self) -> None:
        """Lets `run` return soon."""
        self._server.should_exit = True
