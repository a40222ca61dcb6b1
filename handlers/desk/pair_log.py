"""What the coordinators know of a pair by themselves: their talks with it, and their notes, newest first."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring.contacts import Contact, With
from bot.mentoring.pairs import Pair
from bot.mentoring.people import Person
from handlers import actions
from handlers.actions import Action
from handlers.desk.desk_notes import removed
from handlers.desk.looking import looks
from handlers.desk.overview import apart, name_of, page_of, page_row
from handlers.desk.subject import both, names, open_pair
from handlers.screen import Button, Screen, bold, column, paragraphs
from handlers.speech import Speech, opened
from handlers.tap import Tap
from handlers.wording import label
from storage.desk_notes import DeskNote
from storage.unit import Unit

LISTED = 4
# What of a note stands on its button.
GLIMPSE = 36


def listed(tap: Tap[actions.PairLog], unit: Unit, say: Speech) -> Screen:
    """All talks with the pair and all notes about it."""
    return log_card(open_pair(tap.action.pair, unit), tap.action.page, tap.person, unit, say)


def remove(tap: Tap[actions.RemoveDeskNote], unit: Unit, say: Speech) -> Screen:
    """A note is gone; a second tap shows the same."""
    return log_card(removed(tap, unit), 0, tap.person, unit, say, say("It's gone."))


def show(number: int, reader: Person, unit: Unit, say: Speech) -> Screen:
    """The list, as it is after an Undo."""
    return log_card(unit.pairs.get(number), 0, reader, unit, say)


def log_card(pair: Pair, page: int, reader: Person, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    """A button for each, newest first."""
    looks(reader, both(pair, unit), pair.programme, unit, say)
    found: list[Contact | DeskNote] = [*unit.contacts.of(pair.id), *unit.desk_notes.of(pair.id)]
    shown, page, pages = page_of(sorted(found, key=lambda each: (each.at, each.id), reverse=True), page, LISTED)
    none = say("No talks or notes yet. Both stay among the programme's coordinators and these two.")
    return Screen(
        paragraphs(
            first,
            bold(say("Talks and notes: {names}", names=names(pair, unit, say))),
            say("Newest first. Tap one to see it.") if found else none,
        ),
        (
            *column(*_buttons(shown, pair, unit, say)),
            *page_row(page, pages, lambda number: actions.PairLog(pair.id, number), say),
            (
                Button(say("Contact done"), actions.AskContact(pair.id)),
                Button(say("Write a note"), actions.AskDeskNote(pair.id)),
            ),
            (Button(say("Back to the pair"), actions.PairCard(pair.id)),),
        ),
    )


def _buttons(shown: Sequence[Contact | DeskNote], pair: Pair, unit: Unit, say: Speech) -> list[Button]:
    labels = apart([_words(each, pair, unit, say) for each in shown])
    return [Button(words, _card(each)) for words, each in zip(labels, shown, strict=True)]


def _card(each: Contact | DeskNote) -> Action:
    return actions.DeskNoteCard(each.id) if isinstance(each, DeskNote) else actions.ContactCard(each.id)


def _words(each: Contact | DeskNote, pair: Pair, unit: Unit, say: Speech) -> Markup:
    """Such as "12 Nov: Mette talked with both"."""
    day = say.brief(say.local(each.at).date())
    if isinstance(each, DeskNote):
        return Markup("{}: {}").format(day, label(" ".join(each.text.split()), GLIMPSE))
    by = opened(name_of(unit.people.get(each.by), say))
    mentor, mentee = both(pair, unit)
    if each.who is With.BOTH:
        return say("{day}: {by} talked with both", day=day, by=by)
    one = name_of(mentor if each.who is With.MENTOR else mentee, say)
    return say("{day}: {by} talked with {name}", day=day, by=by, name=one)
