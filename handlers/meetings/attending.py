"""Coming, or not: each answer is kept, and a no is told to the other kindly and can be taken back."""

from datetime import datetime

from bot.mentoring.meetings import MeetingState, Refusal, Reply, is_ahead, refuses
from bot.mentoring.pauses import lasts_over
from handlers import actions
from handlers.meetings.cards import ahead_card, is_off_for_break
from handlers.meetings.listing import changed, shown
from handlers.meetings.moving import refusal_words
from handlers.meetings.scene import Scene, scene, taken
from handlers.screen import Button, Screen, Style, bold, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.states import MoveState
from storage.unit import Unit

CANNOT, SKIPPED = "meeting.cannot", "meeting.skipped"


def coming(tap: Tap[actions.Coming], unit: Unit, say: Speech) -> Screen:
    """I'm coming: kept, for the other to see."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if not is_ahead(seen.meeting, tap.now):
        return changed(seen, unit, say)
    unit.meetings.reply(seen.meeting.id, tap.person.id, Reply.COMING, tap.now)
    again = scene(tap.action.meeting, tap.person, unit, say)
    return ahead_card(again, say, say("Good. {name} can see it here.", name=seen.name))


def cannot_come(tap: Tap[actions.CannotCome], unit: Unit, say: Speech) -> Screen:
    """I can't make it: the meeting is off, and the other hears it with a way to another time."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if is_ahead(seen.meeting, tap.now):
        call_off(seen, unit, say, CANNOT)
    elif not may_come_back(seen, say):
        return changed(seen, unit, say)
    return off_card(seen, say)


def call_off(seen: Scene, unit: Unit, say: Speech, kind: str) -> None:
    """The meeting is off, on the reader's word; the notice of that kind tells the other."""
    meeting, now = seen.meeting, say.now
    version = meeting.version + 1
    unit.meetings.set(meeting.id, state=MeetingState.CALLED_OFF, version=version, due_at=None)
    unit.meetings.settle_moves(meeting.id, MoveState.REPLACED)
    unit.meetings.reply(meeting.id, seen.person.id, Reply.CANNOT, now)
    facts = {"meeting": meeting.id}
    unit.outbox.notice(kind, seen.other, key_of(kind, seen, version), facts, now, expires=meeting.starts_at)


def off_card(seen: Scene, say: Speech) -> Screen:
    """What the one reads who can't make it."""
    title = bold(say("That's all right. {name} will know.", name=seen.name))
    told = say("You don't meet {when}. Shall we find a new time?", when=say.when(seen.meeting.starts_at))
    number = seen.meeting.id
    rows = (
        (Button(say("Find a new time"), actions.MoveIt(number), Style.PRIMARY),),
        (Button(say("Undo"), actions.OnAfterAll(number)), home_button(say)),
    )
    return Screen(paragraphs(title, told), rows)


def on_again(tap: Tap[actions.OnAfterAll], unit: Unit, say: Speech) -> Screen:
    """I can come after all: the meeting stands as before, and the other hears it if they had heard of the no.

    In a break it stays off, but only for the break; and where another meeting has its time, that one stands.
    """
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if may_come_back(seen, say):
        if _is_taken(seen, unit, tap.now):
            return shown(seen, unit, say, refusal_words(Refusal.TAKEN, say))
        _call_on(seen, unit, say)
        seen = scene(tap.action.meeting, tap.person, unit, say)
    if is_off_for_break(seen) and seen.meeting.starts_at > tap.now:
        return shown(seen, unit, say, say("Good. Should your break end early, it stands again."))
    if not is_ahead(seen.meeting, tap.now):
        return changed(seen, unit, say)
    return ahead_card(seen, say, say("Good, it stands as it was."))


def _is_taken(seen: Scene, unit: Unit, now: datetime) -> bool:
    meeting, others = seen.meeting, taken(seen.pair, seen.meeting.id, unit, now)
    return refuses(meeting.starts_at, now, others, meeting.minutes) is Refusal.TAKEN


def _call_on(seen: Scene, unit: Unit, say: Speech) -> None:
    meeting, now = seen.meeting, say.now
    version = meeting.version + 1
    unit.meetings.settle_moves(meeting.id, MoveState.REPLACED)
    unit.meetings.unreply(meeting.id, seen.person.id)
    unheard = [unit.outbox.withdraw(key_of(kind, seen, meeting.version), now, "undone") for kind in (CANNOT, SKIPPED)]
    lasting = unit.pauses.current(seen.pair.id)
    if lasting is not None and lasts_over(lasting, meeting.starts_at):
        unit.meetings.set(meeting.id, pause_id=lasting.id)
        return
    unit.meetings.set(meeting.id, state=MeetingState.PLANNED, version=version, due_at=now)
    if not any(unheard):
        key = key_of("meeting.on", seen, version)
        facts = {"meeting": meeting.id}
        unit.outbox.notice("meeting.on", seen.other, key, facts, now, expires=meeting.starts_at)


def may_come_back(seen: Scene, say: Speech) -> bool:
    """Whether it is off because the reader said so, and its time is still to come."""
    off = seen.meeting.state is MeetingState.CALLED_OFF and seen.meeting.starts_at > say.now
    return off and seen.replies.get(seen.person.id) is Reply.CANNOT


def key_of(kind: str, seen: Scene, version: int) -> str:
    """The once-key of what the other is told of the meeting as it is in that version."""
    return f"{kind}:{seen.meeting.id}:{version}:{seen.other.id}"
