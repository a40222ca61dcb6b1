"""Guesses in meetings: what is left of them, and what was learned from one to the next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.mentoring.goals import Goal, GoalState, branches


@dataclass(frozen=True)
class Guess:
    """How many meetings somebody thought that a goal takes, and when; None when they took a guess back."""

    id: int
    by: int
    meetings: int | None
    at: datetime


def learned(history: Iterable[Guess], by: int) -> list[int]:
    """What that person thought, one guess after another, each only where it differs from the one before."""
    found: list[int] = []
    for guess in history:
        if guess.by == by and guess.meetings is not None and found[-1:] != [guess.meetings]:
            found.append(guess.meetings)
    return found


@dataclass(frozen=True)
class _Sum:
    """What a node comes to: meetings spent on it, open leaves below it, meetings left (None when nobody guessed)."""

    spent: int
    leaves: int
    left: int | None


def meetings_left(goals: Sequence[Goal], root: int, met: Mapping[int, int]) -> int | None:
    """How many meetings are left under `root`; None when nobody has guessed at any part of it.

    `met` counts the meetings held with a step, by its id. A goal takes what was guessed less what was spent, or what
    its open parts come to, whichever is more; beside a part that was guessed, each step without a guess is one
    meeting. Whatever is open takes at least one more. Source: product.md, Goals ("a leaf step is meant for one
    meeting"; estimates "own or summed from the leaves").
    """
    below = branches(goals)
    found: dict[int, _Sum] = {}
    by_id = {goal.id: goal for goal in goals}
    for number in reversed(_under(below, root)):
        goal = by_id[number]
        found[number] = _sum(goal, below.get(number, []), found, met.get(number, 0))
    return found[root].left


def _under(below: Mapping[int | None, Sequence[Goal]], root: int) -> list[int]:
    """The root and all below it, each after what it lies under."""
    found = [root]
    for number in found:
        found += [child.id for child in below.get(number, [])]
    return found


def _sum(goal: Goal, lower: Iterable[Goal], found: Mapping[int, _Sum], met: int) -> _Sum:
    parts = [(child, found[child.id]) for child in lower]
    spent = met + sum(part.spent for _, part in parts)
    if goal.state is GoalState.DONE:
        return _Sum(max(spent, 1), 0, 0)
    ahead = [part for child, part in parts if child.state is GoalState.OPEN]
    leaves = sum(part.leaves for part in ahead) or 1
    known = any(part.left is not None for part in ahead)
    summed = sum(part.leaves if part.left is None else part.left for part in ahead) if known else None
    own = None if goal.estimate is None else max(goal.estimate - spent, 1)
    return _Sum(spent, leaves, max((n for n in (own, summed) if n is not None), default=None))
