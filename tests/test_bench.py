"""The bench's own sums: what a row is, and what stands of it on the page."""

import io

import pytest
from PIL import Image

from tests.bench.page import lines, page, picture
from tests.bench.row import Goal, Measured, Row, shown
from tests.bench.table import TABLE

QUICK = Goal("beside the others", "x", 1.0, 2.0, more_is_better=True)
SMALL = Goal("p99", "ms", 100)


def row(*goals, name="taps"):
    return Row(name, "A tap", goals, lambda _rounds: None)


@pytest.mark.parametrize(("goal", "reached", "missed"), [(QUICK, 1.0, 0.99), (SMALL, 100, 101)])
def test_a_goal_is_a_least_or_a_most(goal, reached, missed):
    assert goal.reached(reached, goal.must)
    assert not goal.reached(missed, goal.must)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(1.234, "x", "1.23x"), (28.94, "/s", "28.9/s"), (12345.6, "ms", "12,346 ms"), (0, "429s", "0.00 429s")],
)
def test_a_figure_has_three_digits_that_count(value, unit, words):
    assert shown(value, unit) == words


def test_the_page_has_a_line_for_each_goal_with_its_median_and_says_what_was_not_reached():
    found = {row(QUICK, SMALL): Measured(([3.0, 1.5, 2.0], [120.0]), {"PTB": 510.0}, "taps/s", "Noted.")}
    assert list(lines(found)) == [
        ("A tap (`taps`): beside the others", "≥ 1.00x", "≥ 2.00x", "2.00x (1.50x to 3.00x)"),
        ("A tap (`taps`): p99", "≤ 100 ms", "", "120 ms **not reached**"),
        ("`taps`", "", "", "PTB 510 taps/s. Noted"),
    ]
    assert "the median of 3 rounds" in page(found, 3)


def test_the_picture_has_a_bar_for_each_goal():
    found = {row(QUICK, SMALL): Measured(([2.0], [1e9]))}
    image = Image.open(io.BytesIO(picture(found)))
    assert len({image.getpixel((x, y)) for x in range(820, 1600) for y in range(image.height)}) > 3


def test_each_row_has_a_name_of_its_own_and_goals():
    assert len({each.name for each in TABLE}) == len(TABLE)
    assert all(each.goals for each in TABLE)
