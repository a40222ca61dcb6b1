"""The cards of the journey: what the two came through, newest last, a page at a time."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from markupsafe import Markup

from bot.mentoring.journey import Entry, EntryKind, page_sizes
from handlers import actions
from handlers.journey.way import Way
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.wording import home_button

# How many entries, and about how many characters of them, a phone shows at once.
MOST, ROOM = 5, 280


def journey_card(way: Way, page: int, say: Speech) -> Screen:
    """The newest entries, or on page 1, 2 and so on earlier ones; where it all begins when there are none."""
    entries = way.journey.entries
    if not entries:
        return _beginning(way, say) if way.is_open else _stopped(way, say)
    told = [_words(entry, way, say) for entry in entries]
    days = [say.month(say.local(entry.at).date()) for entry in entries]
    sizes = page_sizes([len(f"{day} {each.striptags()}") for day, each in zip(days, told, strict=True)], MOST, ROOM)
    page = min(page, len(sizes) - 1)
    end = len(told) - sum(sizes[:page])
    shown = _by_day(days[end - sizes[page] : end], told[end - sizes[page] : end])
    counts = None if page else counts_line(way, say)
    return Screen(paragraphs(bold(say("Look how far")), counts, *shown), _rows(way, page, len(sizes), say))


def _beginning(way: Way, say: Speech) -> Screen:
    title = bold(say("Look how far"))
    soon = say(
        "Here you and {name} can see your way, as it comes to be: meetings, small steps, good moments.", name=way.name
    )
    begins = say("It begins with your first meeting, or with a word from you already now.")
    return Screen(paragraphs(title, soon, begins), column(moment_button(way, say, Style.PRIMARY), home_button(say)))


def _stopped(way: Way, say: Speech) -> Screen:
    nothing = say("Nothing is kept here from the time with {name}. Your goals are still yours.", name=way.name)
    goals = Button(say("Goals"), actions.GoalsOf(way.pair.id))
    return Screen(paragraphs(bold(say("Look how far")), nothing), ((goals, home_button(say)),))


def counts_line(way: Way, say: Speech) -> Markup:
    """How often they met and how many steps are done, as far as there is something to count."""
    met, steps = len(way.journey.met), len(way.journey.steps)
    times = say.many("You and {name} have met once.", "You and {name} have met {n} times.", met, name=way.name)
    done = say.many("{n} small step is done.", "{n} small steps are done.", steps)
    return lines(times if met else None, capital(done) if steps else None)


def _rows(way: Way, page: int, pages: int, say: Speech) -> Sequence[Sequence[Button]]:
    pair = way.pair.id
    earlier = Button(say("Earlier"), actions.JourneyOf(pair, page + 1))
    later = Button(say("Later"), actions.JourneyOf(pair, page - 1))
    turns = (*([earlier] if page + 1 < pages else []), *([later] if page else []))
    keep = Button(say("Keep a picture"), actions.KeepPicture(pair, words=False)) if way.journey.has_begun else None
    words = moment_button(way, say) if way.is_open else None
    return (*column(words, keep), *([turns] if turns else []), (home_button(say),))


def moment_button(way: Way, say: Speech, style: Style = Style.PLAIN) -> Button:
    """The way to put one's own words into it."""
    return words_button(way.pair.id, 0, way.name, say, mentee=way.is_mentee, style=style)


def words_button(
    pair: int, meeting: int, name: Markup, say: Speech, *, mentee: bool, style: Style = Style.PLAIN
) -> Button:
    """What the reader can add in own words: the mentee their pride, the mentor what they saw; `meeting` may be 0."""
    words = say("Something I'm proud of") if mentee else say("Something I saw in {name}", name=name)
    return Button(words, actions.AskMoment(pair, meeting), style)


# --- One entry ---------------------------------------------------------------------------------------------


def _by_day(days: Sequence[Markup], told: Sequence[Markup]) -> list[Markup]:
    """What belongs to one day stands under it, so that no day is said twice."""
    both = groupby(zip(days, told, strict=True), key=itemgetter(0))
    return [lines(Markup("<i>{}</i>").format(day), *(words for _day, words in each)) for day, each in both]


def _words(entry: Entry, way: Way, say: Speech) -> Markup:
    if entry.kind is EntryKind.MET:
        if entry.count == 1:
            return say("You met for the first time.")
        return say.many("You had met {n} time.", "You had met {n} times.", entry.count)
    if entry.kind is EntryKind.STEP:
        return say("Done: {step}", step=entry.words)
    return lines(_whose(entry.kind, way, say), quote(entry.words))


def _whose(kind: EntryKind, way: Way, say: Speech) -> Markup:
    if kind is EntryKind.PROUD:
        return say("You're proud of this:") if way.is_mentee else say("{name} is proud of this:", name=way.name)
    if way.is_mentee:
        return say("{name} saw this in you:", name=way.name)
    return say("You saw this in {name}:", name=way.name)


def quote(words: str) -> Markup:
    """Somebody's own words, set apart."""
    return Markup("<blockquote>{}</blockquote>").format(words)
