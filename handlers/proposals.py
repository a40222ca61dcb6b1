"""A match that is proposed to somebody: asked privately, answered with a tap, and never told to the other."""

from collections.abc import Iterable
from datetime import datetime

from markupsafe import Markup

from bot.mentoring import proposals as rules
from bot.mentoring.matching import reasons
from bot.mentoring.people import Person, Role
from bot.mentoring.proposals import Answer, Proposal, ProposalState
from handlers import actions
from handlers.access import Stale
from handlers.contact import coordinator, named
from handlers.desk import pairing
from handlers.desk.candidates import alone
from handlers.notice import Dropped, Notice
from handlers.reasons import first_name, shared_words
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit

ASKED, REMINDED, OVER, DESK = "match.asked", "match.reminder", "match.over", "match.desk"


# --- What becomes of it ------------------------------------------------------------------------------------


def ask(proposal: Proposal, person: Person, ends: datetime, unit: Unit, now: datetime, kind: str = ASKED) -> None:
    """One of the two is asked, or reminded of it."""
    unit.outbox.notice(kind, person, _key(kind, proposal, person.id), {"proposal": proposal.id}, now, expires=ends)


def look(number: int, unit: Unit, now: datetime) -> None:
    """What time makes of a proposal: a kind reminder after three days, the end after seven."""
    proposal = unit.proposals.get(number)
    zone = unit.programmes.get(proposal.programme).zone
    ends, reminds = rules.ends_at(proposal, zone), rules.remind_at(proposal, zone)
    if now >= ends:
        _end(proposal, unit, now)
        return
    if now >= reminds and proposal.state is ProposalState.OPEN:
        for person in rules.unanswered(proposal):
            ask(proposal, unit.people.get(person), ends, unit, now, REMINDED)
    unit.proposals.due_again(number, reminds if now < reminds else ends)


def _end(proposal: Proposal, unit: Unit, now: datetime) -> None:
    """The same for all that did not become a pair, at the same time, so that it tells nothing of the other."""
    unit.proposals.due_again(proposal.id, None)
    if proposal.state is ProposalState.OPEN:
        proposal = unit.proposals.settle(proposal.id, ProposalState.OVER)
        tell_desk(proposal, unit, now)
    end_kindly(proposal, rules.hopeful(proposal), unit, now)


def end_kindly(proposal: Proposal, people: Iterable[int], unit: Unit, now: datetime) -> None:
    """They hear that it is not this match, and not why."""
    for each in people:
        facts = {"proposal": proposal.id}
        unit.outbox.notice(OVER, unit.people.get(each), _key(OVER, proposal, each), facts, now)


def tell_desk(proposal: Proposal, unit: Unit, now: datetime) -> None:
    """Whoever proposed it hears what came of it, once for each answer."""
    by = unit.people.get(proposal.by)
    key = f"{DESK}:{proposal.id}:{proposal.state}:{by.id}"
    unit.outbox.notice(DESK, by, key, {"proposal": proposal.id}, now)


# --- What one of the two answers ---------------------------------------------------------------------------


def see(tap: Tap[actions.MatchAsked], unit: Unit, say: Speech) -> Screen:
    """The question, or what became of it."""
    proposal = unit.proposals.get(tap.action.proposal)
    return (
        question(proposal, tap.person, unit, say) if _is_open(proposal, unit, tap.now) else closed(proposal, unit, say)
    )


def answer(tap: Tap[actions.MatchAnswer], unit: Unit, say: Speech) -> Screen:
    """Kept, for the coordinators' eyes; with the second yes they are a pair."""
    proposal, said = unit.proposals.get(tap.action.proposal), tap.action.says
    if not _is_open(proposal, unit, tap.now):
        return closed(proposal, unit, say)
    if proposal.answer_of(tap.person.id) is not said:
        proposal = _settled(unit.proposals.answer(proposal, tap.person.id, said), unit, tap.now)
    thanks = _yes_card if said is Answer.YES else _no_card
    return thanks(proposal, tap.person, unit, say)


def _settled(proposal: Proposal, unit: Unit, now: datetime) -> Proposal:
    """What the answers make of it; the coordinator hears of a no, and of a pair."""
    state = rules.state_of(proposal)
    if state is ProposalState.PAIRED:
        state = _pair(proposal, unit, now)
    if state is proposal.state:
        return proposal
    proposal = unit.proposals.settle(proposal.id, state)
    if state is not ProposalState.OPEN:
        tell_desk(proposal, unit, now)
    return proposal


def _pair(proposal: Proposal, unit: Unit, now: datetime) -> ProposalState:
    """Both said yes: they are a pair, if both still wait."""
    try:
        pairing.make(proposal.programme, proposal.mentor, proposal.mentee, proposal.by, unit, now)
    except Stale:
        return ProposalState.OVER
    return ProposalState.PAIRED


def _is_open(proposal: Proposal, unit: Unit, now: datetime) -> bool:
    """Whether it can be answered: a newer proposal to one of the two, or a match, has taken its place."""
    if not rules.is_answerable(proposal, unit.programmes.get(proposal.programme).zone, now):
        return False
    newest = [unit.proposals.of(person)[-1].id for person in (proposal.mentor, proposal.mentee)]
    return all(each == proposal.id for each in newest)


def open_for(person: Person, unit: Unit, now: datetime) -> Proposal | None:
    """The newest that waits for the person's answer."""
    found = unit.proposals.of(person.id)[-1:]
    waits = [each for each in found if each.answer_of(person.id) is None and _is_open(each, unit, now)]
    return waits[0] if waits else None


# --- The cards ---------------------------------------------------------------------------------------------


def question(proposal: Proposal, person: Person, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    """Who it could be, what they share, and the two answers."""
    other = unit.people.get(proposal.other(person.id))
    asks = _asks(proposal, person, unit, say)
    return Screen(
        paragraphs(
            bold(first or say("There is somebody you could meet")),
            say("{asks} thinks that you and {name} could fit well.", asks=asks, name=first_name(other, say)),
            _shared(proposal, unit, say),
            say("Only {asks} hears what you answer, and either answer is fine.", asks=asks),
        ),
        column(
            Button(say("Yes please"), actions.MatchAnswer(proposal.id, Answer.YES), Style.PRIMARY),
            Button(say("Not this time"), actions.MatchAnswer(proposal.id, Answer.NO)),
            home_button(say),
        ),
    )


def closed(proposal: Proposal, unit: Unit, say: Speech) -> Screen:
    """It can no longer be answered; a pair stands at home."""
    words = say("{name} looks on for a good match, and you hear about it here.", name=_desk(proposal, unit, say))
    if proposal.state is ProposalState.PAIRED:
        words = say("You both said yes. What comes next stands at home.")
    return Screen(paragraphs(bold(say("This is answered")), words), column(home_button(say)))


def _yes_card(proposal: Proposal, person: Person, unit: Unit, say: Speech) -> Screen:
    """The same whatever the other has said."""
    name = first_name(unit.people.get(proposal.other(person.id)), say)
    return Screen(
        paragraphs(
            bold(say("Thank you")),
            say("{name} is asked too. You hear from me as soon as I know more, within a week.", name=name),
        ),
        column(home_button(say), Button(say("I've changed my mind"), actions.MatchAsked(proposal.id))),
    )


def _no_card(proposal: Proposal, person: Person, unit: Unit, say: Speech) -> Screen:
    other = first_name(unit.people.get(proposal.other(person.id)), say)
    return Screen(
        paragraphs(
            bold(say("That's perfectly all right.")),
            say("{name} looks on for a good match for you.", name=_asks(proposal, person, unit, say)),
            say("{name} doesn't hear what you answered.", name=other),
        ),
        column(home_button(say), Button(say("I've changed my mind"), actions.MatchAsked(proposal.id))),
    )


def _shared(proposal: Proposal, unit: Unit, say: Speech) -> Markup | None:
    """What both like, and when both have time; None where that is nothing, or one of them has left."""
    sides = ((proposal.mentor, Role.MENTOR), (proposal.mentee, Role.MENTEE))
    places = [
        place
        for person, role in sides
        for place in unit.people.places(person)
        if place.programme == proposal.programme and place.role is role
    ]
    return shared_words(reasons(*map(alone, places)), say) if len(places) == len(sides) else None


def _asks(proposal: Proposal, person: Person, unit: Unit, say: Speech) -> Markup:
    """Who thought of it, by name while they are a coordinator with one."""
    by = next((each for each in unit.people.coordinators(proposal.programme) if each.id == proposal.by), None)
    known = by if by and by.name and by.id != person.id else coordinator(proposal.programme, unit, but=person.id)
    return named(known, say)


def _desk(proposal: Proposal, unit: Unit, say: Speech) -> Markup:
    return capital(named(coordinator(proposal.programme, unit), say))


def _key(kind: str, proposal: Proposal, person: int) -> str:
    return f"{kind}:{proposal.id}:{person}"


# --- The notices -------------------------------------------------------------------------------------------


def asked(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The question, while it can be answered and was not."""
    proposal = unit.proposals.get(notice["proposal"])
    if not _asks_still(proposal, notice, unit):
        return Dropped("answered")
    return question(proposal, notice.reader, unit, say)


def reminded(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The same once more, without hurry."""
    proposal = unit.proposals.get(notice["proposal"])
    if not _asks_still(proposal, notice, unit):
        return Dropped("answered")
    return question(proposal, notice.reader, unit, say, say("Have you thought about whom you could meet?"))


def over(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """It is not this match: for whoever has not been matched, or asked about somebody else, since."""
    proposal = unit.proposals.get(notice["proposal"])
    reader = notice.reader.id
    if unit.proposals.of(reader)[-1].id != proposal.id:
        return Dropped("asked_again")
    if not any(place.ready_at and place.programme == proposal.programme for place in unit.people.places(reader)):
        return Dropped("no_longer_waiting")
    return Screen(
        paragraphs(
            bold(say("It's not this match after all")),
            say("That can be for many reasons, and it says nothing about you."),
            say("{name} looks on for a good match, and you hear about it here.", name=_desk(proposal, unit, say)),
        ),
        column(home_button(say)),
    )


def _asks_still(proposal: Proposal, notice: Notice, unit: Unit) -> bool:
    waits = proposal.state is ProposalState.OPEN and proposal.answer_of(notice.reader.id) is None
    return waits and _is_open(proposal, unit, notice.now)
