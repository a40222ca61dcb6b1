"""What can be undone about goals: how each change is remembered, and how it is taken back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.mentoring.goals import Goal, GoalState
from bot.mentoring.meetings import is_ahead
from bot.mentoring.people import Person
from handlers.access import Stale
from handlers.goals.cards import goal_card, tree_card, tree_with
from handlers.meetings.listing import shown
from handlers.meetings.scene import scene
from handlers.screen import Screen
from handlers.speech import Speech
from storage.changes import Change
from storage.unit import Unit

STATES, TITLE, ESTIMATE, STEP = "goal.states", "goal.title", "goal.estimate", "meeting.step"


def states(goals: Sequence[Goal]) -> dict[str, Any]:
    """Where each goal is, as a change remembers it."""
    return {
        str(goal.id): [goal.state.value, goal.done_at.isoformat() if goal.done_at else None, goal.done_in]
        for goal in goals
    }


def set_states(goals: Sequence[Goal], target: int, state: GoalState, person: Person, unit: Unit, now: datetime) -> int:
    """Puts the goals there, remembers it as a change of `target`, and gives the change's id."""
    before = states(goals)
    done_at = now if state is GoalState.DONE else None
    after = states([unit.goals.set(goal.id, state=state, done_at=done_at, done_in=None) for goal in goals])
    return unit.changes.add(person.id, STATES, target, before, after, now)


def added(goal: Goal, person: Person, unit: Unit, now: datetime) -> int:
    """Remembers that the goal is new: taking that back puts it away."""
    before = {str(goal.id): [GoalState.ARCHIVED.value, None, None]}
    return unit.changes.add(person.id, STATES, goal.id, before, states([goal]), now)


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
    """The guess is as before; the history keeps both."""
    if unit.goals.get(change.target).estimate != change.after["meetings"]:
        raise Stale
    unit.goals.estimate(change.target, change.person, change.before["meetings"], say.now)


def undo_step(change: Change, unit: Unit, say: Speech) -> None:
    """The meeting has the step that it had before; not once it has begun."""
    meeting = unit.meetings.get(change.target)
    if meeting.step != change.after["step"] or not is_ahead(meeting, say.now):
        raise Stale
    unit.meetings.set(meeting.id, step_id=change.before["step"])


def show_goal(change: Change, unit: Unit, say: Speech) -> Screen:
    """The goal as it stands, or the whole tree when it is put away; raises LookupError when it is nobody's here."""
    goal, person = unit.goals.get(change.target), unit.people.get(change.person)
    tree = tree_with(goal, person, unit, say)
    return tree_card(tree, 0, say) if goal.state is GoalState.ARCHIVED else goal_card(tree, goal, 0, say)


def show_meeting(change: Change, unit: Unit, say: Speech) -> Screen:
    """The meeting as it stands; raises LookupError when it is nobody's here."""
    seen = scene(change.target, unit.people.get(change.person), unit, say)
    return shown(seen, unit, say)
