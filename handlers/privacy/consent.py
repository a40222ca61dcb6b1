"""The yes that everything rests on: which words it was said to, and asking again when they have changed.

While a changed text waits for its answer, nothing new is kept. Reminders of what was agreed go on: they keep a
promise that was made under the words somebody did say yes to, and their silence must not make them miss a meeting.
"""

from dataclasses import replace

from bot.mentoring.people import Member, Person
from handlers import actions, home
from handlers.contact import coordinator, named
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.welcome import promises
from storage.states import Deed
from storage.unit import Unit

# Goes up whenever the welcome card's promises change; it is kept with each yes.
CONSENT_VERSION = 1


def gate(person: Person, unit: Unit, say: Speech) -> Screen | None:
    """None for whoever has said yes to the words as they are; else what must be answered before anything is kept.

    It is a new message, so that what was tapped or asked before is still there afterwards.
    """
    places = unit.people.places(person.id)
    if not places and unit.people.has_left(person.id):
        return left_card(say)
    old = next((place for place in places if place.consent_version < CONSENT_VERSION), None)
    return _again(old, unit, say) if old else None


def agree(tap: Tap[actions.Agree], unit: Unit, say: Speech) -> Screen:
    """Yes to the words as they are now, and home; for somebody who took their yes back, the way in."""
    places = unit.people.places(tap.person.id)
    if not places:
        return left_card(say)
    unit.people.agree(tap.person.id, CONSENT_VERSION, tap.now)
    unit.audit.add(Deed.AGREED, tap.person.id, tap.person.id, None, tap.now)
    screen = home.home(Tap(tap.visitor, actions.Home(), tap.now), unit, say)
    thanks = say("Thank you. Everything goes on as before.")
    return replace(screen, text=paragraphs(thanks, screen.text))


def left_card(say: Speech) -> Screen:
    """For somebody with no place any more: nothing new is kept."""
    return Screen(
        paragraphs(
            bold(say("You're not in a programme right now")),
            say("I keep nothing new, and I don't write to you by myself."),
            say("If you'd like to be with us again, a coordinator can send you a link."),
        ),
        column(Button(say("I need a person"), actions.Person()), Button(say("What is kept"), actions.Privacy())),
        fresh=True,
    )


def _again(place: Member, unit: Unit, say: Speech) -> Screen:
    ask = named(coordinator(place.programme, unit, but=place.person), say)
    _who, kept, leave = promises(place.role, ask, say)
    return Screen(
        paragraphs(
            bold(say("May I ask you again?")),
            say("The words that you said yes to have changed. What came just now isn't kept."),
            kept,
            leave,
        ),
        (
            (Button(say("Yes, that's fine"), actions.Agree(), Style.PRIMARY),),
            (Button(say("No thanks"), actions.AskWithdraw()), Button(say("What is kept"), actions.Privacy())),
        ),
        fresh=True,
    )
