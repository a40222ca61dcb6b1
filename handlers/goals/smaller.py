"""More to do than there are meetings to come: what would be enough for now?"""

from markupsafe import Markup

from bot.mentoring.goals import GoalState, listed
from handlers import actions
from handlers.goals.cards import filled, next_page, row, window
from handlers.goals.tree import standing
from handlers.goals.words import in_full
from handlers.screen import Button, Screen, bold, column, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import label
from storage.unit import Unit

PARTS = 3
# As long as the words of a part may be on its button.
PART = 30


def make_smaller(tap: Tap[actions.MakeSmaller], unit: Unit, say: Speech) -> Screen:
    """Another guess, other words, or a part that is left for later."""
    tree, goal = standing(tap.action.goal, tap.person, unit, say, GoalState.OPEN)
    parts = [each for each in listed(tree.goals, goal.id) if each.state is GoalState.OPEN]
    shown, page = window(parts, tap.action.page, PARTS)
    later = (Button(say("Later: {goal}", goal=label(each.title, PART)), actions.Archive(each.id)) for each in shown)
    turn = next_page(parts, page, PARTS)
    more = Button(say("More"), actions.MakeSmaller(goal.id, turn)) if turn is not None else None
    rows = filled(
        *column(*later),
        (
            Button(say("How many meetings?"), actions.AskEstimate(goal.id)),
            Button(say("Other words"), actions.AskRename(goal.id)),
        ),
        row(more, Button(say("Back"), actions.GoalCard(goal.id))),
    )
    how = (
        say(
            "You can leave a part for later: it's kept and comes back when you like. Or guess anew, or use other words."
        )
        if parts
        else say("You can guess anew, or use other words.")
    )
    title = bold(say("What would be enough for now?"))
    return Screen(paragraphs(title, Markup.escape(goal.title), lines(how, in_full(shown))), rows)
