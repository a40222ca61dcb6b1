"""What a meeting gave: logged in two taps, confirmed by the other, a mood, a note."""

from handlers.outcomes.confirming import confirm, confirm_met, deny_met, mood_was
from handlers.outcomes.listing import told, which, which_more
from handlers.outcomes.notes import ask_note, ask_note_text, note_for, play_note, said_note, said_note_first
from handlers.outcomes.telling import ask, asked, did_not_happen, met, step_was, undo_log, was_moved
from handlers.outcomes.unplanned import ask as ask_unplanned
from handlers.outcomes.unplanned import met_then, said_when, whom

__all__ = [
    "ask",
    "ask_note",
    "ask_note_text",
    "ask_unplanned",
    "asked",
    "confirm",
    "confirm_met",
    "deny_met",
    "did_not_happen",
    "met",
    "met_then",
    "mood_was",
    "note_for",
    "play_note",
    "said_note",
    "said_note_first",
    "said_when",
    "step_was",
    "told",
    "undo_log",
    "was_moved",
    "which",
    "which_more",
    "whom",
]
