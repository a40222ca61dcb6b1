"""Who may follow a button of the desk: read from the database, as in handlers/access."""

from bot.mentoring.people import Person, Role
from handlers.access import coordinates, has_role, leads, runs
from handlers.actions import Action
from storage.unit import Unit


def runs_programme(person: Person, action: Action, unit: Unit) -> bool:
    """A coordinator of the programme, and no deputy: what the programme is, the coordinators decide."""
    return runs(person.id, getattr(action, "programme", 0), unit)


def at_desk(person: Person, action: Action, unit: Unit) -> bool:
    """A coordinator of the programme, or a deputy of it, at any time."""
    return has_role(person.id, getattr(action, "programme", 0), {Role.COORDINATOR, Role.DEPUTY}, unit)


def invites(person: Person, action: Action, unit: Unit) -> bool:
    """Who has the desk; whom they may let in at the desk itself, the coordinators decide."""
    role = getattr(action, "role", None)
    return (coordinates if role in {Role.MENTOR, Role.MENTEE} else runs_programme)(person, action, unit)


def own_absence(person: Person, action: Action, unit: Unit) -> bool:
    """Who is away, while they are a coordinator there."""
    absence = unit.absences.get(getattr(action, "absence", 0))
    return absence.person == person.id and runs(person.id, absence.programme, unit)


def runs_absence(person: Person, action: Action, unit: Unit) -> bool:
    """A coordinator of the programme from which somebody is away."""
    return runs(person.id, unit.absences.get(getattr(action, "absence", 0)).programme, unit)


def leads_link(person: Person, action: Action, unit: Unit) -> bool:
    """Who has the desk of the programme that the invitation is for."""
    return leads(person.id, unit.invitations.get(getattr(action, "invitation", 0)).programme, unit)


def leads_followup(person: Person, action: Action, unit: Unit) -> bool:
    """A coordinator of the programme in which somebody looked after a pair."""
    followup = unit.followups.get(getattr(action, "followup", 0))
    return leads(person.id, unit.pairs.get(followup.pair).programme, unit)


def sent_roster(person: Person, action: Action, unit: Unit) -> bool:
    """The coordinator who sent the list of names, while they are one."""
    roster = unit.rosters.get(getattr(action, "roster", 0))
    return roster.by == person.id and leads(person.id, roster.programme, unit)


def renews_link(person: Person, action: Action, unit: Unit) -> bool:
    """Who has the desk; an invitation to the desk itself is for the coordinators to give."""
    invitation = unit.invitations.get(getattr(action, "invitation", 0))
    return (leads if invitation.role.meets else runs)(person.id, invitation.programme, unit)


def leads_place(person: Person, action: Action, unit: Unit) -> bool:
    """Who has the desk of the programme in which somebody has the place."""
    place = unit.people.member(getattr(action, "member", 0))
    return place.left_at is None and leads(person.id, place.programme, unit)


def leads_message(person: Person, action: Action, unit: Unit) -> bool:
    """A coordinator of the programme in which the message was written."""
    return leads(person.id, unit.broadcasts.get(getattr(action, "broadcast", 0)).programme, unit)


def drafts_message(person: Person, action: Action, unit: Unit) -> bool:
    """The coordinator who writes it, while they are one."""
    message = unit.broadcasts.get(getattr(action, "broadcast", 0))
    return message.by == person.id and leads(person.id, message.programme, unit)


def hears_answer(person: Person, action: Action, unit: Unit) -> bool:
    """A coordinator of the programme in which somebody answered, other than whoever answered."""
    answer = unit.broadcasts.get_answer(getattr(action, "answer", 0))
    programme = unit.broadcasts.get(answer.broadcast).programme
    return answer.person != person.id and leads(person.id, programme, unit)


def runs_place(person: Person, action: Action, unit: Unit) -> bool:
    """A coordinator of the programme in which somebody has the place, and no deputy."""
    place = unit.people.member(getattr(action, "member", 0))
    return place.left_at is None and runs(person.id, place.programme, unit)


def leads_proposal(person: Person, action: Action, unit: Unit) -> bool:
    """A coordinator of the programme in which two were proposed to each other."""
    return leads(person.id, unit.proposals.get(getattr(action, "proposal", 0)).programme, unit)


def leads_contact(person: Person, action: Action, unit: Unit) -> bool:
    """A coordinator of the programme in which somebody talked with a pair."""
    return leads(person.id, unit.contacts.get(getattr(action, "contact", 0)).programme, unit)


def own_contact(person: Person, action: Action, unit: Unit) -> bool:
    """The coordinator who talked with them."""
    return leads_contact(person, action, unit) and unit.contacts.get(getattr(action, "contact", 0)).by == person.id


def leads_desk_note(person: Person, action: Action, unit: Unit) -> bool:
    """A coordinator of the programme in which the note was written."""
    return leads(person.id, unit.desk_notes.get(getattr(action, "desk_note", 0)).programme, unit)


def own_desk_note(person: Person, action: Action, unit: Unit) -> bool:
    """The coordinator who wrote it."""
    note = getattr(action, "desk_note", 0)
    return leads_desk_note(person, action, unit) and unit.desk_notes.get(note).by == person.id
