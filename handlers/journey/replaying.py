"""At every fifth meeting: a look back, the next morning, once."""

from datetime import datetime, timedelta

from bot.mentoring.journey import REPLAY, is_worth_a_look, replay_at
from bot.mentoring.pairs import Pair
from handlers import actions
from handlers.journey.keeping import picture
from handlers.journey.way import way_of
from handlers.notice import Dropped, Notice
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.wording import home_button
from storage.unit import Unit

# After that it is no longer about the meeting.
LASTS = timedelta(days=5)


def look_back(pair: Pair, unit: Unit, now: datetime) -> None:
    """When that was the fifth, tenth, ... meeting, both get a picture the next morning, once for that number."""
    met = unit.meetings.held(pair.id)
    if not is_worth_a_look(met):
        return
    for person in (unit.people.get(pair.mentor), unit.people.get(pair.mentee)):
        at = replay_at(now, person.zone)
        key, facts = f"{REPLAY}:{pair.id}:{met}:{person.id}", {"pair": pair.id, "met": met}
        unit.outbox.notice(REPLAY, person, key, facts, now, not_before=at, expires=at + LASTS)


def replay(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """You have met five times: look how far."""
    way = way_of(notice["pair"], notice.reader, unit, say)
    met = len(way.journey.met)
    if met < notice["met"]:
        return Dropped("undone")
    title = say.many("You and {name} have met once.", "You and {name} have met {n} times.", met, name=way.name)
    told = say("Here is a picture of your way so far. There is no name and no goal on it; it is yours to keep.")
    see = Button(say("See the journey"), actions.JourneyOf(way.pair.id, 0), Style.PRIMARY)
    rows = (*column(see), (home_button(say), Button(say("Not today"), actions.NotToday())))
    return Screen(paragraphs(bold(title), told), rows, picture=picture(way, say))
