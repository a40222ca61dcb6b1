"""What the edges call: an update's tap or words -> the screen that answers them, from the tables."""

from dataclasses import replace
from datetime import datetime

from bot.mentoring.people import guess_language
from handlers import actions, home, privacy, reminders, start
from handlers import commands as menu
from handlers.access import Stale
from handlers.actions import Action
from handlers.routes import privacy as kept
from handlers.routes import safety
from handlers.routes.tables import DOOR, QUESTIONS, ROUTES
from handlers.screen import Screen
from handlers.speech import Speech
from handlers.tap import Kind, Opened, Said, Tap, Visitor
from storage.unit import Unit

# What needs no consent that stands: what is one's own to see and erase, and asking for help, which never waits.
_ALWAYS = frozenset({*kept.ROUTES, *safety.ROUTES})


def answer_bytes(visitor: Visitor, data: str | None, now: datetime, unit: Unit) -> Screen:
    """The answer to a tapped button's bytes, whatever they are."""
    action = actions.decode(data)
    if action is None:
        return _changed(visitor, now, unit)
    return answer_tap(Tap(visitor, action, now), unit)


def answer_tap(tap: Tap[Action], unit: Unit) -> Screen:
    """The answer to an action, if this person may; else how things are now."""
    visitor, action = tap.visitor, tap.action
    say = speech(visitor, tap.now, unit)
    door = DOOR.get(type(action))
    if door is not None:
        return _asked(door(tap, unit, say), visitor, tap.now, unit)
    route = ROUTES.get(type(action))
    if route is None or not may(tap, unit):
        return _changed(visitor, tap.now, unit)
    try:
        screen = route.answer(tap, unit, say)
    except Stale:
        return _changed(visitor, tap.now, unit)
    return _asked(screen, visitor, tap.now, unit)


def answer_said(said: Said, unit: Unit) -> Screen:
    """The answer to free text or another message: what was asked for, or a friendly home."""
    visitor = said.visitor
    say = speech(visitor, said.now, unit)
    if said.kind is Kind.GROUP:
        return start.group(say)
    if (outside := _outside(visitor, unit, say)) is not None:
        return outside
    waiting = unit.pending.waiting(said.person.id, said.now)
    action = actions.decode(waiting)
    question = QUESTIONS.get(type(action)) if action else None
    if action is None or question is None or not may(Tap(visitor, action, said.now), unit):
        screen = reminders.unasked(said, unit, say) or home.unasked(said, unit, say)
        return _asked(screen, visitor, said.now, unit)
    if not question.takes(said):
        return _asked(replace(home.only_text(said, say), asks=action), visitor, said.now, unit)
    try:
        screen = question.answer(said, action, unit, say)
    except Stale:
        return _changed(visitor, said.now, unit)
    return _asked(screen, visitor, said.now, unit)


def wants_file(visitor: Visitor, now: datetime, unit: Unit) -> bool:
    """Whether the person was asked for a file: no other one is fetched."""
    waiting = unit.pending.waiting(visitor.person.id, now) if visitor.person else None
    action = actions.decode(waiting)
    question = QUESTIONS.get(type(action)) if action else None
    return question is not None and action is not None and question.file and may(Tap(visitor, action, now), unit)


def answer_opened(opened: Opened, unit: Unit) -> Screen | None:
    """The answer to /start, with an invitation or bare; None for silence."""
    say = speech(opened.visitor, opened.now, unit)
    if not opened.payload and (outside := _outside(opened.visitor, unit, say)) is not None:
        return outside
    screen = start.opened(opened, unit, say)
    return screen and _asked(screen, opened.visitor, opened.now, unit)


def answer_command(visitor: Visitor, name: str, now: datetime, unit: Unit) -> Screen:
    """The answer to a command without its slash, in English or Danish; an unknown one gets the help."""
    action = menu.action(name) or actions.Help()
    return replace(answer_tap(Tap(visitor, action, now), unit), fresh=True)


def sorry(visitor: Visitor, now: datetime, unit: Unit) -> Screen:
    """Our fault: what the person is told when their update failed three times."""
    return home.sorry(visitor, speech(visitor, now, unit))


def speech(visitor: Visitor, now: datetime, unit: Unit) -> Speech:
    """The visitor's speech: their settings, or for a stranger the door's language, else the platform's guess."""
    if visitor.person is not None:
        return Speech.to(visitor.person, now)
    opening = unit.invitations.opening(visitor.chat)
    language = opening.language if opening else guess_language(visitor.language)
    return Speech(language, "Europe/Copenhagen", now)


def may(tap: Tap[Action], unit: Unit) -> bool:
    """Whether this is followed: a button that is tapped, or a question whose answer comes."""
    kind, person = type(tap.action), tap.visitor.person
    if kind in DOOR:
        return True
    row = ROUTES.get(kind) or QUESTIONS.get(kind)
    if person is None or row is None:
        return False
    if kind not in _ALWAYS and privacy.gate(person, unit, speech(tap.visitor, tap.now, unit)) is not None:
        return False
    try:
        return row.may(person, tap.action, unit)
    except LookupError:
        return False


def _outside(visitor: Visitor, unit: Unit, say: Speech) -> Screen | None:
    """What a stranger gets, or somebody whose yes does not stand; None for everybody else."""
    if visitor.person is None:
        return start.stranger(visitor, unit, say)
    return privacy.gate(visitor.person, unit, say)


def _changed(visitor: Visitor, now: datetime, unit: Unit) -> Screen:
    """An old button, a foreign one, bytes of no button: the same kind answer, and how things are now."""
    say = speech(visitor, now, unit)
    if (outside := _outside(visitor, unit, say)) is not None:
        return outside
    screen = home.home(Tap(visitor, actions.Home(), now), unit, say)
    toast = say("This has changed since. Here is how it looks now.")
    return _asked(replace(screen, toast=toast, fresh=True), visitor, now, unit)


def _asked(screen: Screen, visitor: Visitor, now: datetime, unit: Unit) -> Screen:
    """Lets the screen's question wait for free text, or forgets the one before it."""
    person = visitor.person or unit.people.by_chat(visitor.chat)
    if person is not None:
        unit.standings.heard(person.id)
        if screen.asks is None:
            unit.pending.forget(person.id)
        else:
            unit.pending.ask(person.id, actions.encode(screen.asks), now)
    return screen
