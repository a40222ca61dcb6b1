"""The coordinator's weekly digest, and the same asked for."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from markupsafe import Markup

from bot.mentoring.digest import Card, Week
from bot.mentoring.people import Person
from handlers import actions
from handlers.desk.facts import gather, people_of, two_of
from handlers.desk.flag_words import reasons
from handlers.desk.looking import looks
from handlers.desk.overview import name_of
from handlers.notice import Dropped, Notice
from handlers.safety import digest_lines
from handlers.screen import Button, Screen, Style, bold, column, lines, paragraphs
from handlers.speech import Speech, opened
from handlers.tap import Tap
from storage.unit import Unit


def weekly(notice: Notice, unit: Unit, say: Speech) -> Screen | Dropped:
    """The digest that comes by itself: as of its own time, even when it is sent a little later."""
    programme = unit.programmes.get(notice["programme"])
    found = gather(programme, datetime.fromtimestamp(notice["until"], UTC), unit)
    waiting = digest_lines(programme.id, notice.reader.id, unit, say)
    if not found.pairs and not waiting[0]:
        return Dropped("no_pairs")
    people = people_of(found.cards, unit)
    looks(notice.reader, people.values(), programme.id, unit, say)
    return card(found, people, programme.id, say, waiting)


def digest(tap: Tap[actions.Digest], unit: Unit, say: Speech) -> Screen:
    """The digest as of now."""
    programme = unit.programmes.get(tap.action.programme)
    waiting = digest_lines(programme.id, tap.person.id, unit, say)
    found = gather(programme, tap.now, unit)
    people = people_of(found.cards, unit)
    looks(tap.person, people.values(), programme.id, unit, say)
    return card(found, people, programme.id, say, waiting)


def card(
    found: Week,
    people: Mapping[int, Person],
    programme: int,
    say: Speech,
    waiting: tuple[Sequence[Markup], Sequence[Button]] = ((), ()),
) -> Screen:
    """The week on one card: what happened, who could use a hand and why, a button for each.

    First of all whoever asked for a coordinator and was not answered: `waiting` is their lines and their buttons.
    """
    told = say(
        "Last week: {held}, {steps}. This week: {planned}.",
        held=say.many("{n} meeting held", "{n} meetings held", found.held),
        steps=say.many("{n} small step taken", "{n} small steps taken", found.steps),
        planned=say.many("{n} meeting planned", "{n} meetings planned", found.planned),
    )
    asked, buttons = waiting[0], list(waiting[1])
    buttons += [Button(pair_names(each, people, say), actions.PairCard(each.facts.pair.id)) for each in found.cards]
    if buttons:
        buttons[0] = Button(buttons[0].label, buttons[0].action, Style.PRIMARY)
    back = Button(say("To the desk"), actions.Desk(programme))
    first = lines(say("Waits for an answer from you:"), *asked) if asked else None
    well = None if asked else say("All is well: nobody needs a hand right now.")
    attention = _attention(found, people, say) if found.cards else well
    return Screen(paragraphs(bold(say("Your week")), first, told, attention), column(*buttons, back))


def _attention(found: Week, people: Mapping[int, Person], say: Speech) -> Markup:
    listed = [
        say("• {names}: {reason}", names=pair_names(each, people, say), reason=reasons(each.flags, people, say))
        for each in found.cards
    ]
    more = say.many("and {n} more on the list", "and {n} more on the list", found.more) if found.more else None
    return lines(say("Who could use a hand:"), *listed, more)


def pair_names(each: Card, people: Mapping[int, Person], say: Speech) -> Markup:
    """Such as "Jonas and Anna"."""
    return opened(say.listed([name_of(person, say) for person in two_of(each.facts, people)]))
