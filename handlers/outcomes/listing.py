"""Which meeting to log: those of the last weeks that one has not told of, newest first."""

from datetime import timedelta

from bot.mentoring.meetings import TELLABLE, Meeting, is_tellable
from bot.mentoring.people import Person
from handlers import actions
from handlers.names import called
from handlers.screen import Button, Screen, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit

SHOWN = 6


def which(tap: Tap[actions.Log], unit: Unit, say: Speech) -> Screen:
    """The newest of them."""
    return _page(tap.person, 0, unit, say)


def which_more(tap: Tap[actions.LogMore], unit: Unit, say: Speech) -> Screen:
    """Earlier ones."""
    return _page(tap.person, tap.action.page, unit, say)


def untold(person: Person, unit: Unit, say: Speech) -> list[tuple[Meeting, Person]]:
    """The meetings whose day has come that the person has not told of, with the other one, newest first."""
    found = [
        (meeting, unit.people.get(pair.other(person.id)))
        for pair in unit.pairs.of(person.id)
        for meeting in unit.meetings.of(pair.id, say.now - TELLABLE, say.now + timedelta(days=1))
        if is_tellable(meeting, say.now, say.zone) and person.id not in unit.meetings.logs(meeting.id)
    ]
    return sorted(found, key=lambda each: (each[0].starts_at, each[0].id), reverse=True)


def _page(person: Person, page: int, unit: Unit, say: Speech) -> Screen:
    found = untold(person, unit, say)
    if not found:
        text = paragraphs(
            bold(say("You've told me about all your meetings.")), say("There is nothing to do here right now.")
        )
        return Screen(text, column(Button(say("Meetings"), actions.Meetings()), home_button(say)))
    begin = min(page, (len(found) - 1) // SHOWN) * SHOWN
    shown = found[begin : begin + SHOWN]
    more = len(found) > begin + SHOWN
    rows = column(
        *(_button(meeting, other, say) for meeting, other in shown),
        Button(say("Earlier ones"), actions.LogMore(begin // SHOWN + 1)) if more else None,
        home_button(say),
    )
    return Screen(bold(say("Which meeting would you like to tell of?")), rows)


def _button(meeting: Meeting, other: Person, say: Speech) -> Button:
    day = say.date(say.local(meeting.starts_at).date())
    words = say("{name}, {when}", name=called(other, say), when=day)
    return Button(words, actions.LogMeeting(meeting.id))
