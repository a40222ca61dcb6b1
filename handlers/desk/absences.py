"""A coordinator is away for some days: said in plain words, kept, undone; the deputies have the desk meanwhile."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from markupsafe import Markup

from bot.mentoring.absences import Absence, AbsenceState, is_span
from bot.mentoring.cadence import to_local
from bot.mentoring.people import Person, Role
from bot.mentoring.phrases import Unclear
from bot.mentoring.programmes import Programme
from handlers import actions, moments
from handlers.access import Stale, runs
from handlers.desk.deputies import days_words, tell
from handlers.desk.overview import apart, name_of, to_desk
from handlers.screen import Button, Screen, bold, column, lines, paragraphs
from handlers.speech import Speech, opened
from handlers.tap import Said, Tap
from storage.changes import Change
from storage.unit import Unit

SAID, BACK = "absence.said", "absence.back"
# More of them on one card than these are no help; those further away come up in their turn.
SHOWN = 3


def card(tap: Tap[actions.AwayCard], unit: Unit, say: Speech) -> Screen:
    """When the coordinator is away, and who stands in."""
    return away_card(tap.action.programme, tap.person.id, unit, say)


def said_days(said: Said, action: actions.SayAway, unit: Unit, say: Speech) -> Screen:
    """From when until when, in plain words: kept, and said back."""
    programme, me = unit.programmes.get(action.programme), said.person.id
    today = to_local(said.now, programme.zone)
    found = moments.days(said.text, today, say.language)
    if isinstance(found, Unclear):
        return away_card(programme.id, me, unit, say, say("I don't know these days yet: try <i>1 to 14 July</i>."))
    if not is_span(*found, today.date()):
        told = say("Those days are over.") if found[1] < today.date() else say("Is there an end within a year?")
        return away_card(programme.id, me, unit, say, told)
    return _keep(programme, me, *found, unit, say)


def set_days(tap: Tap[actions.SetAway], unit: Unit, say: Speech) -> Screen:
    """These days, chosen; an old button's days, which are over, are asked about anew."""
    programme, since, until = (
        unit.programmes.get(tap.action.programme),
        day_of(tap.action.start),
        day_of(tap.action.end),
    )
    if not is_span(since, until, to_local(tap.now, programme.zone).date()):
        raise Stale
    return _keep(programme, tap.person.id, since, until, unit, say)


def back(tap: Tap[actions.BackAgain], unit: Unit, say: Speech) -> Screen:
    """There after all: the days are taken away, and the deputies hear it."""
    absence = unit.absences.get(tap.action.absence)
    take_away(absence, unit, say)
    before = {"since": absence.since.isoformat(), "until": absence.until.isoformat()}
    change = unit.changes.add(tap.person.id, BACK, absence.programme, before, {}, tap.now)
    return _changed(absence.programme, tap.person.id, change, say("Good, you're here."), unit, say)


def away_card(programme: int, me: int, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    """The days that are said, and the question for others."""
    mine = unit.absences.of(programme, me)[:SHOWN]
    told = [say("• {days}", days=days_words(each.since, each.until, say)) for each in mine]
    today = to_local(say.now, unit.programmes.get(programme).zone).date()
    return Screen(
        paragraphs(
            first,
            bold(say("When you are away")),
            lines(*told),
            stand_in(programme, me, unit, say),
            None if first else say("You get no digest in those days, and can still do everything."),
            say("Write the days, such as <i>1 to 14 July</i> or <i>next week</i>."),
        ),
        (
            *_back(mine, say),
            *(() if mine else (_choices(programme, today, say),)),
            *_invite(programme, unit, say),
            *_others(programme, me, unit, say),
            (Button(say("Programme"), actions.ProgrammeCard(programme)), to_desk(programme, say)),
        ),
        asks=actions.SayAway(programme),
    )


def stand_in(programme: int, away: int, unit: Unit, say: Speech) -> Markup:
    """Who has the desk meanwhile."""
    names = say.listed([name_of(each, say) for each in unit.people.deputies(programme) if each.id != away])
    if names:
        return say("Meanwhile the desk and the digest are there for {names}, too.", names=names)
    return say("There is no deputy yet, who would have the desk meanwhile.")


def _back(mine: Sequence[Absence], say: Speech) -> tuple[tuple[Button, ...], ...]:
    labels = apart([_back_words(each, say) for each in mine])
    return column(*(Button(words, actions.BackAgain(each.id)) for words, each in zip(labels, mine, strict=True)))


def _back_words(absence: Absence, say: Speech) -> Markup:
    if absence.state is AbsenceState.ON:
        return say("I'm back")
    return say("I'm here after all {day}", day=say.on(absence.since))


def spans(today: date, say: Speech) -> Sequence[tuple[Markup, date, date]]:
    """The likely days, each with what its button says."""
    monday = today + timedelta(days=7 - today.weekday())
    return (
        (say("Today"), today, today),
        (say("Next week"), monday, monday + timedelta(days=6)),
        (say("Two weeks"), today, today + timedelta(days=13)),
    )


def _choices(programme: int, today: date, say: Speech) -> tuple[Button, ...]:
    return tuple(
        Button(words, actions.SetAway(programme, since.toordinal(), until.toordinal()))
        for words, since, until in spans(today, say)
    )


def _others(programme: int, me: int, unit: Unit, say: Speech) -> tuple[tuple[Button, ...], ...]:
    """Whoever fell ill cannot say so here: another coordinator can, for them."""
    others = [each for each in unit.people.coordinators(programme) if each.id != me]
    if len(others) > 1:
        return column(Button(say("Somebody else is away"), actions.People(programme, 0)))
    return column(*(Button(is_away(each, say), actions.AwayFor(place_of(each.id, programme, unit))) for each in others))


def is_away(person: Person, say: Speech) -> Markup:
    """As a button."""
    return say("{name} is away", name=opened(name_of(person, say)))


def place_of(person: int, programme: int, unit: Unit) -> int:
    """Their place as a coordinator; raises LookupError when they have none."""
    for place in unit.people.places(person):
        if place.programme == programme and place.role is Role.COORDINATOR:
            return place.id
    raise LookupError("no coordinator here")


def _invite(programme: int, unit: Unit, say: Speech) -> tuple[tuple[Button, ...], ...]:
    if unit.people.deputies(programme):
        return ()
    action = actions.InviteRole(programme, Role.DEPUTY, evening=False)
    return column(Button(say("Invite a deputy"), action))


def _keep(programme: Programme, me: int, since: date, until: date, unit: Unit, say: Speech) -> Screen:
    if is_said(programme.id, me, since, until, unit):
        return away_card(programme.id, me, unit, say)
    absence = unit.absences.add(programme.id, me, since, until, programme.zone, say.now)
    tell(absence, unit, say.now)
    change = unit.changes.add(me, SAID, programme.id, {}, {"absence": absence.id}, say.now)
    first = say("You're away: {days}.", days=days_words(since, until, say))
    return _changed(programme.id, me, change, first, unit, say)


def is_said(programme: int, me: int, since: date, until: date, unit: Unit) -> bool:
    """Whether just these days are said already."""
    return any((each.since, each.until) == (since, until) for each in unit.absences.of(programme, me))


def _changed(programme: int, me: int, change: int, first: Markup, unit: Unit, say: Speech) -> Screen:
    screen = away_card(programme, me, unit, say, first)
    return replace(screen, rows=((Button(say("Undo"), actions.Undo(change)),), *screen.rows))


def day_of(number: int) -> date:
    """The day that a button carries; raises Stale for one that is none."""
    if not 0 < number <= date.max.toordinal():
        raise Stale
    return date.fromordinal(number)


def take_away(absence: Absence, unit: Unit, say: Speech) -> None:
    """They are there, and the deputies hear it."""
    unit.absences.remove(absence.id)
    if absence.state is not AbsenceState.OVER:
        tell(replace(absence, state=AbsenceState.OVER), unit, say.now)


# --- Undo --------------------------------------------------------------------------------------------------


def undo_said(change: Change, unit: Unit, say: Speech) -> None:
    """They are here after all; raises Stale when that was said already."""
    try:
        absence = unit.absences.get(change.after["absence"])
    except LookupError:
        raise Stale from None
    take_away(absence, unit, say)


def undo_back(change: Change, unit: Unit, say: Speech) -> None:
    """They are away as they had said; raises Stale when those days are over, or said again."""
    programme = unit.programmes.get(change.target)
    since, until = (date.fromisoformat(change.before[each]) for each in ("since", "until"))
    over = not is_span(since, until, to_local(say.now, programme.zone).date())
    if over or is_said(programme.id, change.person, since, until, unit):
        raise Stale
    tell(unit.absences.add(programme.id, change.person, since, until, programme.zone, say.now), unit, say.now)


def show(change: Change, unit: Unit, say: Speech) -> Screen:
    """How it stands then; raises LookupError when it is no longer the person's to see."""
    if not runs(change.person, change.target, unit):
        raise LookupError("not a coordinator here any more")
    return away_card(change.target, change.person, unit, say)
