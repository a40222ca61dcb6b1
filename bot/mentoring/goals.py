"""The goal tree: what lies where, what can be chosen, and where a goal may be moved."""

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


def listed(goals: Iterable[Goal], parent: int | None) -> list[Goal]:
    """As `children`, with what is done last: a list begins with what is still to do."""
    return sorted(children(goals, parent), key=lambda goal: goal.state is GoalState.DONE)


def branches(goals: Iterable[Goal]) -> dict[int | None, list[Goal]]:
    """The children of every node that has some, by its id; the roots by None."""
    found: dict[int | None, list[Goal]] = {}
    for goal in sorted(goals, key=lambda each: (each.position, each.id)):
        if goal.state is not GoalState.ARCHIVED:
            found.setdefault(goal.parent, []).append(goal)
    return found


def open_steps(goals: Iterable[Goal], under: int | None = None) -> list[Goal]:
    """The open leaves in the order of the tree: what could be chosen for the next meeting, first one first.

    `under` is the node whose leaves are meant, None for the whole tree.
    """
    below = branches(goals)
    found: list[Goal] = []
    ahead = below.get(under, [])[::-1]
    while ahead:
        goal = ahead.pop()
        if goal.state is not GoalState.OPEN:
            continue
        lower = below.get(goal.id, [])
        if any(child.state is GoalState.OPEN for child in lower):
            ahead += lower[::-1]
        elif goal.parent is not None or not lower:
            found.append(goal)
    return found


def is_divided(goals: Iterable[Goal], goal: Goal) -> bool:
    """Whether there are open steps under it: it is reached by them then, and is none itself."""
    return any(each.state is GoalState.OPEN for each in children(goals, goal.id))


def is_whole(goal: Goal) -> bool:
    """Whether it is a goal that is said to take several meetings: nobody calls it a small step."""
    return goal.parent is None and (goal.estimate or 0) > 1


def ancestors(goals: Iterable[Goal], goal: Goal) -> list[Goal]:
    """What the goal lies under, the root first; empty for a root."""
    by_id = {each.id: each for each in goals}
    above: list[Goal] = []
    while goal.parent is not None:
        goal = by_id[goal.parent]
        above.append(goal)
    return above[::-1]


def is_away(goals: Iterable[Goal], goal: Goal) -> bool:
    """Whether the goal, or something that it lies under, is put away."""
    return any(each.state is GoalState.ARCHIVED for each in (goal, *ancestors(goals, goal)))


def put_away(goals: Sequence[Goal]) -> list[Goal]:
    """What was put away and can come back, the newest first; what lies under it comes back with it."""
    away = [goal for goal in goals if goal.state is GoalState.ARCHIVED]
    return [goal for goal in away[::-1] if not any(is_away(goals, each) for each in ancestors(goals, goal)[-1:])]


def may_move(goals: Sequence[Goal], goal: Goal, under: int | None) -> bool:
    """Whether the goal can lie under that node (None: on its own): an open one, and nothing of the goal's own."""
    if under is None:
        return True
    place = next((each for each in goals if each.id == under), None)
    if place is None or place.state is not GoalState.OPEN or is_away(goals, place):
        return False
    return goal.id not in {each.id for each in (place, *ancestors(goals, place))}


def row_of(goals: Iterable[Goal], goal: Goal) -> list[Goal]:
    """The nodes beside the goal that are not done, itself among them, in the mentee's order."""
    return [each for each in children(goals, goal.parent) if each.state is not GoalState.DONE]


def placed(goals: Iterable[Goal], goal: Goal, place: int) -> dict[int, int]:
    """The new positions, by id, when the goal becomes number `place` (from 0) in its row; only those that change."""
    row = row_of(goals, goal)
    moved = [each for each in row if each.id != goal.id]
    moved.insert(place, goal)
    places = sorted(each.position for each in row)
    if len(set(places)) < len(places):
        # Two stand in one place after an undo: count them anew.
        places = [places[0] + n for n in range(len(places))]
    return {each.id: at for each, at in zip(moved, places, strict=True) if each.position != at}


def taken_with(goals: Sequence[Goal], goal: Goal) -> list[Goal]:
    """What becomes open when the mentee takes a suggestion: it, and the suggestions that it lies under."""
    return [each for each in (*ancestors(goals, goal), goal) if each.state is GoalState.SUGGESTED]


def may_word(goal: Goal, person: int) -> bool:
    """Whether the words and the estimate are this person's: the mentee's, and a suggestion its author's."""
    return goal.mentee == person or (goal.author == person and goal.state is GoalState.SUGGESTED)
