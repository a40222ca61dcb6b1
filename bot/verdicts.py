"""What an error of the platform means for a message, and what the time means for a notice."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.api import TokenRefused, UsernameUnknown
from bot.exporter import NotMade
from bot.mentoring.hours import Quiet, after_quiet
from bot.mentoring.people import Person
from bot.mentoring.reminders import OWN
from bot.wire import NEVER_LEFT
from handlers import privacy
from handlers.desk import exporting
from storage.outbox import NO_CHAT, REDRAWN, Letter
from storage.states import OutboxState

ALERT = "alert."
AT_ONCE = frozenset({OWN, privacy.PAGE, privacy.FILE, exporting.SENT, REDRAWN})
_GONE = ("chat not found", "user is deactivated", "peer_id_invalid", "user not found")
_NO_EDIT = ("message to edit not found", "can't be edited", "no text in the message", "message_id_invalid")
# Forgotten by the platform, or not let in by the reader, who can say so in the platform's settings.
_NO_VOICE = ("file identifier", "file_id", "file_reference", "voice_messages_forbidden")


# --- After an error ---


@dataclass(frozen=True)
class Unchanged:
    """The message says this already: as good as sent."""


@dataclass(frozen=True)
class CannotEdit:
    """That message cannot be edited (any more); a new one can be sent."""


@dataclass(frozen=True)
class CannotPlay:
    """The voice message is not known any more, or not wanted there; the words for it can be sent."""


@dataclass(frozen=True)
class Unreachable:
    """The person blocked the bot, or is gone."""

    reason: str


@dataclass(frozen=True)
class Halt:
    """Too many: it was not sent, and nothing may be sent for so many seconds."""

    seconds: float


@dataclass(frozen=True)
class NotSent:
    """It certainly was not sent; later it may be."""


@dataclass(frozen=True)
class Uncertain:
    """It may have been sent: nobody can know."""

    reason: str


@dataclass(frozen=True)
class Refused:
    """The platform will never take it; the reason holds none of its words."""

    reason: str


Verdict = Unchanged | CannotEdit | CannotPlay | Unreachable | Halt | NotSent | Uncertain | Refused


def verdict(error: Exception) -> Verdict:
    """What it means. Source: shared facts about the Bot API, in `bot/decisions/`."""
    if isinstance(error, RetryAfter):
        told = error.retry_after
        return Halt(told.total_seconds() if isinstance(told, timedelta) else float(told))
    if isinstance(error, Forbidden):
        return Unreachable("blocked")
    if isinstance(error, BadRequest):
        return _bad(error.message)
    return _network(error)


def _bad(message: str) -> Verdict:
    words = message.lower()
    if "message is not modified" in words:
        return Unchanged()
    if any(part in words for part in _NO_EDIT):
        return CannotEdit()
    if any(part in words for part in _NO_VOICE):
        return CannotPlay()
    if any(part in words for part in _GONE):
        return Unreachable("chat_not_found")
    # What follows a quotation mark or an offset may be a piece of what somebody wrote.
    return Refused(re.split(r"[\"'“]", message, maxsplit=1)[0][:70].strip())


def _network(error: Exception) -> Verdict:
    if isinstance(error, (TokenRefused, UsernameUnknown, NotMade)) or isinstance(error.__cause__, NEVER_LEFT):
        return NotSent()
    # A readable refusal (a 500 that says "ok": false) is the platform's own word that nothing was done.
    if isinstance(error, NetworkError) and error.__cause__ is None:
        return NotSent()
    return Uncertain(type(error.__cause__ or error).__name__ if isinstance(error, TelegramError) else "unknown")


# --- Before a notice ---


@dataclass(frozen=True)
class Close:
    """It is not sent, for this reason."""

    state: OutboxState
    reason: str


@dataclass(frozen=True)
class Later:
    """Not now: the reader's night, or another reason. `longer` is how much longer it is of use for that."""

    at: datetime
    reason: str = "quiet_hours"
    longer: timedelta = timedelta()


def ripe(letter: Letter, reader: Person, now: datetime) -> Close | Later | None:
    """None when the notice may go now; else what becomes of it.

    An alert also goes in quiet hours, and so does what was asked for at that very time: a person's own small reminder,
    the files with their own data, and a card that is only edited, which rings no phone.
    """
    if letter.expires_at is not None and letter.expires_at <= now:
        return Close(OutboxState.EXPIRED, "too_late")
    if not reader.reachable:
        return Close(OutboxState.UNREACHABLE, "blocked" if reader.has_chat or reader.erased else NO_CHAT)
    if letter.kind.startswith(ALERT) or letter.kind in AT_ONCE:
        return None
    awake = after_quiet(now, reader.zone, Quiet(reader.quiet_from, reader.quiet_until))
    if awake <= now:
        return None
    if letter.expires_at is not None and letter.expires_at <= awake:
        return Close(OutboxState.EXPIRED, "quiet_hours")
    return Later(awake)
