"""Who is told when somebody asks for the coordinator: at once, and again until it is taken."""

from datetime import datetime

from bot.mentoring.alerts import Alert, AlertKind, is_rung, is_untaken_told, pause
from bot.mentoring.people import Person
from storage.states import Priority
from storage.unit import Unit

# Kinds that begin with `alert.` also go in quiet hours, and once more after a crash.
WORRIED, TAKEN, UNTAKEN = "alert.worried", "alert.taken", "alert.untaken"
HEAR, HEARD, OTHERS = "help.asked", "help.taken", "help.others"


def hearers(alert: Alert, unit: Unit) -> list[Person]:
    """Who hears it, but for whoever asked: the desk; a worry the deputies, too, whether anybody is away or not."""
    people = unit.people.on_call if alert.kind is AlertKind.WORRIED else unit.people.at_desk
    return [each for each in people(alert.programme) if each.id != alert.by]


def round_of(alert: Alert) -> int:
    """Which round it is: the second in which the coordinators were last told."""
    return int((alert.said_at or alert.at).timestamp())


def key(kind: str, alert: Alert, person: int) -> str:
    """The once-key of the newest round's message to one coordinator."""
    return f"{kind}:{alert.id}:{round_of(alert)}:{person}"


def say_it(alert: Alert, unit: Unit, now: datetime) -> Alert:
    """One round: each coordinator is told, a worry before everything else that waits."""
    urgent = alert.kind is AlertKind.WORRIED
    said = unit.alerts.said(alert.id, now, now + pause(alert.rounds + 1) if urgent else None)
    kind, priority = (WORRIED, Priority.ALERT) if urgent else (HEAR, Priority.NOTICE)
    for each in hearers(said, unit):
        facts = {"alert": said.id, "round": round_of(said)}
        unit.outbox.notice(kind, each, key(kind, said, each.id), facts, now, priority=priority)
    return said


def ring(number: int, unit: Unit, now: datetime) -> None:
    """It is time: once more, and the mentor hears that nobody has it; what is no longer open is not said again."""
    alert = unit.alerts.get(number)
    if is_untaken_told(alert):
        untaken(alert, {}, unit, now)
    if is_rung(alert):
        say_it(alert, unit, now)
    else:
        unit.alerts.rest(alert.id, alert.state.value)


def untaken(alert: Alert, why: dict[str, int], unit: Unit, now: datetime) -> None:
    """The mentor hears that nobody has taken it."""
    mentor, facts = unit.people.get(alert.by), {"alert": alert.id, **why}
    unit.outbox.notice(
        UNTAKEN, mentor, f"{key(UNTAKEN, alert, mentor.id)}:{sum(why.values())}", facts, now, priority=Priority.ALERT
    )
