"""A coordinator's own notes about a pair: for the programme's coordinators, and for the two if they ask."""

from markupsafe import Markup

from bot.mentoring.pairs import Pair, PairState
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale
from handlers.desk.looking import looks
from handlers.desk.overview import name_of
from handlers.desk.subject import both, names, open_pair
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech, opened
from handlers.tap import Said, Tap
from handlers.texts import clean, short, too_long
from handlers.wording import label
from storage.changes import Change
from storage.desk_notes import REWRITTEN, DeskNote
from storage.unit import Unit

NOTED = "desk_note"
LIMIT = 1000
ECHO = 300


def ask(tap: Tap[actions.AskDeskNote], unit: Unit, say: Speech) -> Screen:
    """What would you like to remember?"""
    return _question(open_pair(tap.action.pair, unit), unit, say)


def said(said: Said, action: actions.SayDeskNote, unit: Unit, say: Speech) -> Screen:
    """It is kept, and said back."""
    pair, text = open_pair(action.pair, unit), clean(said.text)
    problem = _problem(text, say)
    if problem is not None:
        return _question(pair, unit, say, problem)
    note = unit.desk_notes.add(pair, said.person.id, text, said.now)
    change = unit.changes.add(said.person.id, NOTED, note.id, {}, {"pair": pair.id}, said.now)
    return _saved(note, change, unit, say)


def card(tap: Tap[actions.DeskNoteCard], unit: Unit, say: Speech) -> Screen:
    """One note, whole."""
    return note_card(tap.action.desk_note, tap.person, unit, say)


def note_card(number: int, reader: Person, unit: Unit, say: Speech) -> Screen:
    """Whose it is and from when; whoever wrote it can change it or take it away."""
    note = unit.desk_notes.get(number)
    pair = open_pair(note.pair, unit)
    looks(reader, both(pair, unit), pair.programme, unit, say)
    by = opened(name_of(unit.people.get(note.by), say))
    own = (
        Button(say("Change it"), actions.AskDeskNoteAgain(note.id)),
        Button(say("Remove it"), actions.AskRemoveDeskNote(pair.id, note.id)),
    )
    return Screen(
        paragraphs(
            bold(say("{name}, {day}", name=by, day=say.date(say.local(note.at).date()))),
            Markup.escape(note.text),
            _sight(pair, unit, say),
        ),
        (
            *((own,) if note.by == reader.id else ()),
            (
                Button(say("Talks and notes"), actions.PairLog(pair.id, 0)),
                Button(say("Back to the pair"), actions.PairCard(pair.id)),
            ),
        ),
    )


def ask_again(tap: Tap[actions.AskDeskNoteAgain], unit: Unit, say: Speech) -> Screen:
    """What shall it say instead?"""
    note = _own(tap.action.desk_note, tap.person, unit)
    return _again(note, unit, say)


def said_again(said: Said, action: actions.SayDeskNoteAgain, unit: Unit, say: Speech) -> Screen:
    """Other words take its place; what stood there is kept for Undo."""
    note, text = _own(action.desk_note, said.person, unit), clean(said.text)
    problem = _problem(text, say)
    if problem is not None:
        return _again(note, unit, say, problem)
    if text == note.text:
        return note_card(note.id, said.person, unit, say)
    before, after = {"text": note.text}, {"text": text, "pair": note.pair}
    change = unit.changes.add(said.person.id, REWRITTEN, note.id, before, after, said.now)
    return _saved(unit.desk_notes.rewrite(note.id, text), change, unit, say)


def ask_remove(tap: Tap[actions.AskRemoveDeskNote], unit: Unit, say: Speech) -> Screen:
    """Asked once: it does not come back."""
    note = _of(tap.action.pair, _own(tap.action.desk_note, tap.person, unit))
    return Screen(
        paragraphs(
            bold(say("Remove this note?")),
            Markup("<blockquote>{}</blockquote>").format(label(note.text, ECHO)),
            say("Then it is gone for good."),
        ),
        column(
            Button(say("Yes, remove it"), actions.RemoveDeskNote(note.pair, note.id), Style.DANGER),
            Button(say("Keep it"), actions.DeskNoteCard(note.id)),
        ),
    )


def removed(tap: Tap[actions.RemoveDeskNote], unit: Unit) -> Pair:
    """It is gone, and a second tap finds it so; gives the pair that it was about."""
    pair = open_pair(tap.action.pair, unit)
    try:
        note = unit.desk_notes.get(tap.action.desk_note)
    except LookupError:
        return pair
    unit.desk_notes.remove(_of(pair.id, _own(note.id, tap.person, unit)).id)
    return pair


def _question(pair: Pair, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    return Screen(
        paragraphs(
            first,
            bold(say("Your own note about {names}", names=names(pair, unit, say))),
            _sight(pair, unit, say),
            _warning(say),
        ),
        column(Button(say("Never mind"), actions.PairLog(pair.id, 0))),
        asks=actions.SayDeskNote(pair.id),
    )


def _again(note: DeskNote, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    return Screen(
        paragraphs(
            first,
            bold(say("What shall the note say instead?")),
            Markup("<blockquote>{}</blockquote>").format(short(note.text, ECHO)),
            _sight(unit.pairs.get(note.pair), unit, say),
        ),
        column(Button(say("Leave it as it is"), actions.DeskNoteCard(note.id))),
        asks=actions.SayDeskNoteAgain(note.id),
    )


def _saved(note: DeskNote, change: int, unit: Unit, say: Speech) -> Screen:
    pair = unit.pairs.get(note.pair)
    return Screen(
        paragraphs(
            bold(say("Saved.")),
            Markup("<blockquote>{}</blockquote>").format(label(note.text, ECHO)),
            _sight(pair, unit, say),
        ),
        (
            (Button(say("Change it"), actions.AskDeskNoteAgain(note.id)), Button(say("Undo"), actions.Undo(change))),
            (
                Button(say("Talks and notes"), actions.PairLog(pair.id, 0)),
                Button(say("Back to the pair"), actions.PairCard(pair.id)),
            ),
        ),
    )


def _sight(pair: Pair, unit: Unit, say: Speech) -> Markup:
    """Who can read it: said before anything is written, and beside what was."""
    mentor, mentee = (name_of(each, say) for each in both(pair, unit))
    return say(
        "The programme's coordinators can read it. {mentor} and {mentee} see it when they ask what we know about them.",
        mentor=mentor,
        mentee=mentee,
    )


def _warning(say: Speech) -> Markup:
    return say(
        "Telegram isn't encrypted end to end. Don't write about illness, ID numbers or other people's names here."
    )


def _problem(text: str, say: Speech) -> Markup | None:
    """Why it cannot be kept, kindly; None when it can."""
    if not text:
        return say("Can you write it in words?")
    if too_long(text, LIMIT):
        return say("That's more than fits here. Can you say it in {n} characters or fewer?", n=LIMIT)
    return None


def _own(number: int, person: Person, unit: Unit) -> DeskNote:
    """One's own note; raises Stale for another's, or when the pair is closed."""
    note = unit.desk_notes.get(number)
    if note.by != person.id or unit.pairs.get(note.pair).state is PairState.CLOSED:
        raise Stale
    return note


def _of(pair: int, note: DeskNote) -> DeskNote:
    if note.pair != pair:
        raise Stale
    return note


# --- Undo --------------------------------------------------------------------------------------------------


def take_back(change: Change, unit: Unit, say: Speech) -> None:
    """The note is gone for good; raises Stale when it is already, or when it says something else by now."""
    del say
    _still(change, unit)
    unit.desk_notes.remove(change.target)


def put_back(change: Change, unit: Unit, say: Speech) -> None:
    """It says what it said before; raises Stale when it is gone, or was changed again."""
    del say
    if _still(change, unit).text != change.after["text"]:
        raise Stale
    unit.desk_notes.rewrite(change.target, change.before["text"])


def _still(change: Change, unit: Unit) -> DeskNote:
    try:
        return unit.desk_notes.get(change.target)
    except LookupError:
        raise Stale from None
