"""What a person is shown: a screen, its buttons, its picture, and the question it asks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from markupsafe import Markup, escape

from handlers.actions import Action, ExportKind

# The bot's username is known at the edge only: the display puts it where this stands, in texts, links and pictures.
BOT = "{bot}"


class Style(StrEnum):
    """How a button is coloured: the likely answer, the good news, or what cannot be undone."""

    PLAIN = ""
    PRIMARY = "primary"
    SUCCESS = "success"
    DANGER = "danger"


@dataclass(frozen=True)
class Button:
    """A label and what a tap on it means: an action of ours, or a link."""

    label: Markup
    action: Action | None = None
    style: Style = Style.PLAIN
    url: str | None = None


@dataclass(frozen=True)
class Qr:
    """A picture of a link, to be scanned."""

    link: str


@dataclass(frozen=True)
class Trail:
    """A picture of how far somebody has come, to keep: every word of it is in the reader's language already.

    `stones` are the dates of the steps, in order, the newest last; `meetings` is how many flowers grow beside the
    way; `legend` says what is what; `words` are the person's own, and only there when they asked for them.
    """

    title: str
    counts: str
    span: str
    legend: str
    stones: Sequence[str]
    meetings: int
    words: Sequence[str] = ()


@dataclass(frozen=True)
class Weeks:
    """A picture of a programme's meetings, one bar a week: every word in it is in the reader's language already.

    `held` and `planned` are counts, in order, and as many as `days`, the weeks' first days; `now` is the place of this
    week among them, which `this` names. `words` say what the two kinds of bars are.
    """

    title: str
    words: Sequence[str]
    this: str
    days: Sequence[str]
    held: Sequence[int]
    planned: Sequence[int]
    now: int


@dataclass(frozen=True)
class Voice:
    """A voice message by the platform's name for it; `gone` is said in its place when it cannot be played any more."""

    file: str
    gone: Markup


@dataclass(frozen=True)
class Calendar:
    """A meeting for the reader's own calendar: a title that says nothing, and the times as aware instants.

    The same `uid` with a higher `sequence` takes the place of what a calendar had; `off` takes it away.
    """

    uid: str
    sequence: int
    title: str
    starts_at: datetime
    ends_at: datetime
    made_at: datetime
    off: bool = False


@dataclass(frozen=True)
class Document:
    """A file to keep: a name that says nothing, and its text.

    `links` says that the text names the bot, in links of ours: elsewhere it is a person's own words, and left alone.
    """

    name: str
    text: str
    links: bool = False


# What stands in a table's cell: a day, a local time without its zone, a number, or words.
Cell = str | int | date | datetime | None


@dataclass(frozen=True)
class Export:
    """A programme's tables as a file, made from what is stored when it is sent: `kind` says which.

    Words are in `language`, times as the clocks of `zone` show them, and `at` is what "to come" is counted from.
    """

    programme: int
    kind: str
    language: str
    zone: str
    at: datetime

    @property
    def lines(self) -> bool:
        """Whether it is one table as lines, and no workbook."""
        return self.kind != ExportKind.BOOK


@dataclass(frozen=True)
class Screen:
    """One card: its text as HTML, rows of buttons, and at most one picture, voice message or file.

    `toast` is shown over the chat for a moment, when the card answers a tap. `fresh` asks for a new
    message even where a tap would have edited the old one. `asks` is the question that now waits for free
    text; a screen that asks nothing also forgets the question before it. `silent` does not ring the phone.
    `follows` is the message to many that the card tells of: it is drawn anew as that goes out. Such a drawing `edits`
    the card where it stands, by the platform's number, and is nothing new where the card is gone.
    """

    text: Markup
    rows: Sequence[Sequence[Button]] = field(default_factory=tuple)
    picture: Qr | Trail | Weeks | Voice | None = None
    asks: Action | None = None
    toast: Markup | None = None
    fresh: bool = False
    file: Calendar | Document | Export | None = None
    silent: bool = False
    follows: int = 0
    edits: int | None = None


def paragraphs(*parts: Markup | None) -> Markup:
    """The parts that are there, with an empty line between them."""
    return Markup("\n\n").join(part for part in parts if part)


def lines(*parts: Markup | None) -> Markup:
    """The parts that are there, one on each line."""
    return Markup("\n").join(part for part in parts if part)


def bold(words: str) -> Markup:
    """The words as a card's first line."""
    return Markup(f"<b>{escape(words)}</b>")  # noqa: S704  escaped here


def column(*buttons: Button | None) -> tuple[tuple[Button, ...], ...]:
    """Each button that is there on a row of its own."""
    return tuple((button,) for button in buttons if button)
