"""A raw update, read: who wrote, and what it carries; or why it is none of our business."""

import json
import re
from dataclasses import dataclass
from typing import Any

from telegram import Chat, ChatMemberUpdated, Message, Update, User

from handlers.tap import Kind
from storage.inbox import Arrival

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
_LARGEST = 2**63 - 1
_HALVES = re.compile("[\ud800-\udfff]")
_COMMAND = re.compile(r"/(\w{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)
_PRESENT = ("member", "administrator", "creator", "restricted")


@dataclass(frozen=True)
class Sender:
    """Whoever wrote: the chat, the platform's language code, the first name there."""

    chat: int
    language: str
    called: str


@dataclass(frozen=True)
class Ignored:
    """Nothing for us, for this reason."""

    reason: str


@dataclass(frozen=True)
class Presence:
    """A person blocked the bot, or let it in again."""

    chat: int
    here: bool


@dataclass(frozen=True)
class Tapped:
    """A button; `message` is the one it is on, when that can be edited into another text."""

    sender: Sender
    query: str
    data: str | None
    message: int | None


@dataclass(frozen=True)
class Started:
    """/start, with the payload of a link or bare."""

    sender: Sender
    payload: str


@dataclass(frozen=True)
class Command:
    """Another command, without its slash."""

    sender: Sender
    name: str


@dataclass(frozen=True)
class Wrote:
    """Free text, or something else than text; of a file, the name, and the platform's own for it in `file`."""

    sender: Sender
    kind: Kind
    text: str
    file: str = ""


Meaning = Ignored | Presence | Tapped | Started | Command | Wrote


def arrival(raw: Any) -> Arrival | None:
    """What is kept of whatever came in the list of updates; None when it has no id to know it by."""
    if not isinstance(raw, dict):
        return None
    number = raw.get("update_id")
    if type(number) is not int or not 0 <= number <= _LARGEST:
        return None
    return Arrival(number, _chat(raw), json.dumps(raw))


def query_of(raw: dict[str, Any]) -> str | None:
    """The id of the callback query in a raw update, None when it is something else."""
    query = raw.get("callback_query")
    found = query.get("id") if isinstance(query, dict) else None
    return found if isinstance(found, str) else None


def read(raw: str) -> Meaning:
    """What the update means. Raises one error or another for an update that is not well made."""
    plain = json.loads(raw)
    # Our own JSON writes every half as such, and half of what comes has none.
    plain = _whole(plain) if "\\ud" in raw.lower() else plain
    if plain.get("callback_query") is not None:
        return _tapped(plain["callback_query"])
    update = Update.de_json(plain, None)
    if update.message is not None:
        return _message(update.message)
    if update.edited_message is not None:
        return _edited(update.edited_message)
    if update.my_chat_member is not None:
        return _presence(update.my_chat_member)
    return Ignored("other_update")


def _whole(value: Any) -> Any:
    # JSON can carry halves of characters, which nothing after us can store.
    if isinstance(value, str):
        return _HALVES.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, dict):
        return {key: _whole(each) for key, each in value.items()}
    return [_whole(each) for each in value] if isinstance(value, list) else value


def _chat(raw: dict[str, Any]) -> int | None:
    for name in ALLOWED:
        part = raw.get(name)
        if isinstance(part, dict):
            holder = part.get("message") if name == "callback_query" else part
            place = (holder.get("chat") if isinstance(holder, dict) else None) or part.get("from")
            found = place.get("id") if isinstance(place, dict) else None
            return found if type(found) is int and abs(found) <= _LARGEST else None
    return None


def _sender(chat: int, user: User) -> Sender:
    return Sender(chat, user.language_code or "", user.first_name)


def _tapped(query: dict[str, Any]) -> Meaning:
    # Without the library's objects: they are twenty for a button, of which we need six fields.
    user, message = query["from"], query.get("message")
    if user["is_bot"]:
        return Ignored("from_bot")
    chat: dict[str, Any] = {"id": user["id"], "type": Chat.PRIVATE} if message is None else message["chat"]
    if chat["type"] != Chat.PRIVATE:
        return Ignored("group")
    sender = Sender(chat["id"], user.get("language_code") or "", user["first_name"])
    # One without a date is too old for the platform to say more of it.
    shown = message["message_id"] if message and message["date"] != 0 and message.get("text") is not None else None
    return Tapped(sender, query["id"], query.get("data"), shown)


def _message(message: Message) -> Meaning:
    user, text = message.from_user, message.text or ""
    if user is None or user.is_bot or message.chat.type == Chat.CHANNEL:
        return Ignored("from_bot" if user is not None and user.is_bot else "channel")
    sender, command = _sender(message.chat.id, user), _COMMAND.fullmatch(text)
    if message.chat.type != Chat.PRIVATE:
        return Wrote(sender, Kind.GROUP, "") if command else Ignored("group")
    if command is None:
        return _said(sender, message)
    name, rest = command.groups()
    return Started(sender, (rest or "").strip()) if name.lower() == "start" else Command(sender, name)


def _said(sender: Sender, message: Message) -> Meaning:
    if message.text is not None:
        return Wrote(sender, Kind.TEXT, message.text)
    if message.voice is not None:
        return Wrote(sender, Kind.VOICE, message.voice.file_id)
    if message.document is not None:
        return Wrote(sender, Kind.FILE, message.document.file_name or "", message.document.file_id)
    # Pinned messages, new titles and such are news of the platform; nobody waits for an answer to them.
    return Wrote(sender, Kind.OTHER, "") if message.effective_attachment else Ignored("service")


def _edited(message: Message) -> Meaning:
    user = message.from_user
    if user is None or user.is_bot or message.chat.type != Chat.PRIVATE:
        return Ignored("edited_elsewhere")
    if message.text is None:
        return Ignored("edited_no_text")
    return Wrote(_sender(message.chat.id, user), Kind.EDITED, message.text)


def _presence(member: ChatMemberUpdated) -> Meaning:
    here = member.new_chat_member.status in _PRESENT
    if member.chat.type == Chat.PRIVATE:
        return Presence(member.chat.id, here)
    if here and member.old_chat_member.status not in _PRESENT and member.chat.type != Chat.CHANNEL:
        return Wrote(_sender(member.chat.id, member.from_user), Kind.GROUP, "")
    return Ignored("group")
