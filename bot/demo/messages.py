"""Accounts, chats and messages of the make-believe Telegram, and the JSON that Telegram makes of them."""

from dataclasses import dataclass, field
from typing import Any

from bot.demo.markup import Entity

Json = dict[str, Any]


@dataclass
class Account:
    """A person with a phone."""

    id: int
    first_name: str
    language_code: str = "en"
    last_name: str = ""
    username: str = ""
    started: bool = False
    blocked: bool = False
    deleted: bool = False

    def json(self) -> Json:
        """The `User` that the bot sees."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        user |= {"last_name": self.last_name} if self.last_name else {}
        user |= {"username": self.username} if self.username else {}
        return user | ({"language_code": self.language_code} if self.language_code else {})

    def chat(self) -> Json:
        """The private `Chat` with the bot."""
        named = {key: value for key, value in self.json().items() if key.endswith("name")}
        return {"id": self.id, **named, "type": "private"}


@dataclass
class Message:
    """One message of one chat, as it stands now."""

    id: int
    chat: Json
    sender: Json
    date: int
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    media: Json = field(default_factory=dict)
    markup: Json | None = None
    silent: bool = False
    edited: int | None = None
    edits: int = 0
    deleted: bool = False

    @property
    def from_bot(self) -> bool:
        """Whether the bot wrote it."""
        return bool(self.sender["is_bot"])

    @property
    def keyboard(self) -> list[list[Json]]:
        """The inline buttons, row by row."""
        rows: list[list[Json]] = (self.markup or {}).get("inline_keyboard", [])
        return rows

    @property
    def buttons(self) -> list[str]:
        """The labels of the inline buttons, in reading order."""
        return [button["text"] for row in self.keyboard for button in row]

    @property
    def body(self) -> tuple[str, list[Entity], Json | None, Json]:
        """What an edit has to change to be a modification."""
        return self.text, self.entities, self.markup, self.media

    def json(self) -> Json:
        """The `Message` that the bot sees; other than inline keyboards are not shown back."""
        words, marks = ("caption", "caption_entities") if self.media else ("text", "entities")
        message: Json = {"message_id": self.id, "from": self.sender, "chat": self.chat, "date": self.date}
        message |= {"edit_date": self.edited} if self.edited else {}
        message |= self.media
        message |= {words: self.text} if self.text else {}
        message |= {marks: self.entities} if self.entities else {}
        return message | ({"reply_markup": self.markup} if self.keyboard else {})
