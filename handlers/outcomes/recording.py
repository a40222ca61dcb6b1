"""Keeping what one of the two tells, and what the meeting and its step are by it."""

from datetime import datetime

from bot.mentoring import nudges
from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import Log, Meeting, MeetingState, Mood, StepOutcome, is_unplanned, step_told, told
from bot.mentoring.nudges import MeetingFacts
from handlers.journey.replaying import look_back
from handlers.meetings.scene import Scene, scene
from handlers.speech import Speech
from storage.states import MoveState
from storage.unit import Unit

CONFIRM = "meeting.confirm"


def record(
    seen: Scene,
    unit: Unit,
    now: datetime,
    *,
    held: bool,
    step: StepOutcome | None = None,
    mood: Mood | None = None,
) -> None:
    """Keeps the reader's word in the place of what they told before; the other is asked to confirm, once."""
    other = seen.logs.get(seen.other.id)
    confirmed = other is not None and other.held is held
    unit.outcomes.log(Log(seen.meeting.id, seen.person.id, held, step, mood, confirmed, now))
    unit.meetings.settle_moves(seen.meeting.id, MoveState.REPLACED)
    settle(seen.meeting.id, unit, now)
    if held:
        look_back(seen.pair, unit, now)
    if other is None:
        key = f"{CONFIRM}:{seen.meeting.id}:{seen.other.id}"
        unit.outbox.notice(CONFIRM, seen.other, key, {"meeting": seen.meeting.id}, now)


def record_once(seen: Scene, unit: Unit, say: Speech, *, held: bool) -> Scene:
    """Keeps whether they met, unless the reader has told just that already: a second tap takes nothing away.

    Returns the meeting as it is now.
    """
    mine = seen.logs.get(seen.person.id)
    if mine is not None and mine.held is held:
        return seen
    record(seen, unit, say.now, held=held)
    return scene(seen.meeting.id, seen.person, unit, say)


def forget(seen: Scene, unit: Unit, now: datetime) -> None:
    """Takes back what the reader told; what the other told stands."""
    unit.outcomes.unlog(seen.meeting.id, seen.person.id)
    settle(seen.meeting.id, unit, now)


def settle(number: int, unit: Unit, now: datetime) -> None:
    """What the meeting and its step are by what was told of it, by the two or else by a coordinator for them."""
    logs, by_desk = unit.outcomes.logs(number), unit.outcomes.by_desk(number)
    state = told(logs, by_desk.held if by_desk else None)
    if state is MeetingState.PLANNED and is_unplanned(unit.meetings.get(number)):
        # Nobody says any more that there was one: it is not asked about, and counts nowhere.
        state = MeetingState.CALLED_OFF
    meeting = unit.meetings.set(number, state=state, step_outcome=step_told(logs))
    again = _next_look(meeting, unit, now) if state is MeetingState.PLANNED else None
    unit.meetings.due_again(meeting.id, again)
    _settle_step(meeting, unit, now)


def _next_look(meeting: Meeting, unit: Unit, now: datetime) -> datetime | None:
    """Only what is still ahead: whoever takes their word back has the question before them, and is not sent it again.

    What remains is the one question next day at 10:00, if it is left open until then.
    """
    pair = unit.pairs.get(meeting.pair)
    facts = MeetingFacts(meeting, pair, unit.people.get(pair.mentor), unit.people.get(pair.mentee), {})
    return nudges.next_at(nudges.MEETING_RULES, facts, now)


def _settle_step(meeting: Meeting, unit: Unit, now: datetime) -> None:
    """The step is done by this meeting, or no longer; one that was ticked elsewhere is left as it is."""
    if meeting.step is None:
        return
    goal = unit.goals.get(meeting.step)
    done = meeting.step_outcome is StepOutcome.DONE
    if done and goal.state is GoalState.OPEN:
        unit.goals.set(goal.id, state=GoalState.DONE, done_at=now, done_in=meeting.id)
    elif not done and goal.state is GoalState.DONE and goal.done_in == meeting.id:
        unit.goals.set(goal.id, state=GoalState.OPEN, done_at=None, done_in=None)
