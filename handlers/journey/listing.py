"""The journey of a pair; whoever is in several pairs chooses one."""

from handlers import actions
from handlers.journey.cards import journey_card
from handlers.journey.way import way_of
from handlers.names import called
from handlers.screen import Button, Screen, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit


def mine(tap: Tap[actions.Journey], unit: Unit, say: Speech) -> Screen:
    """One's journey, or with whom; where nobody is met yet, that it will come."""
    pairs = unit.pairs.of(tap.person.id)
    if len(pairs) == 1:
        return journey_card(way_of(pairs[0].id, tap.person, unit, say), 0, say)
    if not pairs:
        soon = say("Your journey will be here when you have somebody to meet.")
        return Screen(paragraphs(bold(say("Look how far")), soon), column(home_button(say)))
    ways = [
        Button(called(unit.people.get(pair.other(tap.person.id)), say), actions.JourneyOf(pair.id, 0)) for pair in pairs
    ]
    return Screen(paragraphs(bold(say("With whom?"))), column(*ways, home_button(say)))


def of_pair(tap: Tap[actions.JourneyOf], unit: Unit, say: Speech) -> Screen:
    """One pair's journey, at that page."""
    return journey_card(way_of(tap.action.pair, tap.person, unit, say), tap.action.page, say)
