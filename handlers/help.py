"""Help: what can be done here, and the way to a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.mentoring.people import Role
from handlers import actions
from handlers import commands as menu
from handlers.contact import coordinator
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from storage.unit import Unit

# The number for acute danger in each country that somebody has looked up; see the sources in words.md.
_DANGER = {"DK": "112"}


@dataclass(frozen=True)
class Line:
    """Somebody in one programme to turn to: a name, a phone, or both."""

    name: str
    phone: str


def help_card(tap: Tap[actions.Help], unit: Unit, say: Speech) -> Screen:
    """What I can do, the commands, and the way to a person."""
    person = tap.visitor.person
    desks = [p.programme for p in unit.people.places(person.id) if p.role is Role.COORDINATOR] if person else []
    return help_screen(person is not None, desks, say)


def person(tap: Tap[actions.Person], unit: Unit, say: Speech) -> Screen:
    """I need a person: whom to ring."""
    reader = tap.visitor.person
    places = unit.people.places(reader.id) if reader else []
    programmes = [unit.programmes.get(each) for each in dict.fromkeys(place.programme for place in places)]
    found: list[Line] = []
    for programme in programmes:
        who = coordinator(programme.id, unit, but=reader.id if reader else 0)
        if who or programme.phone:
            found.append(Line(who.name if who else "", programme.phone))
    danger = next((_DANGER[each.country] for each in programmes if each.country in _DANGER), None)
    return person_screen(found, danger or (_DANGER["DK"] if not programmes else None), say)


def help_screen(known: bool, desks: Sequence[int], say: Speech) -> Screen:
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
            *column(*(Button(say("To the desk"), actions.Desk(desk)) for desk in desks[:2])),
            (Button(say("My small reminders"), actions.MyReminders(0)),),
            (Button(say("What is kept"), actions.Privacy()), Button(say("Settings"), actions.Settings())),
            (Button(say("Home"), actions.Home()),),
        ),
    )


def person_screen(found: Sequence[Line], danger: str | None, say: Speech) -> Screen:
    """Whom to ring, and that nobody reads along here."""
    if danger:
        urgent = say("If somebody is in danger now, call {number}.", number=danger)
    else:
        urgent = say("If somebody is in danger now, call the emergency number where you are.")
    reach = [_line(each, say) for each in found]
    if not reach:
        reach = [say("Otherwise the person who gave you the link is the one to ask.")]
    return Screen(
        paragraphs(
            bold(say("Talk to a person")),
            say("I'm a bot, and nobody reads along here around the clock."),
            urgent,
            lines(*reach),
        ),
        column(Button(say("Home"), actions.Home())),
    )


def _line(each: Line, say: Speech) -> Markup:
    if each.name and each.phone:
        return say("{name}, your coordinator, can be rung at {phone}.", name=each.name, phone=each.phone)
    if each.name:
        return say("{name} is your coordinator. Ring or write to {name} as you usually do.", name=each.name)
    return say("Your coordinator can be rung at {phone}.", phone=each.phone)


def _what(say: Speech) -> Markup:
    return say("I help two people who meet keep the thread: the next meeting, one small step, a kind reminder.")


def _need(say: Speech) -> Button:
    return Button(say("I need a person"), actions.Person(), Style.PRIMARY)


def _english() -> list[str]:
    return [name for name, _about in menu.commands("en")]
