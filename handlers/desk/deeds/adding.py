"""Somebody without Telegram: on the list by name, with a yes on paper, and never written to."""

from markupsafe import Markup

from bot.mentoring.people import Member, Person, Role
from handlers import actions
from handlers.access import Stale, Stays
from handlers.desk.overview import name_of, to_desk
from handlers.privacy.consent import CONSENT_VERSION
from handlers.questions import NAME_LONGEST
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, opened
from handlers.tap import Said, Tap
from handlers.texts import one_line, too_long
from storage.changes import Change
from storage.states import Deed
from storage.unit import Unit

ADDED = "member.added"
_ROLES = (Role.MENTOR, Role.MENTEE)


def ask(tap: Tap[actions.AddWithout], unit: Unit, say: Speech) -> Screen:
    """A mentor or a mentee?"""
    del unit
    programme = tap.action.programme
    told = say("I never write to them: you, or the one they meet, keep the thread for both.")
    later = say("They can come in later with a link of their own, and find everything.")
    return Screen(
        paragraphs(bold(say("Who has no Telegram?")), lines(told, later)),
        (
            (
                Button(say("A mentor"), actions.AddAs(programme, Role.MENTOR)),
                Button(say("A mentee"), actions.AddAs(programme, Role.MENTEE)),
            ),
            (to_desk(programme, say),),
        ),
    )


def consent(tap: Tap[actions.AddAs], unit: Unit, say: Speech) -> Screen:
    """Have they said yes on paper?"""
    del unit
    programme, role = tap.action.programme, _role(tap.action.role)
    read = say("They have read who sees what and how to leave, and have signed it.")
    keep = say("You keep the paper. I keep that you confirmed it, and when.")
    return Screen(
        paragraphs(bold(say("Have they said yes on paper?")), lines(read, keep)),
        column(
            Button(say("Yes, on paper"), actions.AskNameWithout(programme, role), Style.PRIMARY),
            Button(say("Not yet"), actions.Desk(programme)),
        ),
    )


def ask_name(tap: Tap[actions.AskNameWithout], unit: Unit, say: Speech) -> Screen:
    """What may we call them?"""
    del unit
    return _name_question(tap.action.programme, _role(tap.action.role), say)


def _name_question(programme: int, role: Role, say: Speech, first: Markup | None = None) -> Screen:
    who = say("The one they meet and the coordinators see it.")
    return Screen(
        paragraphs(first, bold(say("What may we call them?")), say("Write the name they like best."), who),
        column(Button(say("Never mind"), actions.Desk(programme))),
        asks=actions.SayNameWithout(programme, role),
    )


def said_name(said: Said, action: actions.SayNameWithout, unit: Unit, say: Speech) -> Screen:
    """They are on the list, under that name."""
    name, role = one_line(said.text), _role(action.role)
    if not name:
        return _name_question(action.programme, role, say, say("Can you write it in words?"))
    if too_long(name, NAME_LONGEST):
        long = say("That's a long one. What is the short form, in {n} characters or fewer?", n=NAME_LONGEST)
        return _name_question(action.programme, role, say, long)
    programme, by, now = unit.programmes.get(action.programme), said.person.id, said.now
    person = unit.people.add(None, name, programme.language, programme, now)
    place = unit.people.join(programme.id, person.id, role, CONSENT_VERSION, now, confirmed_by=by)
    unit.people.ready(place.id, now)
    unit.audit.add(Deed.ADDED, by, person.id, programme.id, now)
    change = unit.changes.add(by, ADDED, place.id, {}, {}, now)
    return added_card(place, person, change, say)


def _role(role: Role) -> Role:
    if role not in _ROLES:
        raise Stale
    return role


def added_card(place: Member, person: Person, change: int | None, say: Speech) -> Screen:
    """What is kept, and the ways on."""
    name = name_of(person, say)
    told = say("I never write to {name}. What you or the one they meet write down is all I hear.", name=name)
    return Screen(
        paragraphs(bold(opened(say("{name} waits for a match", name=name))), told),
        column(
            Button(say("Pair now"), actions.PairNow(place.programme, 0), Style.PRIMARY),
            Button(say("A link for {name}", name=name), actions.LinkFor(place.id)),
            Button(say("Undo"), actions.Undo(change)) if change else None,
            to_desk(place.programme, say),
        ),
    )


# --- Undo --------------------------------------------------------------------------------------------------


def take_back(change: Change, unit: Unit, say: Speech) -> None:
    """Nothing is kept of them; raises Stays once they are matched, or have come in themselves."""
    place = unit.people.member(change.target)
    person = unit.people.get(place.person)
    if person.has_chat:
        raise Stays(say("They have come in themselves by now, so they stay."))
    if unit.pairs.ever(person.id):
        raise Stays(say("They have been matched by now, so they stay. You can end their place."))
    unit.people.leave(person.id, say.now)
    unit.erasing.person(person, say.now)
    unit.audit.add(Deed.ERASED, change.person, person.id, place.programme, say.now)


def show(change: Change, unit: Unit, say: Speech) -> Screen:
    """The place as it stands, or that nothing is kept."""
    place = unit.people.member(change.target)
    person = unit.people.get(place.person)
    if not person.erased:
        return added_card(place, person, None, say)
    again = Button(say("Add someone without Telegram"), actions.AddWithout(place.programme))
    return Screen(bold(say("Nothing is kept of them.")), column(again, to_desk(place.programme, say)))
