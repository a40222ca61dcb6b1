"""Which meeting to log: those of the last weeks that one has not told of, newest first."""

from datetime import timedelta

from markupsafe import Markup

from bot.mentoring.meetings import TELLABLE, Meeting, is_tellable
from bot.mentoring.people import Person
from handlers import actions
from handlers.names import called
from handlers.screen import Button, Screen, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit

SHOWN = 4


def which(tap: Tap[actions.Log], unit: Unit, say: Speech) -> Screen:
    """The newest of them."""
    return page(tap.person, 0, unit, say)


def which_more(tap: Tap[actions.LogMore], unit: Unit, say: Speech) -> Screen:
    """Earlier ones."""
    return page(tap.person, tap.action.page, unit, say)


def untold(person: Person, unit: Unit, say: Speech) -> list[tuple[Meeting, Person]]:
    """The meetings whose day has come that the person has not told of, with the other one, newest first."""
    found = [
        (meeting, unit.people.get(pair.other(person.id)))
        for pair in unit.pairs.of(person.id)
        for meeting in unit.meetings.of(pair.id, say.now - TELLABLE, say.now + timedelta(days=1))
        if is_tellable(meeting, say.now, say.zone) and person.id not in unit.outcomes.logs(meeting.id)
    ]
    return sorted(found, key=lambda each: (each[0].starts_at, each[0].id), reverse=True)


def page(person: Person, number: int, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    """One page of them, and the way to tell of a meeting that was never planned."""
    found = untold(person, unit, say)
    other = Button(say("We met without planning"), actions.Unplanned()) if unit.pairs.of(person.id) else None
    if not found:
        text = paragraphs(
            first,
            bold(say("You've told me about all your meetings.")),
            say("There is nothing to do here right now."),
        )
        return Screen(text, column(other, Button(say("Meetings"), actions.Meetings()), home_button(say)))
    number = min(number, (len(found) - 1) // SHOWN)
    shown = found[number * SHOWN : (number + 1) * SHOWN]
    rows = (*column(*(_button(*each, say) for each in shown)), *_turns(number, len(found), say))
    text = paragraphs(first, bold(say("Which meeting would you like to tell of?")))
    return Screen(text, (*rows, *column(other, home_button(say))))


def _turns(number: int, count: int, say: Speech) -> tuple[tuple[Button, ...], ...]:
    newer = [Button(say("Newer ones"), actions.LogMore(number - 1))] if number else []
    earlier = [Button(say("Earlier ones"), actions.LogMore(number + 1))] if count > (number + 1) * SHOWN else []
    return ((*newer, *earlier),) if newer or earlier else ()


def _button(meeting: Meeting, other: Person, say: Speech) -> Button:
    day = say.date(say.local(meeting.starts_at).date())
    words = say("{name}, {when}", name=called(other, say), when=day)
    return Button(words, actions.LogMeeting(meeting.id))
