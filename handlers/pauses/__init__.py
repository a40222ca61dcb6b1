"""A break: either takes one without a reason, every clock of the pair stands still, and it goes on by itself."""

from handlers.pauses.cards import break_words
from handlers.pauses.clocks import BEGUN, OVER, WISH, day_of, run_out, settle
from handlers.pauses.notices import begun, over
from handlers.pauses.setback import not_over_yet
from handlers.pauses.taking import ask, card, end, preview, said_until, show, take, take_back

__all__ = [
    "BEGUN",
    "OVER",
    "WISH",
    "ask",
    "begun",
    "break_words",
    "card",
    "day_of",
    "end",
    "not_over_yet",
    "over",
    "preview",
    "run_out",
    "said_until",
    "settle",
    "show",
    "take",
    "take_back",
]
