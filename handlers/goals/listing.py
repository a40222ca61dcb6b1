"""The goals as a whole, and one of them."""

from bot.mentoring.goals import GoalState, may_word, put_away
from handlers import actions
from handlers.access import Stale
from handlers.current import ended_before, pairs_before
from handlers.goals import cards
from handlers.goals.results import more_card
from handlers.goals.tree import standing, tree_of, tree_with
from handlers.goals.whole import tree_card
from handlers.goals.words import in_full
from handlers.names import called
from handlers.screen import Button, Screen, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button, label
from storage.unit import Unit

PAIRS = 5
AWAY = 4


def mine(tap: Tap[actions.Goals], unit: Unit, say: Speech) -> Screen:
    """One's goals; for a mentor those of whom they meet; with several pairs, whose?"""
    pairs = pairs_before(tap.person, unit) or ended_before(tap.person, unit)[:1]
    if len(pairs) == 1:
        return tree_card(tree_of(pairs[0], tap.person, unit, say), 0, say)
    if not pairs:
        text = paragraphs(bold(say("Goals")), say("They begin when you have somebody to meet."))
        return Screen(text, column(home_button(say)))
    with_whom = []
    for pair in pairs[:PAIRS]:
        name = called(unit.people.get(pair.other(tap.person.id)), say)
        words = say("Mine, with {name}", name=name) if pair.mentee == tap.person.id else say("{name}'s", name=name)
        with_whom.append(Button(words, actions.GoalsOf(pair.id)))
    return Screen(bold(say("Whose goals?")), column(*with_whom, home_button(say)))


def of_pair(tap: Tap[actions.GoalsOf], unit: Unit, say: Speech) -> Screen:
    """The goals of a pair's mentee."""
    return tree_card(tree_of(unit.pairs.get(tap.action.pair), tap.person, unit, say), 0, say)


def page(tap: Tap[actions.GoalsPage], unit: Unit, say: Speech) -> Screen:
    """More of them."""
    return tree_card(tree_of(unit.pairs.get(tap.action.pair), tap.person, unit, say), tap.action.page, say)


def card(tap: Tap[actions.GoalCard], unit: Unit, say: Speech) -> Screen:
    """One goal or step."""
    goal = unit.goals.get(tap.action.goal)
    return cards.goal_card(tree_with(goal, tap.person, unit, say), goal, 0, say)


def card_page(tap: Tap[actions.GoalPage], unit: Unit, say: Speech) -> Screen:
    """More of what is under it."""
    goal = unit.goals.get(tap.action.goal)
    return cards.goal_card(tree_with(goal, tap.person, unit, say), goal, tap.action.page, say)


def more(tap: Tap[actions.GoalMore], unit: Unit, say: Speech) -> Screen:
    """What else can be done with it."""
    tree, goal = standing(tap.action.goal, tap.person, unit, say, GoalState.OPEN, GoalState.SUGGESTED)
    if not may_word(goal, tap.person.id):
        raise Stale
    return more_card(tree, goal, say)


def away(tap: Tap[actions.PutAway], unit: Unit, say: Speech) -> Screen:
    """What was put away: each opens, and can be brought back from there."""
    tree = tree_of(unit.pairs.get(tap.action.pair), tap.person, unit, say)
    found = put_away(tree.goals)
    shown, page = cards.window(found, tap.action.page, AWAY)
    told = say("Each of these can come back.") if found else say("Nothing is put away.")
    turn = cards.next_page(found, page, AWAY)
    more = Button(say("More"), actions.PutAway(tree.pair.id, turn)) if turn is not None else None
    buttons = (Button(label(goal.title), actions.GoalCard(goal.id)) for goal in shown)
    back = Button(say("All goals"), actions.GoalsOf(tree.pair.id))
    rows = (*column(*buttons), cards.row(more, back))
    return Screen(paragraphs(bold(say("Put away")), told, in_full(shown)), rows)
