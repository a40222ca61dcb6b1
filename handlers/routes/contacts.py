"""The coordinator's talks with a pair, and their own notes about it: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions
from handlers.access import coordinates
from handlers.actions import Action
from handlers.desk import contacts, desk_notes, pair_log
from handlers.desk.access import leads_contact, leads_desk_note, own_contact, own_desk_note
from handlers.routes.route import Question, Route

ROUTES: Mapping[type[Action], Route] = {
    actions.DueContacts: Route(coordinates, contacts.listed),
    actions.PairLog: Route(coordinates, pair_log.listed),
    actions.AskContact: Route(coordinates, contacts.ask),
    actions.LogContact: Route(coordinates, contacts.log),
    actions.ContactCard: Route(leads_contact, contacts.card),
    actions.AskContactDay: Route(own_contact, contacts.ask_day),
    actions.AskDeskNote: Route(coordinates, desk_notes.ask),
    actions.DeskNoteCard: Route(leads_desk_note, desk_notes.card),
    actions.AskDeskNoteAgain: Route(own_desk_note, desk_notes.ask_again),
    actions.AskRemoveDeskNote: Route(own_desk_note, desk_notes.ask_remove),
    actions.RemoveDeskNote: Route(coordinates, pair_log.remove),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayContactDay: Question(own_contact, contacts.said_day),
    actions.SayDeskNote: Question(coordinates, desk_notes.said),
    actions.SayDeskNoteAgain: Question(own_desk_note, desk_notes.said_again),
}
