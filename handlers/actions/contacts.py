"""The coordinator's talks with a pair, and their own notes about it."""

from dataclasses import dataclass

from bot.mentoring.contacts import With
from handlers.actions.codec import Action


@dataclass(frozen=True)
class DueContacts(Action, code="ic"):
    """The pairs that it is time to talk with."""

    programme: int
    page: int


@dataclass(frozen=True)
class PairLog(Action, code="id"):
    """All talks with the pair and all notes about it."""

    pair: int
    page: int


@dataclass(frozen=True)
class AskContact(Action, code="ie"):
    """With whom was it? And what one may ask about."""

    pair: int


@dataclass(frozen=True)
class LogContact(Action, code="if"):
    """They have talked today."""

    pair: int
    who: With


@dataclass(frozen=True)
class ContactCard(Action, code="ig"):
    """One talk."""

    contact: int


@dataclass(frozen=True)
class AskContactDay(Action, code="ih"):
    """On which day was it?"""

    contact: int


@dataclass(frozen=True)
class SayContactDay(Action, code="ii"):
    """A day, typed."""

    contact: int


@dataclass(frozen=True)
class AskDeskNote(Action, code="ij"):
    """What would you like to remember?"""

    pair: int


@dataclass(frozen=True)
class SayDeskNote(Action, code="ik"):
    """A note, typed."""

    pair: int


@dataclass(frozen=True)
class DeskNoteCard(Action, code="il"):
    """One note."""

    desk_note: int


@dataclass(frozen=True)
class AskDeskNoteAgain(Action, code="im"):
    """What shall it say instead?"""

    desk_note: int


@dataclass(frozen=True)
class SayDeskNoteAgain(Action, code="in"):
    """Other words, typed."""

    desk_note: int


@dataclass(frozen=True)
class AskRemoveDeskNote(Action, code="io"):
    """Remove it? Asked once. The pair is there so that a second tap still knows where it was."""

    pair: int
    desk_note: int


@dataclass(frozen=True)
class RemoveDeskNote(Action, code="ip"):
    """Yes, remove it."""

    pair: int
    desk_note: int
