"""A programme's week: what happened, what is ahead, which pairs could use a hand, and what went well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.mentoring.cadence import to_instant, to_local
from bot.mentoring.flags import Flag, Level, PairFacts, Reason, flags, worst_first
from bot.mentoring.followups import Followup, standing, still_shown
from bot.mentoring.programmes import Programme, next_digest

CARDS = 5
# More would be a wall; what is not said on a card is not settled by it either.
REASONS = 3
# Two months back and one ahead, this week with it: as many bars as can be told apart on a phone.
WEEKS_BACK, WEEKS_AHEAD = 8, 4
# Ends of courses are talked of from eight weeks before. Source: product.md, Pause, extend, end.
ENDINGS = timedelta(weeks=8)
# Each time they had planned: seen over four weeks, and once is no pattern.
LATELY, OFTEN = 4, 2
# Every tenth meeting is worth a word, and the first.
ROUND = 10
NAMED = 2


@dataclass(frozen=True)
class Tally:
    """One week's meetings: those that were held, and those that are planned, or that nobody has told of."""

    held: int
    planned: int


@dataclass(frozen=True)
class Met:
    """How often a pair has met: before the last week, and in it; in the last four weeks, and how often not then."""

    pair: int
    before: int
    held: int
    lately: int
    without: int


@dataclass(frozen=True)
class Wins:
    """What went well: pairs that met for the first time, round numbers reached, and how many met each time."""

    first: Sequence[int]
    rounds: Sequence[tuple[int, int]]
    each_time: int


@dataclass(frozen=True)
class Card:
    """A pair that could use a hand, and why: its worst reason first. `looked_after` keeps it away for now."""

    facts: PairFacts
    flags: Sequence[Flag]
    looked_after: Followup | None = None


@dataclass(frozen=True)
class Week:
    """What a coordinator reads on Monday morning, in numbers.

    `tallies` begin eight weeks ago, one for each week, and `days` are the weeks' first days; `active` pairs are on
    their way and not on a break; `waiting` people wait for a match, and `talks` are pairs that it is time to talk with.
    """

    active: int
    tallies: Sequence[Tally]
    days: Sequence[date]
    steps: int
    begun: int
    ending: int
    waiting: int
    talks: int = 0

    @property
    def held(self) -> int:
        """In the last week."""
        return self.tallies[WEEKS_BACK - 1].held

    @property
    def planned(self) -> int:
        """In this week."""
        return self.tallies[WEEKS_BACK].planned


def monday(at: datetime, zone: str, weeks: int = 0) -> datetime:
    """The instant at which the week of `at` began in `zone`, or that of so many weeks later."""
    day = to_local(at, zone).date()
    return to_instant(datetime.combine(day - timedelta(days=day.weekday()) + timedelta(weeks=weeks), time()), zone)


def bounds(at: datetime, zone: str) -> list[datetime]:
    """The beginnings of the weeks in the picture, and the end of the last."""
    return [monday(at, zone, weeks) for weeks in range(-WEEKS_BACK, WEEKS_AHEAD + 1)]


def last_digest(programme: Programme, now: datetime) -> datetime:
    """The newest time of the programme's digest that is not to come: what was done since then belongs to its week."""
    due = next_digest(programme, now - timedelta(days=8))
    following = next_digest(programme, due)
    return following if following <= now else due


def cards(
    pairs: Sequence[PairFacts], done: Mapping[int, Sequence[Followup]], since: datetime, now: datetime
) -> list[Card]:
    """Every pair that could use a hand, worst first; with those that were looked after since the last digest.

    The order is by what is so, not by what is shown of it: a pair keeps its place when somebody looks after it.
    Source: product.md, The desk.
    """
    found = worst_first(pairs, now)
    made = (_card(facts, why, done.get(facts.pair.id, ()), since, now) for facts, why in found)
    return [each for each in made if each is not None]


def card(facts: PairFacts, done: Sequence[Followup], since: datetime, now: datetime) -> Card | None:
    """One pair's; None when nobody need look at it."""
    return _card(facts, flags(facts, now), done, since, now)


def _card(
    facts: PairFacts, found: Sequence[Flag], done: Sequence[Followup], since: datetime, now: datetime
) -> Card | None:
    # A worry that nobody has taken rings by itself, and stands above all cards with a button of its own.
    found = [flag for flag in found if (flag.reason, flag.level) != (Reason.WORRIED, Level.RED)]
    if shown := still_shown(found, done, now):
        return Card(facts, shown)
    after = standing(done, found, since, now) if found else None
    return Card(facts, found, after) if after else None


def waiting(found: Sequence[Card]) -> list[Card]:
    """Those that nobody has looked after."""
    return [each for each in found if each.looked_after is None]


def wins(met: Sequence[Met]) -> Wins:
    """What went well in the last week, and in the last four. Never a goal, a mood or a word of anybody's."""
    lately = [each for each in met if each.held]
    return Wins(
        first=[each.pair for each in lately if not each.before],
        rounds=[(each.pair, _round(each)) for each in lately if _round(each) > each.before],
        each_time=sum(each.lately >= OFTEN and not each.without for each in met),
    )


def _round(met: Met) -> int:
    return (met.before + met.held) // ROUND * ROUND
