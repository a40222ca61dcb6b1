"""Running a programme: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions
from handlers.access import coordinates, leads_link, leads_place, sent_roster
from handlers.actions import Action
from handlers.desk import invitations, links, moving, people, programme, rosters
from handlers.routes.route import Question, Route

ROUTES: Mapping[type[Action], Route] = {
    actions.ProgrammeCard: Route(coordinates, programme.card),
    actions.AskPhone: Route(coordinates, programme.ask_phone),
    actions.NoPhone: Route(coordinates, programme.no_phone),
    actions.AskCountry: Route(coordinates, programme.ask_country),
    actions.SetCountry: Route(coordinates, programme.set_country),
    actions.OpenLinks: Route(coordinates, links.listed),
    actions.LinkCard: Route(leads_link, links.card),
    actions.WithdrawLink: Route(leads_link, links.withdraw),
    actions.AskLinkName: Route(leads_link, links.ask_name),
    actions.ResendLink: Route(leads_link, invitations.resend),
    actions.AskRoster: Route(coordinates, rosters.ask),
    actions.MakeLinks: Route(sent_roster, rosters.make),
    actions.People: Route(coordinates, people.listed),
    actions.PlaceCard: Route(leads_place, people.card),
    actions.AskEndPlace: Route(leads_place, moving.ask),
    actions.EndPlace: Route(leads_place, moving.end),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayLinkName: Question(leads_link, links.said_name),
    actions.SayRoster: Question(coordinates, rosters.said, file=True),
    actions.SayPhone: Question(coordinates, programme.said_phone),
}
