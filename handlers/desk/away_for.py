"""A coordinator who fell ill: another one says for them that they are away; they hear it, and can say otherwise."""

from dataclasses import replace

from markupsafe import Markup

from bot.mentoring.absences import Absence, is_span
from bot.mentoring.cadence import to_local
from bot.mentoring.people import Member, Role
from bot.mentoring.phrases import Unclear
from handlers import actions, moments
from handlers.access import Stale, runs
from handlers.desk.absences import SHOWN, day_of, is_said, spans, stand_in, take_away
from handlers.desk.deputies import days_words, tell
from handlers.desk.overview import apart, name_of, to_desk
from handlers.names import called
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, bold, column, lines, paragraphs
from handlers.speech import Speech, capital, opened
from handlers.tap import Said, Tap
from handlers.wording import home_button
from storage.changes import Change
from storage.states import Deed
from storage.unit import Unit

SAID, BACK = "absence.for", "absence.over"


def card(tap: Tap[actions.AwayFor], unit: Unit, say: Speech) -> Screen:
    """When they are away, and who stands in."""
    return _card(_coordinator(tap.action.member, tap.person.id, unit), unit, say)


def said_days(said: Said, action: actions.SayAwayFor, unit: Unit, say: Speech) -> Screen:
    """From when until when, in plain words: kept, and said back."""
    place = _coordinator(action.member, said.person.id, unit)
    today = to_local(said.now, unit.programmes.get(place.programme).zone)
    found = moments.days(said.text, today, say.language)
    if isinstance(found, Unclear):
        return _card(place, unit, say, say("I don't know these days yet: try <i>1 to 14 July</i>."))
    if not is_span(*found, today.date()):
        told = say("Those days are over.") if found[1] < today.date() else say("Is there an end within a year?")
        return _card(place, unit, say, told)
    return _keep(place, said.person.id, found[0].toordinal(), found[1].toordinal(), unit, say)


def set_days(tap: Tap[actions.SetAwayFor], unit: Unit, say: Speech) -> Screen:
    """These days, chosen; an old button's days, which are over, are asked about anew."""
    place = _coordinator(tap.action.member, tap.person.id, unit)
    return _keep(place, tap.person.id, tap.action.start, tap.action.end, unit, say)


def back(tap: Tap[actions.BackFor], unit: Unit, say: Speech) -> Screen:
    """They are there after all; they and the deputies hear it."""
    absence = unit.absences.get(tap.action.absence)
    place = _coordinator(_place(absence, unit), tap.person.id, unit)
    _over(absence, tap.person.id, unit, say)
    return _card(place, unit, say, say("It's taken back."))


def _coordinator(member: int, me: int, unit: Unit) -> Member:
    """Another coordinator's place; raises Stale for every other one, and for one's own."""
    place = unit.people.member(member)
    if place.role is not Role.COORDINATOR or place.left_at is not None or place.person == me:
        raise Stale
    return place


def _place(absence: Absence, unit: Unit) -> int:
    found = (each for each in unit.people.places(absence.person) if each.programme == absence.programme)
    return next((each.id for each in found if each.role is Role.COORDINATOR), 0)


def _keep(place: Member, me: int, start: int, end: int, unit: Unit, say: Speech) -> Screen:
    programme, since, until = unit.programmes.get(place.programme), day_of(start), day_of(end)
    if not is_span(since, until, to_local(say.now, programme.zone).date()):
        raise Stale
    if is_said(programme.id, place.person, since, until, unit):
        return _card(place, unit, say)
    absence = unit.absences.add(programme.id, place.person, since, until, programme.zone, say.now)
    tell(absence, unit, say.now)
    _tell(SAID, absence, me, unit, say)
    unit.audit.add(Deed.AWAY, me, place.person, programme.id, say.now)
    change = unit.changes.add(me, SAID, place.id, {}, {"absence": absence.id}, say.now)
    first = say("{name} hears that you wrote it down.", name=opened(_name(place, unit, say)))
    screen = _card(place, unit, say, first)
    return replace(screen, rows=((Button(say("Undo"), actions.Undo(change)),), *screen.rows))


def _over(absence: Absence, me: int, unit: Unit, say: Speech) -> None:
    take_away(absence, unit, say)
    unit.audit.add(Deed.BACK, me, absence.person, absence.programme, say.now)
    if not unit.outbox.withdraw(_key(SAID, absence), say.now, "undone"):
        _tell(BACK, absence, me, unit, say)


def _tell(kind: str, absence: Absence, me: int, unit: Unit, say: Speech) -> None:
    facts = {"absence": absence.id, "programme": absence.programme, "by": me}
    unit.outbox.notice(kind, unit.people.get(absence.person), _key(kind, absence), facts, say.now)


def _key(kind: str, absence: Absence) -> str:
    return f"{kind}:{absence.id}"


def _name(place: Member, unit: Unit, say: Speech) -> Markup:
    return name_of(unit.people.get(place.person), say)


def _card(place: Member, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    found = unit.absences.of(place.programme, place.person)[:SHOWN]
    told = [say("• {days}", days=days_words(each.since, each.until, say)) for each in found]
    name = _name(place, unit, say)
    here = apart([say("Here after all: {day}", day=say.on(each.since)) for each in found])
    backs = [Button(words, actions.BackFor(each.id)) for words, each in zip(here, found, strict=True)]
    today = to_local(say.now, unit.programmes.get(place.programme).zone).date()
    choices = tuple(
        Button(words, actions.SetAwayFor(place.id, since.toordinal(), until.toordinal()))
        for words, since, until in spans(today, say)
    )
    gets = say("{name} gets no digest in those days, and hears that you wrote it down.", name=opened(name))
    return Screen(
        paragraphs(
            first,
            bold(say("When {name} is away", name=name)),
            lines(*told),
            stand_in(place.programme, place.person, unit, say),
            None if first else gets,
            say("Write the days, such as <i>1 to 14 July</i> or <i>next week</i>."),
        ),
        (
            *column(*backs),
            *(() if found else (choices,)),
            (Button(say("Back"), actions.PlaceCard(place.id)), to_desk(place.programme, say)),
        ),
        asks=actions.SayAwayFor(place.id),
    )


# --- Undo --------------------------------------------------------------------------------------------------


def undo(change: Change, unit: Unit, say: Speech) -> None:
    """They are here after all; raises Stale when that was said already."""
    try:
        absence = unit.absences.get(change.after["absence"])
    except LookupError:
        raise Stale from None
    _over(absence, change.person, unit, say)


def show(change: Change, unit: Unit, say: Speech) -> Screen:
    """How it stands then; raises LookupError when it is no longer the person's to see."""
    place = unit.people.member(change.target)
    if place.left_at is not None or not runs(change.person, place.programme, unit):
        raise LookupError("not a coordinator here any more")
    return _card(place, unit, say)


# --- The notices -------------------------------------------------------------------------------------------


def said(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For whoever is away: who wrote it down, from when until when, and a tap to say otherwise."""
    absence = unit.absences.get(notice["absence"])
    name = called(unit.people.get(notice["by"]), say)
    title = say("{name} wrote down that you are away.", name=name)
    days = capital(days_words(absence.since, absence.until, say))
    told = say("You get no digest in those days, and can still do everything.")
    here = Button(say("I'm here after all"), actions.BackAgain(absence.id))
    return Screen(
        paragraphs(bold(capital(title)), days, lines(stand_in(absence.programme, absence.person, unit, say), told)),
        column(here, to_desk(absence.programme, say)),
    )


def over(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For whoever was away: another one wrote down that they are here."""
    name = called(unit.people.get(notice["by"]), say)
    title = say("{name} wrote down that you are here again.", name=name)
    told = say("Your digest comes as always.")
    return Screen(paragraphs(bold(capital(title)), told), column(to_desk(notice["programme"], say), home_button(say)))
