"""Find: somebody in a long list of the desk, by what is typed of their name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from bot.mentoring.search import Hits, best
from handlers import actions
from handlers.actions import Action, Among
from handlers.desk import pairs, people
from handlers.desk.overview import apart, to_desk
from handlers.screen import Button, Screen, Style, bold, column, paragraphs
from handlers.speech import Speech
from handlers.tap import Said, Tap
from handlers.texts import one_line, short
from storage.lists import Lists, Named
from storage.unit import Unit

SHOWN = 6
LONGEST = 100
# What was looked for is said back, as far as a title has room.
ECHO = 40


@dataclass(frozen=True)
class _List:
    """One list: all its names, what a row of it is called, what it opens, and the way back to it."""

    names: Callable[[Lists, int], Named]
    words: Callable[[int, Unit, Speech], Markup]
    opens: Callable[[int], Action]
    whole: Callable[[int], Action]


LISTS: Mapping[Among, _List] = {
    Among.PAIRS: _List(Lists.pairs_by_name, pairs.names, actions.PairCard, lambda number: actions.Pairs(number, 0)),
    Among.PEOPLE: _List(
        Lists.places_by_name, people.words, actions.PlaceCard, lambda number: actions.People(number, 0)
    ),
    Among.WAITING: _List(
        Lists.waiting_by_name,
        people.words,
        lambda number: actions.WaitingCard(number, 0),
        lambda number: actions.Waiting(number, 0),
    ),
}


def ask(tap: Tap[actions.AskFind], unit: Unit, say: Speech) -> Screen:
    """Whom are you looking for?"""
    del unit
    return _question(tap.action.programme, tap.action.among, say)


def said(said: Said, action: actions.SayFind, unit: Unit, say: Speech) -> Screen:
    """Who is called that, in this list, else among everybody; and another name can be typed at once."""
    programme, text = action.programme, one_line(said.text)
    if len(text) > LONGEST:
        return _question(programme, action.among, say, say("That is a bit long. A name is enough, or part of one."))
    for among in dict.fromkeys((action.among, Among.PEOPLE)):
        hits = best(text, LISTS[among].names(unit.lists, programme), SHOWN)
        if hits.total:
            return _found(action, among, text, hits, unit, say)
    return _nobody(action, text, say)


def _question(programme: int, among: Among, say: Speech, first: Markup | None = None) -> Screen:
    how = say("Write a name, or part of one. For a pair it may be both names, and capitals or accents don't matter.")
    return Screen(
        paragraphs(first, bold(say("Whom are you looking for?")), how),
        (_back(programme, among, say),),
        asks=actions.SayFind(programme, among),
    )


def _found(action: actions.SayFind, among: Among, text: str, hits: Hits[int], unit: Unit, say: Speech) -> Screen:
    """A button for each of the first; `among` is where they were found."""
    kind = LISTS[among]
    labels = apart([kind.words(each, unit, say) for each in hits.first])
    styles = [Style.PRIMARY if hits.total == 1 else Style.PLAIN] * len(labels)
    shown = zip(hits.first, labels, styles, strict=True)
    other = say("Nobody in that list, but here among everybody:") if among is not action.among else None
    more = say("There are {n} in all. Write a little more of the name to get closer.", n=hits.total)
    again = say("Not the right one? Just write another name.")
    return Screen(
        paragraphs(
            bold(say("This is what I found for “{text}”", text=short(text, ECHO))),
            other,
            more if hits.total > len(labels) else again,
        ),
        (
            *column(*(Button(label, kind.opens(each), style) for each, label, style in shown)),
            _back(action.programme, action.among, say),
        ),
        asks=action,
    )


def _nobody(action: actions.SayFind, text: str, say: Speech) -> Screen:
    return Screen(
        paragraphs(
            bold(say("I find nobody called “{text}”", text=short(text, ECHO))),
            say("It may be written another way here. Write part of the name, or look through the list."),
        ),
        (_back(action.programme, action.among, say),),
        asks=action,
    )


def _back(programme: int, among: Among, say: Speech) -> tuple[Button, ...]:
    return (Button(say("The whole list"), LISTS[among].whole(programme)), to_desk(programme, say))
