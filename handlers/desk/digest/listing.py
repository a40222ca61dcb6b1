"""All who could use a hand, page by page: who, why, and the way to each one's card."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.mentoring import digest as rules
from bot.mentoring.digest import CARDS, Card
from bot.mentoring.people import Person
from handlers import actions
from handlers.desk.digest.ranking import ranked
from handlers.desk.flag_words import reason
from handlers.desk.looking import looks
from handlers.desk.overview import apart, page_of, page_row, page_words, to_desk
from handlers.desk.subject import names_of
from handlers.screen import Button, Screen, bold, column, lines, paragraphs
from handlers.speech import Speech, capital
from handlers.tap import Tap
from storage.unit import Unit


def needs_hand(tap: Tap[actions.NeedsHand], unit: Unit, say: Speech) -> Screen:
    """Worst first, those left out that somebody looks after; the first page is the week's cards."""
    programme = tap.action.programme
    found = rules.waiting(ranked(unit.programmes.get(programme), tap.person, unit, tap.now))
    shown, page, pages = page_of(found, tap.action.page, CARDS)
    people = [_two(each, unit) for each in shown]
    looks(tap.person, [person for two in people for person in two], programme, unit, say)
    return list_card(programme, list(zip(shown, people, strict=True)), (page, pages, len(found)), say)


def list_card(
    programme: int, shown: Sequence[tuple[Card, Sequence[Person]]], place: tuple[int, int, int], say: Speech
) -> Screen:
    """Each with the worst of its reasons; `place` is the page, the pages, and how many pairs there are."""
    page, pages, total = place
    title = bold(say("Who could use a hand"))
    if not total:
        well = say("All is well: nobody needs a hand right now.")
        return Screen(paragraphs(title, well), column(to_desk(programme, say)))
    names = apart([names_of(two, say) for _, two in shown])
    told = [
        say("• {names}: {reason}", names=name, reason=reason(card.flags[0], {each.id: each for each in two}, say))
        for name, (card, two) in zip(names, shown, strict=True)
    ]
    count = capital(say.many("{n} pair could use a hand.", "{n} pairs could use a hand.", total))
    buttons = (Button(name, actions.HandCard(card.facts.pair.id)) for name, (card, _) in zip(names, shown, strict=True))
    return Screen(
        paragraphs(title, Markup(" ").join(filter(None, (count, page_words(page, pages, say)))), lines(*told)),
        (
            *column(*buttons),
            *page_row(page, pages, lambda number: actions.NeedsHand(programme, number), say),
            (to_desk(programme, say),),
        ),
    )


def _two(card: Card, unit: Unit) -> Sequence[Person]:
    return [unit.people.get(each) for each in card.facts.people]
