"""What the two have agreed by phone, written down by a coordinator: it counts at once, and is theirs to change."""

from markupsafe import Markup

from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import Agreement, AgreementState, Pair, PairState
from bot.mentoring.people import Person
from handlers import actions, agreement
from handlers.access import Stale, Stays
from handlers.agreement import for_both
from handlers.desk.pairs import rhythm_line
from handlers.desk.subject import audit, both, names, open_pair, to_deeds, to_pair
from handlers.names import called
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button, terms
from storage.changes import Change
from storage.states import Deed
from storage.unit import Unit

WRITTEN, UNWRITTEN = "agreement.written", "agreement.unwritten"


def start(tap: Tap[actions.AgreeFor], unit: Unit, say: Speech) -> Screen:
    """What do they change? Without an agreement, the first question; a coordinator of their own pair suggests."""
    pair = open_pair(tap.action.pair, unit)
    if pair.has(tap.person.id):
        return agreement.card(Tap(tap.visitor, actions.AgreementCard(pair.id), tap.now), unit, say)
    return agreement.following(_begin(pair, tap.person, unit, say), tap.person, unit, say)


def _begin(pair: Pair, person: Person, unit: Unit, say: Speech) -> Agreement:
    """A draft with what the two have agreed on, but for the place, which is theirs."""
    programme, agreed = unit.programmes.get(pair.programme), unit.pairs.agreed(pair.id)
    if agreed is None:
        return unit.pairs.draft(pair.id, person.id, programme.zone, programme.months)
    draft = unit.pairs.draft(pair.id, person.id, agreed.zone, agreed.months)
    return agreement.keep(draft, unit, say.now, **{**agreement.terms_of(agreed), "place": ""})


def write(tap: Tap[actions.WriteAgreement], unit: Unit, say: Speech) -> Screen:
    """It counts from now on, once; both are told. A place to stay away from is asked about anew."""
    found = unit.pairs.agreement(tap.action.agreement)
    pair = open_pair(found.pair, unit)
    if found.state is AgreementState.AGREED:
        return _written(found, pair, tap.person.id, unit, say)
    draft = agreement.own_draft(found.id, tap.person, unit)
    if not draft.complete or for_both.stands_already(draft, unit):
        return agreement.following(draft, tap.person, unit, say)
    no = agreement.no_to(draft.place, draft, unit, say)
    if no is not None:
        return agreement.place_card(unit.pairs.set_agreement(draft.id, place=""), unit, say, no)
    before = unit.pairs.agreed(pair.id)
    ready = agreement.keep(draft, unit, tap.now, place=for_both.whole(draft, unit).place)
    agreed = agreement.carry_out(ready, unit, tap.now)
    stood = {"agreement": before.id if before else 0}
    change = unit.changes.add(tap.person.id, WRITTEN, agreed.id, stood, {}, tap.now)
    _tell(agreed, pair, tap.person.id, change, unit, say)
    audit(Deed.AGREEMENT, pair, tap.person, unit, say)
    return _written(agreed, pair, tap.person.id, unit, say)


def _tell(agreed: Agreement, pair: Pair, by: int, change: int, unit: Unit, say: Speech) -> None:
    for person in both(pair, unit):
        if person.id != by:
            facts = {"agreement": agreed.id, "by": by}
            unit.outbox.notice(WRITTEN, person, _key(WRITTEN, change, agreed.id, person.id), facts, say.now)


def _key(kind: str, change: int, agreed: int, person: int) -> str:
    return f"{kind}:{change}:{agreed}:{person}"


def _written(found: Agreement, pair: Pair, me: int, unit: Unit, say: Speech) -> Screen:
    undo = unit.changes.last_of(me, WRITTEN, found.id)
    nxt = next(iter(unit.meetings.next_of(pair.id, say.now)), None)
    meet = say("They meet {when}.", when=say.when(nxt.starts_at)) if nxt else None
    return Screen(
        paragraphs(
            bold(say("Written down for {names}", names=names(pair, unit, say))),
            lines(for_both.rhythm_line(found, say), meet),
            say("It counts from now on. Both hear it from me, and can change it."),
        ),
        column(Button(say("Undo"), actions.Undo(undo)) if undo else None, to_deeds(pair, say), to_pair(pair, say)),
    )


# --- Undo --------------------------------------------------------------------------------------------------


def take_back(change: Change, unit: Unit, say: Speech) -> None:
    """What they had agreed before counts again, for the meetings ahead, or nothing does; both hear it if they heard.

    Raises Stale when they changed it since, and Stays when they have begun to meet by their first agreement.
    """
    found = unit.pairs.agreement(change.target)
    if found.state is not AgreementState.AGREED:
        raise Stale
    pair = unit.pairs.get(found.pair)
    if change.before["agreement"]:
        old = unit.pairs.agreement(change.before["agreement"])
        draft = unit.pairs.draft(pair.id, change.person, old.zone, old.months)
        agreement.carry_out(agreement.keep(draft, unit, say.now, **agreement.terms_of(old)), unit, say.now)
    else:
        _clear(found, unit, say)
    for person in both(pair, unit):
        unheard = unit.outbox.withdraw(_key(WRITTEN, change.id, found.id, person.id), say.now, "undone")
        if person.id != change.person and not unheard:
            facts, key = {"pair": pair.id, "by": change.person}, _key(UNWRITTEN, change.id, found.id, person.id)
            unit.outbox.notice(UNWRITTEN, person, key, facts, say.now)


def _clear(found: Agreement, unit: Unit, say: Speech) -> None:
    """Nothing is agreed on, as before the first time."""
    meetings = [each for each in unit.meetings.all_of(found.pair) if each.agreement == found.id]
    told = {MeetingState.HELD, MeetingState.MISSED}
    if any(each.starts_at <= say.now or each.state in told for each in meetings):
        raise Stays(say("They have begun to meet by it, so it stays. You can change it here."))
    unit.meetings.make_way(found.pair, [each.id for each in meetings], say.now)
    unit.pairs.set_agreement(found.id, state=AgreementState.REPLACED, agreed_at=None, ends_on=None)


def show(change: Change, unit: Unit, say: Speech) -> Screen:
    """What counts then; raises LookupError when the two no longer are a pair."""
    found = unit.pairs.agreement(change.target)
    pair = unit.pairs.get(found.pair)
    if pair.state is PairState.CLOSED:
        raise LookupError("the pair is closed")
    if found.state is AgreementState.AGREED:
        return _written(found, pair, change.person, unit, say)
    nxt = next(iter(unit.meetings.next_of(pair.id, say.now)), None)
    meet = say("They meet {when}.", when=say.when(nxt.starts_at)) if nxt else None
    stands = lines(rhythm_line(unit.pairs.agreed(pair.id), say), meet)
    return Screen(paragraphs(bold(names(pair, unit, say)), stands), column(to_deeds(pair, say), to_pair(pair, say)))


# --- The notices -------------------------------------------------------------------------------------------


def written(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For each of the two: who wrote it down, all of it, and the way to change it."""
    found = unit.pairs.agreement(notice["agreement"])
    if found.state is not AgreementState.AGREED:
        return Dropped("replaced")
    name = called(unit.people.get(notice["by"]), say)
    other = called(unit.people.get(unit.pairs.get(found.pair).other(notice.reader.id)), say)
    title = bold(say("{name} wrote down what you and {other} have agreed.", name=name, other=other))
    told = say("It counts from now on. If something isn't right, you can change it.")
    nxt = next(iter(unit.meetings.next_of(found.pair, say.now)), None)
    when: Markup | None = say("Next time: {when}", when=say.full(nxt.starts_at)) if nxt else None
    rows = column(
        Button(say("Meetings"), actions.Meetings(), Style.PRIMARY),
        Button(say("Change the agreement"), actions.AgreementStart(found.pair)),
        home_button(say),
    )
    return Screen(paragraphs(title, terms(found, None, say), when, told), rows)


def unwritten(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For each of the two: it was taken back, and what counts now."""
    pair = unit.pairs.get(notice["pair"])
    if pair.state is PairState.CLOSED:
        return Dropped("pair_closed")
    name, other = (called(unit.people.get(each), say) for each in (notice["by"], pair.other(notice.reader.id)))
    title = bold(say("{name} took back what was written down for you and {other}.", name=name, other=other))
    agreed = unit.pairs.agreed(pair.id)
    if agreed is None:
        told = say("The two of you decide when you meet.")
        plan = Button(say("Plan your meetings"), actions.AgreementStart(pair.id), Style.PRIMARY)
        return Screen(paragraphs(title, told), column(plan, home_button(say)))
    nxt = next(iter(unit.meetings.next_of(pair.id, say.now)), None)
    when: Markup | None = say("Next time: {when}", when=say.full(nxt.starts_at)) if nxt else None
    told = say("This counts, as before:")
    rows = column(Button(say("Meetings"), actions.Meetings(), Style.PRIMARY), home_button(say))
    return Screen(paragraphs(title, lines(told, terms(agreed, None, say)), when), rows)
