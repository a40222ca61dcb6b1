"""What is said of a goal: how far it is, what was learned, and when it could be reached."""

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from bot.mentoring.forecast import Forecast, Part, part_of_month
from bot.mentoring.goals import Goal, GoalState
from bot.mentoring.pairs import Agreement, Rhythm
from handlers.goals.tree import Tree
from handlers.screen import lines
from handlers.speech import Speech
from handlers.wording import LABEL

# Nearer than this, a day can be told; farther off, only a part of a month.
NEAR = 14
# So many guesses are told one by one.
TOLD = 4


def line(goal: Goal, say: Speech) -> Markup:
    """The goal as an entry of a list, with all of its words."""
    if goal.state is GoalState.DONE:
        return Markup("✓ {}").format(goal.title)
    if goal.state is GoalState.SUGGESTED:
        return say("• {title} (a suggestion)", title=goal.title)
    return Markup("• {}").format(goal.title)


def in_full(goals: Sequence[Goal]) -> Markup | None:
    """The words of those goals that are too long for a button."""
    return lines(*(Markup("• {}").format(goal.title) for goal in goals if len(goal.title) > LABEL)) or None


def left_words(left: int | None, say: Speech) -> Markup | None:
    """How many meetings are left, as far as anybody has guessed."""
    return say.many("About {n} meeting left", "About {n} meetings left", left) if left else None


def thought_words(tree: Tree, goal: Goal, say: Speech) -> Markup | None:
    """The history of the guesses, as something learned; None with fewer than two."""
    thought = tree.thought(goal)
    if len(thought) < 2:
        return None
    shown = thought if len(thought) <= TOLD else [thought[0], thought[-1]]
    numbers = say(", then ").join(say("one meeting") if n == 1 else say.number(n) for n in shown)
    if tree.is_mentee:
        return say("First you thought {numbers}: you know more now.", numbers=numbers)
    return say("First {name} thought {numbers}: you both know more now.", name=tree.name, numbers=numbers)


def state_words(tree: Tree, goal: Goal, say: Speech) -> Markup | None:
    """Where a goal is that is not open; None for an open one."""
    if goal.state is GoalState.DONE and goal.done_at is not None:
        return say("Done {day}.", day=say.on(say.local(goal.done_at).date()))
    if goal.state is GoalState.ARCHIVED:
        return say("It's put away.") if tree.is_mentee or goal.author != tree.person.id else say("Not now.")
    if goal.state is GoalState.SUGGESTED:
        if goal.author == tree.person.id:
            return say("Your suggestion. {name} decides.", name=tree.name)
        return say("A suggestion from {name}. You decide.", name=tree.name)
    return None


# --- The forecast ---


def forecast_words(found: Forecast, say: Speech, agreement: Agreement | None) -> Markup:
    """How many meetings are left and when that is, against the end of the course; never as something late."""
    return lines(_reached(found, agreement, say), _course(found, say))


def _reached(found: Forecast, agreement: Agreement | None, say: Speech) -> Markup:
    how_often = _how_often(agreement, say)
    if found.ready is None or how_often is None:
        return say.many("About {n} meeting left.", "About {n} meetings left.", found.left)
    when = _around(found.ready, say)
    return say.many(
        "About {n} meeting left: with {rhythm} that is {when}.",
        "About {n} meetings left: with {rhythm} that is {when}.",
        found.left,
        rhythm=how_often,
        when=when,
    )


def _how_often(agreement: Agreement | None, say: Speech) -> Markup | None:
    """How many meetings in how long, in the middle of a sentence; None without a rhythm."""
    if agreement is None:
        return None
    n = max(len(agreement.weekdays), 1)
    if agreement.rhythm is Rhythm.WEEKLY:
        return say.many("{n} every week", "{n} a week", n)
    if agreement.rhythm is Rhythm.FORTNIGHTLY:
        return say.many("{n} every other week", "{n} every other week", n)
    return say.many("{n} a month", "{n} a month", n) if agreement.rhythm is Rhythm.MONTHLY else None


def _around(day: date, say: Speech) -> Markup:
    if (day - say.local(say.now).date()).days < NEAR:
        return say.on(day)
    month = say.month_name(day)
    return {
        Part.EARLY: say("early {month}", month=month),
        Part.MIDDLE: say("the middle of {month}", month=month),
        Part.LATE: say("late {month}", month=month),
    }[part_of_month(day)]


def _course(found: Forecast, say: Speech) -> Markup | None:
    if found.ends_on is None:
        return None
    end = say.month(found.ends_on)
    if found.ends_on < say.local(say.now).date():
        return say("Your course ran to {date}.", date=end)
    if found.fits:
        return say("Your course runs to {date}.", date=end)
    return say.many(
        "Your course runs to {date}, with room for about {n} meeting.",
        "Your course runs to {date}, with room for about {n} meetings.",
        found.room or 0,
        date=end,
    )


def choices_words(found: Forecast, tree: Tree, say: Speech) -> Markup | None:
    """What the two could do about it when there is more to do than meetings to come; None when it fits."""
    if found.fits:
        return None
    if tree.asked:
        return say("You've said that you'd like to talk about more time.")
    if tree.is_mentee:
        return say("You could talk about more time, or make it smaller. Both are fine.")
    return say("You could talk about more time, if you'd like.")
