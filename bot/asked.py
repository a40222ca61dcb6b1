"""What time and change make due of what people asked for themselves: own reminders, and meetings in a calendar."""

from datetime import datetime
from functools import partial

from bot.mentoring.reminders import OWN, USEFUL, next_at
from bot.subjects import each
from handlers.calendars import CHANGED
from storage.calendars import Save
from storage.states import Priority
from storage.unit import Unit


def decide(unit: Unit, now: datetime, limit: int) -> int:
    """Writes the outbox for what is due, at most `limit` of a kind; gives how many there were."""
    reminders = unit.reminders
    due = each("reminder", reminders.due(now, limit), partial(_reminder, unit, now), reminders.due_again, unit, now)
    stale = {save.id: save for save in unit.calendars.stale(limit)}

    def save(number: int) -> None:
        _save(unit, stale[number], now)

    def leave(number: int, _at: datetime) -> None:
        unit.calendars.fresh(number)

    return due + each("save", stale, save, leave, unit, now)


def _reminder(unit: Unit, now: datetime, number: int) -> None:
    """Said once for its time, or, two hours later, not at all; several that were missed are one."""
    reminder = unit.reminders.get(number)
    person = unit.people.get(reminder.person)
    at = reminder.due_at or now
    key = f"{OWN}:{reminder.id}:{int(at.timestamp()) // 60}:{person.id}"
    if at + USEFUL <= now:
        unit.outbox.skip(OWN, person, key, now, "too_late")
    else:
        facts = {"reminder": reminder.id}
        times = {"not_before": at, "expires": at + USEFUL}
        unit.outbox.notice(OWN, person, key, facts, now, priority=Priority.REMINDER, **times)
    following = next_at(reminder.weekdays, reminder.day, reminder.at, max(at, now), person.zone)
    unit.reminders.due_again(reminder.id, following)


def _save(unit: Unit, save: Save, now: datetime) -> None:
    """A meeting has changed that somebody saved to a calendar: they get it as it is now."""
    unit.calendars.fresh(save.id)
    meeting = unit.meetings.get(save.meeting)
    if meeting.ends_at > now:
        key = f"{CHANGED}:{meeting.id}:{meeting.version}:{save.person}"
        facts = {"meeting": meeting.id, "version": meeting.version}
        unit.outbox.notice(CHANGED, unit.people.get(save.person), key, facts, now, expires=meeting.ends_at)
