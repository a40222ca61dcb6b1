"""Whom to ask in a programme: the coordinator, by name where there is one."""

from markupsafe import Markup

from bot.mentoring.people import Person
from handlers.speech import Speech, StandIn
from storage.invitations import Invitation
from storage.unit import Unit


def coordinator(programme: int, unit: Unit, *, but: int = 0) -> Person | None:
    """The programme's first coordinator with a name, other than the person `but`."""
    return next((each for each in unit.people.coordinators(programme) if each.name and each.id != but), None)


def coordinator_of(person: Person, unit: Unit) -> Person | None:
    """The coordinator to ask in the first programme where the person has one, other than themselves."""
    programmes = [place.programme for place in unit.people.places(person.id)]
    found = (coordinator(programme, unit, but=person.id) for programme in dict.fromkeys(programmes))
    return next((each for each in found if each), None)


def inviter(invitation: Invitation, unit: Unit) -> Person | None:
    """Who made the invitation, else the programme's coordinator; None when neither has a name."""
    made_by = unit.people.get(invitation.invited_by) if invitation.invited_by else None
    return made_by if made_by and made_by.name else coordinator(invitation.programme, unit)


def named(person: Person | None, say: Speech) -> Markup:
    """The coordinator's name, or the word for one."""
    return Markup.escape(person.name) if person else StandIn(say("your coordinator"))
