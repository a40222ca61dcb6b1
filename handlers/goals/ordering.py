"""The card on which a goal goes further up or down in its row."""

from markupsafe import Markup

from bot.mentoring.goals import Goal, row_of
from handlers import actions
from handlers.goals.cards import filled, row
from handlers.goals.tree import Tree
from handlers.goals.words import line
from handlers.screen import Button, Screen, bold, lines, paragraphs
from handlers.speech import Speech

# How many neighbours are shown on each side.
NEAR = 2


def order_card(tree: Tree, goal: Goal, change: int | None, say: Speech) -> Screen:
    """The goal among its neighbours; `change` can be undone."""
    beside = row_of(tree.goals, goal)
    at = next(n for n, each in enumerate(beside) if each.id == goal.id)
    shown = beside[max(0, at - NEAR) : at + NEAR + 1]
    told = lines(*(bold(line(each, say)) if each.id == goal.id else line(each, say) for each in shown))
    last = len(beside) - 1
    rows = filled(
        row(
            _put(say("Further up"), goal, at - 1) if at > 0 else None,
            _put(say("Further down"), goal, at + 1) if at < last else None,
        ),
        row(_put(say("To the top"), goal, 0) if at > 1 else None, _undo(change, say)),
        (Button(say("That's good"), actions.GoalCard(goal.id)),),
    )
    return Screen(paragraphs(bold(say("What comes first?")), told), rows)


def _put(words: Markup, goal: Goal, place: int) -> Button:
    return Button(words, actions.PutAt(goal.id, place))


def _undo(change: int | None, say: Speech) -> Button | None:
    return Button(say("Undo"), actions.Undo(change)) if change else None
