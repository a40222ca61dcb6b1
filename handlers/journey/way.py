"""A pair's way so far as one of the two sees it: all that its cards are drawn from."""

from dataclasses import dataclass

from markupsafe import Markup

from bot.mentoring.journey import Journey, journey
from bot.mentoring.pairs import Pair, PairState
from bot.mentoring.people import Person
from handlers.names import called
from handlers.speech import Speech
from storage.unit import Unit


@dataclass(frozen=True)
class Way:
    """The pair, who looks back, what the other is called, and what there is to tell."""

    pair: Pair
    person: Person
    name: Markup
    journey: Journey

    @property
    def is_mentee(self) -> bool:
        """Whether the reader is the mentee."""
        return self.pair.mentee == self.person.id

    @property
    def is_open(self) -> bool:
        """Whether the two still meet, so that there is more to come."""
        return self.pair.state is not PairState.CLOSED


def way_of(pair: int, person: Person, unit: Unit, say: Speech) -> Way:
    """The pair's way as `person` sees it; raises LookupError when there is no such pair, or it is not theirs to see.

    A mentee keeps it when the two have stopped, the mentor does not.
    """
    found = unit.pairs.get(pair)
    if found.state is PairState.CLOSED and found.mentee != person.id:
        raise LookupError("the journey is the mentee's")
    goals = unit.goals.tree(found.programme, found.mentee)
    seen = journey(found, unit.meetings.all_of(pair), goals, unit.moments.of(pair))
    return Way(found, person, called(unit.people.get(found.other(person.id)), say), seen)
