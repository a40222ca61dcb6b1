"""What a meeting gave: who may, and who answers."""

from collections.abc import Mapping

from handlers import actions, outcomes
from handlers.access import everybody, hears_note, in_pair, own_note
from handlers.actions import Action
from handlers.routes.route import Question, Route

ROUTES: Mapping[type[Action], Route] = {
    actions.Log: Route(everybody, outcomes.which),
    actions.LogMeeting: Route(in_pair, outcomes.ask),
    actions.LogMore: Route(everybody, outcomes.which_more),
    actions.Told: Route(everybody, outcomes.told),
    actions.Unplanned: Route(everybody, outcomes.whom),
    actions.AskUnplanned: Route(in_pair, outcomes.ask_unplanned),
    actions.MetThen: Route(in_pair, outcomes.met_then),
    actions.Met: Route(in_pair, outcomes.met),
    actions.WasMoved: Route(in_pair, outcomes.was_moved),
    actions.DidNotHappen: Route(in_pair, outcomes.did_not_happen),
    actions.StepWas: Route(in_pair, outcomes.step_was),
    actions.UndoLog: Route(in_pair, outcomes.undo_log),
    actions.ConfirmMet: Route(in_pair, outcomes.confirm_met),
    actions.DenyMet: Route(in_pair, outcomes.deny_met),
    actions.MoodWas: Route(in_pair, outcomes.mood_was),
    actions.AskNote: Route(in_pair, outcomes.ask_note),
    actions.AskNoteText: Route(in_pair, outcomes.ask_note_text),
    actions.NoteFor: Route(own_note, outcomes.note_for),
    actions.PlayNote: Route(hears_note, outcomes.play_note),
}

QUESTIONS: Mapping[type[Action], Question] = {
    actions.SayUnplanned: Question(in_pair, outcomes.said_when),
    actions.SayNoteFirst: Question(in_pair, outcomes.said_note_first, voice=True),
    actions.SayNote: Question(in_pair, outcomes.said_note, voice=True),
}
