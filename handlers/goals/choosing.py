"""One small step for a meeting: chosen among those that are open, or a new one."""

from markupsafe import Markup

from bot.mentoring.goals import Goal, GoalState, children, open_steps
from bot.mentoring.meetings import Meeting, is_ahead
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale
from handlers.actions import Action
from handlers.goals import changes
from handlers.goals.cards import Tree, result, tree_of
from handlers.meetings.listing import changed
from handlers.meetings.scene import scene
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import label
from storage.unit import Unit

SHOWN = 4


def choose_step(tap: Tap[actions.ChooseStep], unit: Unit, say: Speech) -> Screen:
    """Which step for this meeting?"""
    return _page(tap.action.meeting, 0, tap.person, unit, say)


def choose_step_page(tap: Tap[actions.ChooseStepPage], unit: Unit, say: Speech) -> Screen:
    """More to choose from."""
    return _page(tap.action.meeting, tap.action.page, tap.person, unit, say)


def _page(number: int, page: int, person: Person, unit: Unit, say: Speech) -> Screen:
    seen = scene(number, person, unit, say)
    if not is_ahead(seen.meeting, say.now):
        return changed(seen, unit, say)
    return _chooser(seen.meeting, tree_of(seen.pair, person, unit, say), page, say)


def _chooser(meeting: Meeting, tree: Tree, page: int, say: Speech) -> Screen:
    steps = open_steps(tree.goals)
    begin = min(page, max(0, len(steps) - 1) // SHOWN) * SHOWN
    shown = steps[begin : begin + SHOWN]
    more = len(steps) > begin + SHOWN
    rows = column(
        *(_button(meeting, step, likely=step is steps[0] and meeting.step is None) for step in shown),
        Button(say("More"), actions.ChooseStepPage(meeting.id, begin // SHOWN + 1)) if more else None,
        Button(say("Something new"), _new(tree), Style.PLAIN if steps else Style.PRIMARY),
        Button(say("Back"), actions.MeetingCard(meeting.id)),
    )
    title = bold(say("A small step for {when}", when=say.date(say.local(meeting.starts_at).date())))
    told = say("Which one would you like to take together?") if steps else say("There is no small step yet.")
    return Screen(paragraphs(title, told), rows)


def _button(meeting: Meeting, step: Goal, *, likely: bool) -> Button:
    style = Style.PRIMARY if likely else Style.PLAIN
    return Button(label(step.title), actions.StepFor(meeting.id, step.id), style)


def _new(tree: Tree) -> Action:
    """Where a new step is written: under the only goal there is, else under one that is chosen first."""
    roots = [goal for goal in children(tree.goals, None) if goal.state is GoalState.OPEN]
    if not roots:
        return actions.AskGoal(tree.pair.id)
    return actions.AskStep(roots[0].id) if len(roots) == 1 else actions.GoalsOf(tree.pair.id)


def step_for(tap: Tap[actions.StepFor], unit: Unit, say: Speech) -> Screen:
    """This step for this meeting."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    step = unit.goals.get(tap.action.goal)
    meeting = seen.meeting
    if not is_ahead(meeting, tap.now):
        return changed(seen, unit, say)
    if step.state is not GoalState.OPEN:
        raise Stale
    if meeting.step == step.id:
        change = changes.last(tap.person, changes.STEP, meeting.id, unit)
    else:
        before, after = {"step": meeting.step}, {"step": step.id}
        change = unit.changes.add(tap.person.id, changes.STEP, meeting.id, before, after, tap.now)
        unit.meetings.set(meeting.id, step_id=step.id)
    when = say.date(say.local(meeting.starts_at).date())
    first = say("Your small step for {when}", when=when)
    other = Button(say("Another small step"), actions.ChooseStep(meeting.id))
    about = Markup.escape(step.title)
    return result(first, about, change, say, other, back=actions.MeetingCard(meeting.id))
