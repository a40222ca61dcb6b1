"""The list of what is to come, and the card of one meeting."""

from dataclasses import replace

from markupsafe import Markup

from bot.mentoring.meetings import Meeting
from bot.mentoring.pairs import Pair
from bot.mentoring.people import Person
from handlers import actions, pauses
from handlers.current import pairs_before
from handlers.meetings import cards
from handlers.meetings.scene import ALL, Scene, scene
from handlers.names import called
from handlers.screen import Button, Screen, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit

# How many pairs are told of, and how many meetings have a button, all pairs together.
PAIRS, SHOWN = 4, 3


def listed(tap: Tap[actions.Meetings], unit: Unit, say: Speech) -> Screen:
    """The next meetings with everybody whom one meets."""
    pairs = pairs_before(tap.person, unit)
    if not pairs:
        text = paragraphs(bold(say("Your meetings")), say("They'll be here when you have somebody to meet."))
        return Screen(text, column(home_button(say)))
    planned = [(pair, unit.meetings.next_of(pair.id, tap.now, ALL)) for pair in pairs[:PAIRS]]
    told = [_of_pair(pair, meetings, tap.person, unit, say) for pair, meetings in planned]
    rows = (*column(*_buttons(planned, tap.person, unit, say)), *_ways(pairs, unit, say))
    return Screen(paragraphs(bold(say("Your meetings")), *told), rows)


def _of_pair(pair: Pair, meetings: list[Meeting], person: Person, unit: Unit, say: Speech) -> Markup:
    name = called(unit.people.get(pair.other(person.id)), say)
    away = pauses.day_of(pair, unit)
    if away is not None:
        after = say("After it, you meet {when}.", when=say.when(meetings[0].starts_at)) if meetings else None
        return lines(pauses.break_words(name, away, say), after)
    if not meetings:
        return say("You and {name} have no meeting planned.", name=name)
    first = say("You and {name} meet {when}.", name=name, when=say.when(meetings[0].starts_at))
    agreement = unit.pairs.agreed(pair.id)
    n, moves = len(meetings), _moves(meetings, unit, say)
    if agreement is None or agreement.ends_on is None:
        return lines(first, *moves, say.many("You have {n} meeting planned.", "You have {n} meetings planned.", n))
    left = say.many(
        "You have {n} meeting planned; your course runs to {date}.",
        "You have {n} meetings planned; your course runs to {date}.",
        n,
        date=say.month(agreement.ends_on),
    )
    return lines(first, *moves, left)


def _moves(meetings: list[Meeting], unit: Unit, say: Speech) -> list[Markup]:
    """Which of the next meetings wait for an answer about a new time."""
    found = [(each, unit.meetings.open_move(each.id)) for each in meetings[:SHOWN]]
    return [
        say(
            "{date}: new time suggested: {when}",
            date=capital(say.date(say.local(each.starts_at).date())),
            when=say.full(move.starts_at),
        )
        for each, move in found
        if move is not None and move.starts_at > say.now
    ]


def _buttons(planned: list[tuple[Pair, list[Meeting]]], person: Person, unit: Unit, say: Speech) -> list[Button]:
    """The soonest meetings of all pairs, with the name when there are several."""
    soonest = sorted((each.starts_at, each.id, pair) for pair, meetings in planned for each in meetings[:SHOWN])
    buttons = []
    for starts_at, number, pair in soonest[:SHOWN]:
        words = capital(say.full(starts_at))
        if len(planned) > 1:
            name = called(unit.people.get(pair.other(person.id)), say)
            words = say("{name}, {when}", name=name, when=say.full(starts_at))
        buttons.append(Button(words, actions.MeetingCard(number)))
    return buttons


def _ways(pairs: list[Pair], unit: Unit, say: Speech) -> list[tuple[Button, ...]]:
    """What else can be done from here, two in a row."""
    one = pairs[0] if len(pairs) == 1 else None
    agreed = (say("The agreement"), actions.AgreementCard(one.id)) if one else (say("Agreements"), actions.Agreements())
    ways = [
        *([Button(say("Plan one more"), actions.AskMeetingTime(one.id))] if one else []),
        Button(say("Tell how one went"), actions.Log()),
        Button(*agreed),
        *([Button(say("Calendar"), actions.FeedCard())] if unit.public_url else []),
        home_button(say),
    ]
    return [tuple(ways[at : at + 2]) for at in range(0, len(ways), 2)]


def card(tap: Tap[actions.MeetingCard], unit: Unit, say: Speech) -> Screen:
    """One meeting as it stands."""
    return shown(scene(tap.action.meeting, tap.person, unit, say), unit, say)


def shown(seen: Scene, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    """The meeting's card with its notes."""
    number, reader = seen.meeting.id, seen.person.id
    notes = cards.Notes(unit.outcomes.notes(number, reader), unit.outcomes.voices(number, reader))
    return cards.meeting_card(seen, notes, say, first)


def changed(seen: Scene, unit: Unit, say: Speech) -> Screen:
    """An old button: the meeting as it is now."""
    return replace(shown(seen, unit, say), toast=say("This has changed since. Here is how it looks now."))
