"""One's own small reminders as cards: the list, one of them, and the question for one line."""

from collections.abc import Sequence
from datetime import datetime, time

from markupsafe import Markup

from bot.mentoring.cadence import to_instant
from bot.mentoring.reminders import Missed, Reminder
from handlers import actions
from handlers.actions import Action
from handlers.screen import Button, Screen, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.texts import short
from handlers.wording import home_button, label

PAGE = 4
_DAILY, _WORKDAYS = tuple(range(7)), tuple(range(5))


def list_card(
    found: Sequence[Reminder], page: int, say: Speech, *, first: Markup | None = None, undo: int = 0
) -> Screen:
    """What there is, and the question for one more."""
    shown = found[page * PAGE : (page + 1) * PAGE]
    more = found[(page + 1) * PAGE :]
    rows = (
        *column(*(Button(label(each.text), actions.ReminderCard(each.id)) for each in shown)),
        *column(
            Button(say("More"), actions.MyReminders(page + 1)) if more else None,
            Button(say("Undo"), actions.Undo(undo)) if undo else None,
        ),
        (home_button(say),),
    )
    told = lines(*(_line(each, say) for each in shown)) or say("There are none yet.")
    title = bold(say("My small reminders"))
    return Screen(paragraphs(first, title, told, how(say)), rows, asks=actions.SayReminder())


def how(say: Speech) -> Markup:
    """How one is written, and who sees it."""
    return say(
        "Write what and when in one line, such as <i>Wednesday 10: call the library</i> or "
        "<i>wake me 7.15 on weekdays</i>. Only you can see it."
    )


def _line(each: Reminder, say: Speech) -> Markup:
    if each.paused:
        return say("{text}: paused", text=short(each.text, 40))
    return say("{text}: {when}", text=short(each.text, 40), when=when_words(each, say))


def when_words(each: Reminder, say: Speech) -> Markup:
    """Such as "on weekdays at 7:15", "Wednesday 25 November at 10:00"."""
    clock = say.clock(each.at)
    if each.day is not None:
        return say.full(to_instant(datetime.combine(each.day, each.at), say.zone))
    if each.weekdays == _DAILY:
        return say("every day at {time}", time=clock)
    if each.weekdays == _WORKDAYS:
        return say("on weekdays at {time}", time=clock)
    return say("every {days} at {time}", days=say.listed([say.weekday(day) for day in each.weekdays]), time=clock)


def one_card(
    each: Reminder, say: Speech, *, first: Markup | None = None, other: int | None = None, undo: int = 0
) -> Screen:
    """One reminder as it was understood; `other` is the minute in the other half of the day."""
    if other is None:
        shift = None
    else:
        shift = Button(say("I meant {time}", time=_minute(other, say)), actions.ReminderAt(each.id, other))
    rest = say("Start it again") if each.paused else say("Pause it")
    rows = (
        *column(shift, Button(say("Undo"), actions.Undo(undo)) if undo else None),
        (
            Button(say("Change it"), actions.AskReminderAgain(each.id)),
            Button(rest, actions.PauseReminder(each.id, on=not each.paused)),
        ),
        *column(Button(say("Delete it"), actions.DeleteReminder(each.id))),
        (Button(say("My small reminders"), actions.MyReminders(0)), home_button(say)),
    )
    rests = say("It's paused until you start it again.") if each.paused else None
    title = bold(capital(when_words(each, say)))
    return Screen(paragraphs(first, title, Markup.escape(each.text), rests), rows)


def _minute(minute: int, say: Speech) -> Markup:
    return say.clock(time(*divmod(minute, 60)))


def question(asks: Action, say: Speech, first: Markup | None = None, last: Markup | None = None) -> Screen:
    """What, and when?"""
    title = bold(say("What shall I remind you of, and when?"))
    rows = ((Button(say("My small reminders"), actions.MyReminders(0)), home_button(say)),)
    return Screen(paragraphs(first, title, how(say), last), rows, asks=asks)


def missed_words(missed: Missed, say: Speech) -> Markup:
    """What is missing in a line, kindly."""
    return {
        Missed.NO_TIME: say("I can't find a time in it that I know."),
        Missed.NO_SUCH_TIME: say("I know no such day or time. Can you write it once more?"),
        Missed.NO_WORDS: say("I see when, and not yet what."),
        Missed.PAST: say("That time is over."),
        Missed.TWO_TIMES: say("That can mean two things. Can you write one time?"),
        Missed.RHYTHM: say("I can do certain weekdays, or one day. Other rhythms I don't know yet."),
    }[missed]
