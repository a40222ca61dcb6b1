"""Tell my coordinator: passed on once an hour at most, in the coordinator's waking hours; and taken back."""

from datetime import datetime

from markupsafe import Markup

from bot.mentoring.alerts import Alert, AlertKind, AlertState, stands
from bot.mentoring.hours import Quiet, after_quiet
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale, Stays
from handlers.desk.overview import name_of
from handlers.notice import Dropped, Notice
from handlers.safety.person import danger
from handlers.safety.ringing import HEAR, hearers, key, say_it
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.changes import Change
from storage.unit import Unit

ASKED = "help.asked"


def tell(tap: Tap[actions.TellCoordinator], unit: Unit, say: Speech) -> Screen:
    """Passes it on, unless that was done within the hour: then it says how it stands."""
    person, programme = tap.person, tap.action.programme
    last = unit.alerts.last(AlertKind.HEAR, programme, person.id)
    if last is None or not stands(last, tap.now):
        if all(each.id == person.id for each in unit.people.at_desk(programme)):
            raise Stale
        if last is None or last.state is not AlertState.OPEN:
            last = unit.alerts.add(AlertKind.HEAR, programme, person.id, None, tap.now)
        unit.alerts.ask_again(last.id, tap.now)
        last = say_it(unit.alerts.get(last.id), unit, tap.now)
        unit.changes.add(person.id, ASKED, last.id, {}, {}, tap.now)
    return asked_card(last, unit, say)


def asked_card(alert: Alert, unit: Unit, say: Speech) -> Screen:
    """That it was passed on, when it is read, or who has seen it."""
    who = hearers(alert, unit)
    names = say.listed([name_of(each, say) for each in who]) if who else say("your coordinator")
    urgent = danger([unit.programmes.get(alert.programme).country], say)
    undo = _undo(alert, who, unit, say)
    if alert.state is AlertState.BACK:
        title, told = say("It's taken back"), say("Nothing was passed on. You can ask again whenever you like.")
    elif alert.state is AlertState.TAKEN and alert.taken_by:
        seen = name_of(unit.people.get(alert.taken_by), say)
        title, told = say("{name} has seen it", name=seen), say("{name} gets in touch with you.", name=seen)
    else:
        title, told = say("It's passed on to {names}", names=names), _when(alert, who, say)
    numbers = Button(say("Whom to ring"), actions.Person())
    return Screen(
        paragraphs(bold(title), told, say("This is not for emergencies. {danger}", danger=urgent)),
        column(numbers, undo, home_button(say)),
    )


def _when(alert: Alert, who: list[Person], say: Speech) -> Markup:
    reachable = [each for each in who if each.reachable]
    if not reachable:
        return say("My messages don't get through there right now, so ringing is the better way.")
    first = min(_awake(alert.at, each) for each in reachable)
    if first > say.now:
        return say(
            "It's a quiet time there now: it arrives {when}. You need not say why you ask.", when=say.when(first)
        )
    return say("You need not say why you ask. I tell you here when somebody has seen it.")


def _awake(at: datetime, reader: Person) -> datetime:
    return after_quiet(at, reader.zone, Quiet(reader.quiet_from, reader.quiet_until))


def _undo(alert: Alert, who: list[Person], unit: Unit, say: Speech) -> Button | None:
    """While it waits for the morning it can be taken back where it was asked."""
    waits = alert.state is AlertState.OPEN and all(_awake(alert.at, each) > say.now for each in who)
    change = unit.changes.last_of(alert.by, ASKED, alert.id) if waits else None
    return Button(say("Undo"), actions.Undo(change)) if change else None


def take_back(change: Change, unit: Unit, say: Speech) -> None:
    """Undo: raises Stays once somebody has been told."""
    alert = unit.alerts.get(change.target)
    if alert.state is not AlertState.OPEN:
        raise Stale
    keys = [key(HEAR, alert, each.id) for each in hearers(alert, unit)]
    if any(unit.outbox.told(each) for each in keys):
        raise Stays(say("It has arrived already. You can say it when you talk."))
    for each in keys:
        unit.outbox.withdraw(each, say.now, "taken_back")
    unit.alerts.take_back(alert.id)


def show(change: Change, unit: Unit, say: Speech) -> Screen:
    """How it stands then."""
    return asked_card(unit.alerts.get(change.target), unit, say)


def seen(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """Whoever asked hears that somebody has seen it."""
    alert = unit.alerts.get(notice["alert"])
    if alert.state is not AlertState.TAKEN or alert.taken_by is None:
        return Dropped("not_taken")
    name = name_of(unit.people.get(alert.taken_by), say)
    title = bold(say("{name} has your message.", name=name))
    home = Button(say("Home"), actions.Home(), Style.PRIMARY)
    return Screen(
        paragraphs(title, say("{name} gets in touch with you.", name=name)),
        column(home, Button(say("Whom to ring"), actions.Person())),
    )
