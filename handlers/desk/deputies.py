"""What deputies hear: somebody will be away, is away, is here again."""

from datetime import date, datetime

from markupsafe import Markup

from bot.mentoring.absences import Absence, AbsenceState
from handlers.access import leads
from handlers.desk.overview import name_of, to_desk
from handlers.notice import Dropped, Notice
from handlers.screen import Screen, bold, column, paragraphs
from handlers.speech import Speech, capital
from storage.unit import Unit

AHEAD, BEGINS, OVER = "deputy.ahead", "deputy.begins", "deputy.over"


def tell(absence: Absence, unit: Unit, now: datetime) -> None:
    """The deputies hear that it is said, that it begins, or that it is over."""
    kind = {AbsenceState.AHEAD: AHEAD, AbsenceState.ON: BEGINS}.get(absence.state, OVER)
    facts = {"absence": absence.id, "programme": absence.programme, "by": absence.person}
    for each in unit.people.deputies(absence.programme):
        if each.id != absence.person:
            unit.outbox.notice(kind, each, f"{kind}:{absence.id}:{each.id}", facts, now)


def begins(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For a deputy: the desk is theirs, too, from now on. The first line is all that a lock screen shows."""
    return _told(notice, AbsenceState.ON, unit, say)


def ahead(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For a deputy: somebody will be away."""
    return _told(notice, AbsenceState.AHEAD, unit, say)


def _told(notice: Notice, state: AbsenceState, unit: Unit, say: Speech) -> Screen | Dropped:
    absence = unit.absences.get(notice["absence"])
    if absence.state is not state:
        return Dropped(absence.state.value)
    name, programme = name_of(unit.people.get(absence.person), say), unit.programmes.get(absence.programme)
    title = say("{name} is away: {days}.", name=name, days=days_words(absence.since, absence.until, say))
    now = say("You have the desk of {programme} until then, and get its weekly digest.", programme=programme.name)
    then = say(
        "You have the desk of {programme} in those days. I write to you when they begin.", programme=programme.name
    )
    told = now if state is AbsenceState.ON else then
    return Screen(paragraphs(bold(capital(title)), told), column(to_desk(programme.id, say)))


def over(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """For a deputy: whoever was away, or said so, is here."""
    programme = notice["programme"]
    name = name_of(unit.people.get(notice["by"]), say)
    another = leads(notice.reader.id, programme, unit)
    told = say("Somebody else is still away, so the desk stays yours, too.") if another else None
    title = say("{name} is here again.", name=name)
    return Screen(
        paragraphs(bold(capital(title)), told or say("Thank you for being there.")), column(to_desk(programme, say))
    )


def days_words(since: date, until: date, say: Speech) -> Markup:
    """Such as "Monday 6 July to Friday 17 July"."""
    if since == until:
        return say.date(since)
    return say("{first} to {last}", first=say.date(since), last=say.date(until))
