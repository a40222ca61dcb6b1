"""A draft that a coordinator fills in for two: the same questions in other words, and never a place that is theirs."""

from dataclasses import replace

from markupsafe import Markup

from bot.mentoring.pairs import Agreement, Pair, Rhythm
from bot.mentoring.renewals import is_same
from handlers import actions
from handlers.agreement import cards
from handlers.agreement.renewing import renewal
from handlers.names import called
from handlers.screen import Button, Screen, Style, bold, lines, paragraphs
from handlers.speech import Speech
from handlers.wording import rhythm_words, where
from storage.unit import Unit


def is_for_both(found: Agreement, unit: Unit) -> bool:
    """Whether neither of the two made it."""
    return not unit.pairs.get(found.pair).has(found.proposed_by)


def both_names(pair: Pair, unit: Unit, say: Speech) -> Markup:
    """Such as "Jonas and Anna"."""
    return say.listed([called(unit.people.get(each), say) for each in (pair.mentor, pair.mentee)])


def whole(draft: Agreement, unit: Unit) -> Agreement:
    """The draft with what it leaves as it was: a place that the coordinator did not write stays."""
    agreed = unit.pairs.agreed(draft.pair)
    stays = agreed is not None and not draft.place and draft.form is agreed.form
    return replace(draft, place=agreed.place) if agreed and stays else draft


def stands_already(draft: Agreement, unit: Unit) -> bool:
    """Whether it says what the two have agreed on already."""
    agreed = unit.pairs.agreed(draft.pair)
    return agreed is not None and is_same(whole(draft, unit), agreed)


def rhythm_line(found: Agreement, say: Speech) -> Markup:
    """How often they meet, and when."""
    return say("No fixed time: they plan each meeting.") if found.rhythm is Rhythm.FREE else rhythm_words(found, say)


def rhythm_question(draft: Agreement, unit: Unit, say: Speech) -> Screen:
    """How often?"""
    pair = unit.pairs.get(draft.pair)
    usual = unit.programmes.get(pair.programme).rhythm
    asked = say("How often do {names} meet?", names=both_names(pair, unit, say))
    return cards.rhythm_question(draft, usual, asked, say("As they have agreed. They can change it later."), say)


def place_question(draft: Agreement, say: Speech, first: Markup | None) -> Screen:
    """Where? It can be left as it is."""
    how = say("Write the place, or skip it. The two of them can see it.")
    return cards.place_question(draft, say("Where do they meet?"), how, say, first)


def draft_card(draft: Agreement, unit: Unit, say: Speech) -> Screen:
    """The whole draft: to write down, or to change."""
    pair = unit.pairs.get(draft.pair)
    who = both_names(pair, unit, say)
    told = lines(rhythm_line(draft, say), where(draft.form, draft.place, say))
    pair_card = Button(say("The pair"), actions.PairCard(pair.id))
    parts = cards.parts(draft, say, length=False)
    if stands_already(draft, unit):
        title = bold(say("What have {names} agreed?", names=who))
        return Screen(paragraphs(title, told), (*parts, (pair_card,)))
    begins = say("It begins on {date}.", date=say.date(renewal(draft, unit, say.now).first))
    timed = draft.rhythm is not Rhythm.FREE
    hear = say("Both hear it from me, and can change it.")
    keep = Button(say("Write it down"), actions.WriteAgreement(draft.id), Style.PRIMARY)
    title = bold(say("Is this what {names} have agreed?", names=who))
    return Screen(paragraphs(title, told, begins if timed else None, hear), ((keep,), *parts, (pair_card,)))
