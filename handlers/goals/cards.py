"""The card of one goal with what lies under it, and what the cards of goals share."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring.forecast import Forecast
from bot.mentoring.goals import (
    Goal,
    GoalState,
    ancestors,
    is_away,
    is_divided,
    is_whole,
    listed,
    may_word,
    open_steps,
    put_away,
)
from handlers import actions
from handlers.goals.tree import Tree
from handlers.goals.words import forecast_words, left_words, line, state_words, thought_words
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.wording import label

# So many buttons a card has at most, and a way back.
MOST = 6
# A way longer than this is told by its last part only.
WAY = 120
Rows = tuple[tuple[Button, ...], ...]


def window(goals: Sequence[Goal], page: int, most: int) -> tuple[Sequence[Goal], int]:
    """The goals on that page, the last one for a page that is not there, and the page's number."""
    page = min(page, max(0, len(goals) - 1) // most)
    return goals[page * most : (page + 1) * most], page


def next_page(goals: Sequence[Goal], page: int, most: int) -> int | None:
    """The page after this one, after the last the first; None when there is only one."""
    pages = -(-len(goals) // most)
    return (page + 1) % pages if pages > 1 else None


def row(*buttons: Button | None) -> tuple[Button, ...]:
    """The buttons that are there, beside each other."""
    return tuple(button for button in buttons if button)


def filled(*rows: Sequence[Button]) -> Rows:
    """The rows that have a button."""
    return tuple(tuple(each) for each in rows if each)


# --- One goal ---


def goal_button(goal: Goal) -> Button:
    """Leads to the goal, by its words."""
    mark = "✓ " if goal.state is GoalState.DONE else ""
    return Button(Markup("{}{}").format(mark, label(goal.title)), actions.GoalCard(goal.id))


def goal_card(tree: Tree, goal: Goal, page: int, say: Speech, first: Markup | None = None) -> Screen:
    """One goal or step: its words, how far it is, what lies under it, and what can be done."""
    under = listed(tree.goals, goal.id)
    away = is_away(tree.goals, goal)
    likely, doing = ((), ()) if away else (_likely(tree, goal, say), _doing(tree, goal, say))
    ways = _ways(goal, tree, say)
    room = MOST - len(likely) - len(doing) - len(ways) + 1
    size = room if len(under) <= room else room - 1
    shown, page = window(under, page, size)
    ahead = tree.ahead([goal], say) if goal.parent is None and goal.state is GoalState.OPEN else None
    text = paragraphs(
        first,
        _part_of(tree, goal, say),
        bold(goal.title),
        _about(tree, goal, ahead, say),
        lines(*(line(each, say) for each in shown)) or None,
    )
    turn = next_page(under, page, size)
    more = Button(say("More"), actions.GoalPage(goal.id, turn)) if turn is not None else None
    rows = (*likely, *column(*(goal_button(each) for each in shown)), doing)
    return Screen(text, filled(*rows, row(more, *ways)))


def _part_of(tree: Tree, goal: Goal, say: Speech) -> Markup | None:
    above = ancestors(tree.goals, goal)
    if not above:
        return None
    titles = [each.title for each in above]
    way = " › ".join(titles)
    return say("Part of: {goals}", goals=way if len(way) <= WAY else titles[-1])


def _about(tree: Tree, goal: Goal, ahead: Forecast | None, say: Speech) -> Markup | None:
    if goal.state is not GoalState.OPEN:
        return state_words(tree, goal, say)
    if is_away(tree.goals, goal):
        return say("What it lies under is put away.")
    chosen = tree.meeting is not None and tree.meeting.step == goal.id
    words = (
        say("You take it up at your next meeting.")
        if is_whole(goal)
        else say("It's the small step for your next meeting.")
    )
    when = words if chosen else None
    left = forecast_words(ahead, say, tree.agreement) if ahead else left_words(tree.left(goal), say)
    return lines(left, thought_words(tree, goal, say), when) or None


def _likely(tree: Tree, goal: Goal, say: Speech) -> Rows:
    """What waits for an answer, or is the likely next thing."""
    if goal.state is GoalState.SUGGESTED and tree.is_mentee:
        return take_rows(goal.id, say)
    return column(choice(tree, goal, say))


def _doing(tree: Tree, goal: Goal, say: Speech) -> tuple[Button, ...]:
    number = goal.id
    if goal.state is GoalState.DONE:
        away = Button(say("Put it away"), actions.Archive(number)) if tree.is_mentee else None
        return row(Button(say("Not done after all"), actions.Untick(number)), away)
    if goal.state is not GoalState.OPEN:
        return ()
    # What is reached by its steps is seldom ticked off itself: that stands among the changes.
    tick = None if is_divided(tree.goals, goal) and can_change(tree, goal) else tick_button(goal, say)
    return row(Button(say("Add a small step"), actions.AskStep(number)), tick)


def tick_button(goal: Goal, say: Speech) -> Button:
    """Says that it is done."""
    return Button(say("It's done"), actions.Tick(goal.id))


def can_change(tree: Tree, goal: Goal) -> bool:
    """Whether the reader can change the goal as it stands."""
    stands = goal.state in {GoalState.OPEN, GoalState.SUGGESTED} and not is_away(tree.goals, goal)
    return stands and may_word(goal, tree.person.id)


def take_rows(goal: int, say: Speech) -> Rows:
    """The mentee's two answers to a suggestion."""
    return column(
        Button(say("I'd like that"), actions.TakeGoal(goal), Style.PRIMARY),
        Button(say("Not now"), actions.LeaveGoal(goal)),
    )


def choice(tree: Tree, goal: Goal, say: Speech) -> Button | None:
    """Chooses the step for the next meeting, where that is possible and not done yet."""
    meeting = tree.meeting
    if meeting is None or meeting.step == goal.id or goal not in open_steps(tree.goals):
        return None
    return Button(say("Choose it for the next meeting"), actions.StepFor(meeting.id, goal.id), Style.PRIMARY)


def _ways(goal: Goal, tree: Tree, say: Speech) -> tuple[Button, ...]:
    back = goal.state is GoalState.ARCHIVED and tree.is_mentee and goal in put_away(tree.goals)
    return row(
        Button(say("Bring it back"), actions.BringBack(goal.id)) if back else None,
        Button(say("Change"), actions.GoalMore(goal.id)) if can_change(tree, goal) else None,
        up(goal, tree, say),
    )


def up(goal: Goal, tree: Tree, say: Speech) -> Button:
    """The way to what the goal lies under, or to the whole tree."""
    if goal.parent is not None:
        return Button(say("Up"), actions.GoalCard(goal.parent))
    return Button(say("All goals"), actions.GoalsOf(tree.pair.id))
