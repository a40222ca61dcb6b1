"""Own words for the journey: what the mentee is proud of, and what the mentor saw in them."""

from markupsafe import Markup

from bot.mentoring.meetings import MomentKind
from handlers import actions
from handlers.journey.cards import journey_card, quote
from handlers.journey.way import Way, way_of
from handlers.notice import Notice
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Said, Tap
from handlers.texts import clean, too_long
from handlers.wording import home_button
from storage.changes import Change
from storage.unit import Unit

MOMENT_LIMIT = 500
MOMENT = "moment"
STRENGTH_SEEN = "strength.seen"


def ask_moment(tap: Tap[actions.AskMoment], unit: Unit, say: Speech) -> Screen:
    """What are you proud of, or what did you see? Who can see it is said first."""
    return _question(way_of(tap.action.pair, tap.person, unit, say), tap.action.meeting, say)


def _question(way: Way, meeting: int, say: Speech, first: Markup | None = None) -> Screen:
    if way.is_mentee:
        asked = say("What are you proud of?")
        how = say("Big or small, write it in your own words. You and {name} can see it in the journey.", name=way.name)
    else:
        asked = say("What did you see in {name}?", name=way.name)
        how = say(
            "A strength or a quality, in a few words. You and {name} can see it, and I show it to {name}.",
            name=way.name,
        )
    back = actions.MeetingCard(meeting) if meeting else actions.JourneyOf(way.pair.id, 0)
    rows = column(Button(say("Never mind"), back))
    return Screen(paragraphs(first, bold(asked), how), rows, asks=actions.SayMoment(way.pair.id, meeting))


def said_moment(said: Said, action: actions.SayMoment, unit: Unit, say: Speech) -> Screen:
    """The words are kept, and said back; the mentee is told what the mentor saw."""
    way = way_of(action.pair, said.person, unit, say)
    text = clean(said.text)
    if not text:
        return _question(way, action.meeting, say, say("Can you write it in words?"))
    if too_long(text, MOMENT_LIMIT):
        long = say("That's more than fits here. Can you say it in {n} characters or fewer?", n=MOMENT_LIMIT)
        return _question(way, action.meeting, say, long)
    kind = MomentKind.PROUD if way.is_mentee else MomentKind.STRENGTH
    moment = unit.moments.add(way.pair.id, said.person.id, action.meeting or None, kind, text, said.now)
    change = unit.changes.add(said.person.id, MOMENT, moment.id, {}, {"pair": way.pair.id}, said.now)
    if kind is MomentKind.STRENGTH:
        _tell(way, moment.id, unit, said)
    return _saved(way, text, change, say)


def _tell(way: Way, moment: int, unit: Unit, said: Said) -> None:
    mentee = unit.people.get(way.pair.mentee)
    unit.outbox.notice(STRENGTH_SEEN, mentee, f"{STRENGTH_SEEN}:{moment}", {"moment": moment}, said.now)


def _saved(way: Way, text: str, change: int, say: Speech) -> Screen:
    sight = say("You and {name} can see it in the journey.", name=way.name)
    rows = (
        (Button(say("See the journey"), actions.JourneyOf(way.pair.id, 0), Style.PRIMARY),),
        (Button(say("Undo"), actions.Undo(change)), home_button(say)),
    )
    return Screen(paragraphs(bold(say("Saved.")), quote(text), sight), rows)


def strength_seen(notice: Notice, unit: Unit, say: Speech) -> Screen:
    """The mentee hears what the mentor saw; raises LookupError when the words were taken back."""
    moment = unit.moments.get(notice["moment"])
    way = way_of(moment.pair, notice.reader, unit, say)
    title = bold(say("{name} has written something kind to you.", name=way.name))
    told = say("{name} saw this in you:", name=way.name)
    rows = column(Button(say("See the journey"), actions.JourneyOf(way.pair.id, 0), Style.PRIMARY), home_button(say))
    return Screen(paragraphs(title, Markup("\n").join([told, quote(moment.text)])), rows)


def undo_moment(change: Change, unit: Unit, say: Speech) -> None:
    """The words are gone for good; who has not heard of them yet will not."""
    del say
    unit.moments.remove(change.target)


def show_journey(change: Change, unit: Unit, say: Speech) -> Screen:
    """The journey as it stands; raises LookupError when it is nobody's here."""
    return journey_card(way_of(change.after["pair"], unit.people.get(change.person), unit, say), 0, say)
