"""Privacy: what is kept, who sees it, how to leave. Nothing is promised here that is not built."""

from markupsafe import Markup

from handlers import actions
from handlers.contact import coordinator_of, named
from handlers.screen import Button, Screen, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap, Visitor
from storage.unit import Unit


def privacy(tap: Tap[actions.Privacy], unit: Unit, say: Speech) -> Screen:
    """What is kept, and who sees it."""
    return privacy_card(_ask(tap.visitor, unit, say), say)


def more(tap: Tap[actions.PrivacyMore], unit: Unit, say: Speech) -> Screen:
    """How it is kept, and by whom else."""
    del tap, unit
    return more_card(say)


def privacy_card(ask: Markup, say: Speech) -> Screen:
    """The short form."""
    return Screen(
        paragraphs(
            bold(say("What is kept, and who sees it")),
            say("Your name, your settings, your meetings, and what you write to me."),
            lines(
                say("You and the one you meet see your meetings, goals and shared notes."),
                say("Your coordinator sees names and meetings, never notes or goals."),
            ),
            say("To leave or be deleted, write to {name}. You need not say why.", name=ask),
        ),
        column(Button(say("More"), actions.PrivacyMore()), _home(say)),
    )


def more_card(say: Speech) -> Screen:
    """The rest."""
    return Screen(
        paragraphs(
            bold(say("How it is kept")),
            say("What you write is stored encrypted, and the key lies apart. Telegram keeps a copy of its own."),
            say("Telegram is not encrypted end to end: don't write about illness, ID numbers or other people's names."),
            say("What you tell at the start about yourself, the one you meet and your coordinator can see."),
        ),
        column(Button(say("Back"), actions.Privacy()), _home(say)),
    )


def _ask(visitor: Visitor, unit: Unit, say: Speech) -> Markup:
    return named(coordinator_of(visitor.person, unit) if visitor.person else None, say)


def _home(say: Speech) -> Button:
    return Button(say("Home"), actions.Home())
