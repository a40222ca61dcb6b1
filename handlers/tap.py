"""What one update carries, with nothing of the platform in it: a tap, a text, or a command."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

from bot.mentoring.people import Person
from handlers.actions import Action

A = TypeVar("A", bound=Action)


@dataclass(frozen=True)
class Visitor:
    """Whoever wrote: the address to answer to, and the person behind it when we know one.

    `language` is the platform's guess, used until the person has chosen; `called` is the first name there, only
    ever suggested on a button.
    """

    chat: int
    person: Person | None
    language: str
    called: str = ""


@dataclass(frozen=True)
class _FromSomebody:
    visitor: Visitor

    @property
    def person(self) -> Person:
        """The person who tapped or wrote; only for answers that strangers cannot reach."""
        if self.visitor.person is None:
            raise LookupError("a stranger reached an answer meant for a known person")
        return self.visitor.person


@dataclass(frozen=True)
class Tap(_FromSomebody, Generic[A]):
    """A button was tapped (or a command meant the same). `now` is an aware UTC instant."""

    action: A
    now: datetime


class Kind(StrEnum):
    """What somebody sent that is not a tap."""

    TEXT = "text"
    VOICE = "voice"
    FILE = "file"
    EDITED = "edited"
    GROUP = "group"
    OTHER = "other"


@dataclass(frozen=True)
class Said(_FromSomebody):
    """Free text, a voice message (its file id in `text`), or something else, at an aware UTC instant.

    Of a file that was asked for, `text` is its name and `file` what is in it; None when that could not be had.
    """

    kind: Kind
    text: str
    now: datetime
    file: bytes | None = None


@dataclass(frozen=True)
class Opened:
    """Somebody opened the bot by a link (or with a bare /start: the payload is empty then)."""

    visitor: Visitor
    payload: str
    now: datetime
