"""What time and change make due of what people asked for themselves: own reminders, and meetings in a calendar."""

from datetime import datetime

from bot.mentoring.reminders import OWN, USEFUL, Reminder, next_at
from handlers.calendars import CHANGED
from storage.calendars import Save
from storage.states import Priority
from storage.unit import Unit


def decide(unit: Unit, now: datetime, limit: int) -> int:
    """Writes the outbox for what is due, at most `limit` of a kind; gives how many there were."""
    reminders = unit.reminders.due(now, limit)
    for reminder in reminders:
        _reminder(unit, reminder, now)
    saves = unit.calendars.stale(limit)
    for save in saves:
        _save(unit, save, now)
    return len(reminders) + len(saves)


def _reminder(unit: Unit, reminder: Reminder, now: datetime) -> None:
    """Said once for its time, or, two hours later, not at all; several that were missed are one."""
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
    unit.reminders.set(reminder.id, due_at=following)


def _save(unit: Unit, save: Save, now: datetime) -> None:
    """A meeting has changed that somebody saved to a calendar: they get it as it is now."""
    unit.calendars.fresh(save.id)
    meeting = unit.meetings.get(save.meeting)
    if meeting.ends_at > now:
        key = f"{CHANGED}:{meeting.id}:{meeting.version}:{save.person}"
        facts = {"meeting": meeting.id, "version": meeting.version}
        unit.outbox.notice(CHANGED, unit.people.get(save.person), key, facts, now, expires=meeting.ends_at)
