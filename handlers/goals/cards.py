"""The cards of goals: the tree from above, and one goal with what lies under it."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring.forecast import Forecast
from bot.mentoring.goals import Goal, GoalState, ancestors, is_away, is_whole, listed, may_word, open_steps, put_away
from handlers import actions
from handlers.goals.tree import Tree
from handlers.goals.words import choices_words, forecast_words, left_words, line, state_words, thought_words
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.wording import home_button, label

# How many goals, and how many of what lies under one, stand on a card.
GOALS, UNDER = 3, 4
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


# --- The whole tree ---


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
    shown, page = window(roots, page, GOALS)
    ahead = tree.ahead(tree.roots, say) if page == 0 else None
    told = [_root_lines(tree, goal, say) for goal in shown]
    turn = next_page(roots, page, GOALS)
    more = Button(say("More"), actions.GoalsPage(tree.pair.id, turn)) if turn is not None else None
    rows = (*column(*(_button(goal) for goal in shown)), (new,), _offers(tree, ahead, say), row(more, kept), _home(say))
    when = lines(forecast_words(ahead, say, tree.agreement), choices_words(ahead, tree, say)) if ahead else None
    return Screen(paragraphs(first, title, *told, when), filled(*rows))


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


def _button(goal: Goal) -> Button:
    mark = "✓ " if goal.state is GoalState.DONE else ""
    return Button(Markup("{}{}").format(mark, label(goal.title)), actions.GoalCard(goal.id))


def _offers(tree: Tree, ahead: Forecast | None, say: Speech) -> tuple[Button, ...]:
    """What can be done when there is more to do than meetings to come."""
    if ahead is None or ahead.fits:
        return ()
    longer = None if tree.asked else Button(say("Talk about extending"), actions.TalkLonger(tree.pair.id))
    largest = max(tree.roots, key=lambda goal: tree.left(goal) or 0)
    smaller = Button(say("Make it smaller"), actions.MakeSmaller(largest.id, 0)) if tree.is_mentee else None
    return row(longer, smaller)


# --- One goal ---


def goal_card(tree: Tree, goal: Goal, page: int, say: Speech, first: Markup | None = None) -> Screen:
    """One goal or step: its words, how far it is, what lies under it, and what can be done."""
    under = listed(tree.goals, goal.id)
    shown, page = window(under, page, UNDER)
    ahead = tree.ahead([goal], say) if goal.parent is None and goal.state is GoalState.OPEN else None
    text = paragraphs(
        first,
        _part_of(tree, goal, say),
        bold(goal.title),
        _about(tree, goal, ahead, say),
        lines(*(line(each, say) for each in shown)) or None,
    )
    turn = next_page(under, page, UNDER)
    more = Button(say("More"), actions.GoalPage(goal.id, turn)) if turn is not None else None
    away = is_away(tree.goals, goal)
    likely, doing = ((), ()) if away else (_likely(tree, goal, say), _doing(tree, goal, say))
    rows = (*likely, *column(*(_button(each) for each in shown)), doing)
    return Screen(text, filled(*rows, row(more, *_ways(goal, tree, say))))


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
    return (Button(say("Add a small step"), actions.AskStep(number)), Button(say("It's done"), actions.Tick(number)))


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
    away = is_away(tree.goals, goal)
    back = goal.state is GoalState.ARCHIVED and tree.is_mentee and goal in put_away(tree.goals)
    can_change = goal.state in {GoalState.OPEN, GoalState.SUGGESTED} and may_word(goal, tree.person.id) and not away
    return row(
        Button(say("Bring it back"), actions.BringBack(goal.id)) if back else None,
        Button(say("Change"), actions.GoalMore(goal.id)) if can_change else None,
        up(goal, tree, say),
    )


def up(goal: Goal, tree: Tree, say: Speech) -> Button:
    """The way to what the goal lies under, or to the whole tree."""
    if goal.parent is not None:
        return Button(say("Up"), actions.GoalCard(goal.parent))
    return Button(say("All goals"), actions.GoalsOf(tree.pair.id))
