"""The make-believe outside world: phones, chats and messages, and what people do with them."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.demo.bell import Bell
from bot.demo.files import Files
from bot.demo.markup import Entity
from bot.demo.messages import Account, Json, Message
from bot.demo.params import Upload
from bot.demo.refusals import bad, forbidden
from bot.demo.texts import trimmed
from bot.demo.updates import Updates

BOT_ID = 7_001_002_003
FIRST_PERSON = 5_104_220_017
FIRST_MESSAGE = 1201
GROUP = -1_001_987_654_321


@dataclass
class Toast:
    """What a phone shows for a moment after a tap."""

    chat: int
    query: str
    text: str
    alert: bool


@dataclass
class Press:
    """A tap that waits for its answer; the phone's button spins as long."""

    id: str
    person: int
    at: float
    answered: bool = False


@dataclass
class World:
    """Everything outside the bot; it lives in memory and survives the bot."""

    now: Callable[[], datetime]
    username: str = "makker_demo_bot"
    name: str = "Makker"
    bell: Bell = field(default_factory=Bell)
    files: Files = field(default_factory=Files)
    accounts: dict[int, Account] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    toasts: list[Toast] = field(default_factory=list)
    presses: dict[str, Press] = field(default_factory=dict)
    typing: dict[int, float] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    menus: dict[int, Json] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.updates = Updates(self.now)
        self._message_ids: Iterator[int] = itertools.count(FIRST_MESSAGE)
        self._people_ids: Iterator[int] = itertools.count(FIRST_PERSON, 7919)
        self._query_ids: Iterator[int] = itertools.count(4_382_910_558_201_337_001, 104_729)

    def clear(self) -> None:
        """Empty phones again; accounts, commands and the update numbers stay."""
        self.messages.clear()
        self.toasts.clear()
        self.presses.clear()
        self.typing.clear()
        self.updates.queue.clear()
        for account in self.accounts.values():
            account.started = account.blocked = account.deleted = False
        self.bell.ring()

    def bot(self) -> Json:
        """The bot as a `User`."""
        return {"id": BOT_ID, "is_bot": True, "first_name": self.name, "username": self.username}

    def seconds(self) -> int:
        """Now, as Unix time."""
        return int(self.now().timestamp())

    def person(self, first_name: str, language: str = "en", last_name: str = "", username: str = "") -> Account:
        """A new account that has never met the bot."""
        account = Account(next(self._people_ids), first_name, language, last_name, username)
        self.accounts[account.id] = account
        self.bell.ring()
        return account

    def chat(self, account: Account) -> list[Message]:
        """The private chat with the bot, oldest first, without what was deleted."""
        return [one for one in self.messages if one.chat["id"] == account.id and not one.deleted]

    def find(self, chat: int, message: int) -> Message | None:
        """A message that is still there."""
        found = (one for one in self.messages if one.id == message and one.chat["id"] == chat)
        return next((one for one in found if not one.deleted), None)

    # What the bot does.

    def reachable(self, chat: int) -> Json:
        """The chat that the bot may write to; RefusalError (400 or 403) when it may not."""
        if chat == GROUP:
            return self.group()
        account = self.accounts.get(chat)
        if account is not None and account.deleted:
            raise forbidden("user is deactivated")
        if account is None or not account.started:
            raise bad("chat not found")
        if account.blocked:
            raise forbidden("bot was blocked by the user")
        return account.chat()

    def say(
        self,
        chat: Json,
        text: str,
        entities: list[Entity],
        *,
        media: Json | None = None,
        markup: Json | None = None,
        silent: bool = False,
    ) -> Message:
        """A new message of the bot."""
        number = next(self._message_ids)
        message = Message(number, chat, self.bot(), self.seconds(), text, entities, media or {}, markup, silent)
        self.messages.append(message)
        self.typing.pop(chat["id"], None)
        return message

    # What people do.

    def writes(self, account: Account, text: str = "", media: Json | None = None, chat: Json | None = None) -> Message:
        """A message of a person; in a group when its chat is given."""
        if chat is None:
            self._enter(account)
        words, entities = trimmed(text, [])
        number = next(self._message_ids)
        place = chat or account.chat()
        message = Message(number, place, account.json(), self.seconds(), words, entities, media or {})
        self.messages.append(message)
        self.updates.add("message", message.json())
        self.bell.ring()
        return message

    def starts(self, account: Account, payload: str = "") -> Message:
        """Opens the bot, by its deep link when there is a payload; it also unblocks."""
        if account.blocked:
            self.unblocks(account)
        return self.writes(account, f"/start {payload}".strip())

    def rewrites(self, account: Account, message: Message, text: str) -> None:
        """Edits an own message."""
        message.text, message.entities = trimmed(text, [])
        message.edited = self.seconds()
        message.edits += 1
        self._enter(account)
        self.updates.add("edited_message", message.json())
        self.bell.ring()

    def presses_button(self, account: Account, message: Message, data: str) -> Press:
        """A tap with this data, genuine or not, on this message, old or not."""
        press = Press(str(next(self._query_ids)), account.id, self.now().timestamp())
        self.presses[press.id] = press
        content = {"id": press.id, "from": account.json(), "message": message.json(), "data": data}
        self.updates.add("callback_query", content | {"chat_instance": str(account.id * 31)})
        self.bell.ring()
        return press

    def sends(self, account: Account, kind: str, upload: Upload, **details: Any) -> Message:
        """A voice message, sticker, picture or document of a person."""
        stored = self.files.keep(kind, upload, **details)
        one: Json = {"file_id": stored.id, "file_unique_id": stored.unique, "file_size": len(upload.content)}
        one |= details
        return self.writes(account, media={kind: [one] if kind == "photo" else one})

    def writes_in_group(self, account: Account, text: str) -> Message:
        """A message in a group where the bot is, too."""
        return self.writes(account, text, chat=self.group())

    def group(self) -> Json:
        """The one group."""
        return {"id": GROUP, "title": "The Tuesday walkers", "type": "supergroup"}

    def blocks(self, account: Account) -> None:
        """Stops the bot in the phone."""
        self._membership(account, "member", "kicked")
        account.blocked = True
        self.bell.ring()

    def unblocks(self, account: Account) -> None:
        """Lets the bot write again."""
        self._membership(account, "kicked", "member")
        account.blocked = False
        self.bell.ring()

    def leaves_telegram(self, account: Account) -> None:
        """Deletes the account."""
        account.deleted = True
        self.bell.ring()

    def _enter(self, account: Account) -> None:
        account.started = True
        if account.blocked:
            self.unblocks(account)

    def _membership(self, account: Account, before: str, after: str) -> None:
        def member(status: str) -> Json:
            return {"user": self.bot(), "status": status} | ({"until_date": 0} if status == "kicked" else {})

        self.updates.add(
            "my_chat_member",
            {
                "chat": account.chat(),
                "from": account.json(),
                "date": self.seconds(),
                "old_chat_member": member(before),
                "new_chat_member": member(after),
            },
        )
