"""One's own reminders: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions, reminders
from handlers.access import everybody, own_reminder
from handlers.actions import Action
from handlers.routes.route import Question, Route

ROUTES: Mapping[type[Action], Route] = {
    actions.MyReminders: Route(everybody, reminders.listed),
    actions.ReminderCard: Route(own_reminder, reminders.card),
    actions.AskReminderAgain: Route(own_reminder, reminders.ask_again),
    actions.ReminderAt: Route(own_reminder, reminders.at),
    actions.PauseReminder: Route(own_reminder, reminders.pause),
    actions.DeleteReminder: Route(own_reminder, reminders.delete),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayReminder: Question(everybody, reminders.said),
    actions.SayReminderAgain: Question(own_reminder, reminders.said_again),
}
