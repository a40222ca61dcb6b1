"""A mentor is worried: asked once, told to every coordinator at once, and who took it."""

from markupsafe import Markup

from bot.mentoring.alerts import EVERY, Alert, AlertKind, AlertState, pause, stands
from bot.mentoring.pairs import Pair
from handlers import actions
from handlers.desk.overview import name_of
from handlers.names import called
from handlers.notice import Dropped, Notice
from handlers.safety.person import danger, reach_line
from handlers.safety.ringing import hearers, say_it
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit


def ask(tap: Tap[actions.AskWorried], unit: Unit, say: Speech) -> Screen:
    """What happens when one says yes; or how it stands, when one has."""
    pair = unit.pairs.get(tap.action.pair)
    last = unit.alerts.last(AlertKind.WORRIED, pair.programme, tap.person.id, pair.id)
    if last is not None and stands(last, tap.now):
        return worried_card(last, unit, say)
    name = called(unit.people.get(pair.mentee), say)
    names = _hearers(pair, tap.person.id, unit, say)
    title = bold(say("Are you worried about {name}?", name=name))
    if names is None:
        return Screen(paragraphs(title, _ring(pair, tap.person.id, unit, say)), _rows(say))
    told = say("I tell {names} at once, also at night, and again until somebody takes it.", names=names)
    sight = say("You need not write anything. {name} doesn't see it.", name=name)
    yes = Button(say("Yes, tell it now"), actions.Worried(pair.id), Style.PRIMARY)
    urgent = danger([unit.programmes.get(pair.programme).country], say)
    return Screen(paragraphs(title, urgent, lines(told, sight)), (*column(yes), *_rows(say)))


def worried(tap: Tap[actions.Worried], unit: Unit, say: Speech) -> Screen:
    """Tells them, once; a second tap shows how it stands."""
    pair = unit.pairs.get(tap.action.pair)
    last = unit.alerts.last(AlertKind.WORRIED, pair.programme, tap.person.id, pair.id)
    if last is None or not stands(last, tap.now):
        if _hearers(pair, tap.person.id, unit, say) is None:
            return ask(Tap(tap.visitor, actions.AskWorried(pair.id), tap.now), unit, say)
        alert = unit.alerts.add(AlertKind.WORRIED, pair.programme, tap.person.id, pair.id, tap.now)
        last = say_it(alert, unit, tap.now)
    return worried_card(last, unit, say)


def worried_card(alert: Alert, unit: Unit, say: Speech) -> Screen:
    """Who is told, or who is on it."""
    pair = unit.pairs.get(alert.pair or 0)
    if alert.state is AlertState.TAKEN and alert.taken_by:
        name = name_of(unit.people.get(alert.taken_by), say)
        title = say("{name} is on it", name=name)
        told = say("Since {when}. {name} gets in touch with you.", when=_since(alert, say), name=name)
    else:
        names = say.listed([name_of(each, say) for each in hearers(alert, unit)]) or say("your coordinator")
        title = say("I'm telling {names}", names=names)
        told = say("I ask again every half hour until somebody takes it, and you hear who it is.")
    return Screen(paragraphs(bold(title), told, _ring(pair, alert.by, unit, say)), _rows(say))


def _since(alert: Alert, say: Speech) -> Markup:
    return say.when(alert.taken_at or alert.at)


def _hearers(pair: Pair, but: int, unit: Unit, say: Speech) -> Markup | None:
    names = [name_of(each, say) for each in unit.people.on_call(pair.programme) if each.id != but]
    return say.listed(names) if names else None


def _ring(pair: Pair, reader: int, unit: Unit, say: Speech) -> Markup:
    """What is quicker than waiting."""
    programme = unit.programmes.get(pair.programme)
    reach = reach_line(programme, unit.people.get(reader), unit, say)
    return lines(danger([programme.country], say), reach)


def _rows(say: Speech) -> tuple[tuple[Button, ...], ...]:
    return column(Button(say("Whom to ring"), actions.Person()), home_button(say))


# --- Notices -----------------------------------------------------------------------------------------------


def taken(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The mentor hears who took it. The first line is all that a lock screen shows."""
    alert = unit.alerts.get(notice["alert"])
    if alert.state is not AlertState.TAKEN or alert.taken_by is None:
        return Dropped("not_taken")
    name = name_of(unit.people.get(alert.taken_by), say)
    told = say("{name} has read that you are worried, and gets in touch with you.", name=name)
    return Screen(paragraphs(bold(say("{name} is on it.", name=name)), told), _rows(say))


def untaken(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The mentor hears that nobody has taken it yet, and what is quicker."""
    alert = unit.alerts.get(notice["alert"])
    if alert.state is not AlertState.OPEN:
        return Dropped(alert.state.value)
    title = say("Nobody has answered me yet.")
    if "undone" in notice.facts:
        title, told = say("Nobody is on it after all."), say("I ask them all again now.")
    elif pause(alert.rounds) > EVERY:
        told = say("I've asked many times. I go on asking, but less often, and it stays first on their list.")
    else:
        told = say("I go on asking every half hour.")
    ring = _ring(unit.pairs.get(alert.pair or 0), alert.by, unit, say)
    return Screen(paragraphs(bold(title), told, ring), _rows(say))
