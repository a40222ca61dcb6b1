"""What can be undone about goals: how each change is remembered, and how it is taken back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.mentoring.goals import Goal, GoalState, is_away, may_move
from bot.mentoring.meetings import is_ahead
from bot.mentoring.people import Person
from handlers.access import Stale, Stays
from handlers.goals.cards import goal_card
from handlers.goals.ordering import order_card
from handlers.goals.tree import tree_with
from handlers.goals.whole import tree_card
from handlers.meetings.listing import shown
from handlers.meetings.scene import scene
from handlers.screen import Screen
from handlers.speech import Speech
from storage.changes import Change
from storage.unit import Unit

STATES, TITLE, ESTIMATE, PLACE = "goal.states", "goal.title", "goal.estimate", "goal.place"
_FRESH = timedelta(hours=1)
ORDER, STEP, NEW_STEP = "goal.order", "meeting.step", "meeting.new_step"


def states(goals: Sequence[Goal]) -> dict[str, Any]:
    """Where each goal is, as a change remembers it."""
    return {
        str(goal.id): [goal.state.value, goal.done_at.isoformat() if goal.done_at else None, goal.done_in]
        for goal in goals
    }


def set_states(goals: Sequence[Goal], target: int, state: GoalState, person: Person, unit: Unit, now: datetime) -> int:
    """Puts the goals there, remembers it as a change of `target`, and gives the change's id."""
    before = states(goals)
    after = states([_set_state(goal, state, unit, now) for goal in goals])
    return unit.changes.add(person.id, STATES, target, before, after, now)


def _set_state(goal: Goal, state: GoalState, unit: Unit, now: datetime) -> Goal:
    """What is put away keeps when it was done, so that it comes back as it was."""
    if state is GoalState.ARCHIVED or (state is GoalState.DONE and goal.done_at is not None):
        return unit.goals.set(goal.id, state=state)
    return unit.goals.set(goal.id, state=state, done_at=now if state is GoalState.DONE else None, done_in=None)


def places(goals: Sequence[Goal]) -> dict[str, Any]:
    """Under what, and in which place, each goal lies, as a change remembers it."""
    return {str(goal.id): [goal.parent, goal.position] for goal in goals}


def added(goal: Goal, person: Person, unit: Unit, now: datetime) -> int:
    """Remembers that the goal is new: taking that back puts it away."""
    before = {str(goal.id): [GoalState.ARCHIVED.value, None, None]}
    return unit.changes.add(person.id, STATES, goal.id, before, states([goal]), now)


def just_now(person: Person, what: str, target: int, unit: Unit, now: datetime) -> int | None:
    """The id of the person's newest such change when it is fresh: the same answer months later undoes nothing."""
    number = last(person, what, target, unit)
    return number if number is not None and now - unit.changes.get(number).at < _FRESH else None


def last(person: Person, what: str, target: int, unit: Unit) -> int | None:
    """The id of the change that a second tap would make again."""
    return unit.changes.last_of(person.id, what, target)


# --- Taking back: each raises Stale, before it writes, when what was changed has been changed again since ---


def undo_states(change: Change, unit: Unit, say: Speech) -> None:
    """Each goal is where it was before."""
    del say
    if states([unit.goals.get(int(number)) for number in change.after]) != change.after:
        raise Stale
    for number, (state, done_at, done_in) in change.before.items():
        at = datetime.fromisoformat(done_at) if done_at else None
        unit.goals.set(int(number), state=GoalState(state), done_at=at, done_in=done_in)


def undo_title(change: Change, unit: Unit, say: Speech) -> None:
    """The words are as before."""
    del say
    if unit.goals.get(change.target).title != change.after["title"]:
        raise Stale
    unit.goals.rename(change.target, change.before["title"])


def undo_estimate(change: Change, unit: Unit, say: Speech) -> None:
    """The guess is as before, and a slip is no part of its history."""
    del say
    goal = unit.goals.get(change.target)
    guesses = unit.goals.guesses(goal.programme, goal.mentee).get(goal.id, [])
    if not guesses or guesses[-1].id != change.after["line"]:
        raise Stale
    unit.goals.unestimate(goal.id, guesses[-1].id, change.before["meetings"])


def undo_place(change: Change, unit: Unit, say: Speech) -> None:
    """The goal lies where it lay before; not when that is put away, or lies under the goal itself by now."""
    goal = unit.goals.get(change.target)
    if places([goal]) != change.after:
        raise Stale
    parent, position = change.before[str(goal.id)]
    tree = unit.goals.tree(goal.programme, goal.mentee)
    if parent is not None and is_away(tree, unit.goals.get(parent)):
        raise Stays(say("What it lay under is put away, so I leave it where it is."))
    if not may_move(tree, goal, parent):
        raise Stale
    unit.goals.set(goal.id, parent_id=parent, position=position)


def undo_order(change: Change, unit: Unit, say: Speech) -> None:
    """The row is as before."""
    del say
    if places([unit.goals.get(int(number)) for number in change.after]) != change.after:
        raise Stale
    for number, (_, position) in change.before.items():
        unit.goals.set(int(number), position=position)


def undo_step(change: Change, unit: Unit, say: Speech) -> None:
    """The meeting has the step that it had before; not once it has begun."""
    meeting = unit.meetings.get(change.target)
    if not is_ahead(meeting, say.now):
        raise Stays(say("The meeting has been, or was called off, so I leave its step as it is."))
    if meeting.step != change.after["step"]:
        raise Stale
    unit.meetings.set(meeting.id, step_id=change.before["step"])


def undo_new_step(change: Change, unit: Unit, say: Speech) -> None:
    """The meeting has the step that it had before, and the new one is put away."""
    step = unit.goals.get(change.after["step"])
    if step.state is not GoalState.OPEN:
        raise Stale
    undo_step(change, unit, say)
    unit.goals.set(step.id, state=GoalState.ARCHIVED)


def show_goal(change: Change, unit: Unit, say: Speech) -> Screen:
    """The goal as it stands, or the whole tree when it is put away; raises LookupError when it is nobody's."""
    goal, person = unit.goals.get(change.target), unit.people.get(change.person)
    tree = tree_with(goal, person, unit, say)
    return tree_card(tree, 0, say) if goal.state is GoalState.ARCHIVED else goal_card(tree, goal, 0, say)


def show_order(change: Change, unit: Unit, say: Speech) -> Screen:
    """The row as it stands; raises LookupError when it is nobody's here."""
    goal = unit.goals.get(change.target)
    tree = tree_with(goal, unit.people.get(change.person), unit, say)
    return order_card(tree, goal, None, say) if goal.state is GoalState.OPEN else show_goal(change, unit, say)


def show_meeting(change: Change, unit: Unit, say: Speech) -> Screen:
    """The meeting as it stands; raises LookupError when it is nobody's here."""
    seen = scene(change.target, unit.people.get(change.person), unit, say)
    return shown(seen, unit, say)
