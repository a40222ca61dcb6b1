"""What a meeting gave: logged in two taps, confirmed by the other, a mood, a note."""

from handlers.outcomes.confirming import confirm, confirm_met, deny_met, mood_was
from handlers.outcomes.listing import which, which_more
from handlers.outcomes.notes import ask_note, ask_note_text, play_note, said_note
from handlers.outcomes.telling import ask, asked, did_not_happen, met, step_was, undo_log, was_moved

__all__ = [
    "ask",
    "ask_note",
    "ask_note_text",
    "asked",
    "confirm",
    "confirm_met",
    "deny_met",
    "did_not_happen",
    "met",
    "mood_was",
    "play_note",
    "said_note",
    "step_was",
    "undo_log",
    "was_moved",
    "which",
    "which_more",
]
