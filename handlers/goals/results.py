"""What else can be done with a goal, and what became of a change."""

from markupsafe import Markup

from bot.mentoring.goals import Goal, GoalState, is_divided, may_move, row_of
from handlers import actions
from handlers.actions import Action
from handlers.goals.cards import filled, row, tick_button
from handlers.goals.tree import Tree
from handlers.screen import Button, Screen, bold, column, paragraphs
from handlers.speech import Speech
from handlers.wording import home_button


def more_card(tree: Tree, goal: Goal, say: Speech) -> Screen:
    """What else can be done with a goal."""
    number = goal.id
    mine = tree.is_mentee
    elsewhere = any(may_move(tree.goals, goal, each.id) for each in tree.goals) or goal.parent is not None
    moves = mine and goal.state is GoalState.OPEN and elsewhere
    tick = tick_button(goal, say) if goal.state is GoalState.OPEN and is_divided(tree.goals, goal) else None
    ordered = mine and len(row_of(tree.goals, goal)) > 1
    # It stands above all goals, too, for the largest one.
    crowded = tick is not None and moves and ordered
    rows = filled(
        row(tick),
        (
            Button(say("Other words"), actions.AskRename(number)),
            Button(say("How many meetings?"), actions.AskEstimate(number)),
        ),
        row(
            Button(say("Under another goal"), actions.AskUnder(number, 0, 0)) if moves else None,
            Button(say("Up or down"), actions.AskOrder(number)) if ordered else None,
        ),
        row(
            Button(say("Make it smaller"), actions.MakeSmaller(number, 0))
            if not crowded and _large(tree, goal, say)
            else None,
            Button(say("Put it away"), actions.Archive(number)) if mine else None,
        ),
        (Button(say("Back"), actions.GoalCard(number)),),
    )
    return Screen(paragraphs(bold(goal.title), say("What would you like to change?")), rows)


def _large(tree: Tree, goal: Goal, say: Speech) -> bool:
    """Whether there is more of it than meetings to come."""
    ahead = tree.ahead([goal], say) if tree.is_mentee and goal.state is GoalState.OPEN else None
    return ahead is not None and not ahead.fits


def result(
    first: Markup, about: Markup | None, change: int | None, say: Speech, *likely: Button | None, back: Action
) -> Screen:
    """What was done, said back, with Undo beside it and the likely next step first."""
    undo = Button(say("Undo"), actions.Undo(change)) if change else None
    rows = (*column(*likely), row(undo, Button(say("See it"), back)), (home_button(say),))
    return Screen(paragraphs(bold(first), about), rows)
