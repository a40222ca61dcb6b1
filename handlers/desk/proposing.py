"""Proposing two to each other, and what the coordinators see of it."""

from datetime import datetime

from markupsafe import Markup

from bot.mentoring.matching import may_meet
from bot.mentoring.proposals import Answer, Proposal, ProposalState, ends_at, remind_at
from handlers import actions, proposals
from handlers.access import Stale
from handlers.desk import suggesting
from handlers.desk.candidates import Candidates
from handlers.desk.overview import name_of, to_desk
from handlers.desk.suggesting import asked_about, waiting_both
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from storage.states import Deed
from storage.unit import Unit


def propose(tap: Tap[actions.ProposeMatch], unit: Unit, say: Speech) -> Screen:
    """Asks both, privately, once; a second tap, or another coordinator's, shows the same proposal."""
    programme, mentor, mentee = tap.action.programme, tap.action.mentor, tap.action.mentee
    earlier = asked_about(mentor, programme, unit)
    if earlier is not None and earlier.mentee == mentee:
        return card_of(earlier, tap.person.id, unit, say)
    places = waiting_both(programme, mentor, mentee, unit)
    if places is None:
        return suggesting.no_longer(tap.visitor, programme, unit, say)
    found = Candidates(programme, unit)
    if not may_meet(*(found.of(place) for place in places)):
        raise Stale
    silent = any(not unit.people.get(place.person).reachable for place in places)
    if silent or earlier is not None or asked_about(mentee, programme, unit) is not None:
        return suggesting.both_card(tap.person, places, unit, say)
    made = _make(tap, unit)
    return card_of(made, tap.person.id, unit, say)


def _make(tap: Tap[actions.ProposeMatch], unit: Unit) -> Proposal:
    programme, now = unit.programmes.get(tap.action.programme), tap.now
    made = unit.proposals.add(programme.id, tap.action.mentor, tap.action.mentee, tap.person.id, now)
    unit.proposals.due_again(made.id, remind_at(made, programme.zone))
    for each in (made.mentor, made.mentee):
        unit.audit.add(Deed.PROPOSED, tap.person.id, each, programme.id, now)
        proposals.ask(made, unit.people.get(each), ends_at(made, programme.zone), unit, now)
    return made


def proposed(tap: Tap[actions.ProposedMatch], unit: Unit, say: Speech) -> Screen:
    """How it stands."""
    return card_of(unit.proposals.get(tap.action.proposal), tap.person.id, unit, say)


def take_back(tap: Tap[actions.TakeBackProposal], unit: Unit, say: Speech) -> Screen:
    """Nobody is asked any more; whoever was is told kindly, and without a reason."""
    proposal = unit.proposals.get(tap.action.proposal)
    if proposal.state is ProposalState.OPEN:
        proposal = unit.proposals.settle(proposal.id, ProposalState.TAKEN_BACK)
        unit.proposals.due_again(proposal.id, None)
        proposals.end_kindly(proposal, (proposal.mentor, proposal.mentee), unit, tap.now)
    return card_of(proposal, tap.person.id, unit, say)


def card_of(proposal: Proposal, reader: int, unit: Unit, say: Speech) -> Screen:
    """What was proposed, what each has said, and what can be done now."""
    programme = unit.programmes.get(proposal.programme)
    names = {
        "mentor": name_of(unit.people.get(proposal.mentor), say),
        "mentee": name_of(unit.people.get(proposal.mentee), say),
    }
    state = _seen_as(proposal, reader)
    open_now = state is ProposalState.OPEN
    back = Button(say("Take it back"), actions.TakeBackProposal(proposal.id)) if open_now else None
    now_button = Button(say("Pair now"), actions.PairBoth(programme.id, proposal.mentor, proposal.mentee))
    paired = unit.pairs.between(programme.id, proposal.mentor, proposal.mentee)
    pair = Button(say("See the pair"), actions.PairCard(paired.id), Style.PRIMARY) if paired else None
    return Screen(
        paragraphs(
            bold(say("{mentor} and {mentee}", **names)),
            _stands(state, ends_at(proposal, programme.zone), say),
            _answers(proposal, reader, unit, say),
        ),
        column(
            pair,
            now_button if open_now else None,
            back,
            Button(say("Waiting"), actions.Waiting(programme.id, 0)),
            to_desk(programme.id, say),
        ),
    )


def _seen_as(proposal: Proposal, reader: int) -> ProposalState:
    """How it stands; to a coordinator who is one of the two, a no of the other does not show."""
    hidden = proposal.state is ProposalState.DECLINED and reader in {proposal.mentor, proposal.mentee}
    return ProposalState.OPEN if hidden else proposal.state


def _stands(state: ProposalState, ends: datetime, say: Speech) -> Markup:
    day = say.on(say.local(ends).date())
    return {
        ProposalState.OPEN: say("Both are asked privately. I remind them kindly once, and it runs out {day}.", day=day),
        ProposalState.PAIRED: say("Both said yes, and they are a pair."),
        ProposalState.DECLINED: say("It's not this match. Neither hears what the other answered."),
        ProposalState.OVER: say("It has run out. Neither hears what the other answered."),
        ProposalState.TAKEN_BACK: say("It was taken back. Whoever was asked hears it kindly."),
    }[state]


def _answers(proposal: Proposal, reader: int, unit: Unit, say: Speech) -> Markup | None:
    """What each has said; not to a coordinator who is one of the two."""
    two = (proposal.mentor, proposal.mentee)
    if reader in two or proposal.state is ProposalState.PAIRED:
        return None
    return lines(*(_answer(proposal.answer_of(each), name_of(unit.people.get(each), say), say) for each in two))


def _answer(answer: Answer | None, name: Markup, say: Speech) -> Markup:
    return {
        Answer.YES: say("{name}: yes please", name=name),
        Answer.NO: say("{name}: not this time", name=name),
        None: say("{name}: no answer yet", name=name),
    }[answer]


def told_desk(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The coordinator hears what came of it, as far as it still stands."""
    proposal = unit.proposals.get(notice["proposal"])
    if _seen_as(proposal, notice.reader.id) is ProposalState.OPEN:
        return Dropped("open")
    return card_of(proposal, notice.reader.id, unit, say)
