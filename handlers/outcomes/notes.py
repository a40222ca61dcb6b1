"""Notes on a meeting, written or spoken: who can see one is asked first, and words that come before are kept."""

from markupsafe import Markup

from bot.mentoring.meetings import is_tellable
from handlers import actions
from handlers.meetings.listing import changed, shown
from handlers.meetings.scene import Scene, scene
from handlers.screen import Button, Screen, Style, Voice, bold, column, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Kind, Said, Tap
from handlers.texts import clean, too_long
from handlers.wording import home_button, label
from storage.changes import Change
from storage.outcomes import Note
from storage.states import NoteSight
from storage.unit import Unit

NOTE_LIMIT = 2000
NOTE = "note"


def ask_note(tap: Tap[actions.AskNote], unit: Unit, say: Speech) -> Screen:
    """Who shall see it?"""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if not is_tellable(seen.meeting, tap.now, say.zone):
        return changed(seen, unit, say)
    return _who(seen, say)


def _who(seen: Scene, say: Speech, first: Markup | None = None) -> Screen:
    number = seen.meeting.id
    rows = column(
        Button(say("{name} and me", name=seen.name), actions.AskNoteText(number, shared=True), Style.PRIMARY),
        Button(say("Only me"), actions.AskNoteText(number, shared=False)),
        Button(say("Back"), actions.MeetingCard(number)),
    )
    text = paragraphs(first, bold(say("Who should be able to see your note?")))
    return Screen(text, rows, asks=actions.SayNoteFirst(number))


def said_note_first(said: Said, action: actions.SayNoteFirst, unit: Unit, say: Speech) -> Screen:
    """Words before it was said who sees them: kept for the writer alone, and asked about."""
    seen = scene(action.meeting, said.person, unit, say)
    if not is_tellable(seen.meeting, said.now, say.zone):
        return changed(seen, unit, say)
    problem = _problem(said, say)
    if problem is not None:
        return _who(seen, say, problem)
    note, change = _add(seen, said, NoteSight.MINE, unit)
    rows = (
        *column(
            Button(say("{name} and me", name=seen.name), actions.NoteFor(note.id, shared=True), Style.PRIMARY),
            Button(say("Only me"), actions.NoteFor(note.id, shared=False)),
        ),
        (Button(say("Undo"), actions.Undo(change)), home_button(say)),
    )
    kept = say("I've kept it. Until you choose, only you can see it.")
    return Screen(paragraphs(bold(say("Who should be able to see your note?")), _echo(note, say), kept), rows)


def note_for(tap: Tap[actions.NoteFor], unit: Unit, say: Speech) -> Screen:
    """Who sees a note that is kept already."""
    note = unit.outcomes.note(tap.action.note)
    unit.outcomes.show_note_to(note.id, _sight_of(shared=tap.action.shared))
    change = unit.changes.last_of(tap.person.id, NOTE, note.id)
    seen = scene(note.meeting, tap.person, unit, say)
    return _saved(seen, note, change, say, shared=tap.action.shared)


def ask_note_text(tap: Tap[actions.AskNoteText], unit: Unit, say: Speech) -> Screen:
    """The note's words are asked for, after who sees them."""
    seen = scene(tap.action.meeting, tap.person, unit, say)
    if not is_tellable(seen.meeting, tap.now, say.zone):
        return changed(seen, unit, say)
    return _question(seen, say, shared=tap.action.shared)


def _question(seen: Scene, say: Speech, *, shared: bool, first: Markup | None = None) -> Screen:
    warning = say(
        "Telegram isn't encrypted end to end. Don't write about illness, ID numbers or other people's names here."
    )
    text = paragraphs(
        first, bold(_sight(seen, say, shared=shared)), say("Write your note, or say it in a voice message."), warning
    )
    back = Button(say("Never mind"), actions.MeetingCard(seen.meeting.id))
    return Screen(text, column(back), asks=actions.SayNote(seen.meeting.id, shared=shared))


def _sight(seen: Scene, say: Speech, *, shared: bool) -> Markup:
    return say("You and {name} can see it.", name=seen.name) if shared else say("Only you can see it.")


def said_note(said: Said, action: actions.SayNote, unit: Unit, say: Speech) -> Screen:
    """The note is kept, and said back."""
    seen = scene(action.meeting, said.person, unit, say)
    if not is_tellable(seen.meeting, said.now, say.zone):
        return changed(seen, unit, say)
    problem = _problem(said, say)
    if problem is not None:
        return _question(seen, say, shared=action.shared, first=problem)
    note, change = _add(seen, said, _sight_of(shared=action.shared), unit)
    return _saved(seen, note, change, say, shared=action.shared)


def _problem(said: Said, say: Speech) -> Markup | None:
    """Why it cannot be kept, kindly; None when it can."""
    if said.kind is Kind.VOICE:
        return None
    text = clean(said.text)
    if not text:
        return say("Can you write it in words?")
    if too_long(text, NOTE_LIMIT):
        return say("That's more than fits here. Can you say it in {n} characters or fewer?", n=NOTE_LIMIT)
    return None


def _sight_of(*, shared: bool) -> NoteSight:
    return NoteSight.SHARED if shared else NoteSight.MINE


def _add(seen: Scene, said: Said, sight: NoteSight, unit: Unit) -> tuple[Note, int]:
    """The note, and the change that takes it away again."""
    text, voice = ("", said.text) if said.kind is Kind.VOICE else (clean(said.text), None)
    note = unit.outcomes.add_note(seen.meeting.id, said.person.id, sight, text, said.now, voice=voice)
    change = unit.changes.add(said.person.id, NOTE, note, {}, {"meeting": seen.meeting.id}, said.now)
    return unit.outcomes.note(note), change


def _saved(seen: Scene, note: Note, change: int | None, say: Speech, *, shared: bool) -> Screen:
    hear = Button(say("Hear your note"), actions.PlayNote(note.id)) if note.voice is not None else None
    undo = () if change is None else (Button(say("Undo"), actions.Undo(change)),)
    rows = (*column(hear), (*undo, home_button(say)))
    return Screen(paragraphs(bold(say("Saved.")), _echo(note, say), _sight(seen, say, shared=shared)), rows)


def _echo(note: Note, say: Speech) -> Markup:
    if note.voice is not None:
        return say("Your voice message stays with Telegram. I only keep where to find it, and can't hear it.")
    return Markup("<blockquote>{}</blockquote>").format(label(note.text, 300))


def play_note(tap: Tap[actions.PlayNote], unit: Unit, say: Speech) -> Screen:
    """The spoken note once more, as the platform keeps it."""
    number = tap.action.note
    seen = scene(unit.outcomes.meeting_of_note(number), tap.person, unit, say)
    speaker = dict(unit.outcomes.voices(seen.meeting.id, tap.person.id))[number]
    when = capital(say.full(seen.meeting.starts_at))
    whose = say("Your note") if speaker == tap.person.id else say("The note from {name}", name=seen.name)
    gone = paragraphs(
        bold(say("I can't play this note any more.")),
        say("Telegram may have let go of it, or your settings there may keep voice messages out."),
    )
    rows = ((Button(say("Back to the meeting"), actions.MeetingCard(seen.meeting.id)), home_button(say)),)
    return Screen(paragraphs(bold(whose), when), rows, picture=Voice(unit.outcomes.voice(number), gone))


def undo_note(change: Change, unit: Unit, say: Speech) -> None:
    """The note is gone for good."""
    del say
    unit.outcomes.remove_note(change.target)


def show_meeting(change: Change, unit: Unit, say: Speech) -> Screen:
    """The meeting as it stands; raises LookupError when it is nobody's here."""
    return shown(scene(change.after["meeting"], unit.people.get(change.person), unit, say), unit, say)
