"""The coordinator's Monday: what happened, who could use a hand, what was done about it, and what went well."""

from handlers.desk.digest.after import put_aside, show_pair, take_back, take_care
from handlers.desk.digest.cards import MADE, cards, hand, hands, well
from handlers.desk.digest.gathering import for_cards, for_weekly
from handlers.desk.digest.later import ANSWERED, asked, back, did_help, show_question, unanswer
from handlers.desk.digest.listing import needs_hand
from handlers.desk.digest.week import digest, weekly

__all__ = [
    "ANSWERED",
    "MADE",
    "asked",
    "back",
    "cards",
    "did_help",
    "digest",
    "for_cards",
    "for_weekly",
    "hand",
    "hands",
    "needs_hand",
    "put_aside",
    "show_pair",
    "show_question",
    "take_back",
    "take_care",
    "unanswer",
    "weekly",
    "well",
]
