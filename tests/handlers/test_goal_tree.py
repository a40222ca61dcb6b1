"""Trees of any shape on a phone: every goal is a few taps away, and no card is too large or cuts an entry."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from bot.demo.markup import parse, units
from bot.mentoring.forecast import Way
from bot.mentoring.goals import Goal, GoalState, branches, is_away, put_away
from bot.mentoring.pairs import Pair, PairState, cadence
from handlers import actions
from handlers.goals.cards import goal_card
from handlers.goals.results import more_card
from handlers.goals.tree import Tree
from handlers.goals.whole import tree_card
from handlers.goals.writing import TITLE_LIMIT
from handlers.speech import Speech
from tests.mentoring.facts import NOW, agreement, person
from tests.world import label

SHORT = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=30)
LONG = st.text(st.sampled_from("aæø <&>\"'🙂 "), min_size=TITLE_LIMIT, max_size=TITLE_LIMIT)
STATES = [GoalState.OPEN] * 5 + [GoalState.DONE, GoalState.SUGGESTED, GoalState.ARCHIVED]


# The course ends in two weeks, a meeting in each: most goals do not fit into it.
SHORTLY = Way((), cadence(agreement(first=date(2026, 11, 26))), (), date(2026, 12, 4), "DK", "Europe/Copenhagen")
LONG_YET = Way((), None, (), None, "DK", "Europe/Copenhagen")


def tree(goals, reader=2, way=LONG_YET):
    return Tree(
        pair=Pair(1, 1, 1, 2, PairState.ACTIVE, NOW),
        person=person(reader),
        name=Markup("Jonas"),
        goals=goals,
        guesses={},
        met={},
        agreement=None,
        way=way,
        asked=False,
    )


def goal(number, parent, title, state=GoalState.OPEN, author=2, estimate=None):
    at = NOW if state is GoalState.DONE else None
    return Goal(number, 1, 2, parent, number, title, estimate, state, author, NOW, at, None)


@st.composite
def trees(draw):
    size = draw(st.integers(1, 60))
    goals = []
    for number in range(1, size + 1):
        parent = draw(st.one_of(st.none(), st.integers(max(1, number - 12), number - 1))) if number > 1 else None
        title = draw(st.one_of(SHORT, LONG)).strip() or "Read"
        estimate = draw(st.one_of(st.none(), st.integers(1, 99)))
        goals.append(goal(number, parent, title, draw(st.sampled_from(STATES)), draw(st.integers(1, 2)), estimate))
    return goals


def walked(found, say):
    """Every card that can be reached from the whole tree by tapping, by the action that leads to it."""
    by_id = {each.id: each for each in found.goals}
    cards, ahead = {}, [actions.GoalsOf(1)]
    while ahead:
        action = ahead.pop()
        if action in cards:
            continue
        if isinstance(action, actions.GoalsOf | actions.GoalsPage):
            cards[action] = tree_card(found, getattr(action, "page", 0), say)
        elif isinstance(action, actions.GoalCard | actions.GoalPage):
            cards[action] = goal_card(found, by_id[action.goal], getattr(action, "page", 0), say)
        elif isinstance(action, actions.GoalMore):
            cards[action] = more_card(found, by_id[action.goal], say)
        else:
            continue
        ahead += [button.action for row in cards[action].rows for button in row]
    return cards


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60, deadline=None)
@given(trees(), st.sampled_from([1, 2]), st.sampled_from(["en", "da"]), st.sampled_from([LONG_YET, SHORTLY]))
def test_every_goal_is_reached_by_taps_and_every_card_fits_a_phone(goals, reader, language, way):
    found = tree(goals, reader, way)
    cards = walked(found, Speech(language, "Europe/Copenhagen", NOW))
    below = branches(goals)
    shown = set(below.get(None, []))
    for each in goals:
        if each in shown:
            shown |= set(below.get(each.id, []))
    opened = {action.goal for action in cards if isinstance(action, actions.GoalCard)}
    assert opened == {each.id for each in shown}
    ways = {button.action for card in cards.values() for row in card.rows for button in row}
    assert (actions.PutAway(1, 0) in ways) is (reader == 2 and bool(put_away(goals)))
    open_ones = {each.id for each in shown if each.state is GoalState.OPEN and not is_away(goals, each)}
    assert {action.goal for action in ways if isinstance(action, actions.Tick)} == open_ones
    for action, card in cards.items():
        plain, _ = parse(str(card.text))
        buttons = [button for row in card.rows for button in row]
        assert 0 < units(plain) <= 4096
        assert len(buttons) <= 7, action  # six, and a way back
        assert all(0 < len(label(button)) <= 64 for button in buttons)
        for button in buttons:
            entry = button.action
            if isinstance(entry, actions.GoalCard) and label(button) not in {"Up", "Op"}:
                # Its button may be short: beside it each entry stands with all of its words.
                title = next(each.title for each in goals if each.id == entry.goal)
                assert title in plain, action


def test_sixty_goals_in_four_levels_are_seven_taps_away_at_most_and_lead_back_up():
    goals, number = [], 0
    for root in range(4):
        number += 1
        top = number
        goals.append(goal(top, None, f"Goal {root}"))
        for _ in range(2):
            number += 1
            part = number
            goals.append(goal(part, top, f"Part {part}"))
            number += 1
            small = number
            goals.append(goal(small, part, f"Smaller {small}"))
            for _ in range(5):
                number += 1
                goals.append(goal(number, small, f"Step {number}"))
    assert len(goals) == 60
    found, say = tree(goals), Speech("en", "Europe/Copenhagen", NOW)
    assert {action.goal for action in walked(found, say) if isinstance(action, actions.GoalCard)} == set(range(1, 61))
    deepest = goal_card(found, goals[-1], 0, say)
    assert "Part of: Goal 3 › Part 54 › Smaller 55" in deepest.text
    assert label(deepest.rows[-1][-1]) == "Up"


@pytest.mark.parametrize("page", [0, 7, actions.LARGEST])
def test_a_page_that_is_not_there_is_the_last_one(page):
    goals = [goal(1, None, "Borrow books"), *(goal(n, 1, f"Step {n}") for n in range(2, 8))]
    say = Speech("en", "Europe/Copenhagen", datetime(2026, 11, 20, tzinfo=UTC))
    card = goal_card(tree(goals), goals[0], page, say)
    assert ("Step 2" in card.text) is (page == 0)
    assert ("Step 7" in card.text) is (page > 0)


def test_a_long_way_is_told_by_what_the_goal_lies_right_under():
    goals = [goal(1, None, "a " * 90), goal(2, 1, "Get a card"), goal(3, 2, "Find the papers")]
    card = goal_card(tree(goals), goals[2], 0, Speech("en", "Europe/Copenhagen", NOW))
    assert "Part of: Get a card\n" in card.text
