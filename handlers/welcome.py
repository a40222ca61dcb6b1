"""The cards at the door: who we are, what one says yes to, and links that do not work."""

from markupsafe import Markup

from bot.mentoring.people import Person, Role
from bot.mentoring.programmes import Programme
from handlers import actions
from handlers.contact import named
from handlers.screen import Button, Screen, Style, bold, lines, paragraphs
from handlers.speech import Speech, capital
from storage.invitations import Invitation


def welcome_card(programme: Programme, role: Role, ask: Markup, say: Speech) -> Screen:
    """Who we are, what is kept, who sees it, how to leave: the consent's words, under 350 characters."""
    welcome = bold(say("Welcome to {programme}", programme=programme.name))
    yes = Button(say("Yes, that's fine"), actions.Consent(), Style.PRIMARY)
    return Screen(
        paragraphs(welcome, *promises(role, ask, say), contact_line(programme, say)),
        (
            (yes,),
            (Button(say("No thanks"), actions.NoThanks()), Button(say("More"), actions.WelcomeMore())),
            _languages(),
        ),
    )


def promises(role: Role, ask: Markup, say: Speech) -> tuple[Markup, Markup, Markup]:
    """What one says yes to: who we are, what is kept and who sees it, how to leave."""
    if not role.meets:
        who = say("I'm a bot that keeps the thread for pairs who meet, and for you who look after them.")
        kept = say("I keep your name and what you do here. The people in your programme see your name.")
        leave = say("Leaving is just as easy, at any time: /privacy shows the way.")
        return who, kept, leave
    who = say("I'm a bot. I help two people who meet keep the thread: the next time, and one small step.")
    kept = say(
        "I keep your name, your meetings and what you write. The one you meet sees what you share; "
        "{name} sees names, meetings and what you tell {ask}, never notes or goals.",
        name=capital(ask),
        ask=ask,
    )
    leave = say("Leaving is just as easy, at any time: /privacy, or one word to {name}.", name=ask)
    return who, kept, leave


def contact_line(programme: Programme, say: Speech) -> Markup | None:
    """Whom else one can ask, in the coordinators' own words."""
    return say("You can also ask: {contact}", contact=programme.contact) if programme.contact else None


def more_card(programme: Programme, ask: Markup, say: Speech) -> Screen:
    """The rest of what one says yes to."""
    return Screen(
        paragraphs(
            bold(say("What happens with what you write")),
            say("What you write is stored encrypted, and the key lies apart. Telegram keeps a copy of its own."),
            say("Telegram is not encrypted end to end: don't write about illness, ID numbers or other people's names."),
            say("Under /privacy you see what is kept about you, and can erase it."),
            lines(say("Ask {name} about anything here.", name=ask), contact_line(programme, say)),
        ),
        (
            (Button(say("Yes, that's fine"), actions.Consent(), Style.PRIMARY),),
            (Button(say("No thanks"), actions.NoThanks()), Button(say("Back"), actions.WelcomeIn(_language(say)))),
        ),
    )


def goodbye_card(say: Speech) -> Screen:
    """After a no: nothing is lost."""
    return Screen(
        paragraphs(
            bold(say("That's perfectly all right")),
            say("You are on no list here. If you think again, the same link brings you back while it works."),
        ),
        outside(say),
    )


def stranger_card(say: Speech) -> Screen:
    """For somebody who came without a link."""
    return Screen(
        paragraphs(
            bold(say("Hi! I'm Makker")),
            say("I help two people who meet keep the thread: the next meeting, one small step, a kind reminder."),
            say("You come in with a link from the coordinator of your programme. Ask there for one, then tap it."),
        ),
        outside(say),
    )


def unknown_card(person: Person | None, say: Speech, *, last: bool) -> Screen:
    """A link that never was; after the `last` one that is answered, when another is looked at."""
    what = say("Perhaps a bit of it is missing. Tap it again where you got it, or ask your coordinator for a new one.")
    rest = say("That makes a few by now, so I look at links from here again in an hour.") if last else None
    return Screen(
        paragraphs(bold(say("I don't know that link")), what, rest),
        _way_home(person, say),
    )


def closed_card(invitation: Invitation, person: Person | None, ask: Person | None, say: Speech) -> Screen:
    """A link that was used, or that is too old; and whom to ask."""
    if invitation.withdrawn_at is not None:
        title, why = say("This link no longer works"), say("It has been taken back. There may be a newer one for you.")
    elif invitation.uses_left <= 0:
        title, why = say("This link has been used"), say("A link has a number of places, and they are taken.")
    elif say.now < invitation.expires_at:
        title, why = say("This link is for somebody else"), say("It was made for one person alone.")
    else:
        title, why = say("This link no longer works"), say("A link works for seven days, and they have passed.")
    return Screen(
        paragraphs(bold(title), why, say("Ask {name} for a new one: it takes a moment.", name=named(ask, say))),
        _way_home(person, say),
    )


def _way_home(person: Person | None, say: Speech) -> tuple[tuple[Button, ...], ...]:
    return ((Button(say("Home"), actions.Home()),),) if person else outside(say)


def outside(say: Speech) -> tuple[tuple[Button, ...], ...]:
    """What somebody can do who is not in any programme."""
    return ((Button(say("I need a person"), actions.Person()), Button(say("What is kept"), actions.Privacy())),)


def _language(say: Speech) -> actions.Language:
    return actions.Language(say.language)


def _languages() -> tuple[Button, Button]:
    # Each language is written in itself, so that whoever needs it can read it.
    return (
        Button(Markup("English"), actions.WelcomeIn(actions.Language.EN)),
        Button(Markup("Dansk"), actions.WelcomeIn(actions.Language.DA)),
    )
