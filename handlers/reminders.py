"""One's own small reminders: written in one line, said back, let rest, taken away, each with a way to undo."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from markupsafe import Markup

from bot.mentoring.cadence import to_local
from bot.mentoring.people import Person
from bot.mentoring.reminders import Missed, Reminder, Wish, is_asked, next_at, read
from handlers import actions
from handlers.access import DELETED_REMINDER, Stale
from handlers.notice import Dropped, Notice
from handlers.reminder_cards import PAGE, list_card, missed_words, one_card, question, when_words
from handlers.screen import Button, Screen, bold, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Kind, Said, Tap
from handlers.texts import one_line, too_long
from handlers.wording import home_button
from storage.changes import Change
from storage.unit import Unit

ADDED, CHANGED, DELETED = "reminder.added", "reminder.changed", DELETED_REMINDER
LONGEST = 200
MOST = 20


def listed(tap: Tap[actions.MyReminders], unit: Unit, say: Speech) -> Screen:
    """All of them, and the question for one more."""
    found = unit.reminders.of(tap.person.id)
    return list_card(found, min(tap.action.page, max(0, len(found) - 1) // PAGE), say)


def card(tap: Tap[actions.ReminderCard], unit: Unit, say: Speech) -> Screen:
    """One of them."""
    return one_card(_mine(tap.action.reminder, unit), say)


def said(said: Said, action: actions.SayReminder, unit: Unit, say: Speech) -> Screen:
    """A new one, from one line: kept, and said back."""
    wish = _wish(said, say)
    if isinstance(wish, Markup):
        return question(action, say, wish)
    person = said.person
    if len(unit.reminders.of(person.id)) >= MOST:
        return list_card(unit.reminders.of(person.id), 0, say, first=say("That's all I can keep. Delete one first."))
    made = unit.reminders.add(
        person.id,
        wish.text,
        weekdays=wish.weekdays,
        day=wish.day,
        at=wish.at,
        now=said.now,
        due_at=next_at(wish.weekdays, wish.day, wish.at, said.now, person.zone),
    )
    change = unit.changes.add(person.id, ADDED, made.id, {}, {}, said.now)
    return one_card(made, say, first=say("I'll remind you."), other=_other(wish), undo=change)


def unasked(said_: Said, unit: Unit, say: Speech) -> Screen | None:
    """The answer to a reminder that was written before it was asked for; None when the text is none."""
    if said_.kind is not Kind.TEXT or not is_asked(one_line(said_.text), to_local(said_.now, say.zone)):
        return None
    return said(said_, actions.SayReminder(), unit, say)


def ask_again(tap: Tap[actions.AskReminderAgain], unit: Unit, say: Speech) -> Screen:
    """Other words, or another time."""
    found = _mine(tap.action.reminder, unit)
    now = lines(say("Now it says: {text}", text=found.text), capital(when_words(found, say)))
    only = say("You can also write just a new time: the words stay.")
    return question(actions.SayReminderAgain(found.id), say, now, only)


def said_again(said: Said, action: actions.SayReminderAgain, unit: Unit, say: Speech) -> Screen:
    """The reminder anew, from one line."""
    found = _mine(action.reminder, unit)
    wish = _wish(said, say, found.text)
    if isinstance(wish, Markup):
        return question(action, say, wish)
    new = replace(found, text=wish.text, weekdays=wish.weekdays, day=wish.day, at=wish.at, paused=False)
    changed, undo = _change(found, new, said.person, unit, said.now)
    return one_card(changed, say, first=say("I'll remind you."), other=_other(wish), undo=undo)


def at(tap: Tap[actions.ReminderAt], unit: Unit, say: Speech) -> Screen:
    """The other half of the day was meant."""
    found = _mine(tap.action.reminder, unit)
    if tap.action.minute >= 24 * 60:
        raise Stale
    new = replace(found, at=time(*divmod(tap.action.minute, 60)))
    if new == found:
        undo = unit.changes.last_of(tap.person.id, CHANGED, found.id) or 0
        return one_card(found, say, first=say("I'll remind you."), undo=undo)
    if new.day and next_at((), new.day, new.at, tap.now, say.zone) is None:
        return question(actions.SayReminderAgain(found.id), say, missed_words(Missed.PAST, say))
    changed, undo = _change(found, new, tap.person, unit, tap.now)
    return one_card(changed, say, first=say("I'll remind you."), undo=undo)


def pause(tap: Tap[actions.PauseReminder], unit: Unit, say: Speech) -> Screen:
    """It rests, or is taken up again."""
    found = _mine(tap.action.reminder, unit)
    due_at = None if tap.action.on else next_at(found.weekdays, found.day, found.at, tap.now, say.zone)
    if not tap.action.on and due_at is None:
        return question(actions.SayReminderAgain(found.id), say, missed_words(Missed.PAST, say))
    return one_card(unit.reminders.set(found.id, paused=tap.action.on, due_at=due_at), say)


def delete(tap: Tap[actions.DeleteReminder], unit: Unit, say: Speech) -> Screen:
    """It is taken away; a second tap shows the same."""
    person, number = tap.person.id, tap.action.reminder
    try:
        found = unit.reminders.get(number)
    except LookupError:
        change = unit.changes.last_of(person, DELETED, number) or 0
    else:
        change = unit.changes.add(person, DELETED, number, _facts(found), {}, tap.now)
        unit.reminders.remove(number)
    return list_card(unit.reminders.of(person), 0, say, first=say("It's gone."), undo=change)


def remind(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """It is time. The first line is what a lock screen shows; their own words come below it."""
    found = _of(notice["reminder"], notice.reader.id, unit)
    if found.paused:
        return Dropped("paused")
    text = paragraphs(bold(say("Your small reminder")), Markup.escape(found.text))
    return Screen(text, ((Button(say("My small reminders"), actions.MyReminders(0)), home_button(say)),))


def rezone(person: Person, unit: Unit, now: datetime) -> None:
    """The person's clock has moved: the reminders go by the new one."""
    for each in unit.reminders.of(person.id):
        if not each.paused:
            due_at = next_at(each.weekdays, each.day, each.at, now, person.zone)
            # Its hour is past on the new clock: it is said now, not lost.
            unit.reminders.set(each.id, due_at=due_at or now)


# --- Undo --------------------------------------------------------------------------------------------------


def undo_added(change: Change, unit: Unit, say: Speech) -> None:
    """Takes a new one away again; raises Stale when it is gone."""
    del say
    if change.target not in {each.id for each in unit.reminders.of(change.person)}:
        raise Stale
    unit.reminders.remove(change.target)


def undo_changed(change: Change, unit: Unit, say: Speech) -> None:
    """As it was before; raises Stale when it was changed again since."""
    found = _of(change.target, change.person, unit)
    if _facts(found) != change.after:
        raise Stale
    unit.reminders.set(found.id, **_columns(change.before, say))


def undo_deleted(change: Change, unit: Unit, say: Speech) -> None:
    """It is there again."""
    values = _columns(change.before, say)
    paused = values.pop("paused")
    again = unit.reminders.add(change.person, values.pop("text"), now=say.now, **values)
    unit.reminders.set(again.id, paused=paused or again.due_at is None)


def show_listed(change: Change, unit: Unit, say: Speech) -> Screen:
    """The list, as it is then."""
    return list_card(unit.reminders.of(change.person), 0, say)


def show_changed(change: Change, unit: Unit, say: Speech) -> Screen:
    """The reminder, as it is then; raises LookupError when it is gone."""
    return one_card(_of(change.target, change.person, unit), say)


# --- Parts -------------------------------------------------------------------------------------------------


def _of(reminder: int, person: int, unit: Unit) -> Reminder:
    """The person's reminder; raises LookupError for another's, as a number that is free is given again."""
    found = unit.reminders.get(reminder)
    if found.person != person:
        raise LookupError("not this person's reminder")
    return found


def _mine(reminder: int, unit: Unit) -> Reminder:
    try:
        return unit.reminders.get(reminder)
    except LookupError:
        raise Stale from None


def _wish(said: Said, say: Speech, kept: str = "") -> Wish | Markup:
    """What the line asks for, or what is missing in it, in words; a new time alone is for the words that are `kept`."""
    line = one_line(said.text)
    if too_long(line, LONGEST):
        return say("That's a long one. Can you say it in {n} characters?", n=LONGEST)
    wish = read(line, to_local(said.now, say.zone), say.language, kept)
    return missed_words(wish, say) if isinstance(wish, Missed) else wish


def _other(wish: Wish) -> int | None:
    return None if wish.other is None else wish.other.hour * 60 + wish.other.minute


def _change(found: Reminder, new: Reminder, person: Person, unit: Unit, now: datetime) -> tuple[Reminder, int]:
    due_at = next_at(new.weekdays, new.day, new.at, now, person.zone)
    when = {"weekdays": new.weekdays, "day": new.day, "at": new.at, "paused": new.paused}
    changed = unit.reminders.set(found.id, text=new.text, due_at=due_at, **when)
    return changed, unit.changes.add(person.id, CHANGED, found.id, _facts(found), _facts(changed), now)


def _facts(found: Reminder) -> dict[str, Any]:
    return {
        "text": found.text,
        "weekdays": list(found.weekdays),
        "day": found.day.isoformat() if found.day else None,
        "at": found.at.isoformat(),
        "paused": found.paused,
    }


def _columns(facts: dict[str, Any], say: Speech) -> dict[str, Any]:
    weekdays, at = tuple(facts["weekdays"]), time.fromisoformat(facts["at"])
    day = date.fromisoformat(facts["day"]) if facts["day"] else None
    due_at = None if facts["paused"] else next_at(weekdays, day, at, say.now, say.zone)
    return {
        "text": facts["text"],
        "weekdays": weekdays,
        "day": day,
        "at": at,
        "paused": facts["paused"],
        "due_at": due_at,
    }
