"""The journey of a pair; whoever is in several pairs, or was before, chooses one."""

from bot.mentoring.pairs import Pair, PairState
from handlers import actions
from handlers.current import ended_before, pairs_before
from handlers.journey.cards import journey_card
from handlers.journey.way import way_of
from handlers.names import called
from handlers.screen import Button, Screen, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit

# How many have a button.
PAIRS = 5


def mine(tap: Tap[actions.Journey], unit: Unit, say: Speech) -> Screen:
    """One's journey, or with whom; where nobody was met yet, that it will come. A mentee keeps those that ended."""
    pairs = [*pairs_before(tap.person, unit), *ended_before(tap.person, unit)]
    if len(pairs) == 1:
        return journey_card(way_of(pairs[0].id, tap.person, unit, say), 0, say)
    if not pairs:
        soon = say("Your journey will be here when you have somebody to meet.")
        return Screen(paragraphs(bold(say("Look how far")), soon), column(home_button(say)))
    ways = [_to(pair, tap, unit, say) for pair in pairs[:PAIRS]]
    return Screen(paragraphs(bold(say("With whom?"))), column(*ways, home_button(say)))


def _to(pair: Pair, tap: Tap[actions.Journey], unit: Unit, say: Speech) -> Button:
    name = called(unit.people.get(pair.other(tap.person.id)), say)
    words = say("Before, with {name}", name=name) if pair.state is PairState.CLOSED else name
    return Button(words, actions.JourneyOf(pair.id, 0))


def of_pair(tap: Tap[actions.JourneyOf], unit: Unit, say: Speech) -> Screen:
    """One pair's journey, at that page."""
    return journey_card(way_of(tap.action.pair, tap.person, unit, say), tap.action.page, say)
