"""What is left of the guesses, and what was learned from one to the next."""

from datetime import timedelta

import pytest

from bot.mentoring.estimates import Guess, learned, meetings_left
from bot.mentoring.goals import GoalState
from tests.mentoring.facts import NOW
from tests.mentoring.test_goals import MENTEE, MENTOR, goal

DONE, SUGGESTED, ARCHIVED = GoalState.DONE, GoalState.SUGGESTED, GoalState.ARCHIVED


def guesses(*numbers, by=MENTEE):
    return [Guess(at, by, number, NOW + timedelta(days=at)) for at, number in enumerate(numbers)]


@pytest.mark.parametrize(
    ("own", "below", "met", "left"),
    [
        (8, [], {}, 8),
        (None, [], {}, None),
        # Summed from what lies below, where that is more, or nothing was guessed of the whole.
        (None, [goal(2, parent=1, estimate=2), goal(3, parent=1, estimate=1)], {}, 3),
        (2, [goal(2, parent=1, estimate=2), goal(3, parent=1, estimate=1)], {}, 3),
        (8, [goal(2, parent=1, estimate=2)], {}, 8),
        # A step without a guess is one meeting, beside one that has a guess.
        (None, [goal(2, parent=1, estimate=2), goal(3, parent=1)], {}, 3),
        (None, [goal(2, parent=1, estimate=2), goal(3, parent=1), goal(4, parent=3), goal(5, parent=3)], {}, 4),
        (None, [goal(2, parent=1), goal(3, parent=1)], {}, None),
        # What was spent is taken off: a step that is done was a meeting, or as many as were held with it.
        (8, [goal(2, parent=1, state=DONE), goal(3, parent=1)], {}, 7),
        (8, [goal(2, parent=1, state=DONE), goal(3, parent=1)], {2: 3, 3: 1}, 4),
        (None, [goal(2, parent=1, estimate=4)], {2: 1}, 3),
        (5, [], {1: 2}, 3),
        # There is always one more while it is open, and never a word about too many.
        (2, [goal(2, parent=1, state=DONE), goal(3, parent=1, state=DONE), goal(4, parent=1)], {2: 4}, 1),
        # What is only suggested, or put away, counts for nothing.
        (8, [goal(2, parent=1, estimate=20, state=SUGGESTED)], {}, 8),
        (8, [goal(2, parent=1, estimate=20, state=ARCHIVED)], {2: 3}, 8),
        # What is done is done, whatever lies under it.
        (8, [goal(2, parent=1, state=DONE), goal(3, parent=2, estimate=5)], {}, 7),
    ],
)
def test_what_is_left_is_guessed_less_what_was_spent_or_summed_from_below(own, below, met, left):
    assert meetings_left([goal(1, estimate=own), *below], 1, met) == left


def test_what_is_done_takes_no_more_meetings():
    assert meetings_left([goal(1, state=DONE, estimate=8)], 1, {}) == 0


def test_a_tree_of_any_depth_is_summed():
    chain = [goal(1), *(goal(n, parent=n - 1) for n in range(2, 3000)), goal(3000, parent=2999, estimate=4)]
    assert meetings_left(chain, 1, {}) == 4


@pytest.mark.parametrize(
    ("history", "found"),
    [
        ([], []),
        (guesses(3), [3]),
        (guesses(3, 5), [3, 5]),
        (guesses(3, 3, None, 3, 5), [3, 5]),
        (guesses(3, 5, 3), [3, 5, 3]),
        ([*guesses(9, by=MENTOR), *guesses(3)], [3]),
    ],
)
def test_the_history_is_what_the_mentee_thought_each_time_anew(history, found):
    assert learned(history, MENTEE) == found
