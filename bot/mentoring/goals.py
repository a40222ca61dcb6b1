"""The goal tree: the mentee's own words, estimates in meetings, steps done, and what is left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class GoalState(StrEnum):
    """Where a goal or a step is. A suggestion waits for the mentee to take it."""

    SUGGESTED = "suggested"
    OPEN = "open"
    DONE = "done"
    ARCHIVED = "archived"


@dataclass(frozen=True)
class Goal:
    """A node of one mentee's tree in one programme; a leaf is a step meant for one meeting.

    `estimate` is the number of meetings the mentee thinks it takes, None when not said.
    """

    id: int
    programme: int
    mentee: int
    parent: int | None
    position: int
    title: str
    estimate: int | None
    state: GoalState
    author: int
    created_at: datetime
    done_at: datetime | None
    done_in: int | None


def children(goals: Iterable[Goal], parent: int | None) -> list[Goal]:
    """The nodes right under `parent` (the roots under None), in the mentee's order, archived ones left out."""
    here = (goal for goal in goals if goal.parent == parent and goal.state is not GoalState.ARCHIVED)
    return sorted(here, key=lambda goal: (goal.position, goal.id))


def open_steps(goals: Sequence[Goal]) -> list[Goal]:
    """The open leaves in the order of the tree: what could be chosen for the next meeting, first one first."""
    found: list[Goal] = []

    def walk(parent: int | None) -> None:
        for goal in children(goals, parent):
            if goal.state is not GoalState.OPEN:
                continue
            if any(child.state is GoalState.OPEN for child in children(goals, goal.id)):
                walk(goal.id)
            elif parent is not None or not children(goals, goal.id):
                found.append(goal)

    walk(None)
    return found


def meetings_left(goals: Sequence[Goal], root: int) -> int | None:
    """How many meetings are left under `root`: the sum over what is open below it, else its own estimate.

    None when nobody has guessed at any part of it. Source: product.md, Goals ("own or summed from the leaves").
    """
    node = next(goal for goal in goals if goal.id == root)
    if node.state is GoalState.DONE:
        return 0
    below = [meetings_left(goals, child.id) for child in children(goals, root) if child.state is GoalState.OPEN]
    known = [number for number in below if number is not None]
    return sum(known) if known else node.estimate


def ancestors(goals: Sequence[Goal], goal: Goal) -> list[Goal]:
    """What the goal lies under, the root first; empty for a root."""
    by_id = {each.id: each for each in goals}
    above: list[Goal] = []
    while goal.parent is not None:
        goal = by_id[goal.parent]
        above.insert(0, goal)
    return above


def taken_with(goals: Sequence[Goal], goal: Goal) -> list[Goal]:
    """What becomes open when the mentee takes a suggestion: it, and the suggestions that it lies under."""
    return [each for each in (*ancestors(goals, goal), goal) if each.state is GoalState.SUGGESTED]


def may_word(goal: Goal, person: int) -> bool:
    """Whether the words and the estimate are this person's: the mentee's, and a suggestion its author's."""
    return goal.mentee == person or (goal.author == person and goal.state is GoalState.SUGGESTED)
