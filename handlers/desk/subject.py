"""The pair that a coordinator's card is about: opened, named, and the ways back to it."""

from collections.abc import Iterable

from markupsafe import Markup

from bot.mentoring.pairs import Pair, PairState
from bot.mentoring.people import Person
from handlers import actions
from handlers.access import Stale
from handlers.desk.overview import name_of
from handlers.screen import Button
from handlers.speech import Speech, opened
from storage.states import Deed
from storage.unit import Unit


def open_pair(number: int, unit: Unit) -> Pair:
    """The pair; raises Stale when it is closed."""
    pair = unit.pairs.get(number)
    if pair.state is PairState.CLOSED:
        raise Stale
    return pair


def both(pair: Pair, unit: Unit) -> tuple[Person, Person]:
    """The mentor and the mentee."""
    return unit.people.get(pair.mentor), unit.people.get(pair.mentee)


def names(pair: Pair, unit: Unit, say: Speech) -> Markup:
    """Such as "Jonas and Anna", as a title or where a sentence begins."""
    return names_of(both(pair, unit), say)


def names_of(people: Iterable[Person], say: Speech) -> Markup:
    """The same, of people whom the caller has read already."""
    return opened(say.listed([name_of(each, say) for each in people]))


def audit(deed: Deed, pair: Pair, by: Person, unit: Unit, say: Speech) -> None:
    """It has been done to both; what coordinators do as one of the two is their own."""
    for person in (pair.mentor, pair.mentee):
        if person != by.id:
            unit.audit.add(deed, by.id, person, pair.programme, say.now)


def to_deeds(pair: Pair, say: Speech) -> Button:
    """Back to what can be done."""
    return Button(say("Back"), actions.PairDeeds(pair.id))


def to_pair(pair: Pair, say: Speech) -> Button:
    """Back to the pair."""
    return Button(say("The pair"), actions.PairCard(pair.id))
