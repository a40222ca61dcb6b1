"""The invitations that are out: who could still come in by them, and taking one back."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.mentoring.people import Role
from handlers import actions
from handlers.access import Stale, leads
from handlers.desk.overview import name_of, page_of, page_row, to_desk
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Tap
from storage.changes import Change
from storage.invitations import Invitation
from storage.unit import Unit

WITHDRAWN = "invitation.withdrawn"
LISTED = 5


def listed(tap: Tap[actions.OpenLinks], unit: Unit, say: Speech) -> Screen:
    """The links by which somebody can still come in."""
    programme = tap.action.programme
    return list_card(programme, unit.invitations.open_in(programme, tap.now), tap.action.page, say)


def list_card(programme: int, found: Sequence[Invitation], page: int, say: Speech) -> Screen:
    """A button for each, newest first."""
    shown, page, pages = page_of(found, page, LISTED)
    invite = Button(say("Invite"), actions.Invite(programme), Style.PLAIN if found else Style.PRIMARY)
    told = capital(
        say.many(
            "{n} link still lets somebody in. Tap it to see it, or to take it back.",
            "{n} links still let somebody in. Tap one to see it, or to take it back.",
            len(found),
        )
    )
    if not found:
        told = say("No link is out right now: each has been used, or has had its seven days.")
    return Screen(
        paragraphs(bold(say("Links not used yet")), told),
        (
            *column(*(Button(capital(_words(each, say)), actions.LinkCard(each.id)) for each in shown)),
            *page_row(page, pages, lambda number: actions.OpenLinks(programme, number), say),
            (invite, to_desk(programme, say)),
        ),
    )


def card(tap: Tap[actions.LinkCard], unit: Unit, say: Speech) -> Screen:
    """One link: for whom, by whom, and until when."""
    return link_card(unit.invitations.get(tap.action.invitation), tap.person.id, unit, say)


def withdraw(tap: Tap[actions.WithdrawLink], unit: Unit, say: Speech) -> Screen:
    """Nobody comes in by it any more; a second tap shows the same."""
    invitation = unit.invitations.get(tap.action.invitation)
    if invitation.open_at(tap.now):
        take_away(invitation, tap.person.id, unit, tap.now)
    return link_card(unit.invitations.get(invitation.id), tap.person.id, unit, say)


def take_away(invitation: Invitation, by: int, unit: Unit, now: datetime) -> None:
    """It lets nobody in from now on."""
    unit.invitations.withdraw(invitation.id, now)
    unit.changes.add(by, WITHDRAWN, invitation.id, {}, {}, now)


def link_card(invitation: Invitation, me: int, unit: Unit, say: Speech) -> Screen:
    """How it stands. The link itself is known to nobody but those who have it."""
    until = say.date(say.local(invitation.expires_at).date())
    by = unit.people.get(invitation.invited_by) if invitation.invited_by else None
    made = say("Made by {name}, {when}.", name=name_of(by, say), when=say.when(invitation.created_at)) if by else None
    back = (Button(say("All links"), actions.OpenLinks(invitation.programme, 0)), to_desk(invitation.programme, say))
    title = bold(capital(_words(invitation, say)))
    if invitation.withdrawn_at is not None:
        undo = unit.changes.last_of(me, WITHDRAWN, invitation.id)
        told = say("It has been taken back: nobody comes in by it.")
        return Screen(
            paragraphs(title, lines(told, made)),
            (*column(Button(say("Undo"), actions.Undo(undo)) if undo else None), back),
        )
    if not invitation.open_at(say.now):
        return Screen(paragraphs(title, lines(say("Nobody comes in by it any more."), made)), (back,))
    left = capital(say.many("{n} person can come in by it", "{n} people can come in by it", invitation.uses_left))
    told = say("{left}, until {day}.", left=left, day=until)
    take = Button(say("Take it back"), actions.WithdrawLink(invitation.id))
    return Screen(paragraphs(title, lines(told, made)), (*column(take), back))


def _words(invitation: Invitation, say: Speech) -> Markup:
    """Such as "no. 7, for a mentor, until Friday 27 November"."""
    day = say.date(say.local(invitation.expires_at).date())
    return {
        Role.MENTOR: say("no. {n}, for a mentor, until {day}", n=invitation.id, day=day),
        Role.MENTEE: say("no. {n}, for a mentee, until {day}", n=invitation.id, day=day),
    }.get(invitation.role, say("no. {n}, for a coordinator, until {day}", n=invitation.id, day=day))


# --- Undo --------------------------------------------------------------------------------------------------


def take_back(change: Change, unit: Unit, say: Speech) -> None:
    """The link works again while its days last; raises Stale where it has not been taken back, or is too old."""
    invitation = unit.invitations.get(change.target)
    if invitation.withdrawn_at is None or invitation.expires_at <= say.now:
        raise Stale
    unit.invitations.withdraw(invitation.id, None)


def show(change: Change, unit: Unit, say: Speech) -> Screen:
    """How the link stands then; raises LookupError when it is no longer the person's to see."""
    invitation = unit.invitations.get(change.target)
    if not leads(change.person, invitation.programme, unit):
        raise LookupError("not a coordinator here any more")
    return link_card(invitation, change.person, unit, say)
