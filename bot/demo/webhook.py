"""Brings updates to the bot's own address, as Telegram does where a webhook is set."""

import asyncio
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

import httpx

from bot.demo.bell import Bell
from bot.demo.updates import Updates, Waiting
from bot.tasks import Tasks

HEADER = "X-Telegram-Bot-Api-Secret-Token"
FIRST_PAUSE, LONGEST_PAUSE = 0.05, 1.0
PATIENCE = 5.0
LONGEST_LIFE = 1e9


@dataclass
class Webhook:
    """One update of a chat at a time, many chats at once, each again until it is taken with a 2xx.

    Behind the address stand the `servers` (host:port), if there are any: each gets the next update in turn.
    """

    updates: Updates
    bell: Bell
    servers: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._tasks = Tasks(lambda _error: None)
        self._flying: dict[object, int] = {}
        self._turns: Iterator[int] = itertools.count()
        self._client: httpx.AsyncClient | None = None
        self._closed = False

    async def run(self) -> None:
        """Brings whatever waits, until `stop`."""
        await self.bell.until(lambda: self._closed or bool(self.updates.url), LONGEST_LIFE)
        async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False, verify=False) as self._client:  # noqa: S501  loopback
            while not self._closed:
                await self.bell.until(lambda: self._closed or self._next() is not None, LONGEST_PAUSE)
                while not self._closed and (one := self._next()) is not None:
                    self._flying[_chat(one)] = one.number
                    self._tasks.start(self._bring(one))
            await self._tasks.stop(0)

    def stop(self) -> None:
        """Nothing more is brought."""
        self._closed = True
        self.bell.ring()

    def _next(self) -> Waiting | None:
        if not self.updates.url or len(self._flying) >= self.updates.connections:
            return None
        return next((one for one in self.updates.queue if _chat(one) not in self._flying), None)

    async def _bring(self, one: Waiting) -> None:
        pause = FIRST_PAUSE
        while self.updates.url and one in self.updates.queue and not await self._taken(one):
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)
        if one in self.updates.queue and self.updates.url:
            self.updates.queue.remove(one)
        del self._flying[_chat(one)]
        self.bell.ring()

    async def _taken(self, one: Waiting) -> bool:
        if self._client is None:
            return False
        headers = {HEADER: self.updates.secret} if self.updates.secret else {}
        try:
            answer = await self._client.post(self._address(), json=one.json, headers=headers)
        except httpx.HTTPError:
            return False
        self.statuses.append(answer.status_code)
        return answer.is_success

    def _address(self) -> str:
        if not self.servers:
            return self.updates.url
        server = self.servers[next(self._turns) % len(self.servers)]
        return urlunsplit(urlsplit(self.updates.url)._replace(scheme="http", netloc=server))


def _chat(one: Waiting) -> object:
    """What it must not overtake in: the chat, or whoever tapped."""
    content = one.json[one.kind]
    return content.get("chat", content["from"])["id"]
