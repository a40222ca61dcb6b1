"""See what we know: two files with everything about one person, one to read and one for machines."""

import json
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from bot.mentoring.profiles import Profile
from handlers import actions
from handlers.names import called
from handlers.notice import Dropped, Notice
from handlers.privacy.page import page
from handlers.screen import Button, Document, Screen, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button, minute_of
from storage.dossier import PEOPLE, Record
from storage.profiles import as_plain
from storage.states import Deed
from storage.unit import Unit

PAGE, FILE = "data.page", "data.file"
# Tapped again and again, it comes once in so many minutes.
MINUTES = 10
Found = dict[str, list[dict[str, Any]]]


def see(tap: Tap[actions.SeeData], unit: Unit, say: Speech) -> Screen:
    """They are on their way; the files are made when they are sent, and kept nowhere."""
    person, slot = tap.person, minute_of(tap.now) // MINUTES
    queued = [unit.outbox.notice(kind, person, f"{kind}:{person.id}:{slot}", {}, tap.now) for kind in (PAGE, FILE)]
    back = Button(say("Back"), actions.Privacy())
    if not any(queued):
        words = say("Look a little further up or down: they came a moment ago. In ten minutes I can make them anew.")
        return Screen(paragraphs(bold(say("You have them already")), words), ((back, home_button(say)),))
    unit.audit.add(Deed.TAKEN_ALONG, person.id, person.id, None, tap.now)
    return Screen(
        paragraphs(
            bold(say("Two files are on their way")),
            say("One to read, one for machines, both with everything that is kept about you."),
            say("They hold what you wrote here: mind where you open them, and who else uses your phone."),
        ),
        ((back, home_button(say)),),
    )


def data_page(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The page to read, in the reader's language."""
    text = page(_found(notice, unit, say), say)
    return Screen(
        paragraphs(
            bold(say("Here you are: one file to read.")), say("It opens in any browser, also without a network.")
        ),
        ((home_button(say),),),
        file=Document("makker.html", text),
    )


def data_file(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The same for machines."""
    told = {"made_at": notice.now, **_found(notice, unit, say)}
    return Screen(
        paragraphs(
            bold(say("And the same for machines.")),
            say("With it you can take everything along to another place. You can delete both files here in the chat."),
        ),
        column(Button(say("What is kept"), actions.Privacy()), home_button(say)),
        file=Document("makker.json", json.dumps(told, default=_plain, ensure_ascii=False, indent=1)),
    )


def _found(notice: Notice, unit: Unit, say: Speech) -> Found:
    """By part, the records, with people as the reader knows them."""
    names: dict[int, str] = {notice.reader.id: str(say("you"))}

    def named(person: int | None) -> str | None:
        if person is not None and person not in names:
            names[person] = str(called(unit.people.get(person), say).striptags())
        return None if person is None else names[person]

    def told(record: Record) -> dict[str, Any]:
        known = {name: named(value) if name in PEOPLE else value for name, value in record.items()}
        programme = record.get("programme_id")
        return known | ({"programme": unit.programmes.get(programme).name} if programme else {})

    found = unit.dossiers.of(notice.reader)
    return {part: [told(record) for record in records] for part, records in found.items()}


def _plain(value: object) -> object:
    match value:
        case StrEnum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case Profile():
            return as_plain(value)
        case time():
            return f"{value:%H:%M}"
    return str(value)
