"""The goal tree: what can be chosen, what is left, what lies where."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mentoring.goals import (
    Goal,
    GoalState,
    ancestors,
    children,
    is_away,
    is_divided,
    is_whole,
    listed,
    may_move,
    may_word,
    open_steps,
    placed,
    put_away,
    row_of,
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


def test_what_has_open_steps_under_it_is_divided():
    assert [each.id for each in TREE if is_divided(TREE, each)] == [1, 2]


def test_a_goal_that_takes_several_meetings_is_no_small_step():
    assert [is_whole(goal(1, estimate=each)) for each in (None, 1, 2)] == [False, False, True]
    assert not is_whole(goal(2, parent=1, estimate=8))


def test_the_steps_under_one_goal_are_chosen_from_its_own_part_of_the_tree():
    assert numbers(open_steps(TREE, 1)) == [4]
    assert numbers(open_steps(TREE, 8)) == []


def test_a_list_begins_with_what_is_still_to_do():
    assert numbers(listed(TREE, 1)) == [2, 3]


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


# --- Put away, moved, put in order ---


def test_what_lies_under_something_put_away_is_away_too_and_comes_back_with_it():
    tree = [goal(1, state=GoalState.ARCHIVED), goal(2, parent=1), goal(3, parent=1, state=GoalState.ARCHIVED), goal(4)]
    assert [is_away(tree, each) for each in tree] == [True, True, True, False]
    assert numbers(put_away(tree)) == [1]
    assert numbers(put_away(TREE)) == [5]


def test_what_was_put_away_last_comes_first():
    assert numbers(put_away([goal(1, state=GoalState.ARCHIVED), goal(2, state=GoalState.ARCHIVED)])) == [2, 1]


@pytest.mark.parametrize(
    ("number", "under", "may"),
    [
        (2, None, True),
        (2, 8, True),
        (4, 1, True),
        (1, 1, False),
        (1, 2, False),
        (1, 4, False),
        (8, 3, False),  # done
        (8, 5, False),  # put away
        (8, 6, False),  # only a suggestion
        (8, 99, False),
    ],
)
def test_a_goal_may_lie_under_any_open_one_but_itself_and_its_own(number, under, may):
    moved = next(each for each in TREE if each.id == number)
    assert may_move(TREE, moved, under) is may


def test_an_open_goal_under_something_put_away_holds_nothing_new():
    tree = [goal(1, state=GoalState.ARCHIVED), goal(2, parent=1), goal(3)]
    assert not may_move(tree, tree[2], 2)


@pytest.mark.parametrize(
    ("place", "new"),
    [
        (0, {1: 2, 2: 3, 3: 1}),
        (1, {2: 3, 3: 2}),
        (2, {}),
        (99, {}),
    ],
)
def test_a_goal_takes_its_place_in_the_row_and_the_others_make_room(place, new):
    tree = [goal(1), goal(2), goal(3), goal(4, state=GoalState.DONE)]
    assert numbers(row_of(tree, tree[2])) == [1, 2, 3]
    assert placed(tree, tree[2], place) == new


def test_two_in_one_place_are_counted_anew():
    tree = [goal(1, position=4), goal(2, position=4), goal(3, position=9)]
    assert placed(tree, tree[2], 1) == {3: 5, 2: 6}
    assert placed(tree, tree[1], 0) == {1: 5, 3: 6}


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8), st.integers(0, 9), st.integers(0, 9))
def test_wherever_a_goal_is_put_it_stands_there_and_the_others_keep_their_order(positions, which, place):
    tree = [goal(n, position=position) for n, position in enumerate(positions, 1)]
    moved = tree[which % len(tree)]
    new = placed(tree, moved, place)
    after = numbers(children([replace(each, position=new.get(each.id, each.position)) for each in tree], None))
    assert after.index(moved.id) == min(place, len(tree) - 1)
    assert [n for n in after if n != moved.id] == [n for n in numbers(children(tree, None)) if n != moved.id]


@given(st.data(), st.integers(2, 12))
def test_no_move_that_may_be_made_makes_a_circle(data, size):
    parents = {n: data.draw(st.one_of(st.none(), st.integers(1, n - 1))) for n in range(2, size + 1)}
    tree = [goal(1), *(goal(number, parent=parent) for number, parent in parents.items())]
    moved = data.draw(st.sampled_from(tree))
    under = data.draw(st.one_of(st.none(), st.integers(1, size)))
    if may_move(tree, moved, under):
        after = [replace(each, parent=under) if each.id == moved.id else each for each in tree]
        assert all(ancestors(after, each) is not None for each in after)
