"""A meeting that a coordinator logs for the two: it counts as long as neither has told, and both hear who wrote it."""

from datetime import datetime, timedelta

from markupsafe import Markup

from bot.mentoring.meetings import TELLABLE, Meeting, MeetingState, is_tellable
from bot.mentoring.pairs import Pair, PairState
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale
from handlers.desk.overview import name_of
from handlers.desk.subject import audit, both, names, open_pair, to_deeds, to_pair
from handlers.journey.replaying import look_back
from handlers.outcomes.recording import settle
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Tap
from storage.changes import Change
from storage.outcomes import DeskLog
from storage.states import Deed, MoveState
from storage.unit import Unit

LOGGED, UNLOGGED = "desk.logged", "desk.unlogged"
SHOWN = 4


def which(tap: Tap[actions.LogFor], unit: Unit, say: Speech) -> Screen:
    """The last meetings, newest first; another day can be typed."""
    return list_card(open_pair(tap.action.pair, unit), unit, say)


def list_card(pair: Pair, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    """A button for each meeting of which nobody has told yet."""
    found = unit.meetings.of(pair.id, say.now - TELLABLE, say.now + timedelta(days=1))
    untold = [each for each in found if is_tellable(each, say.now, say.zone) and not unit.outcomes.logs(each.id)]
    buttons = [
        Button(capital(say.full(each.starts_at)), actions.LogMeetingFor(each.id)) for each in untold[::-1][:SHOWN]
    ]
    how = say("Choose one, or write another day, such as <i>last Thursday 15.00</i>.")
    typed = say("Write the day as you would say it, such as <i>last Thursday 15.00</i>.")
    return Screen(
        paragraphs(
            first, bold(say("Which meeting of {names}?", names=names(pair, unit, say))), how if buttons else typed
        ),
        column(*buttons, to_deeds(pair, say)),
        asks=actions.SayDayFor(pair.id),
    )


def ask(tap: Tap[actions.LogMeetingFor], unit: Unit, say: Speech) -> Screen:
    """Did they meet? Or what stands there already."""
    meeting = unit.meetings.get(tap.action.meeting)
    open_pair(meeting.pair, unit)
    return meeting_card(meeting, unit, say)


def meeting_card(meeting: Meeting, unit: Unit, say: Speech) -> Screen:
    """The question; where the two have told themselves, only that they have."""
    pair = unit.pairs.get(meeting.pair)
    if not is_tellable(meeting, say.now, say.zone):
        raise Stale
    if unit.outcomes.logs(meeting.id):
        return _theirs(meeting, pair, unit, say)
    by_desk = unit.outcomes.by_desk(meeting.id)
    now = _stands(by_desk, unit, say) if by_desk else None
    return Screen(
        paragraphs(
            bold(say("Did {names} get to meet?", names=names(pair, unit, say))),
            capital(say.full(meeting.starts_at)),
            now,
        ),
        column(
            Button(say("They met"), actions.WriteDown(meeting.id, held=True), Style.PRIMARY),
            Button(say("It didn't happen this time"), actions.WriteDown(meeting.id, held=False)),
            Button(say("Another meeting"), actions.LogFor(pair.id)),
            to_pair(pair, say),
        ),
    )


def _stands(log: DeskLog, unit: Unit, say: Speech) -> Markup:
    name = name_of(unit.people.get(log.by), say)
    if log.held:
        return say("{name} wrote down that they met.", name=name)
    return say("{name} wrote down that it didn't happen.", name=name)


def _theirs(meeting: Meeting, pair: Pair, unit: Unit, say: Speech) -> Screen:
    told = say("They have told of it themselves, and that is what counts.")
    met = say("They met.") if meeting.state is MeetingState.HELD else say("It didn't happen this time.")
    return Screen(
        paragraphs(bold(names(pair, unit, say)), capital(say.full(meeting.starts_at)), told, met),
        column(Button(say("Another meeting"), actions.LogFor(pair.id)), to_pair(pair, say)),
    )


def write_down(tap: Tap[actions.WriteDown], unit: Unit, say: Speech) -> Screen:
    """It is written down, once; both hear it. What one of the two has told stands as it is."""
    meeting = unit.meetings.get(tap.action.meeting)
    pair = open_pair(meeting.pair, unit)
    if not is_tellable(meeting, tap.now, say.zone) or unit.outcomes.logs(meeting.id):
        return meeting_card(meeting, unit, say)
    before = unit.outcomes.by_desk(meeting.id)
    if before is None or before.held is not tap.action.held:
        _keep(tap, meeting, pair, before, unit, say)
    return saved_card(unit.meetings.get(meeting.id), tap.person.id, unit, say)


def _keep(
    tap: Tap[actions.WriteDown], meeting: Meeting, pair: Pair, before: DeskLog | None, unit: Unit, say: Speech
) -> None:
    me, held, now = tap.person, tap.action.held, tap.now
    stood = {"by": before.by, "held": before.held, "at": before.at.isoformat()} if before else {}
    change = unit.changes.add(me.id, LOGGED, meeting.id, stood, {"held": held}, now)
    _write(DeskLog(meeting.id, me.id, held, now), unit, now)
    if held:
        look_back(pair, unit, now)
    for person in both(pair, unit):
        if person.id != me.id:
            facts = {"meeting": meeting.id, "change": change}
            unit.outbox.notice(LOGGED, person, _key(LOGGED, change, person), facts, now)
    audit(Deed.LOGGED, pair, me, unit, say)


def _key(kind: str, change: int, person: Person) -> str:
    return f"{kind}:{change}:{person.id}"


def _write(log: DeskLog, unit: Unit, now: datetime) -> None:
    unit.outcomes.log_by_desk(log)
    unit.meetings.settle_moves(log.meeting, MoveState.REPLACED)
    settle(log.meeting, unit, now)


def saved_card(meeting: Meeting, me: int, unit: Unit, say: Speech) -> Screen:
    """It stands, and both can say otherwise."""
    log = unit.outcomes.by_desk(meeting.id)
    pair = unit.pairs.get(meeting.pair)
    if log is None:
        return list_card(pair, unit, say) if pair.state is not PairState.CLOSED else _over(pair, say)
    when, who = say.on(say.local(meeting.starts_at).date()), names(pair, unit, say)
    met = say("Saved: {names} met {day}.", names=who, day=when)
    missed = say("Saved: {names} didn't get to meet {day}.", names=who, day=when)
    undo = unit.changes.last_of(me, LOGGED, meeting.id)
    return Screen(
        paragraphs(
            bold(met if log.held else missed),
            say("Both hear that you wrote it down, and can say otherwise. How it was is theirs to tell."),
        ),
        column(
            Button(say("Another meeting"), actions.LogFor(pair.id)),
            Button(say("Undo"), actions.Undo(undo)) if undo else None,
            to_pair(pair, say),
        ),
    )


def _over(pair: Pair, say: Speech) -> Screen:
    return Screen(bold(say("This pair has ended.")), column(Button(say("All pairs"), actions.Pairs(pair.programme, 0))))


# --- Undo --------------------------------------------------------------------------------------------------


def take_back(change: Change, unit: Unit, say: Speech) -> None:
    """What stood there before stands again, and whoever had heard of it hears that.

    Raises Stale when somebody has written since, or one of the two told.
    """
    log = unit.outcomes.by_desk(change.target)
    written = log is not None and (log.by, log.held, log.at) == (change.person, change.after["held"], change.at)
    if not written or unit.outcomes.logs(change.target):
        raise Stale
    if change.before:
        stood = datetime.fromisoformat(change.before["at"])
        _write(DeskLog(change.target, change.before["by"], change.before["held"], stood), unit, say.now)
    else:
        unit.outcomes.unlog_by_desk(change.target)
        settle(change.target, unit, say.now)
    for person in both(unit.pairs.get(unit.meetings.get(change.target).pair), unit):
        key = _key(LOGGED, change.id, person)
        if not unit.outbox.withdraw(key, say.now, "undone") and unit.outbox.told(key):
            facts = {"meeting": change.target, "by": change.person}
            unit.outbox.notice(UNLOGGED, person, _key(UNLOGGED, change.id, person), facts, say.now)


def show(change: Change, unit: Unit, say: Speech) -> Screen:
    """The meetings to choose from, or what stands there."""
    return saved_card(unit.meetings.get(change.target), change.person, unit, say)
