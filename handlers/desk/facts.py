"""What the desk reads of pairs: the facts behind the flags."""

from datetime import datetime

from bot.mentoring.flags import PairFacts
from bot.mentoring.pairs import Pair
from storage.unit import Unit


def facts_of(programme: int, reader: int, at: datetime, unit: Unit) -> list[PairFacts]:
    """What the flags need to know of each of the programme's pairs that are not closed, oldest first.

    The reader is a coordinator, by id.
    """
    found = unit.flags.of_programme(programme, unit.programmes.thresholds(programme), at)
    return [each.told_to(reader) for each in found]


def pair_facts(pair: Pair, reader: int, at: datetime, unit: Unit) -> PairFacts:
    """The same of one pair."""
    return unit.flags.of_pair(pair.id, unit.programmes.thresholds(pair.programme), at).told_to(reader)
