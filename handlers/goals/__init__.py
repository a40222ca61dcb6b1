"""Goals and small steps: the mentee's own words, estimates, what is done, the step for the next meeting."""

from handlers.goals.changing import archive, bring_back, tick, untick
from handlers.goals.choosing import ask_new_step, choose_step, choose_step_page, said_new_step, step_for
from handlers.goals.estimating import ask_estimate, estimate, said_estimate
from handlers.goals.listing import away, card, card_page, mine, more, of_pair, page
from handlers.goals.longer import longer_desk, longer_told, talk_longer
from handlers.goals.moving import ask_order, ask_under, move, put_at
from handlers.goals.smaller import make_smaller
from handlers.goals.suggesting import leave, left, suggested, take, taken
from handlers.goals.writing import ask_goal, ask_rename, ask_step, said_goal, said_rename, said_step

__all__ = [
    "archive",
    "ask_estimate",
    "ask_goal",
    "ask_new_step",
    "ask_order",
    "ask_rename",
    "ask_step",
    "ask_under",
    "away",
    "bring_back",
    "card",
    "card_page",
    "choose_step",
    "choose_step_page",
    "estimate",
    "leave",
    "left",
    "longer_desk",
    "longer_told",
    "make_smaller",
    "mine",
    "more",
    "move",
    "of_pair",
    "page",
    "put_at",
    "said_estimate",
    "said_goal",
    "said_new_step",
    "said_rename",
    "said_step",
    "step_for",
    "suggested",
    "take",
    "taken",
    "talk_longer",
    "tick",
    "untick",
]
