"""One small step for a meeting: chosen among those that are open, or written anew."""

from markupsafe import Markup

from bot.mentoring.goals import Goal, GoalState, is_away, is_divided, is_whole, open_steps
from bot.mentoring.meetings import Meeting, is_ahead
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale
from handlers.goals import changes
from handlers.goals.cards import next_page, row, window
from handlers.goals.results import result
from handlers.goals.tree import Tree, tree_of
from handlers.goals.words import in_full
from handlers.goals.writing import add, unfit, who_sees
from handlers.meetings.listing import changed
from handlers.meetings.scene import scene
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Said, Tap
from handlers.texts import one_line
from handlers.wording import label
from storage.unit import Unit

SHOWN = 4


def choose_step(tap: Tap[actions.ChooseStep], unit: Unit, say: Speech) -> Screen:
    """Which step for this meeting?"""
    return _page(tap.action.meeting, 0, tap.person, unit, say)


def choose_step_page(tap: Tap[actions.ChooseStepPage], unit: Unit, say: Speech) -> Screen:
    """More to choose from."""
    return _page(tap.action.meeting, tap.action.page, tap.person, unit, say)


def _page(number: int, page: int, person: Person, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    seen = scene(number, person, unit, say)
    if not is_ahead(seen.meeting, say.now):
        return changed(seen, unit, say)
    return _chooser(seen.meeting, tree_of(seen.pair, person, unit, say), page, say, first)


def _chooser(meeting: Meeting, tree: Tree, page: int, say: Speech, first: Markup | None) -> Screen:
    steps = open_steps(tree.goals)
    shown, page = window(steps, page, SHOWN)
    turn = next_page(steps, page, SHOWN)
    more = Button(say("More"), actions.ChooseStepPage(meeting.id, turn)) if turn is not None else None
    rows = (
        *column(
            *(_button(meeting, step, likely=step is steps[0] and meeting.step is None) for step in shown),
            Button(say("Something new"), actions.AskNewStep(meeting.id), Style.PLAIN if steps else Style.PRIMARY),
        ),
        row(more, Button(say("Back"), actions.MeetingCard(meeting.id))),
    )
    title = bold(say("A small step for {when}", when=say.date(say.local(meeting.starts_at).date())))
    told = say("Which one would you like to take together?") if steps else say("There is no small step yet.")
    return Screen(paragraphs(first, title, told, in_full(shown)), rows)


def _button(meeting: Meeting, step: Goal, *, likely: bool) -> Button:
    style = Style.PRIMARY if likely else Style.PLAIN
    return Button(label(step.title), actions.StepFor(meeting.id, step.id), style)


def step_for(tap: Tap[actions.StepFor], unit: Unit, say: Speech) -> Screen:
    """This step for this meeting."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    step = unit.goals.get(tap.action.goal)
    meeting = seen.meeting
    if not is_ahead(meeting, tap.now):
        return changed(seen, unit, say)
    tree = tree_of(seen.pair, tap.person, unit, say)
    if step.state is not GoalState.OPEN or is_away(tree.goals, step):
        raise Stale
    if is_divided(tree.goals, step):
        smaller = say("It has small steps of its own now. Choose one of them.")
        return _page(meeting.id, 0, tap.person, unit, say, smaller)
    if meeting.step == step.id:
        change = changes.last(tap.person, changes.STEP, meeting.id, unit)
    else:
        before, after = {"step": meeting.step}, {"step": step.id}
        change = unit.changes.add(tap.person.id, changes.STEP, meeting.id, before, after, tap.now)
        unit.meetings.set(meeting.id, step_id=step.id)
    return _chosen(meeting, step, change, say)


def _chosen(meeting: Meeting, step: Goal, change: int | None, say: Speech, *others: Button | None) -> Screen:
    when = say.date(say.local(meeting.starts_at).date())
    other = Button(say("Another small step"), actions.ChooseStep(meeting.id))
    first = say("Chosen for {when}", when=when) if is_whole(step) else say("Your small step for {when}", when=when)
    back = actions.MeetingCard(meeting.id)
    return result(first, Markup.escape(step.title), change, say, *others, other, back=back)


# --- A new one ---


def ask_new_step(tap: Tap[actions.AskNewStep], unit: Unit, say: Speech) -> Screen:
    """What is a small step for this meeting?"""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if not is_ahead(seen.meeting, say.now):
        return changed(seen, unit, say)
    return _question(seen.meeting, tree_of(seen.pair, tap.person, unit, say), say)


def _question(meeting: Meeting, tree: Tree, say: Speech, first: Markup | None = None) -> Screen:
    asked = bold(say("What is a small step?"))
    when = say("Something for {when}.", when=say.full(meeting.starts_at))
    back = Button(say("Never mind"), actions.ChooseStep(meeting.id))
    text = paragraphs(first, asked, when, who_sees(tree, say))
    return Screen(text, column(back), asks=actions.SayNewStep(meeting.id))


def said_new_step(said: Said, action: actions.SayNewStep, unit: Unit, say: Speech) -> Screen:
    """A mentee's is kept and chosen at once; a mentor's is a suggestion, as always."""
    seen = scene(action.meeting, said.person, unit, say)
    tree = tree_of(seen.pair, said.person, unit, say)
    if not is_ahead(seen.meeting, said.now):
        return changed(seen, unit, say)
    title = one_line(said.text)
    if trouble := unfit(title, say):
        return _question(seen.meeting, tree, say, trouble)
    # With one goal the step belongs there; with none or several it stands on its own, and can be moved.
    under = tree.roots[0] if len(tree.roots) == 1 else None
    step = add(seen.pair, under.id if under else None, title, said, unit)
    if not tree.is_mentee:
        change = changes.added(step, said.person, unit, said.now)
        told = say("I'll show it to {name}, who decides.", name=tree.name)
        return result(Markup.escape(title), told, change, say, back=actions.MeetingCard(seen.meeting.id))
    before, after = {"step": seen.meeting.step}, {"step": step.id}
    change = unit.changes.add(said.person.id, changes.NEW_STEP, seen.meeting.id, before, after, said.now)
    unit.meetings.set(seen.meeting.id, step_id=step.id)
    place = Button(say("Under another goal"), actions.AskUnder(step.id, 0, 0)) if len(tree.roots) > 1 else None
    return _chosen(seen.meeting, step, change, say, place)
