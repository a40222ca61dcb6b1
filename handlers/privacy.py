"""Privacy: what is kept, who sees it, how to leave. Nothing is promised here that is not built."""

from markupsafe import Markup

from bot.mentoring.people import Role
from handlers import actions
from handlers.contact import coordinator_of, named
from handlers.screen import Button, Screen, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap, Visitor
from storage.unit import Unit


def privacy(tap: Tap[actions.Privacy], unit: Unit, say: Speech) -> Screen:
    """What is kept, and who sees it."""
    return privacy_card(_leave(tap.visitor, unit, say), say)


def more(tap: Tap[actions.PrivacyMore], unit: Unit, say: Speech) -> Screen:
    """How it is kept, and by whom else."""
    del tap, unit
    return more_card(say)


def privacy_card(leave: Markup, say: Speech) -> Screen:
    """The short form."""
    return Screen(
        paragraphs(
            bold(say("What is kept, and who sees it")),
            say("Your name, your settings, your meetings, and what you write to me."),
            lines(
                say("You and the one you meet see your meetings, goals and shared notes."),
                say("Your coordinator sees names and meetings, never notes or goals."),
            ),
            leave,
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


def _leave(visitor: Visitor, unit: Unit, say: Speech) -> Markup:
    ask = coordinator_of(visitor.person, unit) if visitor.person else None
    places = unit.people.places(visitor.person.id) if visitor.person else []
    if ask is None and any(place.role is Role.COORDINATOR for place in places):
        return say("To leave or be deleted, write to whoever runs Makker where you are. You need not say why.")
    return say("To leave or be deleted, write to {name}. You need not say why.", name=named(ask, say))


def _home(say: Speech) -> Button:
    return Button(say("Home"), actions.Home())
