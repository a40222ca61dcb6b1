"""Goals and small steps: the mentee's own words, estimates, what is done, the step for the next meeting."""

from handlers.goals.changing import archive, tick, untick
from handlers.goals.choosing import choose_step, choose_step_page, step_for
from handlers.goals.estimating import ask_estimate, estimate, said_estimate
from handlers.goals.listing import card, card_page, mine, more, of_pair, page
from handlers.goals.suggesting import leave, left, suggested, take, taken
from handlers.goals.writing import ask_goal, ask_rename, ask_step, said_goal, said_rename, said_step

__all__ = [
    "archive",
    "ask_estimate",
    "ask_goal",
    "ask_rename",
    "ask_step",
    "card",
    "card_page",
    "choose_step",
    "choose_step_page",
    "estimate",
    "leave",
    "left",
    "mine",
    "more",
    "of_pair",
    "page",
    "said_estimate",
    "said_goal",
    "said_rename",
    "said_step",
    "step_for",
    "suggested",
    "take",
    "taken",
    "tick",
    "untick",
]
