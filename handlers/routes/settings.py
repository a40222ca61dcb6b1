"""Settings: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions, naming, settings
from handlers.access import everybody
from handlers.actions import Action
from handlers.routes.route import Question, Route

ROUTES: Mapping[type[Action], Route] = {
    actions.Settings: Route(everybody, settings.settings),
    actions.AskLanguage: Route(everybody, settings.ask_language),
    actions.SetLanguage: Route(everybody, settings.set_language),
    actions.AskName: Route(everybody, naming.ask_name),
    actions.AskZone: Route(everybody, settings.ask_zone),
    actions.SetZone: Route(everybody, settings.set_zone),
    actions.AskQuiet: Route(everybody, settings.ask_quiet),
    actions.SetQuiet: Route(everybody, settings.set_quiet),
    actions.AskReminders: Route(everybody, settings.ask_reminders),
    actions.ToggleDayBefore: Route(everybody, settings.toggle_day_before),
    actions.ToggleSoon: Route(everybody, settings.toggle_soon),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayZone: Question(everybody, settings.said_zone),
    actions.SayQuiet: Question(everybody, settings.said_quiet),
}
