"""The platform's Bot API: python-telegram-bot as a client, asked for what it got, unread."""

import os
import time
from collections.abc import Callable
from typing import Any

from telegram import Bot, InputFile
from telegram.error import InvalidToken, TelegramError

from bot.wire import Wire
from storage.trouble import Trouble

URL = "https://api.telegram.org"
CONNECTIONS = 64
PATIENCE = 10.0
# The library's way to give `retry_after` as a timedelta; its numbers are deprecated and warn.
os.environ.setdefault("PTB_TIMEDELTA", "1")

Params = dict[str, Any]


class TokenRefused(Trouble):
    """The platform does not know our token."""


class UsernameUnknown(Exception):  # noqa: N818  nothing was sent; it is asked again later
    """The platform did not tell the bot's name."""


class _Client(Bot):
    async def ask(self, method: str, params: Params, read_timeout: float) -> Any:
        # do_api_request is the public way, but it warns at each call that a typed method exists. The typed ones
        # parse what came, and one update that does not parse would hold back all that came with it.
        return await self._post(method, dict(params), read_timeout=read_timeout)


class Api:
    """Calls methods of the Bot API by name; the answers are plain JSON."""

    def __init__(self, token: str, url: str = URL, *, patience: float = PATIENCE) -> None:
        """Methods live at `{url}/bot{token}/{method}`; an answer is waited for `patience` seconds.

        It connects when it is used.
        """
        self._patience = patience
        # Long polls have a connection of their own, so that a busy hour cannot make them wait.
        self._polls = Wire(url, 1, patience)
        self._calls = Wire(url, CONNECTIONS, patience)
        self._bot = _Client(
            token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=self._calls,
            get_updates_request=self._polls,
        )
        self._username = ""
        # Told of each call: its method, how many seconds it took, and the error that came of it.
        self.heard: Callable[[str, float, Exception | None], None] = lambda *_: None

    async def call(self, method: str, params: Params, *, longer: float = 0, within: float | None = None) -> Any:
        """The method's result, waited for so many seconds longer than usual, or no longer than `within`.

        Raises TokenRefused, or a TelegramError; `bot/verdicts.py` reads it.
        """
        began = time.perf_counter()
        try:
            result = await self._ask(method, params, longer, within)
        except Exception as error:
            self.heard(method, time.perf_counter() - began, error)
            raise
        self.heard(method, time.perf_counter() - began, None)
        return result

    async def _ask(self, method: str, params: Params, longer: float, within: float | None) -> Any:
        try:
            patience = self._patience if within is None else min(within, self._patience)
            if any(isinstance(value, InputFile) for value in params.values()):
                return await self._bot.ask(method, params, patience + longer)
            wire = self._polls if method == "getUpdates" else self._calls
            return await wire.call(f"{self._bot.base_url}/{method}", params, patience + longer)
        except InvalidToken as error:
            raise TokenRefused("The token is no longer known: ask @BotFather for the one that is.") from error
        except KeyError as error:
            raise TelegramError("the answer has no result") from error

    async def send_picture(self, params: Params, png: bytes) -> Any:
        """Sends a photo; otherwise as `call`."""
        return await self.call("sendPhoto", params | {"photo": InputFile(png, filename="makker.png")}, longer=20)

    async def send_file(self, params: Params, name: str, content: bytes) -> Any:
        """Sends a document of that name; otherwise as `call`."""
        return await self.call("sendDocument", params | {"document": InputFile(content, filename=name)}, longer=20)

    async def fetch_file(self, file: str, largest: int) -> bytes | None:
        """What is in somebody's file, by the platform's name for it; None when there is more than `largest` bytes.

        Otherwise as `call`.
        """
        found = await self.call("getFile", {"file_id": file})
        if int(found.get("file_size", 0)) > largest or not found.get("file_path"):
            return None
        content = await self._calls.retrieve(f"{self._bot.base_file_url}/{found['file_path']}")
        return content if len(content) <= largest else None

    async def username(self) -> str:
        """The bot's own username; asked until it is known. Raises TokenRefused, or UsernameUnknown."""
        if not self._username:
            try:
                self._username = str((await self.call("getMe", {}))["username"])
            except TokenRefused:
                raise
            except Exception as error:
                raise UsernameUnknown(type(error).__name__) from error
        return self._username

    async def close(self) -> None:
        """Closes every connection."""
        await self._polls.shutdown()
        await self._calls.shutdown()
