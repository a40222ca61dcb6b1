"""Which of their programmes is before somebody: whoever meets people in several sees one at a time, no mixture."""

from collections.abc import Sequence

from bot.mentoring.pairs import Pair
from bot.mentoring.people import Member, Person
from storage.unit import Unit


def met_in(places: Sequence[Member]) -> list[int]:
    """The programmes in which somebody is a mentor or a mentee, oldest place first."""
    return list(dict.fromkeys(each.programme for each in places if each.role.meets))


def current(person: Person, places: Sequence[Member]) -> int | None:
    """The programme that they chose last, else their oldest; None for whoever meets nobody in any."""
    programmes = met_in(places)
    if person.programme in programmes:
        return person.programme
    return next(iter(programmes), None)


def pairs_before(person: Person, unit: Unit) -> list[Pair]:
    """The person's open pairs in the programme that is before them, oldest first."""
    return _before(unit.pairs.of(person.id), person, unit)


def ended_before(person: Person, unit: Unit) -> list[Pair]:
    """As `pairs_before`: the ended pairs in which they were the mentee, also of a programme that they have left."""
    return _before(unit.pairs.ended_as_mentee(person.id), person, unit)


def _before(pairs: list[Pair], person: Person, unit: Unit) -> list[Pair]:
    if not pairs:
        return pairs
    places = unit.people.places(person.id)
    elsewhere = {each for each in met_in(places) if each != current(person, places)}
    return [each for each in pairs if each.programme not in elsewhere]
