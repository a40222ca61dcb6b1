"""What a coordinator suggests to both: it counts when each has said yes, and either can leave it as it is."""

from datetime import datetime

from markupsafe import Markup

from bot.mentoring.pairs import Agreement, AgreementState, Pair, open_to
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale, leads
from handlers.agreement.changes import about
from handlers.agreement.drafts import other_of
from handlers.agreement.for_both import is_for_both
from handlers.agreement.renewing import carry_out
from handlers.names import called
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit

INVITED, SETTLED = "agreement.invited", "agreement.settled"


def invite(draft: Agreement, unit: Unit, now: datetime) -> Agreement:
    """The draft goes to both; what was suggested to them before is no longer open."""
    sent = unit.pairs.set_agreement(draft.id, state=AgreementState.PROPOSED, proposed_at=now)
    unit.pairs.replace_proposals(sent)
    for person in _both(sent, unit):
        unit.outbox.notice(INVITED, person, key(INVITED, sent, person.id), {"agreement": sent.id}, now)
    # Who has no address has said it to the coordinator.
    return sent if any(person.has_chat for person in _both(sent, unit)) else carry_out(sent, unit, now)


def key(kind: str, found: Agreement, person: int) -> str:
    """The once-key of a notice about it."""
    return f"{kind}:{found.id}:{person}"


def say_yes(found: Agreement, person: Person, unit: Unit, now: datetime) -> Agreement:
    """One's yes: the first is kept, and with the other's it is agreed; everybody but the last hears of that."""
    other = next(each for each in _both(found, unit) if each.id != person.id)
    if found.yes_by is None and other.has_chat:
        return unit.pairs.set_agreement(found.id, yes_by=person.id)
    agreed = carry_out(found, unit, now)
    _settle(agreed, person, unit, now)
    return agreed


def stay(tap: Tap[actions.StayAsAgreed], unit: Unit, say: Speech) -> Screen:
    """It stays as it was agreed: the other hears that much, and nobody hears whose wish it was."""
    found = unit.pairs.agreement(tap.action.agreement)
    if found.state is AgreementState.PROPOSED and is_for_both(found, unit):
        found = unit.pairs.set_agreement(found.id, state=AgreementState.DECLINED)
        _settle(found, tap.person, unit, tap.now)
    if found.state is not AgreementState.DECLINED:
        raise Stale
    title = bold(say("That's quite all right."))
    return Screen(paragraphs(title, _stands(found, say, unit)), column(_see(found, say), home_button(say)))


def _settle(found: Agreement, last: Person, unit: Unit, now: datetime) -> None:
    """Everybody but the last to answer hears what came of it; who had not been asked yet hears nothing."""
    pair = unit.pairs.get(found.pair)
    for person in (*_both(found, unit), unit.people.get(found.proposed_by)):
        if person.id == last.id:
            continue
        unasked = unit.outbox.withdraw(key(INVITED, found, person.id), now, "answered")
        if not (unasked and found.state is AgreementState.DECLINED and pair.has(person.id)):
            unit.outbox.notice(SETTLED, person, key(SETTLED, found, person.id), {"agreement": found.id}, now)


def _both(found: Agreement, unit: Unit) -> tuple[Person, Person]:
    pair = unit.pairs.get(found.pair)
    return unit.people.get(pair.mentor), unit.people.get(pair.mentee)


# --- Cards and notices -------------------------------------------------------------------------------------


def invitation_card(found: Agreement, person: Person, unit: Unit, say: Speech) -> Screen:
    """What is suggested to both, and how it stands with the reader's answer."""
    other = other_of(found, person, unit, say)
    asks = called(unit.people.get(found.proposed_by), say)
    title = bold(say("{name} asks: would you and {other} like to go on a little longer?", name=asks, other=other))
    if not open_to(found, person.id):
        told = say("You have said yes. It counts when {name} has, too; you hear from me.", name=other)
        rows = column(Button(say("We stay with what we agreed"), actions.StayAsAgreed(found.id)), home_button(say))
        return Screen(paragraphs(title, about(found, unit, say), told), rows)
    told = say("It counts when you have both said yes.")
    rows = column(
        Button(say("That suits me"), actions.AcceptAgreement(found.id), Style.PRIMARY),
        Button(say("We stay with what we agreed"), actions.StayAsAgreed(found.id)),
        Button(say("Suggest something else"), actions.AgreementStart(found.pair)),
        home_button(say),
    )
    return Screen(paragraphs(title, about(found, unit, say), told), rows)


def invited(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """Would you like to go on?"""
    found = unit.pairs.agreement(notice["agreement"])
    if not open_to(found, notice.reader.id):
        return Dropped("answered")
    return invitation_card(found, notice.reader, unit, say)


def settled(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """What came of it: for the other of the two, and for the coordinator."""
    found = unit.pairs.agreement(notice["agreement"])
    pair, reader = unit.pairs.get(found.pair), notice.reader
    if found.state not in {AgreementState.AGREED, AgreementState.DECLINED}:
        return Dropped("replaced")
    if not pair.has(reader.id):
        if not leads(reader.id, pair.programme, unit):
            return Dropped("left")
        return _for_desk(found, pair, unit, say)
    other = other_of(found, reader, unit, say)
    goes = say("You and {name} go on together.", name=other)
    stays = say("You and {name} stay with what you agreed.", name=other)
    title = bold(goes if found.state is AgreementState.AGREED else stays)
    return Screen(paragraphs(title, _stands(found, say, unit)), column(_see(found, say), home_button(say)))


def _for_desk(found: Agreement, pair: Pair, unit: Unit, say: Speech) -> Screen:
    who = say.listed([called(each, say) for each in _both(found, unit)])
    agreed = unit.pairs.agreed(pair.id)
    ends = say("Their course runs to {date}.", date=say.month(agreed.ends_on)) if agreed and agreed.ends_on else None
    goes, stays = say("{names} go on together.", names=who), say("{names} stay with what they agreed.", names=who)
    title = bold(goes if found.state is AgreementState.AGREED else stays)
    see = Button(say("See the pair"), actions.PairCard(pair.id), Style.PRIMARY)
    return Screen(paragraphs(title, ends), column(see, home_button(say)))


def _stands(found: Agreement, say: Speech, unit: Unit) -> Markup | None:
    agreed = unit.pairs.agreed(found.pair)
    ends = agreed.ends_on if agreed else None
    return lines(say("Your course runs to {date}.", date=say.month(ends))) if ends else None


def _see(found: Agreement, say: Speech) -> Button:
    return Button(say("See the agreement"), actions.AgreementCard(found.pair))
