"""Done, not done after all, put away: each told back with its Undo."""

from markupsafe import Markup

from bot.mentoring.goals import Goal, GoalState
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale
from handlers.goals import changes
from handlers.goals.cards import choice, result, tree_with
from handlers.screen import Button, Screen
from handlers.speech import Speech
from handlers.tap import Tap
from storage.unit import Unit


def tick(tap: Tap[actions.Tick], unit: Unit, say: Speech) -> Screen:
    """It's done."""
    goal = unit.goals.get(tap.action.goal)
    if goal.state not in {GoalState.OPEN, GoalState.DONE}:
        raise Stale
    change = _put(goal, GoalState.DONE, tap.person, unit, say)
    up = Button(say("Up"), actions.GoalCard(goal.parent)) if goal.parent is not None else None
    return result(say("It's done."), Markup.escape(goal.title), change, say, up, back=actions.GoalCard(goal.id))


def untick(tap: Tap[actions.Untick], unit: Unit, say: Speech) -> Screen:
    """Not done after all."""
    goal = unit.goals.get(tap.action.goal)
    if goal.state not in {GoalState.OPEN, GoalState.DONE}:
        raise Stale
    change = _put(goal, GoalState.OPEN, tap.person, unit, say)
    tree = tree_with(goal, tap.person, unit, say)
    chosen = choice(tree, unit.goals.get(goal.id), say)
    return result(
        say("It's open again."), Markup.escape(goal.title), change, say, chosen, back=actions.GoalCard(goal.id)
    )


def archive(tap: Tap[actions.Archive], unit: Unit, say: Speech) -> Screen:
    """Puts it away; it can come back."""
    goal = unit.goals.get(tap.action.goal)
    change = _put(goal, GoalState.ARCHIVED, tap.person, unit, say)
    tree = tree_with(goal, tap.person, unit, say)
    back = actions.GoalCard(goal.parent) if goal.parent is not None else actions.GoalsOf(tree.pair.id)
    return result(say("It's put away."), Markup.escape(goal.title), change, say, back=back)


def _put(goal: Goal, state: GoalState, person: Person, unit: Unit, say: Speech) -> int | None:
    """Puts the goal there once, and gives the change for Undo, also to the second tap."""
    if goal.state is state:
        return changes.last(person, changes.STATES, goal.id, unit)
    return changes.set_states([goal], goal.id, state, person, unit, say.now)
