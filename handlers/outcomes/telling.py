"""Telling what became of a meeting, in two taps, and taking it back."""

from dataclasses import replace

from markupsafe import Markup

from bot.mentoring.goals import Goal, open_steps
from bot.mentoring.meetings import (
    Meeting,
    MeetingState,
    StepOutcome,
    is_movable,
    is_tellable,
    is_unplanned,
    was_moved_after,
)
from handlers import actions
from handlers.meetings.listing import changed
from handlers.meetings.moving import ask_when
from handlers.meetings.scene import Scene, scene
from handlers.notice import Dropped, Notice
from handlers.outcomes import cards
from handlers.outcomes.listing import page
from handlers.outcomes.recording import forget, record, record_once
from handlers.screen import Button, Screen
from handlers.speech import Speech
from handlers.tap import Tap
from storage.unit import Unit


def asked(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """An hour after it should have ended, and once more: did you get to meet?"""
    seen = scene(notice["meeting"], notice.reader, unit, say)
    if seen.logs:
        return Dropped("logged")
    if seen.meeting.state is not MeetingState.PLANNED or seen.meeting.ends_at > notice.now:
        return Dropped("not_planned")
    if was_moved_after(seen.meeting, seen.move):
        return Dropped("moving")
    return cards.question(seen, say)


def ask(tap: Tap[actions.LogMeeting], unit: Unit, say: Speech) -> Screen:
    """The question for one meeting, or what was told of it."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if not is_tellable(seen.meeting, tap.now, say.zone):
        return changed(seen, unit, say)
    if seen.person.id in seen.logs:
        return told_card(seen, unit, say)
    return _open_question(seen, say)


def told_card(seen: Scene, unit: Unit, say: Speech) -> Screen:
    """What the reader has told, with the way to take it back."""
    if not seen.logs[seen.person.id].held:
        return cards.missed(seen, say)
    if seen.step is not None and seen.meeting.step_outcome is None:
        return cards.step_question(seen, seen.step, say)
    return cards.saved(seen, following(seen, unit, say), say)


def met(tap: Tap[actions.Met], unit: Unit, say: Speech) -> Screen:
    """We met: kept at once; the step is asked about on the same message."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if not is_tellable(seen.meeting, tap.now, say.zone):
        return changed(seen, unit, say)
    return told_card(record_once(seen, unit, say, held=True), unit, say)


def step_was(tap: Tap[actions.StepWas], unit: Unit, say: Speech) -> Screen:
    """What became of the step: the second of the two taps."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    mine = seen.logs.get(tap.person.id)
    if mine is None or not mine.held or seen.step is None:
        return ask(Tap(tap.visitor, actions.LogMeeting(seen.meeting.id), tap.now), unit, say)
    if mine.step_outcome is not tap.action.outcome:
        record(seen, unit, tap.now, held=True, step=tap.action.outcome, mood=mine.mood)
        seen = scene(seen.meeting.id, tap.person, unit, say)
    return told_card(seen, unit, say)


def did_not_happen(tap: Tap[actions.DidNotHappen], unit: Unit, say: Speech) -> Screen:
    """It didn't happen this time: kept, and nothing more is asked."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if not is_tellable(seen.meeting, tap.now, say.zone):
        return changed(seen, unit, say)
    return cards.missed(record_once(seen, unit, say, held=False), say)


def was_moved(tap: Tap[actions.WasMoved], unit: Unit, say: Speech) -> Screen:
    """It was moved: to when? Or they have met since."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if not is_movable(seen.meeting):
        return ask(Tap(tap.visitor, actions.LogMeeting(seen.meeting.id), tap.now), unit, say)
    screen = ask_when(seen, unit, say, title=say("To when was it moved?"))
    if not is_tellable(seen.meeting, tap.now, say.zone):
        return screen
    since = Button(say("We've met since"), actions.Met(seen.meeting.id))
    return replace(screen, rows=(*screen.rows[:-1], (since,), *screen.rows[-1:]))


def undo_log(tap: Tap[actions.UndoLog], unit: Unit, say: Speech) -> Screen:
    """Takes one's word back: the question stands again, and so does the step."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if tap.person.id in seen.logs:
        forget(seen, unit, tap.now)
        seen = scene(seen.meeting.id, tap.person, unit, say)
    back = say("It's taken back.")
    if is_unplanned(seen.meeting) and seen.meeting.state is MeetingState.CALLED_OFF:
        return page(tap.person, 0, unit, say, back)
    if not is_tellable(seen.meeting, tap.now, say.zone):
        return changed(seen, unit, say)
    return _open_question(seen, say, back)


def _open_question(seen: Scene, say: Speech, first: Markup | None = None) -> Screen:
    """What the reader has not answered yet: for a mentee the mentor's word to confirm, else the question itself.

    A mentor's own answer leads on to the step.
    """
    draw = cards.confirm_question if seen.is_mentee and seen.other.id in seen.logs else cards.question
    return draw(seen, say, first)


def following(seen: Scene, unit: Unit, say: Speech) -> tuple[Meeting, Goal] | None:
    """The next meeting and the step that could be taken for it; None when it has one, or there is none.

    A step that came some of the way is the likely one, else the first that is open.
    """
    after = max(say.now, seen.meeting.starts_at)
    meeting = next(iter(unit.meetings.next_of(seen.pair.id, after)), None)
    if meeting is None or meeting.step is not None:
        return None
    steps = open_steps(unit.goals.tree(seen.pair.programme, seen.pair.mentee))
    again = [step for step in steps if step.id == seen.meeting.step]
    some = seen.meeting.step_outcome is StepOutcome.SOME
    likely = again if some and again else [step for step in steps if step.id != seen.meeting.step]
    return (meeting, likely[0]) if likely else None
