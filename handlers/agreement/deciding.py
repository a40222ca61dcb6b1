"""The proposal on its way to a yes, and what a yes makes: the whole course's meetings."""

from dataclasses import replace
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.mentoring.pairs import Agreement, AgreementState, Pair, Rhythm, course, open_to
from bot.mentoring.people import Person
from handlers import actions, pauses
from handlers.access import Stale
from handlers.agreement import cards
from handlers.agreement.drafts import following, other_of
from handlers.names import called
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button, terms
from storage.states import MoveState
from storage.unit import Unit

AGES = timedelta(days=3660)


def card(tap: Tap[actions.AgreementCard], unit: Unit, say: Speech) -> Screen:
    """What stands between the two, or the way there."""
    return _standing(unit.pairs.get(tap.action.pair), tap.person, unit, say)


def proposal(tap: Tap[actions.ProposalCard], unit: Unit, say: Speech) -> Screen:
    """The proposal as it stands: to agree to, to wait for, or to go on with."""
    found = unit.pairs.agreement(tap.action.agreement)
    if found.state is AgreementState.DRAFT and found.proposed_by == tap.person.id:
        return following(found, tap.person, unit, say)
    if found.state is AgreementState.PROPOSED:
        return _proposal(found, tap.person, unit, say)
    return _standing(unit.pairs.get(found.pair), tap.person, unit, say)


def propose(tap: Tap[actions.ProposeAgreement], unit: Unit, say: Speech) -> Screen:
    """Sends the draft to the other; sent already, it says so again."""
    found = unit.pairs.agreement(tap.action.agreement)
    if found.proposed_by != tap.person.id:
        raise Stale
    if found.state is AgreementState.DRAFT:
        if not found.complete:
            return following(found, tap.person, unit, say)
        found = _send(found, tap.person, unit, tap.now)
    if found.state is not AgreementState.PROPOSED:
        return _changed(found, tap.person, unit, say)
    return _waiting(found, other_of(found, tap.person, unit, say), say)


def _send(draft: Agreement, person: Person, unit: Unit, now: datetime) -> Agreement:
    begun = course(draft, now)
    first = None if draft.rhythm is Rhythm.FREE else begun.first
    sent = unit.pairs.set_agreement(draft.id, state=AgreementState.PROPOSED, proposed_at=now, first=first)
    unit.pairs.replace_proposals(sent)
    other = unit.people.get(unit.pairs.get(sent.pair).other(person.id))
    key = f"agreement.proposed:{sent.id}:{other.id}"
    unit.outbox.notice("agreement.proposed", other, key, {"agreement": sent.id}, now)
    return sent


def accept(tap: Tap[actions.AcceptAgreement], unit: Unit, say: Speech) -> Screen:
    """The other's yes: the course's meetings are made, and the one who asked is told."""
    found = unit.pairs.agreement(tap.action.agreement)
    if open_to(found, tap.person.id):
        found = _agree(found, unit, tap.now)
        _tell(found, unit, tap.now)
    elif found.state is not AgreementState.AGREED:
        return _changed(found, tap.person, unit, say)
    return _agreed_card(found, bold(say("Good, it's agreed.")), tap.person, unit, say)


def _agree(proposed: Agreement, unit: Unit, now: datetime) -> Agreement:
    begun = course(proposed, now)
    before = unit.meetings.next_of(proposed.pair, now)
    for meeting in unit.meetings.of(proposed.pair, now, now + AGES):
        unit.meetings.settle_moves(meeting.id, MoveState.REPLACED)
    unit.meetings.clear_future(proposed.pair, now)
    first = None if proposed.rhythm is Rhythm.FREE else begun.first
    values = {"state": AgreementState.AGREED, "agreed_at": now, "ends_on": begun.ends_on, "first": first}
    agreed = unit.pairs.set_agreement(proposed.id, **values)
    unit.pairs.replace_others(agreed)
    for slot in begun.slots:
        # Due at once: the ticker works out itself when it has something to say.
        unit.meetings.add(agreed, slot.day, slot.starts_at, now, now)
    pauses.settle(unit.pairs.get(agreed.pair), unit, now)
    if before and before[0].step is not None:
        for meeting in unit.meetings.next_of(agreed.pair, now):
            unit.meetings.set(meeting.id, step_id=before[0].step)
    return agreed


def _tell(agreed: Agreement, unit: Unit, now: datetime) -> None:
    to = unit.people.get(agreed.proposed_by)
    unit.outbox.notice("agreement.agreed", to, f"agreement.agreed:{agreed.id}:{to.id}", {"agreement": agreed.id}, now)


# --- Notices -----------------------------------------------------------------------------------------------


def proposed(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The other has suggested when to meet: the whole of it, and one tap to agree."""
    found = unit.pairs.agreement(notice["agreement"])
    if not open_to(found, notice.reader.id):
        return Dropped("answered")
    return _proposal(found, notice.reader, unit, say)


def agreed(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The other said yes."""
    found = unit.pairs.agreement(notice["agreement"])
    if found.state is not AgreementState.AGREED:
        return Dropped("replaced")
    first = bold(say("{name} says yes to your suggestion.", name=other_of(found, notice.reader, unit, say)))
    return _agreed_card(found, first, notice.reader, unit, say)


# --- Cards -------------------------------------------------------------------------------------------------


def _standing(pair: Pair, person: Person, unit: Unit, say: Speech) -> Screen:
    open_one, settled = unit.pairs.proposed(pair.id), unit.pairs.agreed(pair.id)
    if open_one is not None:
        return _proposal(open_one, person, unit, say)
    other = called(unit.people.get(pair.other(person.id)), say)
    if settled is None:
        text = paragraphs(
            bold(say("You and {name} have no agreement yet.", name=other)),
            say("How often, when and where would suit you? It takes a minute."),
        )
        begin = Button(say("Plan your meetings"), actions.AgreementStart(pair.id), Style.PRIMARY)
        return Screen(text, (*column(begin), *_ways(pair, unit, say)))
    ends = say("Your course runs to {date}.", date=say.month(settled.ends_on)) if settled.ends_on else None
    first = unit.meetings.next_of(pair.id, say.now)
    following_one = say("Next time: {when}", when=say.full(first[0].starts_at)) if first else None
    title = bold(say("You and {name} have agreed", name=other))
    text = paragraphs(title, terms(settled, None, say), following_one, ends)
    return Screen(text, _settled_rows(pair, unit, say))


def _settled_rows(pair: Pair, unit: Unit, say: Speech) -> tuple[tuple[Button, ...], ...]:
    return (
        *column(
            Button(say("Meetings"), actions.Meetings()),
            Button(say("Change the agreement"), actions.AgreementStart(pair.id)),
        ),
        *_ways(pair, unit, say),
    )


def _ways(pair: Pair, unit: Unit, say: Speech) -> tuple[tuple[Button, ...], ...]:
    words = say("See the break") if unit.pauses.current(pair.id) else say("Take a break")
    rest = Button(words, actions.PauseCard(pair.id))
    return ((rest, Button(say("Stop here"), actions.AskStop(pair.id))), (home_button(say),))


def _proposal(found: Agreement, person: Person, unit: Unit, say: Speech) -> Screen:
    other = other_of(found, person, unit, say)
    if found.proposed_by == person.id:
        return _waiting(found, other, say)
    rows = column(
        Button(say("That suits me"), actions.AcceptAgreement(found.id), Style.PRIMARY),
        Button(say("Suggest something else"), actions.AgreementStart(found.pair)),
        home_button(say),
    )
    first = bold(say("{name} has suggested when you could meet.", name=other))
    return Screen(paragraphs(first, terms(found, cards.first_start(found), say)), rows)


def _waiting(found: Agreement, other: Markup, say: Speech) -> Screen:
    told = say("I've sent it. You'll hear from me when {name} has answered.", name=other)
    text = paragraphs(
        bold(say("Your suggestion to {name}", name=other)), terms(found, cards.first_start(found), say), told
    )
    change = Button(say("Change it"), actions.AgreementStart(found.pair))
    return Screen(text, column(change, home_button(say)))


def _agreed_card(found: Agreement, first: Markup, person: Person, unit: Unit, say: Speech) -> Screen:
    pair = unit.pairs.get(found.pair)
    other = called(unit.people.get(pair.other(person.id)), say)
    meeting = next(iter(unit.meetings.next_of(pair.id, say.now)), None)
    if meeting is None:
        told = say("You and {name} plan each meeting. When is the first one?", name=other)
        begin = Button(say("Plan a meeting"), actions.AskMeetingTime(pair.id), Style.PRIMARY)
        return Screen(paragraphs(first, told), column(begin, home_button(say)))
    when = say("You and {name} meet {when}.", name=other, when=say.when(meeting.starts_at))
    mine = pair.mentee == person.id
    asked = say("Is there a small step you'd like to take for it? It can wait, too.") if mine else None
    step = Button(say("Choose a small step"), actions.ChooseStep(meeting.id), Style.PRIMARY)
    rows = column(step if mine else None, Button(say("Meetings"), actions.Meetings()), home_button(say))
    return Screen(paragraphs(first, when, terms(found, None, say), asked), rows)


def _changed(found: Agreement, person: Person, unit: Unit, say: Speech) -> Screen:
    screen = _standing(unit.pairs.get(found.pair), person, unit, say)
    return replace(screen, toast=say("This has changed since. Here is how it looks now."))
