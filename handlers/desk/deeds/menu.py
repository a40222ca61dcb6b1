"""What a coordinator can do for a pair, on one card."""

from handlers import actions
from handlers.desk.overview import name_of
from handlers.desk.subject import both, names, open_pair, to_pair
from handlers.screen import Button, Screen, Style, bold, lines, paragraphs
from handlers.speech import Speech
from handlers.tap import Tap
from handlers.wording import in_rows
from storage.unit import Unit


def card(tap: Tap[actions.PairDeeds], unit: Unit, say: Speech) -> Screen:
    """A button for each deed."""
    pair = open_pair(tap.action.pair, unit)
    away = [name_of(each, say) for each in both(pair, unit) if not each.has_chat]
    paper = say("No Telegram: {names}. I never write to them.", names=say.listed(away)) if away else None
    told = lines(
        say("What you write down here counts at once. Both hear it from me, with your name, and can say otherwise."),
        say("A longer course needs a yes from both."),
    )
    pause = say("See the break") if unit.pauses.current(pair.id) else say("A break")
    terms = say("Change the agreement") if unit.pairs.agreed(pair.id) else say("Their agreement")
    likely = Button(say("Log a meeting for them"), actions.LogFor(pair.id), Style.PRIMARY)
    others = (
        Button(terms, actions.AgreeFor(pair.id)),
        Button(pause, actions.PauseFor(pair.id)),
        Button(say("A longer course"), actions.ExtendFor(pair.id)),
        Button(say("Another mentor"), actions.AskMentor(pair.id, 0)),
        Button(say("End"), actions.AskEnding(pair.id)),
    )
    text = paragraphs(bold(names(pair, unit, say)), told, paper)
    return Screen(text, ((likely,), *in_rows(others, 2), (to_pair(pair, say),)))
