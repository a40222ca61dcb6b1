"""One's own small reminders."""

from dataclasses import dataclass

from handlers.actions.codec import Action


@dataclass(frozen=True)
class MyReminders(Action, code="r"):
    """One's own small reminders."""

    page: int


@dataclass(frozen=True)
class ReminderCard(Action, code="rc"):
    """One of them."""

    reminder: int


@dataclass(frozen=True)
class SayReminder(Action, code="rs"):
    """What and when, in one line."""


@dataclass(frozen=True)
class AskReminderAgain(Action, code="rg"):
    """Other words, or another time, for a reminder."""

    reminder: int


@dataclass(frozen=True)
class SayReminderAgain(Action, code="rw"):
    """The reminder anew, in one line."""

    reminder: int


@dataclass(frozen=True)
class ReminderAt(Action, code="rt"):
    """The same at another time of day, in minutes after midnight: the half of the day that was meant."""

    reminder: int
    minute: int


@dataclass(frozen=True)
class PauseReminder(Action, code="rp"):
    """Lets the reminder rest, or takes it up again."""

    reminder: int
    on: bool


@dataclass(frozen=True)
class DeleteReminder(Action, code="rx"):
    """Takes the reminder away."""

    reminder: int
