"""What the desk reads of pairs: the facts behind the flags, and the programme's week."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.mentoring.digest import Card, Week, around, week
from bot.mentoring.flags import PairFacts
from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import Pair
from bot.mentoring.people import Person
from bot.mentoring.programmes import Programme
from storage.unit import Unit


def facts_of(programme: int, at: datetime, unit: Unit) -> list[PairFacts]:
    """What the flags need to know of each of the programme's pairs that are not closed, oldest first."""
    return unit.flags.of_programme(programme, unit.programmes.thresholds(programme), at)


def pair_facts(pair: Pair, at: datetime, unit: Unit) -> PairFacts:
    """The same of one pair."""
    return unit.flags.of_pair(pair.id, unit.programmes.thresholds(pair.programme), at)


def gather(programme: Programme, at: datetime, unit: Unit) -> Week:
    """The programme's last week and this one, as of an instant."""
    last, begins, ends = around(at, programme.zone)
    held = unit.meetings.count(programme.id, MeetingState.HELD, last, begins)
    planned = unit.meetings.count(programme.id, MeetingState.PLANNED, begins, ends)
    steps = unit.goals.done_between(programme.id, last, begins)
    return week(facts_of(programme.id, at, unit), held, planned, steps, at)


def people_of(cards: Iterable[Card], unit: Unit) -> dict[int, Person]:
    """Whom the cards are about, by id: the only ones whose names are opened."""
    return {each: unit.people.get(each) for card in cards for each in card.facts.people}


def two_of(facts: PairFacts, people: Mapping[int, Person]) -> tuple[Person, Person]:
    """The two of a pair, the mentor first."""
    mentor, mentee = facts.people
    return people[mentor], people[mentee]
