"""What is kept, who sees it, for how long, and the ways out: the cards of /privacy."""

from markupsafe import Markup

from bot.mentoring.people import Person
from handlers import actions
from handlers.contact import coordinator_of
from handlers.screen import Button, Screen, Style, bold, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from storage.unit import Unit


def privacy(tap: Tap[actions.Privacy], unit: Unit, say: Speech) -> Screen:
    """What is kept, and who sees it."""
    return privacy_card(tap.visitor.person, _contact(tap.visitor.person, unit, say), say)


def more(tap: Tap[actions.PrivacyMore], unit: Unit, say: Speech) -> Screen:
    """How it is kept, for how long, and by whom else."""
    del tap, unit
    return more_card(say)


def privacy_card(person: Person | None, contact: Markup, say: Speech) -> Screen:
    """The short form; a stranger has nothing to see or erase."""
    see = Button(say("See what we know"), actions.SeeData(), Style.PRIMARY)
    out = (Button(say("Erase me"), actions.AskErase()), Button(say("Take back my yes"), actions.AskWithdraw()))
    return Screen(
        paragraphs(
            bold(say("What is kept, and who sees it")),
            say("Your name, your settings, your meetings, and what you write to me: only what is needed."),
            lines(
                say("You and the one you meet see your meetings, goals and shared notes."),
                say("Your coordinator sees names, meetings, and what you tell or ask them. Never notes or goals."),
            ),
            contact,
        ),
        (*(((see,), out) if person else ()), (Button(say("More"), actions.PrivacyMore()), _home(say))),
    )


def more_card(say: Speech) -> Screen:
    """The rest."""
    return Screen(
        paragraphs(
            bold(say("How it is kept, and for how long")),
            say("It is kept so that the two of you can keep the thread, and for nothing else."),
            say("Notes go 30 days after you two stop, your name and all the rest after six months. Counts stay."),
            say("It is stored encrypted, and the key lies apart."),
            say("Telegram keeps a copy of its own, not encrypted end to end: leave out illness and ID numbers."),
        ),
        ((Button(say("Who has looked"), actions.WhoLooked(0)),), (Button(say("Back"), actions.Privacy()), _home(say))),
    )


def _contact(person: Person | None, unit: Unit, say: Speech) -> Markup:
    """Whom to ask about it: by name and phone, as far as they are known."""
    ask = coordinator_of(person, unit) if person else None
    places = unit.people.places(person.id) if person else []
    phone = next((each for place in places if (each := unit.programmes.get(place.programme).phone)), "")
    if ask and phone:
        return say("Ask {name} about anything here: {phone}.", name=ask.name, phone=phone)
    if ask:
        return say("Ask {name} about anything here.", name=ask.name)
    if phone and all(place.role.meets for place in places):
        return say("Ask your coordinator about anything here: {phone}.", phone=phone)
    return say("Ask whoever runs Makker where you are about anything here.")


def _home(say: Speech) -> Button:
    return Button(say("Home"), actions.Home())
