"""The first questions after the yes: what somebody likes, when, how, and whether they are ready to be matched."""

from dataclasses import replace
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.mentoring.pairs import Form
from bot.mentoring.people import Member, Person, Role
from bot.mentoring.profiles import CHIPS, NOTHING_TOLD, STRETCHES, Topic
from handlers import actions
from handlers.access import Stale
from handlers.contact import coordinator, named
from handlers.desk import overview
from handlers.questions import (
    form_question,
    free_question,
    likes_question,
    name_question,
    not_yet_card,
    ready_card,
    ready_question,
    times_in,
    told_card,
)
from handlers.screen import Screen, paragraphs
from handlers.speech import Speech
from handlers.tap import Said, Tap, Visitor
from handlers.texts import clean, short, too_long
from storage.unit import Unit

LONGEST = 500
# A place, a wish or a no is said shortly.
SHORT = 80
# Within this time a second yes is a double tap, and gets the same question.
_JUST_NOW = timedelta(hours=1)


def next_question(member: Member, visitor: Visitor, unit: Unit, say: Speech) -> Screen:
    """The first question that this person has not been asked in any programme; at the desk there is no more."""
    person = visitor.person
    if person is None or not person.name:
        return name_question(member, visitor.called, say)
    if not member.role.meets:
        return overview.desk(Tap(visitor, actions.Desk(member.programme), say.now), unit, say)
    return likes_question(member, None, say)


def untold(member: Member, person: Person, now: datetime) -> bool:
    """Whether the person is still at the first question of this place."""
    told = member.likes or member.free or member.forms or member.ready_at or member.profile != NOTHING_TOLD
    return not person.name or (not told and now - member.consented_at < _JUST_NOW)


def ask_likes(tap: Tap[actions.AskLikes], unit: Unit, say: Speech) -> Screen:
    """The question about likes."""
    return likes_question(place_of(tap.action.member, unit), None, say)


def said_likes(said: Said, action: actions.SayLikes, unit: Unit, say: Speech) -> Screen:
    """Keeps it, echoes it, asks for the time."""
    member = place_of(action.member, unit)
    text = clean(said.text)
    if problem := as_usable(text, LONGEST, say):
        return _again(problem, likes_question(member, None, say))
    unit.people.describe(member.id, likes=text)
    return free_question(member, _echo(text, say), say)


def ask_free(tap: Tap[actions.AskFree], unit: Unit, say: Speech) -> Screen:
    """The question about time."""
    return free_question(place_of(tap.action.member, unit), None, say)


def said_free(said: Said, action: actions.SayFree, unit: Unit, say: Speech) -> Screen:
    """Keeps it, echoes it, asks how they like to meet."""
    member = place_of(action.member, unit)
    text = clean(said.text)
    if problem := as_usable(text, LONGEST, say):
        return _again(problem, free_question(member, None, say))
    member = unit.people.describe(member.id, free=text)
    # What was tapped stays; single parts of a week come from what is typed last.
    tapped = (STRETCHES[chip] for chip in CHIPS[Topic.FREE] if member.profile.has(chip))
    member = unit.people.profile(member.id, replace(member.profile, times=times_in(text).union(*tapped)))
    return form_question(member, _echo(text, say), say)


def ask_form(tap: Tap[actions.AskForm], unit: Unit, say: Speech) -> Screen:
    """The question about how one likes to meet."""
    return form_question(place_of(tap.action.member, unit), None, say)


def prefer_form(tap: Tap[actions.PreferForm], unit: Unit, say: Speech) -> Screen:
    """One more way to meet, or one less; the same question stays, as several may be right."""
    member = place_of(tap.action.member, unit)
    ways = member.ways - {tap.action.form} | ({tap.action.form} if tap.action.on else set())
    forms = ",".join(form.value for form in Form if form in ways)
    return form_question(unit.people.describe(member.id, forms=forms), None, say)


def ask_ready(tap: Tap[actions.AskReady], unit: Unit, say: Speech) -> Screen:
    """What was told, and whether they are ready to be matched, where they can wait for one."""
    return _ready_or_not(place_of(tap.action.member, unit), unit, say)


def ready(tap: Tap[actions.Ready], unit: Unit, say: Speech) -> Screen:
    """On the list, and the coordinators are told."""
    member = place_of(tap.action.member, unit)
    if not may_wait(member, unit):
        raise Stale
    if member.ready_at is None:
        member = unit.people.ready(member.id, tap.now)
        _tell_coordinators(member, tap.now, unit)
    return ready_card(tap.person, member, _ask(member, unit, say), say)


def not_yet(tap: Tap[actions.NotYet], unit: Unit, say: Speech) -> Screen:
    """Off the list, or not on it yet."""
    member = place_of(tap.action.member, unit)
    if not may_wait(member, unit):
        raise Stale
    return not_yet_card(unit.people.ready(member.id, None), say)


def may_wait(member: Member, unit: Unit) -> bool:
    """Whether this place can wait for a match: a mentor's can again and again, a mentee's until there is one."""
    if member.role is Role.MENTEE:
        pairs = unit.pairs.of(member.person)
        return not any(pair.programme == member.programme and pair.mentee == member.person for pair in pairs)
    return member.role is Role.MENTOR


def _tell_coordinators(member: Member, now: datetime, unit: Unit) -> None:
    for person in unit.people.at_desk(member.programme):
        # Once a day is enough, also for somebody who changes their mind back and forth.
        key = f"member.ready:{member.id}:{now.date()}:{person.id}"
        unit.outbox.notice("member.ready", to=person, key=key, facts={"member": member.id}, now=now)


def _ready_or_not(member: Member, unit: Unit, say: Speech) -> Screen:
    if not may_wait(member, unit):
        return told_card(member, say)
    return ready_question(member, _ask(member, unit, say), say)


def place_of(member: int, unit: Unit) -> Member:
    """The place that is being told about; raises Stale where nothing is asked, as of a coordinator's."""
    if not member:
        # The settings' 0 belongs to the name alone.
        raise Stale
    found = unit.people.member(member)
    if not found.role.meets:
        raise Stale
    return found


def _ask(member: Member, unit: Unit, say: Speech) -> Markup:
    return named(coordinator(member.programme, unit, but=member.person), say)


def _echo(text: str, say: Speech) -> Markup:
    return say("You wrote: {text}", text=short(text))


def as_usable(text: str, limit: int, say: Speech) -> Markup | None:
    """What to ask instead when the words cannot be kept; None when they can."""
    if not text:
        return say("Can you write it in words?")
    if too_long(text, limit):
        return say("That's a long one, more than I can keep. Can you say it in {n} characters or fewer?", n=limit)
    return None


def _again(problem: Markup, question: Screen) -> Screen:
    return Screen(paragraphs(problem, question.text), question.rows, asks=question.asks)
