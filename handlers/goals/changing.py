"""Done, not done after all, put away, brought back: each told back with its Undo."""

from markupsafe import Markup

from bot.mentoring.goals import Goal, GoalState, is_away, open_steps
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale
from handlers.goals import changes
from handlers.goals.cards import choice
from handlers.goals.results import result
from handlers.goals.suggesting import tell_taken
from handlers.goals.tree import Tree, standing, tree_with
from handlers.screen import Button, Screen, Style
from handlers.speech import Speech
from handlers.tap import Tap
from storage.unit import Unit


def tick(tap: Tap[actions.Tick], unit: Unit, say: Speech) -> Screen:
    """It's done; when it was the last step, is what it lies under done too?"""
    tree, goal = standing(tap.action.goal, tap.person, unit, say, GoalState.OPEN, GoalState.DONE)
    change = _put(goal, GoalState.DONE, tap.person, unit, say)
    back = actions.GoalCard(goal.id)
    return result(say("It's done."), Markup.escape(goal.title), change, say, *_after(tree, goal, say), back=back)


def _after(tree: Tree, goal: Goal, say: Speech) -> tuple[Button, ...]:
    """What could come next in the goal above: its next step, or a new one."""
    above = next((each for each in tree.goals if each.id == goal.parent), None)
    if above is None or above.state is not GoalState.OPEN:
        return ()
    up = Button(say("Up"), actions.GoalCard(above.id))
    if any(step.id != goal.id for step in open_steps(tree.goals, above.id)):
        return (up,)
    return (Button(say("Add another step"), actions.AskStep(above.id), Style.PRIMARY), up)


def untick(tap: Tap[actions.Untick], unit: Unit, say: Speech) -> Screen:
    """Not done after all."""
    _, goal = standing(tap.action.goal, tap.person, unit, say, GoalState.OPEN, GoalState.DONE)
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


def bring_back(tap: Tap[actions.BringBack], unit: Unit, say: Speech) -> Screen:
    """It is there again, as it was; a suggestion that was left is the mentee's own then."""
    goal = unit.goals.get(tap.action.goal)
    tree = tree_with(goal, tap.person, unit, say)
    above = [each for each in tree.goals if each.id == goal.parent]
    if goal.state is GoalState.SUGGESTED or any(is_away(tree.goals, each) for each in above):
        raise Stale
    state = goal.state
    if state is GoalState.ARCHIVED:
        state = GoalState.OPEN if goal.done_at is None else GoalState.DONE
        tell_taken(goal, unit, tap.now)
    change = _put(goal, state, tap.person, unit, say)
    return result(say("It's back."), Markup.escape(goal.title), change, say, back=actions.GoalCard(goal.id))


def _put(goal: Goal, state: GoalState, person: Person, unit: Unit, say: Speech) -> int | None:
    """Puts the goal there once, and gives the change for Undo, also to the second tap."""
    if goal.state is state:
        return changes.last(person, changes.STATES, goal.id, unit)
    return changes.set_states([goal], goal.id, state, person, unit, say.now)
