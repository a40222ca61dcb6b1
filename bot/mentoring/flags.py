"""What needs a coordinator's eye in one pair: a list of named criteria, each with its reason as data."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

from bot.mentoring.meetings import Log, Meeting, MeetingState
from bot.mentoring.pairs import Agreement, Pair, PairState, Rhythm
from bot.mentoring.pauses import Pause, covers, elapsed
from bot.mentoring.people import Person

FIRST_MEETING = timedelta(days=10)
AMBER_INTERVALS = 1.5
RED_INTERVALS = 2.5
# Without an agreed rhythm, two weeks are what most pairs keep. Source: product.md, "every week or every other week".
USUAL = timedelta(days=14)


class Level(IntEnum):
    """How soon somebody should look."""

    AMBER = 1
    RED = 2


class Reason(StrEnum):
    """Why a pair could use a hand."""

    QUIET = "quiet"
    NOT_BEGUN = "not_begun"
    TWICE_MISSED = "twice_missed"
    NOT_TOLD = "not_told"
    DIFFERENCE = "difference"
    UNREACHABLE = "unreachable"
    UNANSWERED = "unanswered"


@dataclass(frozen=True)
class Flag:
    """A reason and how soon; `days` is how long it has been so, `who` the person it is about, where there is one."""

    reason: Reason
    level: Level
    days: int = 0
    who: Person | None = None


@dataclass(frozen=True)
class PairFacts:
    """All that the criteria need to know of one pair. `meetings` are in order; `logs` are by meeting, then person.

    `silent` says since when somebody, by id, has not answered what the bot asked of its own accord.
    """

    pair: Pair
    agreement: Agreement | None
    meetings: Sequence[Meeting]
    logs: Mapping[int, Mapping[int, Log]]
    people: tuple[Person, Person]
    pauses: Sequence[Pause] = ()
    silent: Mapping[int, datetime] = field(default_factory=dict)


def interval(agreement: Agreement | None) -> timedelta:
    """How long a pair's rhythm lets pass between two meetings."""
    if agreement is None or agreement.rhythm is None:
        return USUAL
    every = {Rhythm.WEEKLY: 7, Rhythm.FORTNIGHTLY: 14, Rhythm.MONTHLY: 30, Rhythm.FREE: USUAL.days}
    return timedelta(days=every[agreement.rhythm])


def _quiet(facts: PairFacts, now: datetime) -> Flag | None:
    """No meeting for 1.5 intervals is amber, for 2.5 red. Source: product.md, The desk."""
    if facts.agreement is None or facts.agreement.agreed_at is None:
        return None
    held = [meeting.ends_at for meeting in facts.meetings if meeting.state is MeetingState.HELD]
    silent = elapsed(max([facts.agreement.agreed_at, *held]), now, facts.pauses)
    for limit, level in ((RED_INTERVALS, Level.RED), (AMBER_INTERVALS, Level.AMBER)):
        if silent >= interval(facts.agreement) * limit:
            return Flag(Reason.QUIET, level, days=silent.days)
    return None


def _not_begun(facts: PairFacts, now: datetime) -> Flag | None:
    """No first meeting planned ten days after the two became a pair. Source: product.md, The desk."""
    waited = elapsed(facts.pair.since, now, facts.pauses)
    if facts.meetings or waited < FIRST_MEETING:
        return None
    return Flag(Reason.NOT_BEGUN, Level.AMBER, days=waited.days)


def _twice_missed(facts: PairFacts, now: datetime) -> Flag | None:
    """Two outcomes in a row that "didn't happen". Source: product.md, The desk."""
    told = [m for m in facts.meetings if m.state in {MeetingState.HELD, MeetingState.MISSED} and m.ends_at <= now]
    if len(told) >= 2 and all(meeting.state is MeetingState.MISSED for meeting in told[-2:]):
        return Flag(Reason.TWICE_MISSED, Level.AMBER, days=(now - told[-1].ends_at).days)
    return None


def _not_told(facts: PairFacts, now: datetime) -> Flag | None:
    """A meeting that was asked about twice and never told of: it shows here and nowhere else."""
    late = now - timedelta(days=2)
    open_ones = [m for m in facts.meetings if m.state is MeetingState.PLANNED and m.ends_at <= late]
    # What lay in a break was never asked about.
    silent = [m for m in open_ones if not covers(facts.pauses, m.starts_at)]
    return Flag(Reason.NOT_TOLD, Level.AMBER, days=(now - silent[-1].ends_at).days) if silent else None


def _difference(facts: PairFacts, now: datetime) -> Flag | None:
    """The two told different things of a meeting in the last two weeks."""
    for meeting in facts.meetings:
        told = {log.held for log in facts.logs.get(meeting.id, {}).values()}
        if len(told) == 2 and meeting.ends_at > now - timedelta(days=14):
            return Flag(Reason.DIFFERENCE, Level.AMBER, days=(now - meeting.ends_at).days)
    return None


def _unreachable(facts: PairFacts, now: datetime) -> Flag | None:
    """Messages to one of the two do not get through."""
    for person in facts.people:
        if person.unreachable_since is not None:
            return Flag(Reason.UNREACHABLE, Level.RED, days=(now - person.unreachable_since).days, who=person)
    return None


def _unanswered(facts: PairFacts, now: datetime) -> Flag | None:
    """One of the two did not answer twice, and the bot has stopped asking. Source: product.md, Nudges."""
    for person in facts.people:
        since = facts.silent.get(person.id)
        if since is not None:
            return Flag(Reason.UNANSWERED, Level.AMBER, days=(now - since).days, who=person)
    return None


CRITERIA: tuple[Callable[[PairFacts, datetime], Flag | None], ...] = (
    _unreachable,
    _quiet,
    # Early: whoever does not answer is often one of a pair that has not begun, or has not met, and that would hide it.
    _unanswered,
    _twice_missed,
    _not_begun,
    _not_told,
    _difference,
)


def flags(facts: PairFacts, now: datetime) -> list[Flag]:
    """What needs an eye, worst first; nothing while the pair pauses or when it is closed."""
    if facts.pair.state is not PairState.ACTIVE:
        return []
    found = [flag for criterion in CRITERIA if (flag := criterion(facts, now)) is not None]
    return sorted(found, key=lambda flag: -flag.level)
