"""A longer course: a coordinator asks the two, and it counts when both have said yes."""

from dataclasses import replace

from markupsafe import Markup

from bot.mentoring.pairs import MONTHS, Agreement, AgreementState, Pair, PairState
from bot.mentoring.people import Person
from handlers import actions, agreement
from handlers.access import Stale, Stays
from handlers.desk.subject import audit, names, open_pair, to_deeds, to_pair
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Said, Tap
from handlers.wording import number_in
from storage.changes import Change
from storage.states import Deed
from storage.unit import Unit

ASKED = "desk.longer"
USUAL = (1, 2, 3, 6)


def ask(tap: Tap[actions.ExtendFor], unit: Unit, say: Speech) -> Screen:
    """By how many months? Or how the question to the two stands."""
    pair = open_pair(tap.action.pair, unit)
    if pair.has(tap.person.id):
        return agreement.card(Tap(tap.visitor, actions.AgreementCard(pair.id), tap.now), unit, say)
    asked = _asked(pair, unit)
    return _sent(asked, pair, tap.person, unit, say) if asked else question(pair, unit, say)


def question(pair: Pair, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    """By how much; a pair without an agreement has no length yet."""
    agreed = unit.pairs.agreed(pair.id)
    back = (to_deeds(pair, say), to_pair(pair, say))
    title = bold(say("A longer course for {names}?", names=names(pair, unit, say)))
    if agreed is None or agreed.ends_on is None:
        return Screen(paragraphs(title, say("They have no agreement yet, so there is no end to move.")), (back,))
    buttons = tuple(
        Button(capital(say.many("{n} month more", "{n} months more", months)), actions.LongerBy(pair.id, months))
        for months in USUAL
        if agreed.months + months in MONTHS
    )
    runs = say("Their course runs to {date}.", date=say.month(agreed.ends_on))
    both = say("You ask them both, and it counts when both have said yes.")
    most = say("It is as long as a course can be.")
    if not buttons:
        return Screen(paragraphs(title, runs, most), (back,))
    how = say("You can also write a number of months.")
    rows = (buttons[:2], *((buttons[2:],) if buttons[2:] else ()), back)
    return Screen(paragraphs(first, title, lines(runs, both), how), rows, asks=actions.SayLongerFor(pair.id))


def said_longer(said: Said, action: actions.SayLongerFor, unit: Unit, say: Speech) -> Screen:
    """So many months more, typed."""
    pair = open_pair(action.pair, unit)
    return _preview(pair, number_in(said.text) or 0, unit, say)


def preview(tap: Tap[actions.LongerBy], unit: Unit, say: Speech) -> Screen:
    """What it means, before the two are asked."""
    return _preview(open_pair(tap.action.pair, unit), tap.action.months, unit, say)


def _preview(pair: Pair, months: int, unit: Unit, say: Speech) -> Screen:
    longer = _longer(pair, months, unit, say)
    if longer is None or longer.ends_on is None:
        return question(pair, unit, say, say("A course can be up to {most} months in all.", most=MONTHS[-1]))
    runs = say("Their course would then run to {date}.", date=say.month(longer.ends_on))
    waits = unit.pairs.proposed(pair.id)
    open_one = say("They are just agreeing on something else; this takes its place.") if waits else None
    title = bold(say("Ask {names} whether they'd like to go on?", names=names(pair, unit, say)))
    return Screen(
        paragraphs(title, runs, open_one, say("Both get a message from me, and each can say no.")),
        column(
            Button(say("Ask them both"), actions.AskLonger(pair.id, months), Style.PRIMARY),
            Button(say("Another number"), actions.ExtendFor(pair.id)),
            to_pair(pair, say),
        ),
        asks=actions.SayLongerFor(pair.id),
    )


def _longer(pair: Pair, months: int, unit: Unit, say: Speech) -> Agreement | None:
    """What is agreed, with so many months more; None when that is no length of a course."""
    agreed = unit.pairs.agreed(pair.id)
    if agreed is None or agreed.ends_on is None or months < 1 or agreed.months + months not in MONTHS:
        return None
    longer = replace(agreed, months=agreed.months + months)
    return replace(longer, ends_on=agreement.renewal(longer, unit, say.now).ends_on)


def send(tap: Tap[actions.AskLonger], unit: Unit, say: Speech) -> Screen:
    """The two are asked, once."""
    pair, months = open_pair(tap.action.pair, unit), tap.action.months
    asked = _asked(pair, unit)
    if pair.has(tap.person.id):
        raise Stale
    if asked is not None:
        return _sent(asked, pair, tap.person, unit, say)
    if _longer(pair, months, unit, say) is None:
        return _preview(pair, months, unit, say)
    sent = agreement.invite(_draft(pair, months, tap.person, unit, say), unit, tap.now)
    unit.changes.add(tap.person.id, ASKED, sent.id, {}, {}, tap.now)
    audit(Deed.ASKED_LONGER, pair, tap.person, unit, say)
    return _sent(sent, pair, tap.person, unit, say)


def _draft(pair: Pair, months: int, person: Person, unit: Unit, say: Speech) -> Agreement:
    agreed = unit.pairs.agreed(pair.id)
    if agreed is None:
        raise Stale
    draft = unit.pairs.draft(pair.id, person.id, agreed.zone, agreed.months + months)
    return agreement.keep(draft, unit, say.now, **agreement.terms_of(agreed))


def _asked(pair: Pair, unit: Unit) -> Agreement | None:
    """The question that waits for the two's answer."""
    waits = unit.pairs.proposed(pair.id)
    return waits if waits and not pair.has(waits.proposed_by) else None


def _sent(found: Agreement, pair: Pair, person: Person, unit: Unit, say: Speech) -> Screen:
    if found.state is AgreementState.AGREED:
        return _goes_on(found, pair, unit, say)
    undo = unit.changes.last_of(person.id, ASKED, found.id)
    runs = say("Their course would then run to {date}.", date=say.month(found.ends_on)) if found.ends_on else None
    return Screen(
        paragraphs(
            bold(say("{names} have been asked", names=names(pair, unit, say))),
            runs,
            say("It counts when both have said yes. You hear from me."),
        ),
        column(Button(say("Undo"), actions.Undo(undo)) if undo else None, to_deeds(pair, say), to_pair(pair, say)),
    )


def _goes_on(found: Agreement, pair: Pair, unit: Unit, say: Speech) -> Screen:
    """Neither has Telegram: what they said counts as it was written down."""
    runs = say("Their course runs to {date}.", date=say.month(found.ends_on)) if found.ends_on else None
    title = bold(say("{names} go on together.", names=names(pair, unit, say)))
    return Screen(paragraphs(title, runs), column(to_deeds(pair, say), to_pair(pair, say)))


# --- Undo --------------------------------------------------------------------------------------------------


def take_back(change: Change, unit: Unit, say: Speech) -> None:
    """Nobody is asked any more; raises Stays once both have answered, and Stale when something else is asked."""
    found = unit.pairs.agreement(change.target)
    if found.state is AgreementState.AGREED:
        raise Stays(say("Both have said yes, so they go on."))
    if found.state is not AgreementState.PROPOSED:
        raise Stale
    pair = unit.pairs.get(found.pair)
    for person in (pair.mentor, pair.mentee):
        unit.outbox.withdraw(agreement.key(agreement.INVITED, found, person), say.now, "undone")
    unit.pairs.set_agreement(found.id, state=AgreementState.REPLACED)


def show(change: Change, unit: Unit, say: Speech) -> Screen:
    """How it stands then; raises LookupError when the two no longer are a pair."""
    found = unit.pairs.agreement(change.target)
    pair = unit.pairs.get(found.pair)
    if pair.state is PairState.CLOSED:
        raise LookupError("the pair is closed")
    asked = _asked(pair, unit)
    return _sent(asked, pair, unit.people.get(change.person), unit, say) if asked else question(pair, unit, say)
