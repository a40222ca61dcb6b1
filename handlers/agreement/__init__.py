"""The agreement: rhythm, time, form, place and length, proposed by one and agreed by the other."""

from handlers.agreement.asking import (
    ask_form,
    ask_months,
    ask_other_months,
    ask_place,
    ask_rhythm,
    ask_time,
    choose_day,
    choose_form,
    choose_hour,
    choose_months,
    choose_rhythm,
    draft_card,
    start,
)
from handlers.agreement.deciding import accept, agreed, card, proposal, propose, proposed
from handlers.agreement.typed import said_months, said_place, said_time

__all__ = [
    "accept",
    "agreed",
    "ask_form",
    "ask_months",
    "ask_other_months",
    "ask_place",
    "ask_rhythm",
    "ask_time",
    "card",
    "choose_day",
    "choose_form",
    "choose_hour",
    "choose_months",
    "choose_rhythm",
    "draft_card",
    "proposal",
    "propose",
    "proposed",
    "said_months",
    "said_place",
    "said_time",
    "start",
]
