"""Skipping one meeting of the rhythm: the other hears it, the next one stands, and it can be taken back."""

from markupsafe import Markup

from bot.mentoring.meetings import MeetingState, is_ahead
from handlers import actions
from handlers.meetings.attending import SKIPPED, call_off, may_come_back
from handlers.meetings.listing import changed
from handlers.meetings.scene import Scene, scene
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit


def skip(tap: Tap[actions.SkipMeeting], unit: Unit, say: Speech) -> Screen:
    """Skip this one: it is off, and the other hears it; the same tap again changes nothing."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if is_ahead(seen.meeting, tap.now):
        call_off(seen, unit, say, SKIPPED)
    elif not may_come_back(seen, say):
        return changed(seen, unit, say)
    title = bold(say("You're skipping the meeting {day}. {name} will know.", day=_day(seen, say), name=seen.name))
    undo = Button(say("Undo"), actions.OnAfterAll(seen.meeting.id))
    return Screen(paragraphs(title, _told(seen, unit, say)), (*_find(seen, say), (undo, home_button(say))))


def skipped(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The other would like to skip this one."""
    seen = scene(notice["meeting"], notice.reader, unit, say)
    if seen.meeting.state is not MeetingState.CALLED_OFF:
        return Dropped("on_again")
    title = bold(say("{name} would like to skip your meeting {day}.", name=seen.name, day=_day(seen, say)))
    meetings = Button(say("Meetings"), actions.Meetings())
    return Screen(paragraphs(title, _told(seen, unit, say)), (*_find(seen, say), (meetings, home_button(say))))


def _day(seen: Scene, say: Speech) -> Markup:
    return say.on(say.local(seen.meeting.starts_at).date())


def _told(seen: Scene, unit: Unit, say: Speech) -> Markup:
    coming = unit.meetings.next_of(seen.pair.id, say.now)
    stands = say("Next time: {when}", when=say.full(coming[0].starts_at)) if coming else None
    return lines(stands, say("Would you rather find a new time for this one?"))


def _find(seen: Scene, say: Speech) -> tuple[tuple[Button, ...], ...]:
    return ((Button(say("Find a new time"), actions.MoveIt(seen.meeting.id), Style.PRIMARY),),)
