"""A mentor's goal or step is a suggestion, until the mentee takes it; a no is only "not now"."""

from datetime import datetime

from markupsafe import Markup

from bot.mentoring.goals import Goal, GoalState, taken_with
from handlers import actions
from handlers.access import Stale
from handlers.goals import changes
from handlers.goals.cards import choice, take_rows
from handlers.goals.results import result
from handlers.goals.tree import standing, tree_with
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit


def take(tap: Tap[actions.TakeGoal], unit: Unit, say: Speech) -> Screen:
    """I'd like that: it is the mentee's own from now on, with what it lies under."""
    tree, goal = standing(tap.action.goal, tap.person, unit, say, GoalState.SUGGESTED, GoalState.OPEN)
    if goal.author == tap.person.id:
        raise Stale
    if goal.state is GoalState.SUGGESTED:
        opened = taken_with(tree.goals, goal)
        change: int | None = changes.set_states(opened, goal.id, GoalState.OPEN, tap.person, unit, tap.now)
        tell_taken(goal, unit, tap.now)
    else:
        change = changes.last(tap.person, changes.STATES, goal.id, unit)
    tree = tree_with(goal, tap.person, unit, say)
    goal = unit.goals.get(goal.id)
    chosen = choice(tree, goal, say) if goal.parent is not None else None
    step = Button(say("Add a small step"), actions.AskStep(goal.id), Style.PLAIN if chosen else Style.PRIMARY)
    guess = Button(say("How many meetings?"), actions.AskEstimate(goal.id)) if goal.parent is None else None
    title = Markup.escape(goal.title)
    return result(say("It's yours now."), title, change, say, chosen, step, guess, back=actions.GoalCard(goal.id))


def leave(tap: Tap[actions.LeaveGoal], unit: Unit, say: Speech) -> Screen:
    """Not now."""
    goal = unit.goals.get(tap.action.goal)
    if goal.state is GoalState.SUGGESTED:
        change: int | None = changes.set_states([goal], goal.id, GoalState.ARCHIVED, tap.person, unit, tap.now)
        _tell("goal.left", goal, unit, tap.now)
    elif goal.state is GoalState.ARCHIVED:
        change = changes.last(tap.person, changes.STATES, goal.id, unit)
    else:
        raise Stale
    tree = tree_with(goal, tap.person, unit, say)
    told = say("That's fine. You can always write what you would like yourself.")
    return result(say("Not now, then."), told, change, say, back=actions.GoalsOf(tree.pair.id))


def tell_taken(goal: Goal, unit: Unit, now: datetime) -> None:
    """Whoever suggested it hears, once, that it was taken; nothing is told of a mentee's own."""
    if goal.author != goal.mentee:
        _tell("goal.taken", goal, unit, now)


def _tell(kind: str, goal: Goal, unit: Unit, now: datetime) -> None:
    author = unit.people.get(goal.author)
    unit.outbox.notice(kind, author, f"{kind}:{goal.id}:{author.id}", {"goal": goal.id}, now)


def suggested(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The mentor has a suggestion; its words stand below the first line, which a lock screen shows."""
    goal = unit.goals.get(notice["goal"])
    if goal.state is not GoalState.SUGGESTED:
        return Dropped("answered")
    tree = tree_with(goal, notice.reader, unit, say)
    told = say("{name} thought of this: {title}", name=tree.name, title=goal.title)
    decide = say("You decide.")
    title = bold(say("{name} has a suggestion for you.", name=tree.name))
    return Screen(paragraphs(title, told, decide), (*take_rows(goal.id, say), (home_button(say),)))


def taken(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The mentee took it."""
    goal = unit.goals.get(notice["goal"])
    if goal.state not in {GoalState.OPEN, GoalState.DONE}:
        return Dropped("undone")
    tree = tree_with(goal, notice.reader, unit, say)
    title = bold(say("{name} liked your suggestion.", name=tree.name))
    see = Button(say("See it"), actions.GoalCard(goal.id), Style.PRIMARY)
    return Screen(paragraphs(title, Markup.escape(goal.title)), column(see, home_button(say)))


def left(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The mentee left it for now."""
    goal = unit.goals.get(notice["goal"])
    if goal.state is not GoalState.ARCHIVED:
        return Dropped("undone")
    tree = tree_with(goal, notice.reader, unit, say)
    title = bold(say("{name} has looked at your suggestion: not now.", name=tree.name))
    told = say("That's fine. It was kind of you to think of it.")
    return Screen(paragraphs(title, told), column(home_button(say)))
