"""How many meetings do you think it takes? A guess, that may change as one learns."""

from markupsafe import Markup

from bot.mentoring.goals import Goal, GoalState, children, listed, may_word
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale
from handlers.goals import changes
from handlers.goals.results import result
from handlers.goals.tree import Tree, standing, tree_with
from handlers.goals.words import thought_words
from handlers.screen import Button, Screen, Style, bold, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Said, Tap
from handlers.wording import number_in
from storage.unit import Unit

USUAL = (1, 2, 3, 5, 8)
MOST = 99


def ask_estimate(tap: Tap[actions.AskEstimate], unit: Unit, say: Speech) -> Screen:
    """The question, once more."""
    tree, goal = _guessable(tap.action.goal, tap.person, unit, say)
    return estimate_question(goal, say, begun=any(each.state is GoalState.DONE for each in listed(tree.goals, goal.id)))


def estimate_question(goal: Goal, say: Speech, first: Markup | None = None, *, begun: bool = False) -> Screen:
    """Says the goal back, and asks for a guess; of the whole, also when some of it is done."""
    numbers = tuple(Button(Markup.escape(number), actions.Estimate(goal.id, number)) for number in USUAL)
    rows = (
        numbers,
        (Button(say("I don't know yet"), actions.Estimate(goal.id, 0)),),
        (Button(say("Other words"), actions.AskRename(goal.id)), Button(say("See it"), actions.GoalCard(goal.id))),
    )
    asked = say("How many meetings do you think it takes? A guess is fine, and it can change.")
    whole = say("Count those that you've had, too.") if begun else None
    return Screen(paragraphs(first, bold(goal.title), lines(asked, whole)), rows, asks=actions.SayEstimate(goal.id))


def estimate(tap: Tap[actions.Estimate], unit: Unit, say: Speech) -> Screen:
    """The guess by button."""
    _, goal = _guessable(tap.action.goal, tap.person, unit, say)
    if tap.action.meetings > MOST:
        raise Stale
    return _keep(goal, tap.action.meetings or None, tap.person, unit, say)


def said_estimate(said: Said, action: actions.SayEstimate, unit: Unit, say: Speech) -> Screen:
    """The guess, typed."""
    _, goal = _guessable(action.goal, said.person, unit, say)
    number = number_in(said.text)
    if number is None or number > MOST:
        return estimate_question(goal, say, say("I didn't get that number."))
    return _keep(goal, number or None, said.person, unit, say)


def _keep(goal: Goal, number: int | None, person: Person, unit: Unit, say: Speech) -> Screen:
    if number == goal.estimate:
        change = changes.just_now(person, changes.ESTIMATE, goal.id, unit, say.now)
    else:
        line = unit.goals.estimate(goal.id, person.id, number, say.now)
        before, after = {"meetings": goal.estimate}, {"line": line}
        change = unit.changes.add(person.id, changes.ESTIMATE, goal.id, before, after, say.now)
    told = (
        say.many("You think it takes about {n} meeting.", "You think it takes about {n} meetings.", number)
        if number
        else say("That's fine. You can guess later.")
    )
    tree = tree_with(goal, person, unit, say)
    learned = thought_words(tree, goal, say) if number and tree.is_mentee else None
    bare = not children(tree.goals, goal.id) and goal.parent is None
    step = Button(say("Add a first small step"), actions.AskStep(goal.id), Style.PRIMARY) if bare else None
    about = lines(told, learned)
    return result(Markup.escape(goal.title), about, change, say, step, back=actions.GoalCard(goal.id))


def _guessable(number: int, person: Person, unit: Unit, say: Speech) -> tuple[Tree, Goal]:
    tree, goal = standing(number, person, unit, say, GoalState.OPEN, GoalState.SUGGESTED)
    if not may_word(goal, person.id):
        raise Stale
    return tree, goal
