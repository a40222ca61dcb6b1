"""What may we call you: asked at the door and in the settings, kept, and told back."""

from dataclasses import replace

from bot.mentoring.people import Member
from handlers import actions, settings
from handlers.desk import overview
from handlers.questions import NAME_LONGEST, likes_question, name_question
from handlers.screen import Button, Screen, paragraphs
from handlers.speech import Speech
from handlers.tap import Said, Tap, Visitor
from handlers.texts import one_line, short, too_long
from storage.unit import Unit


def ask_called(tap: Tap[actions.AskCalled], unit: Unit, say: Speech) -> Screen:
    """The question about the name, once more."""
    return name_question(_member(tap.action.member, unit), tap.visitor.called, say)


def ask_name(tap: Tap[actions.AskName], unit: Unit, say: Speech) -> Screen:
    """Another name, from the settings."""
    del unit
    suggested = "" if tap.visitor.called == tap.person.name else tap.visitor.called
    screen = name_question(None, suggested, say)
    now = say("I call you {name} now.", name=tap.person.name) if tap.person.name else None
    return replace(screen, text=paragraphs(screen.text, now))


def keep_name(tap: Tap[actions.KeepName], unit: Unit, say: Speech) -> Screen:
    """The name from the platform will do."""
    name = short(one_line(tap.visitor.called), NAME_LONGEST)
    member = _member(tap.action.member, unit)
    if not name:
        return name_question(member, "", say)
    return _call(tap.visitor, name, member, unit, say)


def said_name(said: Said, action: actions.SayName, unit: Unit, say: Speech) -> Screen:
    """Keeps the name, echoes it, and goes on."""
    name = one_line(said.text)
    member = _member(action.member, unit)
    if not name:
        return name_question(member, said.visitor.called, say, say("Can you write it in words?"))
    if too_long(name, NAME_LONGEST):
        words = say("That's a long one. What is the short form, in {n} characters or fewer?", n=NAME_LONGEST)
        return name_question(member, said.visitor.called, say, words)
    return _call(said.visitor, name, member, unit, say)


def _call(visitor: Visitor, name: str, member: Member | None, unit: Unit, say: Speech) -> Screen:
    if visitor.person is None:
        raise LookupError("a stranger has no name here")
    before = visitor.person.name
    person = unit.people.rename(visitor.person.id, name)
    echo = say("Hi {name}, good to have you here.", name=name)
    if member is None:
        return settings.named_card(person, before, unit, say)
    if member.role.meets:
        return likes_question(member, echo, say)
    desk = overview.desk(Tap(replace(visitor, person=person), actions.Desk(member.programme), say.now), unit, say)
    change = Button(say("Change my name"), actions.AskCalled(member.id))
    return replace(desk, text=paragraphs(echo, desk.text), rows=(*desk.rows, (change,)))


def _member(member: int, unit: Unit) -> Member | None:
    return unit.people.member(member) if member else None
