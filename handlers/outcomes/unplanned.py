"""A meeting that was never planned: when it was, in plain words or by button, and it is told of like any other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from markupsafe import Markup

from bot.mentoring.cadence import to_instant, to_local
from bot.mentoring.meetings import TELLABLE, Meeting, MeetingState
from bot.mentoring.pairs import Pair
from bot.mentoring.phrases import Reason
from handlers import actions
from handlers.access import Stale
from handlers.current import pairs_before
from handlers.meetings.scene import scene
from handlers.moments import bygone
from handlers.names import called
from handlers.outcomes import cards
from handlers.outcomes.recording import record_once
from handlers.outcomes.telling import told_card
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Said, Tap
from handlers.wording import home_button, instant_of, minute_of, primary
from storage.unit import Unit

# When two met is kept by the day; the hour is only there so that it has one.
USUAL = time(12)
DAY = timedelta(days=1)


def whom(tap: Tap[actions.Unplanned], unit: Unit, say: Speech) -> Screen:
    """Whom did you meet? With one pair that is clear."""
    pairs = pairs_before(tap.person, unit)
    if not pairs:
        raise Stale
    if len(pairs) == 1:
        return _question(pairs[0], tap.person.id, unit, say)
    buttons = [Button(_name(pair, tap.person.id, unit, say), actions.AskUnplanned(pair.id)) for pair in pairs[:6]]
    return Screen(paragraphs(bold(say("Who did you meet?"))), column(*buttons, _back(say)))


def ask(tap: Tap[actions.AskUnplanned], unit: Unit, say: Speech) -> Screen:
    """When did you meet?"""
    return _question(unit.pairs.get(tap.action.pair), tap.person.id, unit, say)


def _question(pair: Pair, person: int, unit: Unit, say: Speech, first: Markup | None = None) -> Screen:
    title = bold(say("When did you and {name} meet?", name=_name(pair, person, unit, say)))
    how = say("Choose a day, or write it as you would say it, such as <i>last Thursday 15.00</i>.")
    rows = (
        (
            Button(say("Today"), _then(pair, 0, unit, say), Style.PRIMARY),
            Button(say("Yesterday"), _then(pair, 1, unit, say)),
        ),
        (_back(say), home_button(say)),
    )
    return Screen(paragraphs(first, title, how), rows, asks=actions.SayUnplanned(pair.id))


def _then(pair: Pair, days: int, unit: Unit, say: Speech) -> actions.MetThen:
    day = to_local(say.now, say.zone) - days * DAY
    at = to_instant(datetime.combine(day.date(), usual(pair, unit)), say.zone)
    return actions.MetThen(pair.id, minute_of(min(at, say.now)))


def said_when(said: Said, action: actions.SayUnplanned, unit: Unit, say: Speech) -> Screen:
    """When it was, in plain words: said back before it is kept."""
    pair = unit.pairs.get(action.pair)
    found = bygone(said.text, say.language, say.zone, said.now, usual(pair, unit))
    if found.instants and found.only is None:
        return _hours(pair, said.person.id, found.instants, unit, say)
    if found.only is None:
        past = say("That hasn't been yet. When did you meet?")
        unread = say("I don't know that day yet: try <i>yesterday</i> or <i>3 November</i>.")
        return _question(pair, said.person.id, unit, say, past if found.reason is Reason.PAST else unread)
    if said.now - found.only > TELLABLE:
        return _question(pair, said.person.id, unit, say, _too_long_ago(say))
    name = _name(pair, said.person.id, unit, say)
    told = say("I keep that you met then, and ask {name} to confirm it.", name=name)
    rows = column(
        Button(say("Yes, we met"), actions.MetThen(pair.id, minute_of(found.only)), Style.PRIMARY),
        Button(say("Another day"), actions.AskUnplanned(pair.id)),
        home_button(say),
    )
    return Screen(paragraphs(bold(capital(say.full(found.only))), told), rows, asks=action)


def _hours(pair: Pair, person: int, found: Sequence[datetime], unit: Unit, say: Speech) -> Screen:
    """A part of a day was said: which of its hours?"""
    asked = _question(pair, person, unit, say)
    hours = [Button(capital(say.full(each)), actions.MetThen(pair.id, minute_of(each))) for each in found]
    likely = [primary(button) for button in hours[:1]]
    text = paragraphs(
        bold(say("Which of these do you mean?")), say("Or write it with the time, such as <i>yesterday 10.30</i>.")
    )
    return replace(asked, text=text, rows=(*column(*likely, *hours[1:]), asked.rows[-1]))


def met_then(tap: Tap[actions.MetThen], unit: Unit, say: Speech) -> Screen:
    """They met then: kept once. A meeting that the two have on that day is the one that is meant."""
    pair = unit.pairs.get(tap.action.pair)
    at = instant_of(tap.action.minute, tap.now)
    if at is None or at > tap.now:
        raise Stale
    if tap.now - at > TELLABLE:
        return _question(pair, tap.person.id, unit, say, _too_long_ago(say))
    there = of_day(pair, at, unit, say)
    number = there.id if there else unit.meetings.add_unplanned(pair.id, unit.pairs.agreed(pair.id), at, tap.now)
    seen = scene(number, tap.person, unit, say)
    if there is None:
        seen = record_once(seen, unit, say, held=True)
    if tap.person.id in seen.logs:
        return told_card(seen, unit, say)
    return cards.question(seen, say, say("You have a meeting on that day already:"))


def of_day(pair: Pair, at: datetime, unit: Unit, say: Speech) -> Meeting | None:
    """The meeting that the two have on the reader's day of that instant, if there is one."""
    day = to_local(at, say.zone).date()
    found = unit.meetings.of(pair.id, at - DAY, at + DAY)
    same = (each for each in found if to_local(each.starts_at, say.zone).date() == day)
    return next((each for each in same if each.state is not MeetingState.CALLED_OFF), None)


def usual(pair: Pair, unit: Unit) -> time:
    """The time of day that stands for a day without one."""
    agreed = unit.pairs.agreed(pair.id)
    return (agreed.at if agreed else None) or USUAL


def _name(pair: Pair, person: int, unit: Unit, say: Speech) -> Markup:
    return called(unit.people.get(pair.other(person)), say)


def _too_long_ago(say: Speech) -> Markup:
    return say("That is longer ago than I can keep. I can keep the last two months.")


def _back(say: Speech) -> Button:
    return Button(say("Back"), actions.Log())
