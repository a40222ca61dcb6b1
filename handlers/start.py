"""The door: a link is opened, the welcome card says who we are, and somebody says yes or no."""

import string
from dataclasses import replace
from datetime import datetime

from bot.mentoring.people import Member, Person, guess_language
from bot.mentoring.programmes import Programme
from handlers import actions, home, profile
from handlers.contact import inviter, named
from handlers.privacy import consent as words
from handlers.screen import BOT, Button, Screen, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Opened, Tap, Visitor
from handlers.welcome import closed_card, goodbye_card, more_card, stranger_card, unknown_card, welcome_card
from storage.invitations import TRIES_AN_HOUR, Invitation, Opening
from storage.states import Deed
from storage.unit import Unit

_PAYLOAD = frozenset(string.ascii_letters + string.digits + "-_")
_PAYLOAD_LENGTH = 64


def opened(opened: Opened, unit: Unit, say: Speech) -> Screen | None:
    """The answer to a link, or to a bare /start; None, so that nothing is said, to whoever goes on guessing links."""
    visitor, now = opened.visitor, opened.now
    if not opened.payload:
        return _home(visitor, unit, say) if visitor.person else stranger(visitor, unit, say)
    tries = unit.invitations.tries(visitor.chat, now)
    if tries >= TRIES_AN_HOUR:
        return None
    invitation = _find(opened.payload, unit)
    if invitation is None:
        unit.invitations.wrong(visitor.chat, now)
        return unknown_card(visitor.person, say, last=tries + 1 == TRIES_AN_HOUR)
    if visitor.person and _inside(visitor.person, invitation, unit):
        return _already_in(visitor, unit, say)
    if not invitation.open_at(now) or _is_for_another(invitation, visitor, unit):
        return closed_card(invitation, visitor.person, inviter(invitation, unit), say)
    speaking = _first_words(visitor, invitation, unit, say)
    unit.invitations.knock(visitor.chat, invitation.id, speaking.language, now)
    return _welcome(invitation, unit, speaking)


def _first_words(visitor: Visitor, invitation: Invitation, unit: Unit, say: Speech) -> Speech:
    """In the programme's language to a newcomer whose phone has none of ours, and who has not chosen one yet."""
    if visitor.person or unit.invitations.opening(visitor.chat):
        return say
    usual = unit.programmes.get(invitation.programme).language
    return Speech(guess_language(visitor.language, usual), say.zone, say.now)


def stranger(visitor: Visitor, unit: Unit, say: Speech) -> Screen:
    """Somebody whom we do not know: the welcome card if they have opened a link, else the way in."""
    opening = unit.invitations.opening(visitor.chat)
    if opening and opening.invitation.open_at(say.now):
        return replace(_welcome(opening.invitation, unit, say), fresh=True)
    return stranger_card(say)


def group(say: Speech) -> Screen:
    """The answer in a group: we only talk one to one."""
    words = say("I only talk with one person at a time, so that it stays between us.")
    return Screen(words, column(Button(say("Write to me"), url=f"https://t.me/{BOT}")))


def welcome_in(tap: Tap[actions.WelcomeIn], unit: Unit, say: Speech) -> Screen:
    """The welcome card again, in the language that was chosen."""
    visitor, language = tap.visitor, str(tap.action.language)
    chosen = Speech(language, say.zone, say.now)
    opening = unit.invitations.opening(visitor.chat)
    if opening is None:
        return _home(visitor, unit, say) if visitor.person else stranger_card(chosen)
    unit.invitations.knock(visitor.chat, opening.invitation.id, language, tap.now)
    if visitor.person:
        unit.people.set(visitor.person.id, language=language)
    return _welcome(opening.invitation, unit, chosen)


def welcome_more(tap: Tap[actions.WelcomeMore], unit: Unit, say: Speech) -> Screen:
    """What else to know before saying yes."""
    opening = unit.invitations.opening(tap.visitor.chat)
    if opening is None:
        return _home(tap.visitor, unit, say) if tap.visitor.person else stranger_card(say)
    programme = unit.programmes.get(opening.invitation.programme)
    return more_card(programme, named(inviter(opening.invitation, unit), say), say)


def consent(tap: Tap[actions.Consent], unit: Unit, say: Speech) -> Screen:
    """Yes: takes a place of the invitation, keeps the person and the consent, and asks the first question."""
    visitor, now = tap.visitor, tap.now
    opening = unit.invitations.opening(visitor.chat)
    if opening is None:
        return _said_yes_before(tap, unit, say)
    invitation = opening.invitation
    if visitor.person and _inside(visitor.person, invitation, unit):
        unit.invitations.leave(visitor.chat)
        return _already_in(visitor, unit, say)
    another = _is_for_another(invitation, visitor, unit)
    if another or not invitation.open_at(now) or not unit.invitations.use(invitation.id):
        return closed_card(invitation, visitor.person, inviter(invitation, unit), say)
    unit.invitations.leave(visitor.chat)
    programme = unit.programmes.get(invitation.programme)
    person = visitor.person or _newcomer(opening, visitor.chat, programme, unit, now)
    member = unit.people.join(programme.id, person.id, invitation.role, words.CONSENT_VERSION, now, invitation.id)
    unit.audit.add(Deed.AGREED, person.id, person.id, programme.id, now)
    if invitation.person is not None:
        return _finds_all(member, replace(visitor, person=person), unit, Speech.to(person, now))
    return profile.next_question(member, replace(visitor, person=person), unit, Speech.to(person, now))


def _newcomer(opening: Opening, chat: int, programme: Programme, unit: Unit, now: datetime) -> Person:
    """Somebody new; or, by a link of their own, who was here by name already."""
    if opening.invitation.person is not None:
        return unit.people.come_in(opening.invitation.person, chat, opening.language)
    return unit.people.add(chat, "", opening.language, programme, now)


def _finds_all(member: Member, visitor: Visitor, unit: Unit, say: Speech) -> Screen:
    """Home, with all that was written down for them; whoever waits for a match is asked what others are asked."""
    if not unit.pairs.of(member.person):
        return profile.next_question(member, visitor, unit, say)
    screen = _home(visitor, unit, say)
    here = say("Good to have you here. All that was written down for you is here.")
    return replace(screen, text=paragraphs(here, screen.text))


def _is_for_another(invitation: Invitation, visitor: Visitor, unit: Unit) -> bool:
    """Whether it is somebody's own link who has come in already, or whoever opens it is somebody else."""
    if invitation.person is None:
        return False
    theirs = unit.people.get(invitation.person)
    return visitor.person is not None or theirs.has_chat or theirs.erased


def no_thanks(tap: Tap[actions.NoThanks], unit: Unit, say: Speech) -> Screen:
    """No: the stranger is forgotten, and may come back by the same link."""
    unit.invitations.leave(tap.visitor.chat)
    if tap.visitor.person:
        screen = _home(tap.visitor, unit, say)
        return replace(screen, text=paragraphs(say("That's perfectly all right."), screen.text))
    return goodbye_card(say)


def _find(payload: str, unit: Unit) -> Invitation | None:
    possible = len(payload) <= _PAYLOAD_LENGTH and _PAYLOAD.issuperset(payload)
    return unit.invitations.find(payload) if possible else None


def _inside(person: Person, invitation: Invitation, unit: Unit) -> bool:
    places = unit.people.places(person.id)
    return any(place.programme == invitation.programme and place.role is invitation.role for place in places)


def _welcome(invitation: Invitation, unit: Unit, say: Speech) -> Screen:
    ask = named(inviter(invitation, unit), say)
    return welcome_card(unit.programmes.get(invitation.programme), invitation.role, ask, say)


def _already_in(visitor: Visitor, unit: Unit, say: Speech) -> Screen:
    screen = _home(visitor, unit, say)
    return replace(screen, text=paragraphs(say("You're already in."), screen.text))


def _said_yes_before(tap: Tap[actions.Consent], unit: Unit, say: Speech) -> Screen:
    """The second tap of a double tap gets the same question; an old card gets home."""
    person = tap.visitor.person
    if person is None:
        return stranger_card(say)
    newest = max(unit.people.places(person.id), key=lambda place: (place.consented_at, place.id), default=None)
    if newest and profile.untold(newest, person, tap.now):
        return profile.next_question(newest, tap.visitor, unit, say)
    return _home(tap.visitor, unit, say)


def _home(visitor: Visitor, unit: Unit, say: Speech) -> Screen:
    return home.home(Tap(visitor, actions.Home(), say.now), unit, say)
