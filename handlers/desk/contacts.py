"""Talks with a pair: five questions at hand, who it was with and when, and which pairs it is time to talk with."""

from collections.abc import Callable
from datetime import datetime, time

from markupsafe import Markup

from bot.mentoring.cadence import to_local
from bot.mentoring.contacts import LONGEST_AGO, Contact, With, due_at, facts
from bot.mentoring.pairs import Pair, PairState
from bot.mentoring.people import Person
from bot.mentoring.phrases import Reason
from handlers import actions
from handlers.access import Stale, leads
from handlers.desk.due import due_contacts, spacing
from handlers.desk.looking import looks
from handlers.desk.overview import apart, name_of, page_of, page_row, to_desk
from handlers.desk.subject import both, names, open_pair
from handlers.moments import bygone
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Said, Tap
from storage.changes import Change
from storage.unit import Unit

TALKED = "contact"
LISTED = 5
# A talk is kept by its day; the hour is only there so that it has one.
USUAL = time(12)


# --- Time for a talk ---------------------------------------------------------------------------------------


def listed(tap: Tap[actions.DueContacts], unit: Unit, say: Speech) -> Screen:
    """Whom it is time to talk with."""
    programme = tap.action.programme
    found = due_contacts(programme, tap.now, unit)
    shown, page, pages = page_of(found, tap.action.page, LISTED)
    labels = apart([names(unit.pairs.get(each.pair), unit, say) for each in shown])
    told = capital(
        say.many("{n} pair would like a word from you.", "{n} pairs would like a word from you.", len(found))
    )
    rhythm = say("Two talks in the first month, then one a month: that is all.")
    return Screen(
        paragraphs(
            bold(say("Time for a talk")),
            told if found else say("Nobody is waiting for a talk right now."),
            rhythm,
        ),
        (
            *column(*(Button(label, actions.AskContact(each.pair)) for each, label in zip(shown, labels, strict=True))),
            *page_row(page, pages, lambda number: actions.DueContacts(programme, number), say),
            (Button(say("Pairs"), actions.Pairs(programme, 0)), to_desk(programme, say)),
        ),
    )


def talk_line(pair: Pair, unit: Unit, say: Speech) -> Markup | None:
    """When somebody last talked with them, and when the next talk is; nothing before there was one or it is due."""
    talks, at = unit.contacts.of(pair.id), _next(pair, unit)
    if pair.state is PairState.ACTIVE and at is not None and at <= say.now:
        return say("It is time for a talk with them.")
    if not talks:
        return None
    return say("Last talk {day}.", day=say.on(say.local(talks[-1].at).date()))


def _next(pair: Pair, unit: Unit) -> datetime | None:
    talks = [each.at for each in unit.contacts.of(pair.id)]
    return due_at(facts(pair, talks, unit.pauses.of(pair.id)), spacing(pair.programme, unit))


# --- Contact done ------------------------------------------------------------------------------------------


def ask(tap: Tap[actions.AskContact], unit: Unit, say: Speech) -> Screen:
    """What one may ask about, and with whom it was."""
    pair = open_pair(tap.action.pair, unit)
    mentor, mentee = apart([say("Only {name}", name=name_of(each, say)) for each in both(pair, unit)])
    return Screen(
        paragraphs(
            bold(say("A talk with {names}", names=names(pair, unit, say))),
            lines(
                say("Five questions that may help you along:"),
                say("• Do you meet the way you agreed?"),
                say("• What has been good lately?"),
                say("• Is anything hard, or not clear?"),
                say("• Is there something you need from me?"),
                say("• What comes next for the two of you?"),
            ),
            say("Whom did you talk with?"),
        ),
        (
            (Button(say("Both of them"), actions.LogContact(pair.id, With.BOTH), Style.PRIMARY),),
            (
                Button(mentor, actions.LogContact(pair.id, With.MENTOR)),
                Button(mentee, actions.LogContact(pair.id, With.MENTEE)),
            ),
            (Button(say("Back to the pair"), actions.PairCard(pair.id)),),
        ),
    )


def log(tap: Tap[actions.LogContact], unit: Unit, say: Speech) -> Screen:
    """They have talked today; a second tap on the same day shows the same."""
    pair, me = open_pair(tap.action.pair, unit), tap.person.id
    today = to_local(tap.now, say.zone).date()
    same = (each for each in unit.contacts.of(pair.id) if (each.by, each.who) == (me, tap.action.who))
    found = next((each for each in same if to_local(each.at, say.zone).date() == today), None)
    if found is None:
        found = unit.contacts.add(pair, me, tap.action.who, tap.now)
        unit.changes.add(me, TALKED, found.id, {}, {"pair": pair.id}, tap.now)
    return _saved(found, me, unit, say)


def card(tap: Tap[actions.ContactCard], unit: Unit, say: Speech) -> Screen:
    """One talk."""
    found = unit.contacts.get(tap.action.contact)
    pair = open_pair(found.pair, unit)
    looks(tap.person, both(pair, unit), pair.programme, unit, say)
    return contact_card(found, tap.person.id, unit, say)


def ask_day(tap: Tap[actions.AskContactDay], unit: Unit, say: Speech) -> Screen:
    """On which day?"""
    return _day_question(_own(tap.action.contact, tap.person, unit), say)


def said_day(said: Said, action: actions.SayContactDay, unit: Unit, say: Speech) -> Screen:
    """Another day, in plain words."""
    found = _own(action.contact, said.person, unit)
    moment = bygone(said.text, say.language, say.zone, said.now, USUAL)
    too_far = moment.reason is Reason.PAST or any(said.now - each > LONGEST_AGO for each in moment.instants)
    if not moment.instants or too_far:
        far = say("I can keep a day of the last year, up to today. Which day was it?")
        unread = say("I don't know that day yet: try <i>yesterday</i> or <i>3 November</i>.")
        return _day_question(found, say, far if too_far else unread)
    return _saved(unit.contacts.move(found.id, moment.instants[0]), said.person.id, unit, say)


def _day_question(found: Contact, say: Speech, first: Markup | None = None) -> Screen:
    return Screen(
        paragraphs(
            first,
            bold(say("Which day did you talk?")),
            say("Write it as you would say it, such as <i>yesterday</i> or <i>last Thursday</i>."),
        ),
        column(Button(say("Back"), actions.ContactCard(found.id))),
        asks=actions.SayContactDay(found.id),
    )


def _saved(found: Contact, me: int, unit: Unit, say: Speech) -> Screen:
    shown = contact_card(found, me, unit, say)
    return Screen(paragraphs(bold(say("Saved.")), shown.text), shown.rows)


def contact_card(found: Contact, me: int, unit: Unit, say: Speech) -> Screen:
    """With whom, when, and when the next one is; who logged it can change the day, or take it back."""
    pair = unit.pairs.get(found.pair)
    change = unit.changes.last_of(me, TALKED, found.id) if found.by == me else None
    at = _next(pair, unit)
    later = say("The next talk is around {day}.", day=say.month(say.local(at).date())) if at and at > say.now else None
    own = (
        Button(say("It was another day"), actions.AskContactDay(found.id)),
        Button(say("Undo"), actions.Undo(change or 0)),
    )
    return Screen(
        paragraphs(lines(words(found, me, unit, say), later)),
        (
            *((own,) if change else ()),
            (Button(say("Write a note"), actions.AskDeskNote(pair.id)),),
            (
                Button(say("Talks and notes"), actions.PairLog(pair.id, 0)),
                Button(say("Back to the pair"), actions.PairCard(pair.id)),
            ),
        ),
    )


def words(found: Contact, me: int, unit: Unit, say: Speech) -> Markup:
    """Such as "You talked with Jonas and Anna yesterday."."""
    pair = unit.pairs.get(found.pair)
    mentor, mentee = both(pair, unit)
    two = {With.BOTH: (mentor, mentee), With.MENTOR: (mentor,), With.MENTEE: (mentee,)}[found.who]
    names = say.listed([name_of(each, say) for each in two])
    day = say.on(say.local(found.at).date())
    if found.by == me:
        return say("You talked with {names} {day}.", names=names, day=day)
    by = name_of(unit.people.get(found.by), say)
    return say("{by} talked with {names} {day}.", by=by, names=names, day=day)


# --- Undo --------------------------------------------------------------------------------------------------


def take_back(change: Change, unit: Unit, say: Speech) -> None:
    """There was no talk; raises Stale when it is gone already."""
    del say
    try:
        unit.contacts.get(change.target)
    except LookupError:
        raise Stale from None
    unit.contacts.remove(change.target)


def shows(draw: Callable[[int, Person, Unit, Speech], Screen]) -> Callable[[Change, Unit, Speech], Screen]:
    """What an Undo shows of the pair that its change was about; raises LookupError when it is no longer theirs."""

    def show(change: Change, unit: Unit, say: Speech) -> Screen:
        pair = unit.pairs.get(change.after["pair"])
        if pair.state is PairState.CLOSED or not leads(change.person, pair.programme, unit):
            raise LookupError("not this coordinator's pair any more")
        return draw(pair.id, unit.people.get(change.person), unit, say)

    return show


# --- Parts -------------------------------------------------------------------------------------------------


def _own(contact: int, person: Person, unit: Unit) -> Contact:
    """One's own talk; raises Stale for another's, or when the pair is closed."""
    found = unit.contacts.get(contact)
    if found.by != person.id:
        raise Stale
    open_pair(found.pair, unit)
    return found
