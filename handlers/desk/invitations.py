"""Invitations: whom to invite, the link and its picture."""

from dataclasses import replace

from markupsafe import Markup

from bot.mentoring.people import Role
from handlers import actions
from handlers.access import runs
from handlers.desk.links import link_card
from handlers.desk.overview import to_desk
from handlers.screen import BOT, Button, Qr, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from storage.invitations import EVENING, Invitation
from storage.unit import Unit


def invite(tap: Tap[actions.Invite], unit: Unit, say: Speech) -> Screen:
    """Whom to invite: a mentor or a mentee, one person or an evening; to the desk itself, a coordinator alone."""
    return invite_card(tap.action.programme, say, desk=runs(tap.person.id, tap.action.programme, unit))


def invite_role(tap: Tap[actions.InviteRole], unit: Unit, say: Speech) -> Screen:
    """A new invitation: its link and its picture. Each tap makes one more; only hashes are kept of the earlier."""
    programme, role = tap.action.programme, tap.action.role
    evening = tap.action.evening and role.meets
    secret = unit.invitations.add(programme, role, EVENING if evening else 1, tap.person.id, tap.now)
    return _made(secret, actions.InviteRole(programme, role, evening), unit, say)


def resend(tap: Tap[actions.ResendLink], unit: Unit, say: Speech) -> Screen:
    """A new link for the same, and the old one lets nobody in from now on; a second tap shows what became of that."""
    old = unit.invitations.get(tap.action.invitation)
    if old.withdrawn_at is not None or not old.uses_left:
        return link_card(old, tap.person.id, unit, say)
    unit.invitations.withdraw(old.id, tap.now)
    secret = unit.invitations.add(
        old.programme, old.role, old.uses_left, tap.person.id, tap.now, old.name, person=old.person
    )
    action = actions.InviteRole(old.programme, old.role, evening=old.uses_left > 1)
    screen = _made(secret, action, unit, say)
    return replace(screen, text=paragraphs(say("The old link no longer works. Here is a new one."), screen.text))


def link_to(secret: str) -> str:
    """The address that lets somebody in; the bot's name is put in at the edge."""
    return f"https://t.me/{BOT}?start={secret}"


def _made(secret: str, action: actions.InviteRole, unit: Unit, say: Speech) -> Screen:
    made = unit.invitations.find(secret)
    if made is None:
        raise AssertionError("an invitation that was just made is there")
    return invitation_card(link_to(secret), action, made, say)


def invite_card(programme: int, say: Speech, *, desk: bool) -> Screen:
    """The question; with `desk`, somebody to the desk may be asked in, too."""
    to_the_desk = ((say("A coordinator"), Role.COORDINATOR), (say("A deputy"), Role.DEPUTY))

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
            *([tuple(button(*each) for each in to_the_desk)] if desk else ()),
            (Button(say("A list"), actions.AskRoster(programme)),),
            (Button(say("Add someone without Telegram"), actions.AddWithout(programme)),),
            (to_desk(programme, say),),
        ),
    )


def invitation_card(link: str, action: actions.InviteRole, made: Invitation, say: Speech) -> Screen:
    """The link, for whom, for how long, and how to pass it on."""
    until = say.date(say.local(made.expires_at).date())
    whom = None
    if action.evening:
        lasts = say("Up to {n} people can come in by it, until {day}.", n=made.uses_left, day=until)
    else:
        lasts = say("It lets one person in, once, until {day}.", day=until)
        whom = Button(say("For whom?"), actions.AskLinkName(made.id))
    named = say("It is for {name}.", name=made.name) if made.name else None
    return Screen(
        paragraphs(
            bold(_title(action, say)),
            Markup.escape(link),
            lines(named, lasts),
            say("Send the link on, or let them scan the picture with their phone's camera."),
        ),
        column(
            Button(say("One more like this"), action),
            whom,
            Button(say("Take it back"), actions.WithdrawLink(made.id)),
            to_desk(action.programme, say),
        ),
        picture=Qr(link),
    )


def _title(action: actions.InviteRole, say: Speech) -> Markup:
    return {
        (Role.MENTOR, False): say("An invitation for a mentor"),
        (Role.MENTEE, False): say("An invitation for a mentee"),
        (Role.DEPUTY, False): say("An invitation for a deputy"),
        (Role.MENTOR, True): say("An invitation for an evening for mentors"),
        (Role.MENTEE, True): say("An invitation for an evening for mentees"),
    }.get((action.role, action.evening), say("An invitation for a coordinator"))
