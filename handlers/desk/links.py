"""The invitations that are out: who could still come in by them, and taking one back."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.mentoring.people import Role
from bot.mentoring.rosters import LONGEST_NAME
from handlers import actions
from handlers.access import Stale, leads
from handlers.desk.overview import name_of, page_of, page_row, to_desk
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital, opened
from handlers.tap import Said, Tap
from handlers.texts import one_line, too_long
from handlers.wording import label
from storage.changes import Change
from storage.invitations import Invitation
from storage.unit import Unit

WITHDRAWN = "invitation.withdrawn"
LISTED = 5
# So many names of those who came in, and so much of a name on a button.
_SHOWN, _NAME = 5, 25


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


def ask_name(tap: Tap[actions.AskLinkName], unit: Unit, say: Speech) -> Screen:
    """For whom is it meant?"""
    invitation = unit.invitations.get(tap.action.invitation)
    if not invitation.open_at(tap.now):
        return link_card(invitation, tap.person.id, unit, say)
    return _name_question(invitation, None, say)


def said_name(said: Said, action: actions.SayLinkName, unit: Unit, say: Speech) -> Screen:
    """A name for the list, which only coordinators see; whoever comes in says their own."""
    invitation, name = unit.invitations.get(action.invitation), one_line(said.text)
    if not invitation.open_at(said.now):
        return link_card(invitation, said.person.id, unit, say)
    if not name:
        return _name_question(invitation, say("Can you write it in words?"), say)
    if too_long(name, LONGEST_NAME):
        return _name_question(invitation, say("That is a bit long. A shorter name?"), say)
    unit.invitations.call(invitation.id, name)
    return link_card(unit.invitations.get(invitation.id), said.person.id, unit, say)


def _name_question(invitation: Invitation, first: Markup | None, say: Speech) -> Screen:
    return Screen(
        paragraphs(
            first,
            bold(say("For whom is the link?")),
            say("Write a name, so that you know it in the list. Only the coordinators see it."),
            say("I forget it when the link is used, or has had its days."),
        ),
        column(Button(say("Back to the link"), actions.LinkCard(invitation.id))),
        asks=actions.SayLinkName(invitation.id),
    )


def take_away(invitation: Invitation, by: int, unit: Unit, now: datetime) -> None:
    """It lets nobody in from now on."""
    unit.invitations.withdraw(invitation.id, now)
    unit.changes.add(by, WITHDRAWN, invitation.id, {}, {}, now)


def link_card(invitation: Invitation, me: int, unit: Unit, say: Speech) -> Screen:
    """How it stands. The link itself is known to nobody but those who have it."""
    until = say.date(say.local(invitation.expires_at).date())
    by = unit.people.get(invitation.invited_by) if invitation.invited_by else None
    made = say("Made by {name}, {when}.", name=name_of(by, say), when=say.when(invitation.created_at)) if by else None
    came = _came(invitation, unit, say)
    back = (Button(say("All links"), actions.OpenLinks(invitation.programme, 0)), to_desk(invitation.programme, say))
    title = bold(capital(_words(invitation, say)))
    if invitation.withdrawn_at is not None:
        undo = unit.changes.last_of(me, WITHDRAWN, invitation.id)
        told = say("It has been taken back: nobody comes in by it.")
        return Screen(
            paragraphs(title, lines(told, came, made)),
            (*column(Button(say("Undo"), actions.Undo(undo)) if undo else None), back),
        )
    if not invitation.open_at(say.now):
        return Screen(
            paragraphs(title, lines(say("Nobody comes in by it any more."), came, made)),
            (*column(_again(invitation, say)), back),
        )
    left = capital(say.many("{n} person can come in by it", "{n} people can come in by it", invitation.uses_left))
    told = say("{left}, until {day}.", left=left, day=until)
    take = Button(say("Take it back"), actions.WithdrawLink(invitation.id))
    name = Button(say("For whom?"), actions.AskLinkName(invitation.id))
    show = say("Nobody can show a link again. I can make a new one in its place.")
    return Screen(
        paragraphs(title, lines(told, came, made), show), (*column(_again(invitation, say), name, take), back)
    )


def _again(invitation: Invitation, say: Speech) -> Button | None:
    """A new link, while there are places left to give."""
    return Button(say("A new link instead"), actions.ResendLink(invitation.id)) if invitation.uses_left else None


def _came(invitation: Invitation, unit: Unit, say: Speech) -> Markup | None:
    """Who came in by it; None when nobody did."""
    people = unit.invitations.came_by(invitation.id)
    names = [name_of(unit.people.get(each), say) for each in people[:_SHOWN]]
    rest = len(people) - len(names)
    if not names:
        return None
    if rest:
        names.append(say.many("{n} more", "{n} more", rest))
    return opened(say("{names} came in by it.", names=say.listed(names)))


def _words(invitation: Invitation, say: Speech) -> Markup:
    """Such as "no. 7, for a mentor, until Friday 27 November", or "for Bo, a mentor, until 27 Nov"."""
    if invitation.name:
        name, until = label(invitation.name, _NAME), say.brief(say.local(invitation.expires_at).date())
        return {
            Role.MENTOR: say("for {name}, a mentor, until {day}", name=name, day=until),
            Role.MENTEE: say("for {name}, a mentee, until {day}", name=name, day=until),
        }.get(invitation.role, say("for {name}, a coordinator, until {day}", name=name, day=until))
    day = say.date(say.local(invitation.expires_at).date())
    return {
        Role.MENTOR: say("no. {n}, for a mentor, until {day}", n=invitation.id, day=day),
        Role.MENTEE: say("no. {n}, for a mentee, until {day}", n=invitation.id, day=day),
        Role.DEPUTY: say("no. {n}, for a deputy, until {day}", n=invitation.id, day=day),
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
