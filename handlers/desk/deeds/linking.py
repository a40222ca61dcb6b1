"""A link for somebody who is here by name alone: they come in by it, and find everything."""

from markupsafe import Markup

from handlers import actions
from handlers.access import Stale
from handlers.desk.links import take_away
from handlers.desk.overview import name_of, to_desk
from handlers.screen import BOT, Button, Qr, Screen, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from storage.invitations import LASTS
from storage.unit import Unit


def link(tap: Tap[actions.LinkFor], unit: Unit, say: Speech) -> Screen:
    """A new link for one person; the ones before it let nobody in any more."""
    place = unit.people.member(tap.action.member)
    person = unit.people.get(place.person)
    if person.has_chat or person.erased:
        raise Stale
    for each in unit.invitations.open_in(place.programme, tap.now):
        if each.person == person.id:
            take_away(each, tap.person.id, unit, tap.now)
    secret = unit.invitations.add(place.programme, place.role, 1, tap.person.id, tap.now, person.name, person=person.id)
    made = unit.invitations.find(secret)
    address, name = f"https://t.me/{BOT}?start={secret}", name_of(person, say)
    until = say.date(say.local(tap.now + LASTS).date())
    return Screen(
        paragraphs(
            bold(say("A link for {name}", name=name)),
            Markup.escape(address),
            say(
                "It lets {name} in, once, until {day}. All that was written down is there.",
                name=name,
                day=until,
            ),
            say("Give it to nobody else."),
        ),
        column(
            Button(say("Take it back"), actions.WithdrawLink(made.id if made else 0)), to_desk(place.programme, say)
        ),
        picture=Qr(address),
    )
