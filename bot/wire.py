"""How the platform is reached: python-telegram-bot's requests, carried by aiohttp.

Its own way, httpx, takes most of a tap's time: see bot/decisions/0016-a-quick-tap.md.
"""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.certificates import certificates

# Seconds to reach the platform, and to get a connection at all, which others may have.
CONNECTING, AT_MOST = 5.0, 10.0
# Longer than a pause in a talk; the platform keeps a connection for longer still.
IDLE = 30.0
# Nothing has left this machine when one of these is the reason.
NEVER_LEFT = (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError, aiohttp.ClientHttpProxyError)


@dataclass(frozen=True, slots=True)
class _Plain:
    """A call's parameters without a file: what the library's own object is asked for, and none of its work."""

    parameters: Mapping[str, Any]
    contains_files: Literal[False] = False


class Wire(BaseRequest):
    """Connections to one server, made when they are needed and kept for the next call."""

    def __init__(self, url: str, connections: int, patience: float) -> None:
        """At most so many connections; an answer is waited for `patience` seconds, if nothing else is said."""
        self._url, self._connections, self._patience = url, connections, patience
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds that an answer is waited for."""
        return self._patience

    async def initialize(self) -> None:
        """Connects nothing yet."""

    async def shutdown(self) -> None:
        """Closes every connection."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def call(self, url: str, parameters: Mapping[str, Any], seconds: float) -> Any:
        """The result of a method without a file, waited for so long. Raises what `post` raises."""
        given: Any = _Plain(parameters)
        return await self.post(url, given, read_timeout=seconds)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = None,
        write_timeout: Any = None,  # noqa: ARG002  python-telegram-bot's; how long we wait is for an answer
        connect_timeout: Any = None,  # noqa: ARG002
        pool_timeout: Any = None,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """The status and the body; raises TimedOut or NetworkError, from what aiohttp said."""
        seconds = read_timeout if isinstance(read_timeout, int | float) else self._patience
        try:
            async with self._open().request(
                method, url, timeout=_timeout(seconds), **_body(request_data), proxy=self._proxy, allow_redirects=False
            ) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            # Its words can hold the address, and so the token.
            raise NetworkError(type(error).__name__) from error

    def _open(self) -> aiohttp.ClientSession:
        # It belongs to the event loop in which it is made.
        if self._session is None:
            secure: Any = certificates() if self._url.startswith("https:") else True
            pool = aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=IDLE, ssl=secure)
            self._session = aiohttp.ClientSession(connector=pool, cookie_jar=aiohttp.DummyCookieJar())
        return self._session

    @functools.cached_property
    def _proxy(self) -> str | None:
        """The proxy that the environment names for the server, found once: to look takes as long as half a call."""
        place, known = urlsplit(self._url), getproxies()
        found = known.get(place.scheme) or known.get("all")
        return found if found and not proxy_bypass(place.hostname or "") else None


@functools.cache
def _timeout(seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(connect=AT_MOST, sock_connect=CONNECTING, sock_read=seconds)


def _body(asked: RequestData | None) -> dict[str, Any]:
    if asked is None:
        return {}
    if not asked.contains_files:
        return {"json": asked.parameters}
    form = aiohttp.FormData(asked.json_parameters)
    for name, (file, content, kind) in asked.multipart_data.items():
        form.add_field(name, content, filename=file, content_type=kind)
    return {"data": form}
