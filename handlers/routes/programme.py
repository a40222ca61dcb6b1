"""Running a programme: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions
from handlers.access import coordinates
from handlers.actions import Action
from handlers.desk import absences, away_for, invitations, links, moving, people, programme, programme_settings, rosters
from handlers.desk.access import (
    leads_link,
    leads_place,
    own_absence,
    renews_link,
    runs_absence,
    runs_place,
    runs_programme,
    sent_roster,
)
from handlers.routes.route import Question, Route

ROUTES: Mapping[type[Action], Route] = {
    actions.ProgrammeCard: Route(coordinates, programme.card),
    actions.AskPhone: Route(runs_programme, programme.ask_phone),
    actions.NoPhone: Route(runs_programme, programme.no_phone),
    actions.AskCountry: Route(runs_programme, programme.ask_country),
    actions.SetCountry: Route(runs_programme, programme.set_country),
    actions.OpenLinks: Route(coordinates, links.listed),
    actions.LinkCard: Route(leads_link, links.card),
    actions.WithdrawLink: Route(leads_link, links.withdraw),
    actions.AskLinkName: Route(leads_link, links.ask_name),
    actions.ResendLink: Route(renews_link, invitations.resend),
    actions.AskRoster: Route(coordinates, rosters.ask),
    actions.MakeLinks: Route(sent_roster, rosters.make),
    actions.People: Route(coordinates, people.listed),
    actions.PlaceCard: Route(leads_place, people.card),
    actions.AskEndPlace: Route(runs_place, moving.ask),
    actions.EndPlace: Route(runs_place, moving.end),
    actions.ProgrammeSettings: Route(runs_programme, programme_settings.card),
    actions.AskSetting: Route(runs_programme, programme_settings.ask),
    actions.PairSettings: Route(runs_programme, programme_settings.pairs),
    actions.NoContact: Route(runs_programme, programme_settings.no_contact),
    actions.NoPlaces: Route(runs_programme, programme_settings.no_places),
    actions.SetProgrammeLanguage: Route(runs_programme, programme_settings.set_language),
    actions.SetProgrammeRhythm: Route(runs_programme, programme_settings.set_rhythm),
    actions.AwayCard: Route(runs_programme, absences.card),
    actions.SetAway: Route(runs_programme, absences.set_days),
    actions.BackAgain: Route(own_absence, absences.back),
    actions.AwayFor: Route(runs_place, away_for.card),
    actions.SetAwayFor: Route(runs_place, away_for.set_days),
    actions.BackFor: Route(runs_absence, away_for.back),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayLinkName: Question(leads_link, links.said_name),
    actions.SayRoster: Question(coordinates, rosters.said, file=True),
    actions.SayPhone: Question(runs_programme, programme.said_phone),
    actions.SaySetting: Question(runs_programme, programme_settings.said),
    actions.SayAway: Question(runs_programme, absences.said_days),
    actions.SayAwayFor: Question(runs_place, away_for.said_days),
}
