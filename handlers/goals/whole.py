"""The card of the whole tree: the goals, each with its first open step, and when all of it could be reached."""

from markupsafe import Markup

from bot.mentoring.forecast import Forecast
from bot.mentoring.goals import Goal, GoalState, listed, open_steps, put_away
from handlers import actions
from handlers.goals.cards import MOST, filled, goal_button, next_page, row, window
from handlers.goals.tree import Tree
from handlers.goals.words import choices_words, forecast_words, left_words, line
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.wording import home_button

# How many goals stand on a card, and how many where it would be crowded otherwise.
GOALS, FEWER = 3, 2


def tree_card(tree: Tree, page: int, say: Speech, first: Markup | None = None) -> Screen:
    """The goals, a few at a time, each with its first open step; and when all of it could be reached."""
    roots = listed(tree.goals, None)
    title = bold(say("What you would like") if tree.is_mentee else say("What {name} would like", name=tree.name))
    new = Button(
        say("Something I'd like") if tree.is_mentee else say("Suggest something"),
        actions.AskGoal(tree.pair.id),
        Style.PLAIN if roots else Style.PRIMARY,
    )
    away = Button(say("Put away"), actions.PutAway(tree.pair.id, 0))
    kept = away if tree.is_mentee and put_away(tree.goals) else None
    if not roots:
        text = paragraphs(first, title, _nothing_yet(tree, say))
        asks = actions.SayGoal(tree.pair.id) if tree.is_mentee else None
        return Screen(text, filled((new,), row(kept, home_button(say))), asks=asks)
    ahead = tree.ahead(tree.roots, say)
    offers = _offers(tree, ahead, say)
    size = _size(len(roots), 1 + len(offers) + (kept is not None))
    shown, page = window(roots, page, size)
    if page:
        ahead, offers = None, ()
    told = [_root_lines(tree, goal, say) for goal in shown]
    turn = next_page(roots, page, size)
    more = Button(say("More"), actions.GoalsPage(tree.pair.id, turn)) if turn is not None else None
    if len(shown) + 1 + len(offers) + len(row(more, kept)) > MOST:
        # It stands on the next page.
        kept = None
    rows = (*column(*(goal_button(goal) for goal in shown)), (new,), offers, row(more, kept), _home(say))
    when = lines(forecast_words(ahead, say, tree.agreement), choices_words(ahead, tree, say)) if ahead else None
    return Screen(paragraphs(first, title, *told, when), filled(*rows))


def _size(roots: int, others: int) -> int:
    """How many goals stand on a card beside the other buttons that it may have."""
    return GOALS if min(roots, GOALS) + others + (roots > GOALS) <= MOST else FEWER


def _home(say: Speech) -> tuple[Button, ...]:
    return (home_button(say),)


def _nothing_yet(tree: Tree, say: Speech) -> Markup:
    if tree.is_mentee:
        asked = say("What is something you would like?")
        return lines(asked, say("Write it in your own words. You and {name} can see it.", name=tree.name))
    return say("There is nothing here yet. {name} can write it, or you can suggest something.", name=tree.name)


def _root_lines(tree: Tree, goal: Goal, say: Speech) -> Markup:
    open_one = goal.state is GoalState.OPEN
    steps = open_steps(tree.goals, goal.id) if open_one else []
    step = say("Next small step: {step}", step=steps[0].title) if steps else None
    # With only one goal, the forecast says how much is left.
    left = left_words(tree.left(goal), say) if open_one and len(tree.roots) > 1 else None
    return lines(line(goal, say), left, step)


def _offers(tree: Tree, ahead: Forecast | None, say: Speech) -> tuple[Button, ...]:
    """What can be done when there is more to do than meetings to come."""
    if ahead is None or ahead.fits:
        return ()
    longer = None if tree.asked else Button(say("Talk about extending"), actions.TalkLonger(tree.pair.id))
    largest = max(tree.roots, key=lambda goal: tree.left(goal) or 0)
    smaller = Button(say("Make it smaller"), actions.MakeSmaller(largest.id, 0)) if tree.is_mentee else None
    return row(longer, smaller)
