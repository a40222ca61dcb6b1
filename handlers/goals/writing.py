"""Goals and steps in own words: new ones, and other words for old ones."""

from markupsafe import Markup

from bot.mentoring.goals import Goal, GoalState, may_word
from bot.mentoring.pairs import Pair
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale
from handlers.actions import Action
from handlers.goals import changes
from handlers.goals.cards import choice
from handlers.goals.estimating import estimate_question
from handlers.goals.results import result
from handlers.goals.tree import Tree, standing, tree_of, tree_with
from handlers.screen import Button, Screen, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Said, Tap
from handlers.texts import one_line, too_long
from storage.unit import Unit

TITLE_LIMIT = 200


def ask_goal(tap: Tap[actions.AskGoal], unit: Unit, say: Speech) -> Screen:
    """What is something you would like?"""
    return _goal_question(tree_of(unit.pairs.get(tap.action.pair), tap.person, unit, say), say)


def _goal_question(tree: Tree, say: Speech, first: Markup | None = None) -> Screen:
    back = Button(say("Never mind"), actions.GoalsOf(tree.pair.id))
    if tree.is_mentee:
        asked = say("What is something you would like?")
    else:
        asked = say("What could be something for {name}?", name=tree.name)
    text = paragraphs(first, bold(asked), who_sees(tree, say))
    return Screen(text, column(back), asks=actions.SayGoal(tree.pair.id))


def who_sees(tree: Tree, say: Speech) -> Markup:
    if tree.is_mentee:
        return say("Write it in your own words. You and {name} can see it.", name=tree.name)
    return say("Write it in a few words. {name} sees it, and decides.", name=tree.name)


def said_goal(said: Said, action: actions.SayGoal, unit: Unit, say: Speech) -> Screen:
    """The goal is kept and said back: and how many meetings? A mentor's is a suggestion."""
    pair = unit.pairs.get(action.pair)
    tree = tree_of(pair, said.person, unit, say)
    title = one_line(said.text)
    if trouble := unfit(title, say):
        return _goal_question(tree, say, trouble)
    goal = add(pair, None, title, said, unit)
    if not tree.is_mentee:
        return _suggested(tree, goal, action, changes.added(goal, said.person, unit, said.now), say)
    changes.added(goal, said.person, unit, said.now)
    return estimate_question(goal, say)


def ask_step(tap: Tap[actions.AskStep], unit: Unit, say: Speech) -> Screen:
    """A small step under a goal."""
    tree, goal = standing(tap.action.goal, tap.person, unit, say, GoalState.OPEN, GoalState.SUGGESTED)
    return _step_question(tree, goal, say)


def _step_question(tree: Tree, goal: Goal, say: Speech, first: Markup | None = None) -> Screen:
    asked = bold(say("What is a small step?"))
    how = say("Something for one meeting, on the way to: {goal}", goal=goal.title)
    back = Button(say("Never mind"), actions.GoalCard(goal.id))
    return Screen(paragraphs(first, asked, how, who_sees(tree, say)), column(back), asks=actions.SayStep(goal.id))


def said_step(said: Said, action: actions.SayStep, unit: Unit, say: Speech) -> Screen:
    """The step is kept and said back; next, another one, or this one for the next meeting."""
    tree, parent = standing(action.goal, said.person, unit, say, GoalState.OPEN, GoalState.SUGGESTED)
    title = one_line(said.text)
    if trouble := unfit(title, say):
        return _step_question(tree, parent, say, trouble)
    goal = add(tree.pair, parent.id, title, said, unit)
    change = changes.added(goal, said.person, unit, said.now)
    tree = tree_with(goal, said.person, unit, say)
    if not tree.is_mentee:
        return _suggested(tree, goal, actions.SayStep(parent.id), change, say)
    chosen = choice(tree, goal, say)
    more = Button(say("Add another step"), actions.AskStep(parent.id))
    change_words = Button(say("Other words"), actions.AskRename(goal.id))
    under = say("A small step towards: {goal}", goal=parent.title)
    first = Markup.escape(goal.title)
    return result(first, under, change, say, chosen, more, change_words, back=actions.GoalCard(parent.id))


def _suggested(tree: Tree, goal: Goal, again: Action, change: int, say: Speech) -> Screen:
    told = say("I'll show it to {name}, who decides.", name=tree.name)
    ask = actions.AskStep(again.goal) if isinstance(again, actions.SayStep) else actions.AskGoal(tree.pair.id)
    more = Button(say("Suggest one more"), ask)
    words = Button(say("Other words"), actions.AskRename(goal.id))
    return result(Markup.escape(goal.title), told, change, say, more, words, back=actions.GoalCard(goal.id))


def add(pair: Pair, parent: int | None, title: str, said: Said, unit: Unit) -> Goal:
    """A mentee's own is open; a mentor's waits for the mentee, who is told."""
    mine = pair.mentee == said.person.id
    # Whoever has no Telegram says it, and the mentor writes it down.
    mine = mine or not unit.people.get(pair.mentee).has_chat
    state = GoalState.OPEN if mine else GoalState.SUGGESTED
    goal = unit.goals.add(pair, parent, title, said.person.id, state, said.now)
    if not mine:
        mentee = unit.people.get(pair.mentee)
        unit.outbox.notice(
            "goal.suggested", mentee, f"goal.suggested:{goal.id}:{mentee.id}", {"goal": goal.id}, said.now
        )
    return goal


def ask_rename(tap: Tap[actions.AskRename], unit: Unit, say: Speech) -> Screen:
    """Other words for the goal."""
    return _rename_question(*_wordable(tap.action.goal, tap.person, unit, say), say)


def _rename_question(tree: Tree, goal: Goal, say: Speech, first: Markup | None = None) -> Screen:
    now = say("Now it says: {title}", title=goal.title)
    back = Button(say("Never mind"), actions.GoalCard(goal.id))
    text = paragraphs(first, bold(say("How would you rather put it?")), now, who_sees(tree, say))
    return Screen(text, column(back), asks=actions.SayRename(goal.id))


def said_rename(said: Said, action: actions.SayRename, unit: Unit, say: Speech) -> Screen:
    """The new words are kept and said back."""
    tree, goal = _wordable(action.goal, said.person, unit, say)
    title = one_line(said.text)
    if trouble := unfit(title, say):
        return _rename_question(tree, goal, say, trouble)
    change = None
    if title != goal.title:
        before, after = {"title": goal.title}, {"title": title}
        change = unit.changes.add(said.person.id, changes.TITLE, goal.id, before, after, said.now)
        goal = unit.goals.rename(goal.id, title)
    again = Button(say("Other words"), actions.AskRename(goal.id))
    return result(
        Markup.escape(goal.title), say("That's how it's put now."), change, say, again, back=actions.GoalCard(goal.id)
    )


def _wordable(number: int, person: Person, unit: Unit, say: Speech) -> tuple[Tree, Goal]:
    tree, goal = standing(number, person, unit, say, GoalState.OPEN, GoalState.SUGGESTED)
    if not may_word(goal, person.id):
        raise Stale
    return tree, goal


def unfit(title: str, say: Speech) -> Markup | None:
    """A kind word about words that can't be kept, and the question stays."""
    if not title:
        return say("Can you write it in words?")
    if too_long(title, TITLE_LIMIT):
        return say("That's a long one. Can you say it in {n} characters or fewer?", n=TITLE_LIMIT)
    return None
