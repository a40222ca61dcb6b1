"""A picture to keep: how far it is, with no name and no goal on it; own words only when they are asked for."""

from datetime import datetime

from markupsafe import Markup

from handlers import actions
from handlers.journey.way import Way, way_of
from handlers.screen import Button, Screen, Trail, bold, column, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Tap
from handlers.wording import home_button
from storage.unit import Unit


def keep_picture(tap: Tap[actions.KeepPicture], unit: Unit, say: Speech) -> Screen:
    """The picture, in the reader's language; the mentee may have their own words on it."""
    way = way_of(tap.action.pair, tap.person, unit, say)
    words = tap.action.words and way.is_mentee
    told = (
        say("Your own words are on it, so think of whom you show it to.")
        if words
        else say("There is no name and no goal on it, so you can show it to whom you like.")
    )
    more = Button(say("With my own words"), actions.KeepPicture(way.pair.id, words=True))
    rows = column(more if way.is_mentee and way.journey.proud and not words else None)
    back = Button(say("The journey"), actions.JourneyOf(way.pair.id, 0))
    text = paragraphs(bold(say("A picture to keep")), told)
    return Screen(text, (*rows, (back, home_button(say))), picture=picture(way, say, words=words))


def picture(way: Way, say: Speech, *, words: bool = False) -> Trail:
    """What the picture is drawn from."""
    seen = way.journey
    return Trail(
        title=_plain(say("Look how far")),
        counts=_plain(_counts(way, say)),
        span=_span(sorted([*seen.met, *seen.steps]), say),
        legend=_plain(say("A stone for each step, a flower for each meeting")),
        stones=[_plain(say.brief(say.local(at).date())) for at in seen.steps],
        meetings=len(seen.met),
        words=[entry.words for entry in seen.proud] if words else [],
    )


def _counts(way: Way, say: Speech) -> Markup:
    steps, met = len(way.journey.steps), len(way.journey.met)
    parts = [
        *([say.many("{n} small step", "{n} small steps", steps)] if steps else []),
        *([say.many("{n} meeting", "{n} meetings", met)] if met else []),
    ]
    return capital(say.listed(parts)) if parts else say("Here the way begins")


def _span(times: list[datetime], say: Speech) -> str:
    """From the first to the last of it; from today where nothing has happened yet."""
    days = [say.month(say.local(at).date()) for at in (times or [say.now])]
    return _plain(days[0] if days[0] == days[-1] else Markup(" – ").join([days[0], days[-1]]))


def _plain(words: Markup) -> str:
    return str(words.unescape())
