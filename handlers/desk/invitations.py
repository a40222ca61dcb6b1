"""Invitations: whom to invite, the link and its picture."""

from datetime import date

from markupsafe import Markup

from bot.mentoring.people import Role
from handlers import actions
from handlers.desk.overview import to_desk
from handlers.screen import BOT, Button, Qr, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from storage.invitations import EVENING, LASTS
from storage.unit import Unit


def invite(tap: Tap[actions.Invite], unit: Unit, say: Speech) -> Screen:
    """Whom to invite: a mentor or a mentee, one person or an evening."""
    del unit
    return invite_card(tap.action.programme, say)


def invite_role(tap: Tap[actions.InviteRole], unit: Unit, say: Speech) -> Screen:
    """A new invitation: its link and its picture. Each tap makes one more; only hashes are kept of the earlier."""
    programme, role = tap.action.programme, tap.action.role
    evening = tap.action.evening and role is not Role.COORDINATOR
    secret = unit.invitations.add(programme, role, EVENING if evening else 1, tap.person.id, tap.now)
    until = say.local(tap.now + LASTS).date()
    action = actions.InviteRole(programme, role, evening)
    made = unit.invitations.find(secret)
    return invitation_card(f"https://t.me/{BOT}?start={secret}", action, until, say, made.id if made else 0)


def invite_card(programme: int, say: Speech) -> Screen:
    """The question."""

    def button(words: Markup, role: Role, *, evening: bool = False, style: Style = Style.PLAIN) -> Button:
        return Button(words, actions.InviteRole(programme, role, evening), style)

    return Screen(
        paragraphs(
            bold(say("Whom would you like to invite?")),
            say("You get a link and a picture of it. An evening's link lets up to {n} people in.", n=EVENING),
        ),
        (
            (
                button(say("A mentor"), Role.MENTOR, style=Style.PRIMARY),
                button(say("A mentee"), Role.MENTEE),
            ),
            (button(say("An evening for mentors"), Role.MENTOR, evening=True),),
            (button(say("An evening for mentees"), Role.MENTEE, evening=True),),
            (button(say("A coordinator"), Role.COORDINATOR),),
            (to_desk(programme, say),),
        ),
    )


def invitation_card(link: str, action: actions.InviteRole, until: date, say: Speech, number: int) -> Screen:
    """The link, for whom, for how long, and how to pass it on."""
    if action.evening:
        lasts = say("Up to {n} people can come in by it, until {day}.", n=EVENING, day=say.date(until))
    else:
        lasts = say("It lets one person in, once, until {day}.", day=say.date(until))
    return Screen(
        paragraphs(
            bold(_title(action, say)),
            Markup.escape(link),
            lasts,
            say("Send the link on, or let them scan the picture with their phone's camera."),
        ),
        column(
            Button(say("One more like this"), action),
            Button(say("Take it back"), actions.WithdrawLink(number)),
            to_desk(action.programme, say),
        ),
        picture=Qr(link),
    )


def _title(action: actions.InviteRole, say: Speech) -> Markup:
    return {
        (Role.MENTOR, False): say("An invitation for a mentor"),
        (Role.MENTEE, False): say("An invitation for a mentee"),
        (Role.MENTOR, True): say("An invitation for an evening for mentors"),
        (Role.MENTEE, True): say("An invitation for an evening for mentees"),
    }.get((action.role, action.evening), say("An invitation for a coordinator"))
