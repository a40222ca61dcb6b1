"""What a coordinator can do for a pair, on one card."""

from handlers import actions
from handlers.desk.deeds.subject import names, open_pair, to_pair
from handlers.screen import Button, Screen, Style, bold, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from storage.unit import Unit


def card(tap: Tap[actions.PairDeeds], unit: Unit, say: Speech) -> Screen:
    """A button for each deed."""
    pair = open_pair(tap.action.pair, unit)
    told = say("What you write down here counts at once. Both hear it from me, with your name, and can say otherwise.")
    return Screen(
        paragraphs(bold(names(pair, unit, say)), told),
        (
            (Button(say("Log a meeting for them"), actions.LogFor(pair.id), Style.PRIMARY),),
            (Button(say("End"), actions.AskEnding(pair.id)),),
            (to_pair(pair, say),),
        ),
    )
