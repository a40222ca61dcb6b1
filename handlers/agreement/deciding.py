"""The proposal on its way to a yes: sent, taken back, agreed to, and what the other hears of it."""

from datetime import datetime

from bot.mentoring.pairs import Agreement, AgreementState, Rhythm, open_to
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale
from handlers.agreement.drafts import following, keep, no_to, other_of, place_card, stands_already
from handlers.agreement.for_both import is_for_both
from handlers.agreement.inviting import say_yes
from handlers.agreement.renewing import carry_out
from handlers.agreement.standing import agreed_card, changed, proposal_card, standing, waiting_card
from handlers.current import pairs_before
from handlers.names import called
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, bold, column
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit

PROPOSED, AGREED = "agreement.proposed", "agreement.agreed"
# How many of those whom somebody meets have a button.
PAIRS = 5


def which(tap: Tap[actions.Agreements], unit: Unit, say: Speech) -> Screen:
    """What stands between the reader and whom they meet; with several pairs, with whom?"""
    pairs = pairs_before(tap.person, unit)
    if not pairs:
        raise Stale
    if len(pairs) == 1:
        return standing(pairs[0], tap.person, unit, say)
    ways = [
        Button(called(unit.people.get(pair.other(tap.person.id)), say), actions.AgreementCard(pair.id))
        for pair in pairs
    ]
    meetings = Button(say("Meetings"), actions.Meetings())
    return Screen(bold(say("With whom?")), (*column(*ways[:PAIRS]), (meetings, home_button(say))))


def card(tap: Tap[actions.AgreementCard], unit: Unit, say: Speech) -> Screen:
    """What stands between the two, or the way there."""
    return standing(unit.pairs.get(tap.action.pair), tap.person, unit, say)


def proposal(tap: Tap[actions.ProposalCard], unit: Unit, say: Speech) -> Screen:
    """The proposal as it stands: to agree to, to wait for, or to go on with."""
    found = unit.pairs.agreement(tap.action.agreement)
    if found.state is AgreementState.DRAFT and found.proposed_by == tap.person.id:
        return following(found, tap.person, unit, say)
    if found.state is AgreementState.PROPOSED:
        return proposal_card(found, tap.person, unit, say)
    return standing(unit.pairs.get(found.pair), tap.person, unit, say)


def propose(tap: Tap[actions.ProposeAgreement], unit: Unit, say: Speech) -> Screen:
    """Sends the draft to the other; sent already, it says so again."""
    found = unit.pairs.agreement(tap.action.agreement)
    if found.proposed_by != tap.person.id:
        raise Stale
    if found.state is AgreementState.DRAFT:
        if not found.complete or stands_already(found, unit):
            return following(found, tap.person, unit, say)
        no = no_to(found.place, found, unit, say)
        if no is not None:
            return place_card(unit.pairs.set_agreement(found.id, place=""), unit, say, no)
        found = _send(found, tap.person, unit, tap.now)
        if not unit.people.get(unit.pairs.get(found.pair).other(tap.person.id)).has_chat:
            # Nobody could tap a yes: it is told as it was said.
            return agreed_card(carry_out(found, unit, tap.now), bold(say("Good, it's agreed.")), tap.person, unit, say)
    if found.state is not AgreementState.PROPOSED:
        return changed(found, tap.person, unit, say)
    return waiting_card(found, other_of(found, tap.person, unit, say), unit, say)


def _send(draft: Agreement, person: Person, unit: Unit, now: datetime) -> Agreement:
    fresh = keep(draft, unit, now, **({"first": None} if draft.rhythm is Rhythm.FREE else {}))
    sent = unit.pairs.set_agreement(fresh.id, state=AgreementState.PROPOSED, proposed_at=now)
    unit.pairs.replace_proposals(sent)
    other = unit.people.get(unit.pairs.get(sent.pair).other(person.id))
    unit.outbox.notice(PROPOSED, other, _key(PROPOSED, sent, other), {"agreement": sent.id}, now)
    return sent


def take_back(tap: Tap[actions.TakeBack], unit: Unit, say: Speech) -> Screen:
    """The one who sent it takes it back, while it waits; it is a draft again, to change or to leave."""
    found = unit.pairs.agreement(tap.action.agreement)
    if found.proposed_by != tap.person.id:
        raise Stale
    if found.state is AgreementState.PROPOSED:
        other = unit.people.get(unit.pairs.get(found.pair).other(tap.person.id))
        unit.outbox.withdraw(_key(PROPOSED, found, other), tap.now, "undone")
        unit.pairs.set_agreement(found.id, state=AgreementState.REPLACED)
    elif found.state is AgreementState.AGREED:
        return changed(found, tap.person, unit, say)
    return standing(unit.pairs.get(found.pair), tap.person, unit, say)


def accept(tap: Tap[actions.AcceptAgreement], unit: Unit, say: Speech) -> Screen:
    """The other's yes: the course's meetings are made, and the one who asked is told."""
    found = unit.pairs.agreement(tap.action.agreement)
    if found.state is AgreementState.PROPOSED and is_for_both(found, unit):
        return _one_of_both(found, tap, unit, say)
    if open_to(found, tap.person.id):
        found = carry_out(found, unit, tap.now)
        to = unit.people.get(found.proposed_by)
        unit.outbox.notice(AGREED, to, _key(AGREED, found, to), {"agreement": found.id}, tap.now)
    elif found.state is not AgreementState.AGREED:
        return changed(found, tap.person, unit, say)
    return agreed_card(found, bold(say("Good, it's agreed.")), tap.person, unit, say)


def _one_of_both(found: Agreement, tap: Tap[actions.AcceptAgreement], unit: Unit, say: Speech) -> Screen:
    """A yes to what a coordinator suggested to both."""
    if open_to(found, tap.person.id):
        found = say_yes(found, tap.person, unit, tap.now)
    if found.state is not AgreementState.AGREED:
        return proposal_card(found, tap.person, unit, say)
    return agreed_card(found, bold(say("Good, it's agreed.")), tap.person, unit, say)


def _key(kind: str, found: Agreement, person: Person) -> str:
    return f"{kind}:{found.id}:{person.id}"


# --- Notices -----------------------------------------------------------------------------------------------


def proposed(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The other has suggested when to meet: the whole of it, and one tap to agree."""
    found = unit.pairs.agreement(notice["agreement"])
    if not open_to(found, notice.reader.id):
        return Dropped("answered")
    return proposal_card(found, notice.reader, unit, say)


def agreed(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The other said yes."""
    found = unit.pairs.agreement(notice["agreement"])
    if found.state is not AgreementState.AGREED:
        return Dropped("replaced")
    first = bold(say("{name} says yes to your suggestion.", name=other_of(found, notice.reader, unit, say)))
    return agreed_card(found, first, notice.reader, unit, say)
