"""Help: what can be done here, and the way to a person."""

from collections.abc import Sequence

from markupsafe import Markup

from handlers import actions
from handlers import commands as menu
from handlers.desk.doors import desks
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from storage.unit import Unit


def help_card(tap: Tap[actions.Help], unit: Unit, say: Speech) -> Screen:
    """What I can do, the commands, and the way to a person."""
    person = tap.visitor.person
    ways = desks(unit.people.places(person.id), unit, say) if person else []
    return help_screen(person is not None, ways, say)


def help_screen(known: bool, ways: Sequence[Button], say: Speech) -> Screen:
    """The help card; a stranger only gets what they can use."""
    if not known:
        way_in = say("You come in with a link from the coordinator of your programme. Ask there for one, then tap it.")
        return Screen(
            paragraphs(bold(say("What I can do")), _what(say), way_in),
            column(_need(say), Button(say("What is kept"), actions.Privacy()), Button(say("Home"), actions.Home())),
        )
    names = ("home", "meetings", "goals", "log", "journey", "settings")
    words = dict(zip(_english(), menu.commands(say.language), strict=True))
    listed = [say("/{command}: {about}", command=words[each][0], about=words[each][1]) for each in names]
    return Screen(
        paragraphs(bold(say("What I can do")), _what(say), lines(*listed)),
        (
            (_need(say),),
            *column(*ways[:2]),
            (Button(say("My small reminders"), actions.MyReminders(0)),),
            (Button(say("What is kept"), actions.Privacy()), Button(say("Settings"), actions.Settings())),
            (Button(say("Home"), actions.Home()),),
        ),
    )


def _what(say: Speech) -> Markup:
    return say("I help two people who meet keep the thread: the next meeting, one small step, a kind reminder.")


def _need(say: Speech) -> Button:
    return Button(say("I need a person"), actions.Person(), Style.PRIMARY)


def _english() -> list[str]:
    return [name for name, _about in menu.commands("en")]
