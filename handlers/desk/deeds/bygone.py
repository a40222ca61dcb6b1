"""Another day on which the two met: typed by the coordinator, said back, and written down."""

from datetime import datetime

from markupsafe import Markup

from bot.mentoring.meetings import TELLABLE
from bot.mentoring.phrases import Reason
from handlers import actions
from handlers.access import Stale
from handlers.desk.deeds.logging import list_card, meeting_card, write_down
from handlers.desk.subject import open_pair
from handlers.moments import bygone
from handlers.outcomes.unplanned import of_day, usual
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Said, Tap
from handlers.wording import home_button, instant_of, minute_of
from storage.unit import Unit


def said_day(said: Said, action: actions.SayDayFor, unit: Unit, say: Speech) -> Screen:
    """When they met, in plain words: said back before it is written down."""
    pair = open_pair(action.pair, unit)
    found = bygone(said.text, say.language, say.zone, said.now, usual(pair, unit))
    if not found.instants:
        past = say("That hasn't been yet. When did they meet?")
        unread = say("I don't know that day yet: try <i>yesterday</i> or <i>3 November</i>.")
        return list_card(pair, unit, say, past if found.reason is Reason.PAST else unread)
    if said.now - found.instants[0] > TELLABLE:
        return list_card(pair, unit, say, _too_long_ago(say))
    likely = found.only
    there = of_day(pair, likely, unit, say) if likely else None
    if there is not None:
        return meeting_card(there, unit, say)
    buttons = [_then(pair.id, each, say) for each in found.instants]
    title = say("They met then?") if likely else say("Which of these do you mean?")
    return Screen(
        paragraphs(bold(title), say("Or write another day.")),
        column(*buttons, Button(say("Back"), actions.LogFor(pair.id)), home_button(say)),
        asks=action,
    )


def _then(pair: int, at: datetime, say: Speech) -> Button:
    return Button(capital(say.full(at)), actions.TheyMetThen(pair, minute_of(at)), Style.PRIMARY)


def met_then(tap: Tap[actions.TheyMetThen], unit: Unit, say: Speech) -> Screen:
    """They met then: written down once. A meeting that the two have on that day is the one that is meant."""
    pair = open_pair(tap.action.pair, unit)
    at = instant_of(tap.action.minute, tap.now)
    if at is None or at > tap.now:
        raise Stale
    if tap.now - at > TELLABLE:
        return list_card(pair, unit, say, _too_long_ago(say))
    there = of_day(pair, at, unit, say)
    if there is not None and unit.outcomes.by_desk(there.id) is None:
        return meeting_card(there, unit, say)
    number = there.id if there else unit.meetings.add_unplanned(pair.id, unit.pairs.agreed(pair.id), at, tap.now)
    return write_down(Tap(tap.visitor, actions.WriteDown(number, held=True), tap.now), unit, say)


def _too_long_ago(say: Speech) -> Markup:
    return say("That is longer ago than I can keep. I can keep the last two months.")
