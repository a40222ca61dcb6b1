"""Which pairs could use a hand, as the digest's cards show them: worst first, and what was done about them."""

from datetime import datetime

from bot.mentoring import digest as rules
from bot.mentoring.digest import Card
from bot.mentoring.pairs import Pair
from bot.mentoring.people import Person
from bot.mentoring.programmes import Programme
from handlers.desk.facts import facts_of, pair_facts
from storage.unit import Unit


def ranked(programme: Programme, reader: Person, unit: Unit, now: datetime) -> list[Card]:
    """All of them; the first five are the week's cards."""
    since = rules.last_digest(programme, now)
    return rules.cards(
        facts_of(programme.id, reader.id, now, unit), unit.followups.in_programme(programme.id), since, now
    )


def card_of(pair: Pair, reader: Person, unit: Unit, now: datetime) -> Card | None:
    """One pair's; None when nobody need look at it."""
    since = rules.last_digest(unit.programmes.get(pair.programme), now)
    return rules.card(pair_facts(pair, reader.id, now, unit), unit.followups.of(pair.id), since, now)
