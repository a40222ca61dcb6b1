"""Meetings in a person's own calendar: one as a file, and the changed file whenever it changes."""

from hashlib import sha256

from bot.mentoring.meetings import Meeting, MeetingState, is_ahead
from bot.mentoring.pairs import Pair
from handlers import actions
from handlers.meetings.listing import changed
from handlers.meetings.scene import Scene, scene
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Calendar, Screen, bold, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit

CHANGED = "meeting.calendar"


def entry(meeting: Meeting, pair: Pair, say: Speech) -> Calendar:
    """The meeting for a calendar, alike in a file and in a feed, so that the two are one entry there.

    The title is one plain word: other people see many a calendar.
    """
    # Numbers begin at one in every Makker; the pair's beginning makes the name one of its kind.
    name = sha256(f"{meeting.id}:{pair.id}:{pair.since.timestamp()}".encode()).hexdigest()[:32]
    return Calendar(
        uid=f"{name}@makker",
        sequence=meeting.version,
        title=say("Meeting").striptags(),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        made_at=say.now,
        off=meeting.state is MeetingState.CALLED_OFF,
    )


def save_meeting(tap: Tap[actions.SaveMeeting], unit: Unit, say: Speech) -> Screen:
    """Save to calendar: the file, and from now on each change of the meeting."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if not is_ahead(seen.meeting, tap.now):
        return changed(seen, unit, say)
    unit.calendars.save(seen.meeting.id, tap.person.id)
    text = paragraphs(
        bold(say("For your calendar: {when}", when=say.full(seen.meeting.starts_at))),
        say("Open the file, and your phone asks where to keep it. I send a new one if the time changes."),
        say("It only says that there is a meeting, and when. So others who see your calendar see no more."),
    )
    return Screen(text, _rows(seen, say), file=entry(seen.meeting, seen.pair, say))


def changed_meeting(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """A saved meeting was moved, is off, or is on again: the file that tells the calendar. It does not ring."""
    seen = scene(notice["meeting"], notice.reader, unit, say)
    meeting = seen.meeting
    if meeting.version != notice["version"]:
        return Dropped("changed_again")
    if meeting.state not in {MeetingState.PLANNED, MeetingState.CALLED_OFF} or meeting.ends_at <= notice.now:
        return Dropped("over")
    file = entry(meeting, seen.pair, say)
    when = say.full(meeting.starts_at)
    if file.off:
        title = say("For your calendar: no meeting {when}", when=say.when(meeting.starts_at))
        told = say("Open the file to take it out. If it stays there, you can delete it yourself.")
    else:
        title = say("For your calendar: {when}", when=when)
        told = say("Open the file, and the meeting you saved is put right.")
    return Screen(paragraphs(bold(title), told), _rows(seen, say), file=file, silent=True)


def _rows(seen: Scene, say: Speech) -> tuple[tuple[Button, ...], ...]:
    return ((Button(say("See the meeting"), actions.MeetingCard(seen.meeting.id)), home_button(say)),)
