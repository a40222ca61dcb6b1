"""Updates that the platform brings: on disk before it is told that we have them."""

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot import updates
from bot.api import Api, Params, TokenRefused
from storage.inbox import Arrival

HEADER = "X-Telegram-Bot-Api-Secret-Token"
# Updates are some thousand bytes long.
LARGEST = 1 << 20
CONNECTIONS = 100
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
# Comes back when the update is on disk; raises when it cannot be.
Take = Callable[[Arrival], Awaitable[None]]
_log = structlog.get_logger()


@dataclass(frozen=True)
class Webhook:
    """Where the platform brings updates, and the secret by which we know it."""

    url: str
    secret: str = field(repr=False)

    @property
    def path(self) -> str:
        """The part of the address that we serve."""
        return urlsplit(self.url).path or "/"

    def params(self) -> Params:
        """What the platform is told."""
        told = {"url": self.url, "secret_token": self.secret, "max_connections": CONNECTIONS}
        return told | {"allowed_updates": list(updates.ALLOWED)}


async def announce(api: Api, webhook: Webhook) -> None:
    """Tells the platform where to bring updates; comes back when it has heard. Raises TokenRefused."""
    pause = FIRST_PAUSE
    while True:
        try:
            await api.call("setWebhook", webhook.params())
        except TokenRefused:
            raise
        except Exception as error:  # the network can break in any way
            _log.warning("webhook_not_set", error=type(error).__name__, again_in=pause)
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)
        else:
            return


def webhook_route(webhook: Webhook, take: Take) -> Route:
    """The address: 200 when it is kept, 403 for strangers, 413 and 400 for what is no update, 503 for "once more"."""

    async def brought(request: Request) -> Response:
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), webhook.secret.encode()):
            return Response(status_code=403)
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        arrival = _arrival(body)
        return Response(status_code=400 if arrival is None else await _kept(arrival, take))

    return Route(webhook.path, brought, methods=["POST"])


async def _body(request: Request) -> bytes | None:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    return body


def _arrival(body: bytes) -> Arrival | None:
    try:
        return updates.arrival(json.loads(body))
    except (ValueError, RecursionError):
        return None


async def _kept(arrival: Arrival, take: Take) -> int:
    try:
        await take(arrival)
    except Exception as error:  # the platform brings it again
        _log.warning("update_not_kept", update_id=arrival.update_id, error=type(error).__name__)
        return 503
    return 200
