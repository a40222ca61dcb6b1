"""A mentee has another mentor: the old pair ends with thanks, a new one begins, and what is the mentee's stays."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.mentoring.pairs import Ending, Pair, PairState
from bot.mentoring.people import Member, Role
from handlers import actions, closure
from handlers.access import Stale, Stays
from handlers.desk import pairing
from handlers.desk.deeds.ending import GOES_ON
from handlers.desk.deeds.reopening import is_taken, reopen, standing
from handlers.desk.overview import name_of, to_desk
from handlers.desk.subject import to_pair
from handlers.names import called
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from storage.changes import Change
from storage.states import Deed
from storage.unit import Unit

REASSIGNED, THANKED, INTRODUCED = "pair.reassigned", "pair.thanked", "pair.introduced"
# Later than this, two people have begun to look forward to each other.
_UNDO_WITHIN = timedelta(hours=24)


def next_place(pair: Pair, mentor: int, unit: Unit) -> Member:
    """The other mentor's place; raises Stale for whoever cannot be this mentee's next mentor."""
    for place in unit.people.places(mentor):
        fits = place.programme == pair.programme and place.role is Role.MENTOR
        if fits and not pair.has(mentor) and unit.pairs.between(pair.programme, mentor, pair.mentee) is None:
            return place
    raise Stale


def give(tap: Tap[actions.GiveMentor], unit: Unit, say: Speech) -> Screen:
    """The mentee has another mentor, once; a second tap shows how it is."""
    pair = unit.pairs.get(tap.action.pair)
    if pair.state is PairState.CLOSED:
        new = unit.pairs.between(pair.programme, tap.action.mentor, pair.mentee)
        if new is None:
            raise Stale
        return given_card(pair, new, tap.person.id, unit, say)
    place = next_place(pair, tap.action.mentor, unit)
    stood = standing(pair, unit, tap.now)
    closure.close(pair, unit, tap.now, Ending.NEW_MENTOR)
    new = unit.pairs.add(pair.programme, place.person, pair.mentee, tap.now)
    waited = {str(place.id): place.ready_at.isoformat()} if place.ready_at else {}
    unit.people.ready(place.id, None)
    before: dict[str, Any] = {**stood, "ready": waited}
    change = unit.changes.add(tap.person.id, REASSIGNED, pair.id, before, {"pair": new.id}, tap.now)
    for person in (pair.mentor, pair.mentee, place.person):
        if person != tap.person.id:
            unit.audit.add(Deed.REASSIGNED, tap.person.id, person, pair.programme, tap.now)
            _tell(person, pair, new, change, unit, tap.now)
    return given_card(pair, new, tap.person.id, unit, say)


def _tell(person: int, old: Pair, new: Pair, change: int, unit: Unit, now: datetime) -> None:
    kind = _kind(person, old)
    facts = {"pair": old.id if kind == THANKED else new.id, "change": change}
    unit.outbox.notice(kind, unit.people.get(person), _key(kind, change, person), facts, now)


def _kind(person: int, old: Pair) -> str:
    return {old.mentor: THANKED, old.mentee: INTRODUCED}.get(person, pairing.MADE)


def _key(kind: str, change: int, person: int) -> str:
    return f"{kind}:by:{change}:{person}"


def given_card(old: Pair, new: Pair, me: int, unit: Unit, say: Speech) -> Screen:
    """The new pair."""
    undo = unit.changes.last_of(me, REASSIGNED, old.id)
    mentor, mentee = (name_of(unit.people.get(each), say) for each in (new.mentor, new.mentee))
    return Screen(
        paragraphs(
            bold(say("{mentor} and {mentee} are a pair", mentor=mentor, mentee=mentee)),
            say("All three hear it kindly. {mentor} is asked to suggest when they meet.", mentor=mentor),
        ),
        column(
            Button(say("See the pair"), actions.PairCard(new.id), Style.PRIMARY),
            Button(say("Undo"), actions.Undo(undo)) if undo else None,
            to_desk(new.programme, say),
        ),
    )


# --- Undo --------------------------------------------------------------------------------------------------


def take_back(change: Change, unit: Unit, say: Speech) -> None:
    """The old pair stands again and the new one is no more; raises Stays where something has come of that."""
    old, new, now = unit.pairs.get(change.target), unit.pairs.get(change.after["pair"]), say.now
    if new.state is PairState.CLOSED or unit.pairs.closed_at(old.id) != change.at:
        raise Stale
    if unit.pairs.agreed(new.id) or unit.pairs.proposed(new.id) or unit.meetings.all_of(new.id):
        raise Stays(say("The two have begun to plan, so they stay a pair."))
    if now - change.at > _UNDO_WITHIN:
        raise Stays(say("That is more than a day ago, so they stay a pair. A talk with them is the better way now."))
    if is_taken(old, unit, but=new.id):
        raise Stays(say("There is a new match by now, so this stays as it is."))
    unit.pairs.close(new.id, now)
    reopen(old, change.before, unit, now)
    _wait_again(change.before["ready"], unit)
    for person in (old.mentor, old.mentee, new.mentor):
        if person != change.person:
            unit.audit.add(Deed.REOPENED, change.person, person, old.programme, now)
            _tell_back(person, old, new, change, unit, now)


def _wait_again(ready: Mapping[str, str], unit: Unit) -> None:
    for member, since in ready.items():
        place = unit.people.member(int(member))
        if place.left_at is None and place.ready_at is None:
            unit.people.ready(place.id, datetime.fromisoformat(since))


def _tell_back(person: int, old: Pair, new: Pair, change: Change, unit: Unit, now: datetime) -> None:
    """Whoever had heard of it hears that it was too soon."""
    told = _key(_kind(person, old), change.id, person)
    if unit.outbox.withdraw(told, now, "undone") or not unit.outbox.told(told):
        return
    kind, pair = (GOES_ON, old) if old.has(person) else (pairing.TAKEN_BACK, new)
    unit.outbox.notice(kind, unit.people.get(person), _key(kind, change.id, person), {"pair": pair.id}, now)


def show(change: Change, unit: Unit, say: Speech) -> Screen:
    """The pair that stands then."""
    old, new = unit.pairs.get(change.target), unit.pairs.get(change.after["pair"])
    if old.state is PairState.CLOSED:
        if new.state is PairState.CLOSED:
            raise LookupError("both have ended")
        return given_card(old, new, change.person, unit, say)
    mentor, mentee = (name_of(unit.people.get(each), say) for each in (old.mentor, old.mentee))
    title = bold(say("{mentor} and {mentee} are a pair", mentor=mentor, mentee=mentee))
    told = say("Their meetings ahead stand again. Whoever had heard of the change hears that it goes on.")
    return Screen(paragraphs(title, told), column(to_pair(old, say), to_desk(old.programme, say)))


# --- The notices -------------------------------------------------------------------------------------------


def thanked(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For the mentor until now: thanks, and no blame."""
    pair, reader = unit.pairs.get(notice["pair"]), notice.reader
    if unit.changes.get(notice["change"]).undone_at is not None:
        return Dropped("undone")
    other = called(unit.people.get(pair.mentee), say)
    return Screen(
        paragraphs(
            bold(say("Thank you for your time with {name}.", name=other)),
            say("From now on {name} meets another mentor, and your meetings are called off.", name=other),
            say("You have done nothing wrong, and what you gave is kept in good memory."),
            *closure.what_now(pair, reader, unit, say),
        ),
        closure.rows(pair, reader, unit, say),
    )


def introduced(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For the mentee: whom they meet from now on, and that all of theirs stays."""
    new, change = unit.pairs.get(notice["pair"]), unit.changes.get(notice["change"])
    if new.state is PairState.CLOSED or change.undone_at is not None:
        return Dropped("undone")
    old = called(unit.people.get(unit.pairs.get(change.target).mentor), say)
    name = called(unit.people.get(new.mentor), say)
    return Screen(
        paragraphs(
            bold(say("From now on you meet {name}.", name=name)),
            say("Thank you for the time that you and {name} gave each other.", name=old),
            say("Your goals and your journey stay yours. {name} is asked to suggest when you meet.", name=name),
        ),
        column(
            Button(say("Plan your meetings"), actions.AgreementStart(new.id)),
            Button(say("About {name}", name=name), actions.Partner(new.id)),
            Button(say("Home"), actions.Home()),
        ),
    )
