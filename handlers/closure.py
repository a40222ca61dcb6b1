"""Stopping: either of the two, at any time, without a reason; the other hears it kindly, the coordinator hears it."""

from datetime import datetime

from markupsafe import Markup

from bot.mentoring.meetings import MeetingState, is_ahead
from bot.mentoring.pairs import Ending, Pair, PairState
from bot.mentoring.people import Person, Role
from handlers import actions
from handlers.contact import coordinator, named
from handlers.desk.overview import name_of, to_desk
from handlers.names import called
from handlers.notice import Dropped, Notice
from handlers.profile import may_wait
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Tap
from handlers.wording import home_button
from storage.states import MoveState
from storage.unit import Unit

STOPPED, TOLD, ENDED = "pair.stopped", "pair.stopped.desk", "pair.ended"


def ask(tap: Tap[actions.AskStop], unit: Unit, say: Speech) -> Screen:
    """Asked once, with what happens then, and with a break beside it."""
    pair = unit.pairs.get(tap.action.pair)
    other = called(unit.people.get(pair.other(tap.person.id)), say)
    told = say(
        "You need not say why. {name} gets a kind message, and {coordinator} hears of it.",
        name=other,
        coordinator=named(coordinator(pair.programme, unit, but=tap.person.id), say),
    )
    then = say("The meetings ahead are called off. This can't be undone.")
    rest = unit.pauses.current(pair.id) is None
    rows = column(
        Button(say("Take a break instead"), actions.AskPause(pair.id)) if rest else None,
        Button(say("Yes, stop here"), actions.Stop(pair.id), Style.DANGER),
        Button(say("Back"), actions.AgreementCard(pair.id)),
    )
    text = paragraphs(
        bold(say("Shall you and {name} stop here?", name=other)), told, lines(then, _keeps(pair, tap, say))
    )
    return Screen(text, rows)


def _keeps(pair: Pair, tap: Tap[actions.AskStop], say: Speech) -> Markup | None:
    return say("Your goals and your journey stay yours.") if pair.mentee == tap.person.id else None


def stop(tap: Tap[actions.Stop], unit: Unit, say: Speech) -> Screen:
    """The two have stopped, once; a second tap shows the same."""
    pair = unit.pairs.get(tap.action.pair)
    if pair.state is not PairState.CLOSED:
        close(pair, unit, tap.now)
        tell_other(pair, tap.person, unit, tap.now)
        _tell_desk(pair, tap.person, unit, tap.now)
    other = called(unit.people.get(pair.other(tap.person.id)), say)
    title = bold(say("You and {name} have stopped here.", name=other))
    parts = (title, say("Thank you for the time you gave each other."), *what_now(pair, tap.person, unit, say))
    return Screen(paragraphs(*parts), rows(pair, tap.person, unit, say))


def close(pair: Pair, unit: Unit, now: datetime, ending: Ending | None = None) -> None:
    """Ends whatever is open between the two: a break, suggestions, the meetings ahead. Calendars are told of each."""
    unit.pauses.end(pair.id, now)
    for meeting in unit.meetings.all_of(pair.id):
        unit.meetings.settle_moves(meeting.id, MoveState.REPLACED)
        if is_ahead(meeting, now):
            off = {"state": MeetingState.CALLED_OFF, "version": meeting.version + 1, "due_at": None}
            unit.meetings.set(meeting.id, **off)
    unit.pairs.close(pair.id, now, ending)


def tell_other(pair: Pair, person: Person, unit: Unit, now: datetime) -> None:
    """The other of the two hears, kindly, that this one has stopped."""
    other, facts = unit.people.get(pair.other(person.id)), {"pair": pair.id, "by": person.id}
    unit.outbox.notice(STOPPED, other, f"{STOPPED}:{pair.id}:{other.id}", facts, now)


def tell_ended(pair: Pair, person: int, unit: Unit, now: datetime) -> None:
    """The other of the two hears, kindly, that this one's place has ended."""
    other, facts = unit.people.get(pair.other(person)), {"pair": pair.id, "by": person}
    unit.outbox.notice(ENDED, other, f"{ENDED}:{pair.id}:{other.id}", facts, now)


def _tell_desk(pair: Pair, person: Person, unit: Unit, now: datetime) -> None:
    facts = {"pair": pair.id, "by": person.id}
    for each in unit.people.at_desk(pair.programme):
        if not pair.has(each.id):
            unit.outbox.notice(TOLD, each, f"{TOLD}:{pair.id}:{each.id}", facts, now)


# --- Notices -----------------------------------------------------------------------------------------------


def stopped(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The other has chosen to stop."""
    pair = unit.pairs.get(notice["pair"])
    if unit.pairs.between(pair.programme, pair.mentor, pair.mentee):
        return Dropped("paired_again")
    reader = notice.reader
    title = bold(say("{name} has chosen to stop here.", name=called(unit.people.get(notice["by"]), say)))
    told = say("There can be many reasons, and you have done nothing wrong. Thanks for the time you gave each other.")
    ask_whom = capital(named(coordinator(pair.programme, unit, but=reader.id), say))
    heard = say("{name} knows, and is there if you'd like to talk.", name=ask_whom)
    parts = (title, told, heard, *what_now(pair, reader, unit, say))
    return Screen(paragraphs(*parts), rows(pair, reader, unit, say))


def ended(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The other's place in the programme has ended, which neither of the two has chosen here."""
    pair = unit.pairs.get(notice["pair"])
    if unit.pairs.between(pair.programme, pair.mentor, pair.mentee):
        return Dropped("paired_again")
    reader = notice.reader
    other = called(unit.people.get(notice["by"]), say)
    title = bold(say("Your meetings with {name} end here.", name=other))
    told = say("Something has changed in the programme, and you have done nothing wrong.")
    thanks = say("Thanks for the time you gave each other.")
    ask_whom = capital(named(coordinator(pair.programme, unit, but=reader.id), say))
    heard = say("{name} knows, and is there if you'd like to talk.", name=ask_whom)
    return Screen(
        paragraphs(title, lines(told, thanks), heard, *what_now(pair, reader, unit, say)),
        rows(pair, reader, unit, say),
    )


def told_desk(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For a coordinator: who has stopped, and that both could use a word."""
    pair = unit.pairs.get(notice["pair"])
    if unit.pairs.between(pair.programme, pair.mentor, pair.mentee):
        return Dropped("paired_again")
    by, other = (name_of(unit.people.get(each), say) for each in (notice["by"], pair.other(notice["by"])))
    title = bold(say("{name} and {other} have stopped.", name=by, other=other))
    told = say("{name} chose it, and need not say why. Both may be glad of a word from you.", name=by)
    again = say("They are asked whether they'd like to be matched again.")
    waiting = Button(say("Who is waiting"), actions.Waiting(pair.programme, 0))
    return Screen(paragraphs(title, told, again), column(waiting, to_desk(pair.programme, say)))


# --- What now ----------------------------------------------------------------------------------------------


def what_now(pair: Pair, person: Person, unit: Unit, say: Speech) -> tuple[Markup | None, ...]:
    """What stays theirs, and whether they would like to be matched again."""
    kept = say("Your goals and your journey stay yours, under /goals and /journey.")
    keeps = kept if pair.mentee == person.id else None
    asked = say("Would you like to be matched again? There is no hurry.") if _place(pair, person, unit) else None
    return (keeps, asked)


def rows(pair: Pair, person: Person, unit: Unit, say: Speech) -> tuple[tuple[Button, ...], ...]:
    """The buttons for somebody whose pair is over."""
    place = _place(pair, person, unit)
    if place is None:
        return column(Button(say("I need a person"), actions.Person()), home_button(say))
    match = (
        Button(say("I'm ready to be matched"), actions.Ready(place)),
        Button(say("Not yet"), actions.NotYet(place)),
    )
    return (*column(*match), (Button(say("I need a person"), actions.Person()), home_button(say)))


def _place(pair: Pair, person: Person, unit: Unit) -> int | None:
    """The membership in which the person can wait for another match."""
    role = Role.MENTEE if pair.mentee == person.id else Role.MENTOR
    for place in unit.people.places(person.id):
        if place.programme == pair.programme and place.role is role and may_wait(place, unit):
            return place.id
    return None
