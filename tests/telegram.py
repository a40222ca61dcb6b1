"""Phones for tests, so that they read as stories: `await anna.taps("Yes")`, `await jonas.sees("You meet")`.

The make-believe Telegram runs in the test's own event loop; every wait is for something that happens there.
"""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.demo.faults import Faults
from bot.demo.messages import Account, Message
from bot.demo.params import Upload
from bot.demo.profile import menu
from bot.demo.server import serving
from bot.demo.telegram import Call, Telegram, pretty
from bot.demo.world import World

PATIENCE = 5.0  # seconds of real time before a test gives up
NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)  # a Friday noon in Copenhagen


@dataclass
class Phone:
    """One person's Telegram, with one chat: the bot's."""

    telegram: Telegram
    account: Account
    patience: float = PATIENCE

    @property
    def world(self) -> World:
        return self.telegram.world

    @property
    def id(self) -> int:
        """The chat's identifier."""
        return self.account.id

    # What is on the screen.

    @property
    def messages(self) -> list[Message]:
        """The whole chat, oldest first, as it stands now; what was deleted is gone."""
        return self.world.chat(self.account)

    @property
    def received(self) -> list[Message]:
        """What the bot wrote, oldest first, as it stands now."""
        return [one for one in self.messages if one.from_bot]

    @property
    def last(self) -> Message:
        """The bot's newest message."""
        assert self.received, f"{self.account.first_name} has heard nothing from the bot yet"
        return self.received[-1]

    @property
    def buttons(self) -> list[str]:
        """The labels below the bot's newest message."""
        return self.last.buttons if self.received else []

    @property
    def notifications(self) -> list[Message]:
        """What made the phone ring: messages that came as new, deleted ones too; an edit does not ring."""
        mine = (one for one in self.world.messages if one.chat["id"] == self.id and one.from_bot)
        return [one for one in mine if not one.silent]

    @property
    def toasts(self) -> list[str]:
        """What flashed up after taps, oldest first."""
        return [one.text for one in self.world.toasts if one.chat == self.id]

    @property
    def menu(self) -> list[str]:
        """The commands behind the menu button, in this phone's language."""
        return [one["command"] for one in menu(self.world, self.account)]

    @property
    def spins(self) -> bool:
        """Whether a tapped button still waits for its answer."""
        return any(one.person == self.id and not one.answered for one in self.world.presses.values())

    # What the person does.

    async def starts(self, payload: str = "") -> Message:
        """Opens the bot, by a deep link when there is a payload (or the whole link)."""
        return self.world.starts(self.account, payload.rpartition("?start=")[2])

    async def types(self, text: str) -> Message:
        """Writes a text."""
        return self.world.writes(self.account, text)

    async def taps(self, label: str) -> Message:
        """Taps the newest button with exactly this label, waiting for it to appear; gives its message."""
        await self._wait(lambda: self._with(label) is not None, f"a button {label!r}")
        message = self._with(label)
        assert message is not None
        await self.taps_old(message, label)
        return message

    async def taps_old(self, message: Message, label: str) -> None:
        """Taps a button of a certain message, as it was shown there."""
        found = [button for row in message.keyboard for button in row if button["text"] == label]
        assert found, f"no button {label!r} below {message.text!r}, only {message.buttons}"
        assert "callback_data" in found[0], f"{label!r} opens something instead: {found[0]}"
        await self.taps_raw(found[0]["callback_data"], message)

    async def taps_raw(self, data: str, message: Message | None = None) -> None:
        """Taps with any data, as a tampered phone could."""
        self.world.presses_button(self.account, message or self.last, data)

    async def rewrites(self, message: Message, text: str) -> None:
        """Edits an own message."""
        self.world.rewrites(self.account, message, text)

    async def sends_voice(self, content: bytes = b"OggS...", seconds: int = 3) -> Message:
        """Sends a voice message."""
        upload = Upload("voice.oga", "audio/ogg", content)
        return self.world.sends(self.account, "voice", upload, duration=seconds, mime_type="audio/ogg")

    async def sends_file(self, content: bytes, name: str = "list.csv") -> Message:
        """Sends a file."""
        upload = Upload(name, "text/csv", content)
        return self.world.sends(self.account, "document", upload, file_name=name, mime_type="text/csv")

    async def sends_sticker(self, emoji: str = "👍") -> Message:
        """Sends a sticker."""
        kind: dict[str, Any] = {"type": "regular", "is_animated": False, "is_video": False}
        upload = Upload("sticker.webp", "image/webp", b"RIFF....WEBP")
        return self.world.sends(self.account, "sticker", upload, width=512, height=512, emoji=emoji, **kind)

    async def sends_photo(self, content: bytes = b"\xff\xd8\xff\xe0") -> Message:
        """Sends a picture."""
        upload = Upload("photo.jpg", "image/jpeg", content)
        return self.world.sends(self.account, "photo", upload, width=800, height=600)

    async def writes_in_group(self, text: str) -> Message:
        """Writes in a group where the bot is, too."""
        return self.world.writes_in_group(self.account, text)

    async def blocks(self) -> None:
        """Stops the bot."""
        self.world.blocks(self.account)

    async def unblocks(self) -> None:
        """Lets the bot write again."""
        self.world.unblocks(self.account)

    async def leaves_telegram(self) -> None:
        """Deletes the account."""
        self.world.leaves_telegram(self.account)

    # What the person sees.

    async def sees(self, *words: str) -> Message:
        """The newest of the bot's messages that holds all these words (text or buttons); waits for it."""
        await self._wait(lambda: self._showing(words) is not None, " and ".join(map(repr, words)))
        message = self._showing(words)
        assert message is not None
        return message

    async def sees_last(self, *words: str) -> Message:
        """As `sees`, and it must be the bot's newest message."""

        def shown() -> bool:
            return bool(self.received) and _holds(self.last, words)

        await self._wait(shown, " and ".join(map(repr, words)) + " in the last message")
        return self.last

    async def sees_toast(self, words: str) -> str:
        """The newest toast that holds these words; waits for it."""
        await self._wait(lambda: any(words in one for one in self.toasts), f"a toast {words!r}")
        return next(one for one in reversed(self.toasts) if words in one)

    def does_not_see(self, *words: str) -> None:
        """No message of the bot holds any of these words, now."""
        for one in words:
            found = self._showing((one,))
            assert found is None, f"{one!r} is there: {found.text!r}\n{self}" if found else ""

    async def waits_until(self, happened: Callable[[], bool], what: str = "that") -> None:
        """Waits for anything else that a call of the bot brings about."""
        await self._wait(happened, what)

    def _with(self, label: str) -> Message | None:
        return next((one for one in reversed(self.received) if label in one.buttons), None)

    def _showing(self, words: tuple[str, ...]) -> Message | None:
        return next((one for one in reversed(self.received) if _holds(one, words)), None)

    async def _wait(self, happened: Callable[[], bool], what: str) -> None:
        if not await self.world.bell.until(happened, self.patience):
            latest = pretty(self.telegram.calls[-8:])
            raise AssertionError(f"{self.account.first_name} does not see {what}.\n{self}\nLatest calls:\n{latest}")

    def __str__(self) -> str:
        lines = [f"--- {self.account.first_name}'s phone ({self.account.language_code}) ---"]
        for one in self.messages:
            who = "Makker" if one.from_bot else self.account.first_name
            lines.append(f"{who}: {one.text or sorted(one.media)}" + (" (edited)" if one.edits else ""))
            lines.extend("    " + "  ".join(f"[{b['text']}]" for b in row) for row in one.keyboard)
        lines.extend(f"(toast: {one})" for one in self.toasts)
        return "\n".join(lines)


def _holds(message: Message, words: tuple[str, ...]) -> bool:
    shown = "\n".join([message.text, *message.buttons])
    return all(one in shown for one in words)


@dataclass
class Switchboard:
    """The running make-believe Telegram: phones on one side, the bot's `url` and `token` on the other."""

    telegram: Telegram
    url: str

    @property
    def world(self) -> World:
        return self.telegram.world

    @property
    def token(self) -> str:
        return self.telegram.token

    @property
    def faults(self) -> Faults:
        """Trouble on order."""
        return self.telegram.faults

    @property
    def calls(self) -> list[Call]:
        """Every call of the bot, oldest first."""
        return self.telegram.calls

    def called(self, method: str) -> list[Call]:
        """The calls of one method."""
        return self.telegram.called(method)

    def phone(self, name: str, language: str = "en", *, patience: float = PATIENCE) -> Phone:
        """A new phone, whose owner has not met the bot."""
        return Phone(self.telegram, self.world.person(name, language), patience)

    async def until(self, happened: Callable[[], bool], what: str = "it", seconds: float = PATIENCE) -> None:
        """Waits for a call or an act that makes it true; an AssertionError with the latest calls if none does."""
        if not await self.world.bell.until(happened, seconds):
            raise AssertionError(f"{what} did not happen. Latest calls:\n{pretty(self.calls[-12:])}")


@asynccontextmanager
async def switchboard(
    now: Callable[[], datetime] = lambda: NOON, *, strict: bool = False, port: int = 0
) -> AsyncIterator[Switchboard]:
    """Starts the make-believe Telegram on a free port of loopback and stops it in order.

    `now` dates the messages; `strict` holds the bot to Telegram's speed limits.
    """
    telegram = Telegram(now=now)
    telegram.pace.strict = strict
    async with serving(telegram, port=port) as url:
        yield Switchboard(telegram, url)
