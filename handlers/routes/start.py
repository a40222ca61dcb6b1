"""The welcome, and what one tells of oneself: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions, naming, profile, start, topics
from handlers.access import own_place
from handlers.actions import Action
from handlers.routes.route import Question, Route, TapAnswer

# A stranger may do these: there is no person yet.
DOOR: Mapping[type[Action], TapAnswer] = {
    actions.WelcomeIn: start.welcome_in,
    actions.Consent: start.consent,
    actions.NoThanks: start.no_thanks,
    actions.WelcomeMore: start.welcome_more,
}

ROUTES: Mapping[type[Action], Route] = {
    actions.AskCalled: Route(own_place, naming.ask_called),
    actions.KeepName: Route(own_place, naming.keep_name),
    actions.AskLikes: Route(own_place, profile.ask_likes),
    actions.AskFree: Route(own_place, profile.ask_free),
    actions.AskForm: Route(own_place, profile.ask_form),
    actions.PreferForm: Route(own_place, profile.prefer_form),
    actions.TellMore: Route(own_place, topics.more),
    actions.AskTopic: Route(own_place, topics.ask),
    actions.TapChip: Route(own_place, topics.tap_chip),
    actions.ClearWords: Route(own_place, topics.clear),
    actions.AskReady: Route(own_place, profile.ask_ready),
    actions.Ready: Route(own_place, profile.ready),
    actions.NotYet: Route(own_place, profile.not_yet),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayName: Question(own_place, naming.said_name),
    actions.SayLikes: Question(own_place, profile.said_likes),
    actions.SayFree: Question(own_place, profile.said_free),
    actions.SayTopic: Question(own_place, topics.said),
}
