"""A make-believe Telegram on this machine: the Bot API over HTTP, in front of a world of phones."""

import asyncio
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.demo.faults import Fault, Faults, Trouble
from bot.demo.methods import METHODS
from bot.demo.pace import Pace
from bot.demo.params import Params, read
from bot.demo.refusals import RefusalError, conflict, hooked, not_found, too_many, unauthorized
from bot.demo.webhook import Webhook
from bot.demo.world import World

TOKEN = "7001002003:AAE-a-token-for-the-demo-and-tests-0"  # noqa: S105
LONGEST_POLL = 50
_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{20,}")


@dataclass
class Call:
    """One call of the Bot API: what was asked, when by the world's clock, and what was answered."""

    method: str
    params: dict[str, Any]
    at: datetime
    status: int = 0
    answer: dict[str, Any] = field(default_factory=dict)

    @property
    def result(self) -> Any:
        """What Telegram answered; None when it refused or the answer never left."""
        return self.answer.get("result")

    @property
    def chat(self) -> int:
        """The chat that it was for, 0 when for none."""
        try:
            return int(self.params.get("chat_id", 0))
        except ValueError:
            return 0


class Telegram:
    """The Bot API of one bot; `app` is the ASGI application, `world` what people see and do."""

    def __init__(
        self, *, now: Callable[[], datetime], token: str = TOKEN, routes: list[BaseRoute] | None = None
    ) -> None:
        """`now` gives the dates of messages; `routes` are served beside the Bot API."""
        self.token = token
        self.world = World(now)
        self.faults = Faults()
        self.pace = Pace(time.monotonic)
        self.calls: list[Call] = []
        self.webhook = Webhook(self.world.updates, self.world.bell)
        self.closing = False
        self._hanging: set[asyncio.Transport] = set()
        api = "/bot{token}/{method}"
        self.app = Starlette(
            routes=[
                Route(api, self._answer, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", self._file),
                *(routes or []),
            ],
            exception_handlers={ClientDisconnect: _gone},
        )

    def close(self) -> None:
        """Lets go of everybody who waits, so that the server can stop."""
        self.closing = True
        self.webhook.stop()
        self.world.bell.ring()
        for transport in self._hanging:
            transport.abort()

    def called(self, method: str) -> list[Call]:
        """The calls of one method, oldest first."""
        return [one for one in self.calls if one.method.lower() == method.lower()]

    async def _answer(self, request: Request) -> Response:
        method = request.path_params["method"]
        try:
            params = await read(request)
        except ClientDisconnect:  # whoever called was killed in the middle of a word
            return Silence()
        call = Call(method, params.plain(), self.world.now())
        self.calls.append(call)
        fault = self.faults.take(method, call.chat)
        early = await self._trouble_before(request, call, fault) if fault else None
        if early is not None:
            return early
        call.status, call.answer = await self._result(request.path_params["token"], method.lower(), params)
        self.world.bell.ring()
        if fault:
            return await self._trouble_after(request, fault)
        return JSONResponse(call.answer, call.status)

    async def _result(self, token: str, method: str, params: Params) -> tuple[int, dict[str, Any]]:
        try:
            self._admit(token)
            if method == "getupdates":
                return 200, {"ok": True, "result": await self._updates(params)}
            if method not in METHODS:
                raise not_found()
            if method.startswith("send") and method != "sendchataction":
                self.pace.check(params.number("chat_id"))
            return 200, {"ok": True, "result": METHODS[method](self.world, params)}
        except RefusalError as refusal:
            return refusal.status, refusal.body()

    def _admit(self, token: str) -> None:
        if not _TOKEN.fullmatch(token):
            raise not_found()
        if token != self.token:
            raise unauthorized()

    async def _updates(self, params: Params) -> list[dict[str, Any]]:
        updates = self.world.updates
        if updates.url:
            raise hooked()
        allowed = params.json("allowed_updates")
        if allowed is not None:
            updates.allowed = list(allowed)
        updates.poll += 1
        mine = updates.poll
        self.world.bell.ring()
        updates.confirm(params.number("offset"))
        limit = params.number("limit", 100)

        def happened() -> bool:
            return self.closing or updates.poll != mine or bool(updates.url) or bool(updates.ready(limit))

        await self.world.bell.until(happened, min(max(params.number("timeout"), 0), LONGEST_POLL))
        if updates.poll != mine:
            raise conflict()
        if updates.url:
            raise hooked()
        return updates.ready(limit)

    async def _file(self, request: Request) -> Response:
        if request.path_params["token"] != self.token:
            return JSONResponse(unauthorized().body(), 401)
        stored = self.world.files.at(request.path_params["path"])
        if stored is None:
            return JSONResponse(not_found().body(), 404)
        return Response(stored.upload.content, media_type="application/octet-stream")

    async def _trouble_before(self, request: Request, call: Call, fault: Fault) -> Response | None:
        """The answer of trouble that comes before anything is done."""
        self.world.bell.ring()
        match fault.trouble:
            case Trouble.TOO_MANY:
                refusal = too_many(fault.retry_after)
            case Trouble.BROKEN:
                refusal = RefusalError(500, "Internal Server Error")
            case Trouble.GATEWAY:
                call.status = 502
                page = "<html><head><title>502 Bad Gateway</title></head></html>"
                return Response(page, 502, media_type="text/html")
            case Trouble.RESET:
                return await self._reset(request)
            case Trouble.HANG:
                return await self._hang(request)
            case _:
                return None
        call.status, call.answer = refusal.status, refusal.body()
        return JSONResponse(call.answer, call.status)

    async def _trouble_after(self, request: Request, fault: Fault) -> Response:
        """The answer of trouble that comes when all is done."""
        if fault.trouble is Trouble.NOT_JSON:
            return PlainTextResponse('{"ok": tru')
        if fault.trouble is Trouble.DONE_BUT_HANGS:
            return await self._hang(request)
        return await self._reset(request)

    async def _reset(self, request: Request) -> Response:
        """Breaks the connection under the caller's feet."""
        request.scope["state"]["transport"].abort()
        return await self._hang(request)

    async def _hang(self, request: Request) -> Response:
        """Says nothing until the caller is gone or the server stops."""
        transport = request.scope["state"]["transport"]
        self._hanging.add(transport)
        while (await request.receive())["type"] != "http.disconnect":
            pass
        self._hanging.discard(transport)
        return Silence()


class Silence(Response):
    """No answer at all, for somebody who is gone."""

    async def __call__(self, *_: object) -> None:
        """Sends nothing."""


def _gone(_request: Request, _gone: Exception) -> Response:
    """The caller was cut off before all was said: nothing is done, and there is nobody to answer."""
    return Silence()


def pretty(calls: list[Call]) -> str:
    """Calls as lines to read, for a test that failed."""
    return "\n".join(f"{one.method} {one.status} {json.dumps(one.params, ensure_ascii=False)}" for one in calls)
