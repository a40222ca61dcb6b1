"""The desk's messages: whom to write to, who has answered, and what was written before."""

from datetime import timedelta

from markupsafe import Markup

from handlers import actions
from handlers.actions import Group
from handlers.desk.messages.readers import to_whom
from handlers.desk.overview import apart, name_of, page_row, to_desk
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Tap
from handlers.wording import label
from storage.unit import Unit

LISTED = 5
# So long an answer that nobody answered stands first here; after that it may well have needed none.
WAITS = timedelta(days=7)
_ANSWERS = 3
_WIDEST = 60


def messages(tap: Tap[actions.Messages], unit: Unit, say: Speech) -> Screen:
    """Whom to write to, and whose answers nobody has answered yet."""
    programme = tap.action.programme
    waiting = [
        each
        for each in unit.broadcasts.unanswered(programme, tap.now - WAITS, _ANSWERS)
        if each.person != tap.person.id
    ]
    answers = [
        Button(say("{name} has answered", name=name_of(unit.people.get(each.person), say)), actions.AnswerBack(each.id))
        for each in waiting
    ]
    return Screen(
        paragraphs(
            bold(say("Messages")),
            say("Whom would you like to write to? You see it before it goes out."),
        ),
        (
            (
                Button(say("All mentors"), actions.WriteAll(programme, Group.MENTORS), Style.PRIMARY),
                Button(say("All mentees"), actions.WriteAll(programme, Group.MENTEES)),
            ),
            (
                Button(say("Those who wait"), actions.WriteAll(programme, Group.WAITING)),
                Button(say("One pair"), actions.Pairs(programme, 0)),
            ),
            *column(*answers),
            (
                Button(say("One person"), actions.People(programme, 0)),
                Button(say("Sent"), actions.SentMessages(programme, 0)),
            ),
            (to_desk(programme, say),),
        ),
    )


def sent(tap: Tap[actions.SentMessages], unit: Unit, say: Speech) -> Screen:
    """What was written, by all coordinators, newest first."""
    programme = tap.action.programme
    page = unit.lists.messages(programme, tap.action.page, LISTED)
    labels = apart([_label(each, unit, say) for each in page.ids])
    told = capital(
        say.many(
            "{n} message. Tap it to see how far it has come.",
            "{n} messages. Tap one to see how far it has come.",
            page.total,
        )
    )
    return Screen(
        paragraphs(bold(say("Sent messages")), told if page.total else say("Nothing has been sent yet.")),
        (
            *column(
                *(Button(words, actions.BroadcastCard(each)) for each, words in zip(page.ids, labels, strict=True))
            ),
            *page_row(page.number, page.pages, lambda number: actions.SentMessages(programme, number), say),
            (Button(say("Messages"), actions.Messages(programme)), to_desk(programme, say)),
        ),
    )


def _label(broadcast: int, unit: Unit, say: Speech) -> Markup:
    """Such as "20 Nov, 12:00: all mentors"."""
    message = unit.broadcasts.get(broadcast)
    at = say.local(message.at)
    words = say(
        "{day}, {time}: {names}", day=say.brief(at.date()), time=say.clock(at.time()), names=to_whom(message, unit, say)
    )
    return label(words.unescape(), _WIDEST)
