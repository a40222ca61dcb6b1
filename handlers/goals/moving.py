"""Another place in the tree: under another goal, looked for level by level, or further up or down in its row."""

from markupsafe import Markup

from bot.mentoring.goals import Goal, GoalState, listed, may_move, placed
from handlers import actions
from handlers.access import Stale
from handlers.goals import changes
from handlers.goals.cards import filled, next_page, row, window
from handlers.goals.ordering import order_card
from handlers.goals.results import result
from handlers.goals.tree import Tree, standing, tree_with
from handlers.goals.words import in_full
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import label
from storage.unit import Unit

SHOWN = 4


def ask_under(tap: Tap[actions.AskUnder], unit: Unit, say: Speech) -> Screen:
    """Where does it belong?"""
    tree, goal = standing(tap.action.goal, tap.person, unit, say, GoalState.OPEN)
    return _looking(tree, goal, _place(tree, goal, tap.action.under), tap.action.page, say)


def _place(tree: Tree, goal: Goal, under: int) -> Goal | None:
    """The node that may hold the goal, None for the top; raises Stale for any other."""
    if not may_move(tree.goals, goal, under or None):
        raise Stale
    return next((each for each in tree.goals if each.id == under), None)


def _looking(tree: Tree, goal: Goal, place: Goal | None, page: int, say: Speech) -> Screen:
    number, at = goal.id, place.id if place else None
    below = [each for each in listed(tree.goals, at) if each.state is GoalState.OPEN and each.id != goal.id]
    shown, page = window(below, page, SHOWN)
    here = Button(
        say("Here") if place else say("On its own"), actions.MoveGoal(number, place.id if place else 0), Style.PRIMARY
    )
    turn = next_page(below, page, SHOWN)
    more = Button(say("More"), actions.AskUnder(number, at or 0, turn)) if turn is not None else None
    up = Button(say("Up"), actions.AskUnder(number, place.parent or 0, 0)) if place else None
    text = paragraphs(
        bold(say("Where does it belong?")),
        lines(Markup.escape(goal.title), _now(tree, goal, say)),
        say("You're looking into: {goal}", goal=place.title) if place else None,
        in_full(shown),
    )
    rows = filled(
        row(here if goal.parent != at else None),
        *column(*(Button(label(each.title), actions.AskUnder(number, each.id, 0)) for each in shown)),
        row(more, up, Button(say("Never mind"), actions.GoalCard(number))),
    )
    return Screen(text, rows)


def _now(tree: Tree, goal: Goal, say: Speech) -> Markup:
    above = next((each for each in tree.goals if each.id == goal.parent), None)
    return say("Now it's part of: {goal}", goal=above.title) if above else say("Now it stands on its own.")


def move(tap: Tap[actions.MoveGoal], unit: Unit, say: Speech) -> Screen:
    """It lies there from now on, with all that lies under it."""
    tree, goal = standing(tap.action.goal, tap.person, unit, say, GoalState.OPEN)
    place = _place(tree, goal, tap.action.under)
    at = place.id if place else None
    if goal.parent == at:
        change = changes.last(tap.person, changes.PLACE, goal.id, unit)
    else:
        before = changes.places([goal])
        after = changes.places([unit.goals.move(goal, at)])
        change = unit.changes.add(tap.person.id, changes.PLACE, goal.id, before, after, tap.now)
    about = say("Now it's part of: {goal}", goal=place.title) if place else say("Now it stands on its own.")
    return result(Markup.escape(goal.title), about, change, say, back=actions.GoalCard(goal.id))


# --- Up or down ---


def ask_order(tap: Tap[actions.AskOrder], unit: Unit, say: Speech) -> Screen:
    """What comes first?"""
    tree, goal = standing(tap.action.goal, tap.person, unit, say, GoalState.OPEN, GoalState.SUGGESTED)
    return order_card(tree, goal, None, say)


def put_at(tap: Tap[actions.PutAt], unit: Unit, say: Speech) -> Screen:
    """It stands there from now on; a place that the row has not is its last one."""
    tree, goal = standing(tap.action.goal, tap.person, unit, say, GoalState.OPEN, GoalState.SUGGESTED)
    new = placed(tree.goals, goal, tap.action.place)
    if not new:
        return order_card(tree, goal, changes.last(tap.person, changes.ORDER, goal.id, unit), say)
    before = changes.places([each for each in tree.goals if each.id in new])
    after = changes.places([unit.goals.set(number, position=position) for number, position in new.items()])
    change = unit.changes.add(tap.person.id, changes.ORDER, goal.id, before, after, tap.now)
    return order_card(tree_with(goal, tap.person, unit, say), unit.goals.get(goal.id), change, say)
