"""Running a programme: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions
from handlers.access import coordinates, leads_link, leads_place
from handlers.actions import Action
from handlers.desk import links, moving, people, programme
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
    actions.People: Route(coordinates, people.listed),
    actions.PlaceCard: Route(leads_place, people.card),
    actions.AskEndPlace: Route(leads_place, moving.ask),
    actions.EndPlace: Route(leads_place, moving.end),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayPhone: Question(coordinates, programme.said_phone),
}
