"""The meetings of the last weeks, newest first: which one to log, and those that one has told of."""

from datetime import timedelta

from markupsafe import Markup

from bot.mentoring.meetings import TELLABLE, Meeting, is_tellable
from bot.mentoring.people import Person
from handlers import actions
from handlers.current import pairs_before
from handlers.names import called
from handlers.screen import Button, Screen, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit

SHOWN = 4
_Told = tuple[Meeting, Person]


def which(tap: Tap[actions.Log], unit: Unit, say: Speech) -> Screen:
    """The newest of them."""
    return page(tap.person, 0, unit, say)


def which_more(tap: Tap[actions.LogMore], unit: Unit, say: Speech) -> Screen:
    """Earlier ones."""
    return page(tap.person, tap.action.page, unit, say)


def told(tap: Tap[actions.Told], unit: Unit, say: Speech) -> Screen:
    """The meetings that the reader has told of, each with what became of it and the notes on it."""
    _, found = _split(tap.person, unit, say)
    if not found:
        return page(tap.person, 0, unit, say)
    shown, number = _shown(found, tap.action.page)
    text = paragraphs(
        bold(say("Which meeting would you like to see?")), say("I show what became of it, and the notes on it.")
    )
    rows = (
        *column(*(_button(*each, actions.MeetingCard, say) for each in shown)),
        *_turns(number, len(found), actions.Told, say),
        (Button(say("Back"), actions.Log()), home_button(say)),
    )
    return Screen(text, rows)


def _split(person: Person, unit: Unit, say: Speech) -> tuple[list[_Told], list[_Told]]:
    """The meetings whose day has come, newest first: what the person has not told of, and what they have."""
    found = [
        (meeting, unit.people.get(pair.other(person.id)))
        for pair in pairs_before(person, unit)
        for meeting in unit.meetings.of(pair.id, say.now - TELLABLE, say.now + timedelta(days=1))
        if is_tellable(meeting, say.now, say.zone)
    ]
    found.sort(key=lambda each: (each[0].starts_at, each[0].id), reverse=True)
    known = {meeting.id for meeting, _ in found if person.id in unit.outcomes.logs(meeting.id)}
    return [each for each in found if each[0].id not in known], [each for each in found if each[0].id in known]


def page(person: Person, number: int, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    """One page of them, and the way to tell of a meeting that was never planned."""
    found, known = _split(person, unit, say)
    other = Button(say("We met without planning"), actions.Unplanned()) if pairs_before(person, unit) else None
    if not found:
        text = paragraphs(
            first,
            bold(say("You've told me about all your meetings.")),
            say("There is nothing to do here right now."),
        )
        return Screen(text, (*column(other, Button(say("Meetings"), actions.Meetings())), *_ways(known, say)))
    shown, number = _shown(found, number)
    text = paragraphs(first, bold(say("Which meeting would you like to tell of?")))
    rows = (
        *column(*(_button(*each, actions.LogMeeting, say) for each in shown)),
        *_turns(number, len(found), actions.LogMore, say),
        *column(other),
        *_ways(known, say),
    )
    return Screen(text, rows)


def _ways(known: list[_Told], say: Speech) -> tuple[tuple[Button, ...], ...]:
    there = [Button(say("Already told"), actions.Told(0))] if known else []
    return ((*there, home_button(say)),)


def _shown(found: list[_Told], number: int) -> tuple[list[_Told], int]:
    """The page, and its number: the last one for a number beyond it."""
    number = min(number, (len(found) - 1) // SHOWN)
    return found[number * SHOWN : (number + 1) * SHOWN], number


def _turns(
    number: int, count: int, to: type[actions.LogMore | actions.Told], say: Speech
) -> tuple[tuple[Button, ...], ...]:
    newer = [Button(say("Newer ones"), to(number - 1))] if number else []
    earlier = [Button(say("Earlier ones"), to(number + 1))] if count > (number + 1) * SHOWN else []
    return ((*newer, *earlier),) if newer or earlier else ()


def _button(meeting: Meeting, other: Person, to: type[actions.LogMeeting | actions.MeetingCard], say: Speech) -> Button:
    day = say.date(say.local(meeting.starts_at).date())
    words = say("{name}, {when}", name=called(other, say), when=day)
    return Button(words, to(meeting.id))
