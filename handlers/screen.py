"""What a person is shown: a screen, its buttons, its picture, and the question it asks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from markupsafe import Markup

from handlers.actions import Action

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
class Screen:
    """One card: its text as HTML, rows of buttons, and at most one picture.

    `toast` is shown over the chat for a moment, when the card answers a tap. `fresh` asks for a new
    message even where a tap would have edited the old one. `asks` is the question that now waits for free
    text; a screen that asks nothing also forgets the question before it.
    """

    text: Markup
    rows: Sequence[Sequence[Button]] = field(default_factory=tuple)
    picture: Qr | None = None
    asks: Action | None = None
    toast: Markup | None = None
    fresh: bool = False


def paragraphs(*parts: Markup | None) -> Markup:
    """The parts that are there, with an empty line between them."""
    return Markup("\n\n").join(part for part in parts if part)


def lines(*parts: Markup | None) -> Markup:
    """The parts that are there, one on each line."""
    return Markup("\n").join(part for part in parts if part)


def bold(words: str) -> Markup:
    """The words as a card's first line."""
    return Markup("<b>{}</b>").format(words)


def column(*buttons: Button | None) -> tuple[tuple[Button, ...], ...]:
    """Each button that is there on a row of its own."""
    return tuple((button,) for button in buttons if button)
