"""A pair that a coordinator ends: the reason is counted, both hear it kindly, and it can be taken back for a day."""

from datetime import timedelta

from markupsafe import Markup

from bot.mentoring.pairs import Ending, Pair, PairState
from handlers import actions, closure
from handlers.access import Stale, Stays
from handlers.contact import coordinator, named
from handlers.desk.deeds.reopening import is_taken, reopen, standing
from handlers.desk.overview import name_of, to_desk
from handlers.desk.subject import audit, both, names, open_pair, to_deeds, to_pair
from handlers.names import called
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital, opened
from handlers.tap import Tap
from handlers.wording import home_button, in_rows
from storage.changes import Change
from storage.states import Deed
from storage.unit import Unit

# What the two are told, that it has ended, and that it goes on after all.
ROUNDED, GOES_ON = "pair.rounded", "pair.goes_on"
# Later than this they have said goodbye.
_UNDO_WITHIN = timedelta(hours=24)


def ask(tap: Tap[actions.AskEnding], unit: Unit, say: Speech) -> Screen:
    """Why?"""
    pair = open_pair(tap.action.pair, unit)
    reasons = [Button(reason_words(each, say), actions.EndingIs(pair.id, each)) for each in Ending]
    told = say("The reason is only for the programme's counts. Neither of the two sees it.")
    return Screen(
        paragraphs(bold(say("Why do {names} end here?", names=names(pair, unit, say))), told),
        (*in_rows(reasons, 2), (to_deeds(pair, say), to_pair(pair, say))),
    )


def reason_words(ending: Ending, say: Speech) -> Markup:
    """A reason on its button."""
    return {
        Ending.COMPLETED: say("Completed as planned"),
        Ending.EARLY: say("Completed early"),
        Ending.NEW_MENTOR: say("A new mentor"),
        Ending.MOVED: say("Moved away"),
        Ending.NO_TIME: say("No time right now"),
        Ending.NOT_A_FIT: say("Not a fit"),
        Ending.OTHER: say("Other reasons"),
    }[ending]


def confirm(tap: Tap[actions.EndingIs], unit: Unit, say: Speech) -> Screen:
    """Asked once, with what follows."""
    pair, ending = open_pair(tap.action.pair, unit), tap.action.ending
    mentee = unit.people.get(pair.mentee)
    choose = Button(say("Choose the new mentor"), actions.AskMentor(pair.id, 0), Style.PRIMARY)
    return Screen(
        paragraphs(
            bold(say("End it for {names}?", names=names(pair, unit, say))),
            say("Reason: {reason}", reason=reason_words(ending, say)),
            lines(
                say("The meetings ahead are called off, and both get a kind message from me, without a reason."),
                say("{name} keeps the goals and the journey.", name=opened(name_of(mentee, say))),
            ),
        ),
        column(
            choose if ending is Ending.NEW_MENTOR else None,
            Button(say("Yes, end here"), actions.EndPair(pair.id, ending), Style.DANGER),
            Button(say("Another reason"), actions.AskEnding(pair.id)),
            to_pair(pair, say),
        ),
    )


def end(tap: Tap[actions.EndPair], unit: Unit, say: Speech) -> Screen:
    """It ends, once; a second tap, or another coordinator's, shows how it is."""
    pair = unit.pairs.get(tap.action.pair)
    if pair.state is not PairState.CLOSED:
        stood = standing(pair, unit, tap.now)
        closure.close(pair, unit, tap.now, tap.action.ending)
        change = unit.changes.add(tap.person.id, ROUNDED, pair.id, stood, {"ending": tap.action.ending.value}, tap.now)
        for person in both(pair, unit):
            if person.id != tap.person.id:
                facts = {"pair": pair.id, "change": change}
                unit.outbox.notice(ROUNDED, person, f"{ROUNDED}:{change}:{person.id}", facts, tap.now)
        audit(Deed.ENDED, pair, tap.person, unit, say)
    return ended_card(unit.pairs.get(pair.id), tap.person.id, unit, say)


def ended_card(pair: Pair, me: int, unit: Unit, say: Speech) -> Screen:
    """It has ended, and who could be matched again."""
    undo, reason = unit.changes.last_of(me, ROUNDED, pair.id), unit.pairs.ending(pair.id)
    return Screen(
        paragraphs(
            bold(say("{names} have ended here.", names=names(pair, unit, say))),
            say("Reason: {reason}", reason=reason_words(reason, say)) if reason else None,
            say("Both hear it kindly, and are asked whether they'd like to be matched again."),
        ),
        column(
            Button(say("Undo"), actions.Undo(undo)) if undo else None,
            Button(say("All pairs"), actions.Pairs(pair.programme, 0)),
            to_desk(pair.programme, say),
        ),
    )


# --- Undo --------------------------------------------------------------------------------------------------


def take_back(change: Change, unit: Unit, say: Speech) -> None:
    """The pair stands again; raises Stays where it no longer can. Whoever was told is told kindly."""
    pair, now = unit.pairs.get(change.target), say.now
    if pair.state is not PairState.CLOSED or unit.pairs.closed_at(pair.id) != change.at:
        raise Stale
    if now - change.at > _UNDO_WITHIN:
        raise Stays(say("That is more than a day ago: they have said goodbye by now. They can be paired again."))
    if is_taken(pair, unit):
        raise Stays(say("There is a new match by now, so this stays as it is."))
    reopen(pair, change.before, unit, now)
    for person in both(pair, unit):
        key = f"{ROUNDED}:{change.id}:{person.id}"
        if person.id != change.person and not unit.outbox.withdraw(key, now, "undone") and unit.outbox.told(key):
            unit.outbox.notice(GOES_ON, person, f"{GOES_ON}:{change.id}:{person.id}", {"pair": pair.id}, now)
        if person.id != change.person:
            unit.audit.add(Deed.REOPENED, change.person, person.id, pair.programme, now)


def show(change: Change, unit: Unit, say: Speech) -> Screen:
    """The pair as it is then."""
    pair = unit.pairs.get(change.target)
    if pair.state is PairState.CLOSED:
        return ended_card(pair, change.person, unit, say)
    title = bold(say("{names} are a pair", names=names(pair, unit, say)))
    told = say("Their meetings ahead stand again. Whoever had heard of the end hears that it goes on.")
    return Screen(paragraphs(title, told), column(to_pair(pair, say), to_desk(pair.programme, say)))


# --- The notices -------------------------------------------------------------------------------------------


def rounded(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For each of the two: the end, kindly, the same words whatever the reason was."""
    pair, reader = unit.pairs.get(notice["pair"]), notice.reader
    if pair.state is not PairState.CLOSED or unit.changes.get(notice["change"]).undone_at is not None:
        return Dropped("undone")
    other = called(unit.people.get(pair.other(reader.id)), say)
    ask_whom = capital(named(coordinator(pair.programme, unit, but=reader.id), say))
    return Screen(
        paragraphs(
            bold(say("Your time with {name} is rounded off here.", name=other)),
            say("Thank you for the time you gave each other. The meetings that were planned are called off."),
            say("{name} knows, and is there if you'd like to talk.", name=ask_whom),
            *closure.what_now(pair, reader, unit, say),
        ),
        closure.rows(pair, reader, unit, say),
    )


def goes_on(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """It was not to end: that was our mistake, and nobody else's."""
    pair = unit.pairs.get(notice["pair"])
    if pair.state is PairState.CLOSED:
        return Dropped("pair_closed")
    other = called(unit.people.get(pair.other(notice.reader.id)), say)
    told = say("I wrote too soon that it was over. That was a mix-up on our side. I'm sorry.")
    nxt = next(iter(unit.meetings.next_of(pair.id, say.now)), None)
    meet = say("You and {name} meet {when}.", name=other, when=say.when(nxt.starts_at)) if nxt else None
    rows = column(Button(say("Meetings"), actions.Meetings(), Style.PRIMARY), home_button(say))
    return Screen(paragraphs(bold(say("You and {name} go on as before.", name=other)), lines(told, meet)), rows)
