"""The goal tree: what can be chosen, what is left, what lies where."""

import pytest

from bot.mentoring.goals import (
    Goal,
    GoalState,
    ancestors,
    children,
    may_word,
    meetings_left,
    open_steps,
    taken_with,
)
from tests.mentoring.facts import NOW

MENTOR, MENTEE = 1, 2


def goal(number, parent=None, state=GoalState.OPEN, estimate=None, author=MENTEE, position=None):
    done = NOW if state is GoalState.DONE else None
    place = number if position is None else position
    return Goal(number, 1, MENTEE, parent, place, f"goal {number}", estimate, state, author, NOW, done, None)


TREE = [
    goal(1, estimate=8),
    goal(2, parent=1, position=2),
    goal(3, parent=1, position=1, state=GoalState.DONE),
    goal(4, parent=2),
    goal(5, parent=2, state=GoalState.ARCHIVED),
    goal(6, state=GoalState.SUGGESTED, author=MENTOR),
    goal(7, parent=6, state=GoalState.SUGGESTED, author=MENTOR),
    goal(8),
]


def numbers(goals):
    return [each.id for each in goals]


def test_children_are_in_the_mentees_order_without_what_is_put_away():
    assert numbers(children(TREE, 1)) == [3, 2]
    assert numbers(children(TREE, 2)) == [4]
    assert numbers(children(TREE, None)) == [1, 6, 8]


def test_what_can_be_chosen_are_the_open_leaves_in_the_order_of_the_tree():
    assert numbers(open_steps(TREE)) == [4, 8]


def test_a_goal_whose_steps_are_all_done_asks_for_a_new_step_and_is_none_itself():
    assert numbers(open_steps([goal(1), goal(2, parent=1, state=GoalState.DONE)])) == []


def test_a_step_whose_own_steps_are_done_can_be_chosen_again():
    below = [goal(1), goal(2, parent=1), goal(3, parent=2, state=GoalState.DONE)]
    assert numbers(open_steps(below)) == [2]


@pytest.mark.parametrize(
    ("below", "left"),
    [
        ([], 8),
        ([goal(2, parent=1, estimate=2), goal(3, parent=1, estimate=1)], 3),
        ([goal(2, parent=1, estimate=2), goal(3, parent=1)], 2),
        # What is done says nothing of what is left: the goal's own guess stands until a step has one.
        ([goal(2, parent=1, state=GoalState.DONE), goal(3, parent=1)], 8),
        ([goal(2, parent=1, estimate=5, state=GoalState.SUGGESTED)], 8),
    ],
)
def test_what_is_left_is_summed_from_below_else_guessed(below, left):
    assert meetings_left([goal(1, estimate=8), *below], 1) == left


def test_what_is_done_takes_no_more_meetings_and_what_nobody_guessed_is_not_known():
    assert meetings_left([goal(1, state=GoalState.DONE, estimate=8)], 1) == 0
    assert meetings_left([goal(1), goal(2, parent=1)], 1) is None


def test_the_way_up_begins_at_the_root():
    assert numbers(ancestors(TREE, TREE[3])) == [1, 2]
    assert ancestors(TREE, TREE[0]) == []


def test_taking_a_step_takes_the_suggestions_above_it():
    assert numbers(taken_with(TREE, TREE[6])) == [6, 7]
    assert numbers(taken_with(TREE, TREE[5])) == [6]
    assert taken_with(TREE, TREE[3]) == []


def test_the_words_are_the_mentees_and_a_suggestions_its_authors():
    assert may_word(TREE[0], MENTEE)
    assert not may_word(TREE[0], MENTOR)
    assert may_word(TREE[5], MENTOR)
    assert may_word(TREE[5], MENTEE)
    taken = goal(9, author=MENTOR)
    assert not may_word(taken, MENTOR)
