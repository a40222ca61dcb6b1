"""Who has looked: the entries on oneself, newest first."""

from markupsafe import Markup

from handlers import actions
from handlers.desk.overview import name_of, page_of, page_row
from handlers.privacy.labels import word
from handlers.screen import Button, Screen, bold, lines, paragraphs
from handlers.speech import Speech, opened
from handlers.tap import Tap
from handlers.wording import home_button
from storage.audit import Entry
from storage.unit import Unit

LISTED = 6


def who_looked(tap: Tap[actions.WhoLooked], unit: Unit, say: Speech) -> Screen:
    """A page of the entries, with names as they are called now."""
    shown, page, pages = page_of(unit.audit.about(tap.person.id)[::-1], tap.action.page, LISTED)
    told = lines(*(_line(each, tap.person.id, unit, say) for each in shown))
    return Screen(
        paragraphs(
            bold(say("Who has looked")),
            told or say("Nobody so far. When your coordinator looks at how it goes for you, it stands here."),
        ),
        (
            *page_row(page, pages, actions.WhoLooked, say),
            (Button(say("What is kept"), actions.Privacy()), home_button(say)),
        ),
    )


def _line(entry: Entry, reader: int, unit: Unit, say: Speech) -> Markup:
    day = say.date(say.local(entry.at).date())
    if entry.by is None:
        name = Markup("Makker")
    else:
        name = say("You") if entry.by == reader else name_of(unit.people.get(entry.by), say)
    return say("• {name} {deed}, {day}", name=opened(name), deed=word(entry.what, say), day=day)
