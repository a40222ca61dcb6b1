"""A break: either takes one without a reason, every clock of the pair stands still, and it goes on by itself."""

from handlers.pauses.cards import break_words
from handlers.pauses.clocks import BEGUN, OVER, WISH, day_of, foretold, run_out, settle, zone_of
from handlers.pauses.desk import FOR_THEM, for_them, told
from handlers.pauses.desk import take_back as take_back_for_them
from handlers.pauses.notices import begun, over
from handlers.pauses.setback import not_over_yet
from handlers.pauses.taking import ask, card, end, preview, read_until, said_until, show, take, take_back

__all__ = [
    "BEGUN",
    "FOR_THEM",
    "OVER",
    "WISH",
    "ask",
    "begun",
    "break_words",
    "card",
    "day_of",
    "end",
    "for_them",
    "foretold",
    "not_over_yet",
    "over",
    "preview",
    "read_until",
    "run_out",
    "said_until",
    "settle",
    "show",
    "take",
    "take_back",
    "take_back_for_them",
    "told",
    "zone_of",
]
