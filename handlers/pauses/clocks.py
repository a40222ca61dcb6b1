"""What a break does: who wants one, which meetings are off for it, and the end of the course put off by its days."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bot.mentoring.cadence import to_local
from bot.mentoring.meetings import Meeting, MeetingState, Reply, is_ahead
from bot.mentoring.nudges.times import next_morning
from bot.mentoring.pairs import Agreement, Pair, begun_with, put_off
from bot.mentoring.pauses import Pause, frozen_days, lasts_over, wishes
from bot.mentoring.people import Person
from handlers.wording import minute_of
from storage.states import MoveState
from storage.unit import Unit

BEGUN, OVER = "pause.begun", "pause.over"
WISH = "pause.wish"
# That a break is over is news for a day or two.
NEWS = timedelta(days=2)


def zone_of(pair: Pair, unit: Unit) -> str:
    """Where the pair's days begin."""
    agreed = unit.pairs.agreed(pair.id)
    return agreed.zone if agreed else unit.programmes.get(pair.programme).zone


def day_of(pair: Pair, unit: Unit) -> date | None:
    """The day on which the break that the pair is on is over; None when it is on none, or one without an end."""
    lasting = unit.pauses.current(pair.id)
    return to_local(lasting.until, zone_of(pair, unit)).date() if lasting and lasting.until else None


def off_until(pair: Pair, until: datetime, unit: Unit, now: datetime) -> list[Meeting]:
    """The meetings that are off when there is a break until then, also those that are off for it already."""
    found = unit.meetings.of(pair.id, now, until)
    return [each for each in found if is_ahead(each, now) or _is_off_for_break(each)]


def _is_off_for_break(meeting: Meeting) -> bool:
    return meeting.state is MeetingState.CALLED_OFF and meeting.pause is not None


def wish(pair: Pair, person: Person, until: datetime | None, unit: Unit, now: datetime) -> int:
    """Takes a break until then, or, with None, no more of it; the other is told of what changes for them.

    Gives the change, for Undo.
    """
    wanted, before = wishes(unit.pauses.of(pair.id), now), unit.pauses.current(pair.id)
    mine = own_wish(wanted, pair, person)
    earlier = unit.changes.last_of(before.by, WISH, pair.id) if before else None
    lasting = unit.pauses.take(pair.id, person.id, now, until)
    for by in (each for each in wanted if not pair.has(each)):
        # What a coordinator wrote down for both is either's to change.
        lasting = unit.pauses.take(pair.id, by, now, None)
    put_off_course(pair, before, unit, now)
    settle(pair, unit, now)
    facts = {"until": minute_of(mine.until) if mine and mine.until else None}
    change = unit.changes.add(person.id, WISH, pair.id, facts, {"until": minute_of(until) if until else None}, now)
    other = unit.people.get(pair.other(person.id))
    if lasting is None and before is not None and (earlier or not pair.has(before.by)):
        _tell_over(pair, other, earlier, change, unit, now)
    elif lasting is None:
        return change
    elif before is None or (before.id, before.until) != (lasting.id, lasting.until):
        until_minute = minute_of(lasting.until) if lasting.until else 0
        about = {"pause": lasting.id, "until": until_minute}
        unit.outbox.notice(BEGUN, other, _begun_key(change, other), about, now, expires=lasting.until)
    return change


def own_wish(wanted: Mapping[int, Pause], pair: Pair, person: Person) -> Pause | None:
    """The break that the person wants; one that a coordinator wrote down for both is theirs, too."""
    for_both = (each for by, each in wanted.items() if not pair.has(by))
    return wanted.get(person.id) or next(for_both, None)


def foretold(pair: Pair, until: datetime, unit: Unit, now: datetime) -> tuple[list[Meeting], date | None]:
    """What a break until then would mean: the meetings that are off for it, and the day on which the course ends."""
    agreed, lasting = unit.pairs.agreed(pair.id), unit.pauses.current(pair.id)
    began = lasting.began_at if lasting else now
    days = days_off(began, until, agreed, unit) if agreed else 0
    ends_on = agreed.ends_on + timedelta(days=days) if agreed and agreed.ends_on else None
    return off_until(pair, until, unit, now), ends_on


def run_out(pair: Pair, lasting: Pause, unit: Unit, now: datetime) -> None:
    """The break has come to its end: the thread is taken up again since then, and both hear it in the morning."""
    at = lasting.until or now
    unit.pauses.end(pair.id, at)
    put_off_course(pair, lasting, unit, now)
    settle(pair, unit, now)
    for person in (unit.people.get(pair.mentor), unit.people.get(pair.mentee)):
        morning = next_morning(at, person.zone)
        key, facts = f"{OVER}:{lasting.id}:{person.id}", {"pair": pair.id, "early": 0}
        unit.outbox.notice(OVER, person, key, facts, now, not_before=morning, expires=morning + NEWS)


def settle(pair: Pair, unit: Unit, now: datetime) -> None:
    """Calls off what lies in the break that lasts, and brings back what was called off for one and no longer is in it.

    A meeting that one of the two said no to stays off.
    """
    lasting = unit.pauses.current(pair.id)
    ahead = [each for each in unit.meetings.all_of(pair.id) if each.starts_at > now]
    taken = {each.starts_at for each in ahead if each.state is MeetingState.PLANNED}
    for meeting in ahead:
        if lasting is not None and lasts_over(lasting, meeting.starts_at):
            if meeting.state is MeetingState.PLANNED:
                _call_off(meeting, lasting, unit)
        elif meeting.pause is not None and meeting.starts_at not in taken:
            _bring_back(meeting, unit, now)


def _call_off(meeting: Meeting, lasting: Pause, unit: Unit) -> None:
    off = {"state": MeetingState.CALLED_OFF, "pause_id": lasting.id, "version": meeting.version + 1, "due_at": None}
    unit.meetings.set(meeting.id, **off)
    unit.meetings.settle_moves(meeting.id, MoveState.REPLACED)


def _bring_back(meeting: Meeting, unit: Unit, now: datetime) -> None:
    said_no = Reply.CANNOT in unit.meetings.replies(meeting.id).values()
    if meeting.state is not MeetingState.CALLED_OFF or said_no:
        return
    on = {"state": MeetingState.PLANNED, "pause_id": None, "version": meeting.version + 1, "due_at": now}
    unit.meetings.set(meeting.id, **on)


def put_off_course(pair: Pair, before: Pause | None, unit: Unit, now: datetime) -> None:
    """When a break is over, the course gets its days back, with the meetings that the rhythm has in them."""
    closed = unit.pauses.get(before.id) if before else None
    agreed = unit.pairs.agreed(pair.id)
    if closed is None or closed.ended_at is None or agreed is None:
        return
    days = days_off(closed.began_at, closed.ended_at, agreed, unit)
    longer = put_off(agreed, days, now)
    if longer is None or not days:
        return
    unit.pairs.set_agreement(agreed.id, ends_on=longer.ends_on)
    there = {each.slot for each in unit.meetings.all_of(pair.id) if each.agreement == agreed.id}
    taken = {each.starts_at for each in unit.meetings.all_of(pair.id) if each.state is MeetingState.PLANNED}
    for slot in longer.slots:
        if slot.day not in there and slot.starts_at not in taken:
            unit.meetings.add(agreed, slot.day, slot.starts_at, now, now)


def days_off(began_at: datetime, ended_at: datetime, agreed: Agreement, unit: Unit) -> int:
    """How many days a break takes from the pair's course."""
    course = begun_with(unit.pairs.all_agreed(agreed.pair))
    return frozen_days(began_at, ended_at, agreed.zone, course)


def _tell_over(pair: Pair, other: Person, earlier: int | None, change: int, unit: Unit, now: datetime) -> None:
    """The other hears that the thread is taken up again, unless they never heard of the break: it was night."""
    if earlier is not None:
        unheard = unit.outbox.withdraw(_begun_key(earlier, other), now, "undone")
        if unheard and unit.changes.get(earlier).before["until"] is None:
            return
    key, facts = f"{OVER}:{change}:early:{other.id}", {"pair": pair.id, "early": 1}
    unit.outbox.notice(OVER, other, key, facts, now, expires=now + NEWS)


def _begun_key(change: int, other: Person) -> str:
    return f"{BEGUN}:{change}:{other.id}"
