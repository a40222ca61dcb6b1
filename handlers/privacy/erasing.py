"""Erase me: what goes now, what stays and names nobody, and when the last copy is gone."""

from markupsafe import Markup

from bot.mentoring.people import Person
from bot.mentoring.retention import gone_from_backups
from handlers import actions
from handlers.privacy.leaving import only_coordinator, part, stale, who_hears
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.welcome import outside
from handlers.wording import minute_of
from storage.states import Deed
from storage.unit import Unit


def ask_erase(tap: Tap[actions.AskErase], unit: Unit, say: Speech) -> Screen:
    """Asked once, with all that follows."""
    if (alone := only_coordinator(tap.person, unit, say)) is not None:
        return alone
    here = bool(unit.people.places(tap.person.id))
    return Screen(
        paragraphs(
            bold(say("Erase everything about you?")),
            lines(
                say("At once: your name, and what you told, wrote and planned here."),
                who_hears(tap.person, unit, say) if here else None,
            ),
            lines(_stays(tap.person, unit, say), _copies(say)),
            say("This can't be undone."),
        ),
        column(
            Button(say("Yes, erase me"), actions.Erase(minute_of(tap.now)), Style.DANGER),
            Button(say("See what we know first"), actions.SeeData()),
            Button(say("Back"), actions.Privacy()),
        ),
    )


def erase(tap: Tap[actions.Erase], unit: Unit, say: Speech) -> Screen:
    """It is done, in this one transaction; from now on the person is a stranger. An old button asks again."""
    person, now = tap.person, tap.now
    if stale(tap.action.minute, now) or only_coordinator(person, unit, say) is not None:
        return ask_erase(Tap(tap.visitor, actions.AskErase(), now), unit, say)
    part(person, unit, now)
    unit.people.leave(person.id, now)
    unit.erasing.person(person, now)
    unit.audit.add(Deed.ERASED, person.id, person.id, None, now)
    return Screen(
        paragraphs(
            bold(say("It's done. I don't know you any more.")),
            say("Thank you for the time you were here. If you come back some day, we begin afresh."),
            lines(_copies(say), say("What stands in this chat is Telegram's: delete the chat to be rid of that, too.")),
        ),
        outside(say),
    )


def _stays(person: Person, unit: Unit, say: Speech) -> Markup:
    counts = say("Counts stay, without a name: how many met, and how many steps were done.")
    given = unit.moments.given(person.id)
    saw = say("What you saw in the one you met stays theirs.") if given else None
    return lines(counts, saw)


def _copies(say: Speech) -> Markup:
    gone = say.local(gone_from_backups(say.now)).date()
    return say("Safety copies are gone by {date}.", date=say.date(gone))
