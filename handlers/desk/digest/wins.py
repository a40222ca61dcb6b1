"""What went well, in words: who met for the first time, who reached a round number, how many met each time."""

from markupsafe import Markup

from bot.mentoring.digest import Wins
from bot.mentoring.people import Person
from bot.mentoring.programmes import Programme
from handlers.desk.looking import looks
from handlers.desk.overview import name_of
from handlers.speech import Speech, capital, opened
from storage.unit import Unit

# More names than these are a list, and nobody reads it.
NAMED = 2


def told_wins(
    found: Wins, programme: Programme, reader: Person, unit: Unit, say: Speech, most: int = 2 * NAMED + 1
) -> list[Markup]:
    """At most so many sentences; that the reader sees how it goes for whoever is named is written down."""
    told = []
    for pair, times in sorted(found.rounds, key=lambda each: -each[1])[: min(NAMED, most)]:
        names = _named(pair, programme, reader, unit, say)
        told.append(say("{names} have met {n} times now.", names=names, n=say.number(times)))
    for pair in found.first[: min(NAMED, most - len(told))]:
        names = _named(pair, programme, reader, unit, say)
        told.append(say("{names} have met for the first time.", names=names))
    if found.each_time and len(told) < most:
        told.append(_each_time(found.each_time, say))
    return told


def _each_time(pairs: int, say: Speech) -> Markup:
    return capital(
        say.many(
            "{n} pair has met each time in the last four weeks.",
            "{n} pairs have met each time in the last four weeks.",
            pairs,
        )
    )


def _named(number: int, programme: Programme, reader: Person, unit: Unit, say: Speech) -> Markup:
    pair = unit.pairs.get(number)
    people = [unit.people.get(each) for each in (pair.mentor, pair.mentee)]
    looks(reader, people, programme.id, unit, say)
    return opened(say.listed([name_of(each, say) for each in people]))
