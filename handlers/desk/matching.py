"""Who waits to be matched, and choosing two of them."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot.mentoring.people import Member, Person, Role
from bot.mentoring.proposals import ProposalState
from handlers import actions
from handlers.access import Stale
from handlers.chips import chips_words, times_words
from handlers.desk.looking import reads
from handlers.desk.overview import apart, find, name_of, page_of, page_row, page_words, to_desk
from handlers.notice import Dropped, Notice
from handlers.questions import BETWEEN
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, opened
from handlers.tap import Tap
from handlers.texts import short
from storage.lists import Page
from storage.unit import Unit

LISTED = 5
CHOICES = 6


@dataclass(frozen=True)
class Waiter:
    """Somebody who waits: who, in which role, since when, and what they told of themselves."""

    person: Person
    role: Role
    since: datetime
    told: str
    place: int


# --- Who waits ---------------------------------------------------------------------------------------------


def waiting(tap: Tap[actions.Waiting], unit: Unit, say: Speech) -> Screen:
    """Who is waiting, and since when."""
    programme = tap.action.programme
    page = unit.lists.waiting(programme, tap.action.page, LISTED)
    both = all(unit.people.how_many_wait(programme, role) for role in (Role.MENTOR, Role.MENTEE))
    shown = [_waiter(unit.people.member(each), unit, say) for each in page.ids]
    proposed = unit.proposals.in_state(programme, ProposalState.OPEN)
    asked = {person for each in proposed for person in (each.mentor, each.mentee)}
    return waiting_card(programme, shown, page, asked, say, both=both)


def waiting_card(
    programme: int, shown: Sequence[Waiter], page: Page, asked: Container[int], say: Speech, *, both: bool
) -> Screen:
    """Longest waiting first, a button for each; `asked` are those to whom a match is proposed.

    `both` says that there are two who could meet.
    """
    listed = lines(*(_waits(each, asked, say) for each in shown)) or say("Nobody is waiting right now.")
    labels = apart([opened(name_of(each.person, say)) for each in shown])
    cards = (Button(label, actions.WaitingCard(each.place, 0)) for label, each in zip(labels, shown, strict=True))
    invite = Button(say("Invite"), actions.Invite(programme))
    pair = Button(say("Pair now"), actions.PairNow(programme, 0)) if both else invite
    ways = (find(programme, actions.Among.WAITING, say),) if page.pages > 1 else (pair,)
    return Screen(
        paragraphs(
            bold(say("Waiting for a match")),
            listed,
            say("Choose somebody to see who might fit.") if shown else None,
            page_words(page.number, page.pages, say),
        ),
        (
            *column(*cards),
            *page_row(page.number, page.pages, lambda number: actions.Waiting(programme, number), say),
            (*ways, to_desk(programme, say)),
        ),
        asks=actions.SayFind(programme, actions.Among.WAITING) if shown else None,
    )


def _waits(each: Waiter, asked: Container[int], say: Speech) -> Markup:
    line = _since(each, say)
    return say("{line}: a match is proposed", line=line) if each.person.id in asked else line


def _since(each: Waiter, say: Speech) -> Markup:
    day = say.date(say.local(each.since).date())
    if each.role is Role.MENTOR:
        return say("{name}, mentor, since {day}", name=name_of(each.person, say), day=day)
    return say("{name}, mentee, since {day}", name=name_of(each.person, say), day=day)


def _waiters(programme: int, role: Role, unit: Unit, say: Speech) -> list[Waiter]:
    return [_waiter(place, unit, say) for place in unit.people.waiting(programme, role)]


def _waiter(place: Member, unit: Unit, say: Speech) -> Waiter:
    since = place.ready_at or place.consented_at
    return Waiter(unit.people.get(place.person), place.role, since, _told(place, say), place.id)


def _told(place: Member, say: Speech) -> str:
    """The beginning of what they told, each thing in own words where there are any."""
    likes = short(place.likes, 40) or BETWEEN.join(chips_words(place.profile.interests, say)[:3])
    times = short(place.free, 40) or BETWEEN.join(times_words(place.profile.times, say)[:2])
    return BETWEEN.join(each for each in (likes, times) if each)


# --- Pair now ----------------------------------------------------------------------------------------------


def pair_now(tap: Tap[actions.PairNow], unit: Unit, say: Speech) -> Screen:
    """Which mentor?"""
    programme = tap.action.programme
    mentors, mentees = (_waiters(programme, role, unit, say) for role in (Role.MENTOR, Role.MENTEE))
    if not mentors:
        return nobody_card(programme, say("No mentor is waiting right now."), say)
    if not mentees:
        return nobody_card(programme, say("No mentee is waiting right now."), say)
    shown, *_ = page_of(mentors, tap.action.page, CHOICES)
    reads(tap.person, _telling(shown), programme, unit, say)
    return mentors_card(programme, mentors, tap.action.page, say)


def pair_mentor(tap: Tap[actions.PairMentor], unit: Unit, say: Speech) -> Screen:
    """This mentor, and which mentee?"""
    programme, mentor = tap.action.programme, tap.action.mentor
    if mentor not in {each.person.id for each in _waiters(programme, Role.MENTOR, unit, say)}:
        raise Stale
    mentees = [each for each in _waiters(programme, Role.MENTEE, unit, say) if each.person.id != mentor]
    if not mentees:
        return nobody_card(programme, say("No mentee is waiting right now."), say)
    shown, *_ = page_of(mentees, tap.action.page, CHOICES)
    reads(tap.person, _telling(shown), programme, unit, say)
    return mentees_card(programme, unit.people.get(mentor), mentees, tap.action.page, say)


def _telling(shown: Sequence[Waiter]) -> list[Person]:
    return [each.person for each in shown if each.told]


# --- The cards ---------------------------------------------------------------------------------------------


def nobody_card(programme: int, words: Markup, say: Speech) -> Screen:
    """One side is empty: invite."""
    return Screen(
        paragraphs(bold(say("Pair now")), words, say("An invitation is the way in.")),
        column(Button(say("Invite"), actions.Invite(programme), Style.PRIMARY), to_desk(programme, say)),
    )


def mentors_card(programme: int, mentors: Sequence[Waiter], page: int, say: Speech) -> Screen:
    """The mentors who wait, longest first."""
    shown, page, pages = page_of(mentors, page, CHOICES)
    return Screen(
        paragraphs(bold(say("Which mentor?")), _what_they_told(shown, say), say("Longest waiting first.")),
        (
            *column(
                *(
                    Button(opened(name_of(each.person, say)), actions.PairMentor(programme, each.person.id, 0))
                    for each in shown
                )
            ),
            *page_row(page, pages, lambda number: actions.PairNow(programme, number), say),
            (to_desk(programme, say),),
        ),
    )


def mentees_card(programme: int, mentor: Person, mentees: Sequence[Waiter], page: int, say: Speech) -> Screen:
    """The mentees who wait, for one mentor."""
    shown, page, pages = page_of(mentees, page, CHOICES)
    choices = (
        Button(opened(name_of(each.person, say)), actions.PairBoth(programme, mentor.id, each.person.id))
        for each in shown
    )
    return Screen(
        paragraphs(
            bold(say("Whom does {name} meet?", name=name_of(mentor, say))),
            _what_they_told(shown, say),
            say("Both are told as soon as you choose."),
        ),
        (
            *column(*choices),
            *page_row(page, pages, lambda number: actions.PairMentor(programme, mentor.id, number), say),
            (Button(say("Another mentor"), actions.PairNow(programme, 0)), to_desk(programme, say)),
        ),
    )


def _what_they_told(shown: Sequence[Waiter], say: Speech) -> Markup:
    return lines(
        *(say("{name}: {told}", name=name_of(each.person, say), told=each.told) for each in shown if each.told)
    )


# --- The notice --------------------------------------------------------------------------------------------


def member_ready(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The coordinators hear that somebody is ready, as long as it is so."""
    member = unit.people.member(notice["member"])
    if member.ready_at is None or member.left_at is not None:
        return Dropped("no_longer_waiting")
    person = unit.people.get(member.person)
    others = Role.MENTEE if member.role is Role.MENTOR else Role.MENTOR
    found = any(place.person != person.id for place in unit.people.waiting(member.programme, others))
    return member_ready_card(member, person, say, others=found)


def member_ready_card(member: Member, person: Person, say: Speech, *, others: bool) -> Screen:
    """Somebody is ready; who might fit is one tap away when there is anybody, and so is pairing."""
    programme, role = member.programme, member.role
    pick = actions.PairMentor(programme, person.id, 0) if role is Role.MENTOR else actions.PairNow(programme, 0)
    return Screen(
        paragraphs(
            bold(say("{name} is ready to be matched.", name=name_of(person, say))),
            say("Someone they could meet is waiting too.")
            if others
            else say("Nobody is waiting on the other side yet."),
        ),
        column(
            Button(say("Who could fit"), actions.WaitingCard(member.id, 0), Style.PRIMARY) if others else None,
            Button(say("Pair now"), pick) if others else None,
            None if others else Button(say("Invite"), actions.Invite(programme), Style.PRIMARY),
            Button(say("Waiting"), actions.Waiting(programme, 0)),
            to_desk(programme, say),
        ),
    )
