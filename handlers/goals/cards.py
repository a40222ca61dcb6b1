"""The cards of goals: the tree from above, one goal, and what became of a change."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.mentoring.goals import Goal, GoalState, ancestors, children, may_word, meetings_left, open_steps
from bot.mentoring.meetings import Meeting
from bot.mentoring.pairs import Pair
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import pair_of_goal
from handlers.actions import Action
from handlers.names import called
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.wording import home_button, label
from storage.unit import Unit

SHOWN = 3
LINE = 80


@dataclass(frozen=True)
class Tree:
    """A mentee's tree as one of the two sees it, with the next meeting."""

    pair: Pair
    person: Person
    name: Markup
    goals: Sequence[Goal]
    meeting: Meeting | None

    @property
    def is_mentee(self) -> bool:
        """Whether it is the reader's own."""
        return self.pair.mentee == self.person.id


def tree_of(pair: Pair, person: Person, unit: Unit, say: Speech) -> Tree:
    """The pair's tree as `person` sees it."""
    name = called(unit.people.get(pair.other(person.id)), say)
    goals = unit.goals.tree(pair.programme, pair.mentee)
    return Tree(pair, person, name, goals, next(iter(unit.meetings.next_of(pair.id, say.now)), None))


def tree_with(goal: Goal, person: Person, unit: Unit, say: Speech) -> Tree:
    """The tree that the goal stands in; raises LookupError when it is nothing of the person's."""
    return tree_of(pair_of_goal(goal, person, unit), person, unit, say)


def tree_card(tree: Tree, page: int, say: Speech) -> Screen:
    """The goals, a few at a time, each with its first open step."""
    roots = children(tree.goals, None)
    title = bold(say("What you would like") if tree.is_mentee else say("What {name} would like", name=tree.name))
    add = say("Something I'd like") if tree.is_mentee else say("Suggest something")
    new = Button(add, actions.AskGoal(tree.pair.id), Style.PLAIN if roots else Style.PRIMARY)
    if not roots:
        empty = (
            say("What is something you would like? Big or small, in your own words.")
            if tree.is_mentee
            else say("There is nothing here yet. {name} can write it, or you can suggest something.", name=tree.name)
        )
        return Screen(paragraphs(title, empty), column(new, home_button(say)))
    shown, begin = _window(roots, page)
    told = [_root_lines(tree, goal, say) for goal in shown]
    more = (
        Button(say("More"), actions.GoalsPage(tree.pair.id, _next_page(roots, begin))) if len(roots) > SHOWN else None
    )
    rows = (*column(*(_button(goal) for goal in shown)), *column(new), _row(more, home_button(say)))
    return Screen(paragraphs(title, *told), rows)


def _root_lines(tree: Tree, goal: Goal, say: Speech) -> Markup:
    steps = [step for step in open_steps(tree.goals) if goal in ancestors(tree.goals, step)]
    first = say("Next small step: {step}", step=label(steps[0].title, LINE)) if steps else None
    return lines(_line(goal, say), _left(tree, goal, say), first)


def _line(goal: Goal, say: Speech) -> Markup:
    title = label(goal.title, LINE)
    if goal.state is GoalState.DONE:
        return Markup("✓ {}").format(title)
    if goal.state is GoalState.SUGGESTED:
        return say("• {title} (a suggestion)", title=title)
    return Markup("• {}").format(title)


def _left(tree: Tree, goal: Goal, say: Speech) -> Markup | None:
    if goal.state is not GoalState.OPEN:
        return None
    left = meetings_left(tree.goals, goal.id)
    return say.many("About {n} meeting left", "About {n} meetings left", left) if left else None


def _button(goal: Goal) -> Button:
    mark = "✓ " if goal.state is GoalState.DONE else ""
    return Button(Markup("{}{}").format(mark, label(goal.title)), actions.GoalCard(goal.id))


def _window(goals: Sequence[Goal], page: int) -> tuple[Sequence[Goal], int]:
    begin = min(page, (len(goals) - 1) // SHOWN) * SHOWN if goals else 0
    return goals[begin : begin + SHOWN], begin


def _next_page(goals: Sequence[Goal], begin: int) -> int:
    """The page after this one; after the last comes the first."""
    return (begin // SHOWN + 1) % ((len(goals) + SHOWN - 1) // SHOWN)


def _row(*buttons: Button | None) -> tuple[Button, ...]:
    return tuple(button for button in buttons if button)


def goal_card(tree: Tree, goal: Goal, page: int, say: Speech, first: Markup | None = None) -> Screen:
    """One goal or step: its words, how far it is, what lies under it, and what can be done."""
    above = ancestors(tree.goals, goal)
    under = children(tree.goals, goal.id)
    shown, begin = _window(under, page)
    way = Markup(" › ").join(label(each.title) for each in above[-3:])
    text = paragraphs(
        first,
        say("Part of: {goals}", goals=way) if above else None,
        bold(goal.title),
        _state(tree, goal, say),
        lines(*(_line(each, say) for each in shown)) or None,
    )
    more = Button(say("More"), actions.GoalPage(goal.id, _next_page(under, begin))) if len(under) > SHOWN else None
    rows = (*column(*(_button(each) for each in shown)), *_doing(tree, goal, say), _row(more, *_ways(goal, tree, say)))
    return Screen(text, rows)


def _state(tree: Tree, goal: Goal, say: Speech) -> Markup | None:
    if goal.state is GoalState.DONE and goal.done_at is not None:
        return say("Done {day}.", day=say.on(say.local(goal.done_at).date()))
    if goal.state is GoalState.ARCHIVED:
        return say("It's put away.")
    if goal.state is GoalState.SUGGESTED:
        if goal.author == tree.person.id:
            return say("Your suggestion. {name} decides.", name=tree.name)
        return say("A suggestion from {name}. You decide.", name=tree.name)
    chosen = tree.meeting is not None and tree.meeting.step == goal.id
    when = say("It's the small step for your next meeting.") if chosen else None
    return lines(_left(tree, goal, say), when) or None


def _doing(tree: Tree, goal: Goal, say: Speech) -> tuple[tuple[Button, ...], ...]:
    number = goal.id
    if goal.state is GoalState.SUGGESTED and tree.is_mentee:
        return take_rows(number, say)
    if goal.state is GoalState.DONE:
        return ((Button(say("Not done after all"), actions.Untick(number)),),)
    if goal.state is not GoalState.OPEN:
        return ()
    add = Button(say("Add a small step"), actions.AskStep(number))
    return (*column(choice(tree, goal, say)), (add, Button(say("It's done"), actions.Tick(number))))


def take_rows(goal: int, say: Speech) -> tuple[tuple[Button, ...], ...]:
    """The mentee's two answers to a suggestion."""
    return column(
        Button(say("I'd like that"), actions.TakeGoal(goal), Style.PRIMARY),
        Button(say("Not now"), actions.LeaveGoal(goal)),
    )


def choice(tree: Tree, goal: Goal, say: Speech) -> Button | None:
    """Chooses the step for the next meeting, where that is possible and not done yet."""
    free = tree.meeting is not None and tree.meeting.step != goal.id
    if tree.meeting is None or not free or goal not in open_steps(tree.goals):
        return None
    return Button(say("Choose it for the next meeting"), actions.StepFor(tree.meeting.id, goal.id), Style.PRIMARY)


def _ways(goal: Goal, tree: Tree, say: Speech) -> tuple[Button, ...]:
    up = Button(say("Up"), actions.GoalCard(goal.parent)) if goal.parent is not None else all_goals(tree, say)
    can_change = goal.state in {GoalState.OPEN, GoalState.SUGGESTED} and may_word(goal, tree.person.id)
    change = (Button(say("Change"), actions.GoalMore(goal.id)),) if can_change else ()
    return (*change, up)


def all_goals(tree: Tree, say: Speech) -> Button:
    """The way to the whole tree."""
    return Button(say("All goals"), actions.GoalsOf(tree.pair.id))


def more_card(tree: Tree, goal: Goal, say: Speech) -> Screen:
    """What else can be done with a goal."""
    number = goal.id
    away = Button(say("Put it away"), actions.Archive(number)) if tree.is_mentee else None
    rows = column(
        Button(say("Other words"), actions.AskRename(number)),
        Button(say("How many meetings?"), actions.AskEstimate(number)),
        away,
        Button(say("Back"), actions.GoalCard(number)),
    )
    return Screen(paragraphs(bold(goal.title), say("What would you like to change?")), rows)


def result(
    first: Markup, about: Markup | None, change: int | None, say: Speech, *likely: Button | None, back: Action
) -> Screen:
    """What was done, said back, with Undo beside it and the likely next step first."""
    undo = Button(say("Undo"), actions.Undo(change)) if change else None
    rows = (*column(*likely), _row(undo, Button(say("See it"), back)), (home_button(say),))
    return Screen(paragraphs(bold(first), about), rows)
