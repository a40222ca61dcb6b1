"""A yes to an agreement: from when it holds, which of the meetings ahead stay, and which make way for others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.mentoring.cadence import Occurrence, add_months, to_instant, to_local
from bot.mentoring.meetings import DAY_BEFORE, Meeting, is_ahead
from bot.mentoring.pairs import Agreement, Rhythm, cadence, course

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Renewal:
    """What a yes does. `first` is the local day from which it holds, `ends_on` the last of the course.

    Of the planned meetings ahead, those in `stay` are left as they are, those in `same` are at a time of the new
    rhythm, too, and take its terms, and those in `gone` make way; `slots` are to be made.
    """

    first: date
    ends_on: date
    stay: tuple[Meeting, ...]
    same: tuple[tuple[Meeting, Occurrence], ...]
    gone: tuple[Meeting, ...]
    slots: tuple[Occurrence, ...]


def renew(agreement: Agreement, before: Agreement | None, meetings: Sequence[Meeting], now: datetime) -> Renewal:
    """What a yes to the agreement does now, when `before` stands.

    `meetings` are those that hold their times: all but what was called off for a break or by an earlier agreement.
    What people have settled by hand stays: an extra meeting, a moved one, and one in the next 24 hours, of which they
    have been reminded. A moved or a near one stands for a new one in the week that it was meant for. The rhythm's other
    meetings make way from the Monday of the week in which the new ones begin, and none before the agreement's `since`.
    """
    begun = course(agreement, now, _end(agreement, before, now))
    new = {slot.starts_at: slot for slot in begun.slots}
    ahead = [each for each in meetings if is_ahead(each, now)]
    same = [(each, new[each.starts_at]) for each in ahead if each.starts_at in new]
    others = [each for each in ahead if each.starts_at not in new]
    by_hand = [each for each in others if _is_by_hand(each, before, now)]
    since = _monday(begun.first if cadence(agreement) else begun.first + WEEK)
    since = max(since, agreement.since or since)
    stay = [each for each in others if each in by_hand or _day(each, agreement) < since]
    slots = _left(_open(begun.slots, agreement, before, meetings), by_hand, agreement)
    days = sorted(slot.day for slot in (*slots, *(slot for _, slot in same)))
    return Renewal(
        first=days[0] if days else begun.first,
        ends_on=begun.ends_on,
        stay=tuple(stay),
        same=tuple(same),
        gone=tuple(each for each in others if each not in stay),
        slots=tuple(slots),
    )


def from_meeting_on(slot: date, before: Agreement) -> date:
    """The first local day of what is to change from that meeting of the rhythm on, the earlier ones left as they are.

    The one may move within its week; where there are several a week, the week is shared with others.
    """
    return slot if len(before.weekdays) > 1 else _monday(slot)


def is_changed_rhythm(agreement: Agreement, before: Agreement) -> bool:
    """Whether they would meet at other times than before."""

    def times(each: Agreement) -> tuple[object, ...]:
        return (each.rhythm, each.nth, each.weekdays, each.at, each.zone)

    if Rhythm.FREE in {agreement.rhythm, before.rhythm}:
        return agreement.rhythm is not before.rhythm
    return times(agreement) != times(before)


def is_same(agreement: Agreement, before: Agreement) -> bool:
    """Whether all that two agree on is as before: times, form, place and length."""

    def others(each: Agreement) -> tuple[object, ...]:
        return (each.form, each.place, each.months)

    return others(agreement) == others(before) and not is_changed_rhythm(agreement, before)


def is_over_already(agreement: Agreement, before: Agreement | None, now: datetime) -> bool:
    """Whether so short a course would have ended by now."""
    end = _end(agreement, before, now)
    return end is not None and end <= to_local(now, agreement.zone).date()


def _end(agreement: Agreement, before: Agreement | None, now: datetime) -> date | None:
    """The end of a course that is on its way, moved by as many months as its length; None for one that begins now."""
    if before is None or before.ends_on is None or before.ends_on < to_local(now, agreement.zone).date():
        return None
    return add_months(before.ends_on, agreement.months - before.months)


def _is_by_hand(meeting: Meeting, before: Agreement | None, now: datetime) -> bool:
    if meeting.slot is None or meeting.starts_at - now < DAY_BEFORE:
        return True
    if before is None or before.at is None:
        return False
    return meeting.starts_at != to_instant(datetime.combine(meeting.slot, before.at), before.zone)


def _open(
    slots: Sequence[Occurrence], agreement: Agreement, before: Agreement | None, meetings: Sequence[Meeting]
) -> list[Occurrence]:
    """The slots that no meeting has: at its time, or, while the rhythm stays the same, by its day."""
    times = {each.starts_at for each in meetings}
    kept = before is not None and not is_changed_rhythm(agreement, before)
    days = {each.slot for each in meetings} if kept else set()
    return [slot for slot in slots if slot.starts_at not in times and slot.day not in days]


def _left(slots: Sequence[Occurrence], by_hand: Sequence[Meeting], agreement: Agreement) -> list[Occurrence]:
    """The slots that are to be made: a moved or a near meeting stands for the nearest one in its slot's week."""
    left = list(slots)
    for meeting in by_hand:
        clashes = [
            slot for slot in left if abs(slot.starts_at - meeting.starts_at) < timedelta(minutes=agreement.minutes)
        ]
        meant = _monday(meeting.slot) if meeting.slot else None
        week = [slot for slot in left if _monday(slot.day) == meant]
        near = sorted(week, key=lambda slot: abs(slot.starts_at - meeting.starts_at))[:1]
        left = [slot for slot in left if slot not in (*near, *clashes)]
    return left


def _day(meeting: Meeting, agreement: Agreement) -> date:
    return to_local(meeting.starts_at, agreement.zone).date()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
