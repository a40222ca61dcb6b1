"""Which nudge is due, when, to whom, until when: ONE table of rules, and each one's once-key."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Generic, TypeVar
from zoneinfo import ZoneInfo

from bot.mentoring.cadence import to_instant
from bot.mentoring.hours import Quiet, after_quiet
from bot.mentoring.meetings import Log, Meeting, MeetingState
from bot.mentoring.pairs import Pair, PairState
from bot.mentoring.people import Person
from bot.mentoring.programmes import Programme

Facts = TypeVar("Facts")

DAY_BEFORE = timedelta(hours=24)
SOON = timedelta(hours=2)
ASK_AFTER = timedelta(hours=1)
ASK_AGAIN_AT = time(10)
ASK_AGAIN_FOR = timedelta(days=7)


class NudgeKind(StrEnum):
    """Everything that the bot says because time passed (or, for CONFIRM, because one of the two told)."""

    TOMORROW = "meeting.tomorrow"
    SOON = "meeting.soon"
    OUTCOME = "meeting.outcome"
    OUTCOME_AGAIN = "meeting.outcome.again"
    DIGEST = "digest.weekly"


@dataclass(frozen=True)
class MeetingFacts:
    """All that the rules need to know of one meeting."""

    meeting: Meeting
    pair: Pair
    mentor: Person
    mentee: Person
    logs: Mapping[int, Log]


@dataclass(frozen=True)
class ProgrammeFacts:
    """All that the rules need to know of one programme; `digest_at` is the digest that is due or next."""

    programme: Programme
    coordinators: Sequence[Person]
    digest_at: datetime


@dataclass(frozen=True)
class Nudge:
    """Something to say to one person, not before `at`, of no use from `until` on. `too_late` says it is already."""

    kind: NudgeKind
    to: Person
    key: str
    at: datetime
    until: datetime
    too_late: bool


@dataclass(frozen=True)
class Rule(Generic[Facts]):
    """One row of the table. `when` is for people who read the docs; the rest decides."""

    kind: NudgeKind
    when: str
    at: Callable[[Facts], datetime]
    until: Callable[[Facts], datetime]
    to: Callable[[Facts], Sequence[Person]]
    wanted: Callable[[Facts], bool]
    subject: Callable[[Facts], str]


def _planned(facts: MeetingFacts) -> bool:
    return facts.meeting.state is MeetingState.PLANNED and facts.pair.state is PairState.ACTIVE


def _settled_before(before: timedelta) -> Callable[[MeetingFacts], bool]:
    """Nobody is reminded of a time that they agreed on after the reminder's own time."""

    def wanted(facts: MeetingFacts) -> bool:
        return _planned(facts) and facts.meeting.settled_at <= facts.meeting.starts_at - before

    return wanted


def _untold(facts: MeetingFacts) -> bool:
    return _planned(facts) and not facts.logs


def asker(facts: MeetingFacts) -> Person:
    """Who is asked how it went: the mentor, or the mentee when the mentor cannot be reached."""
    return facts.mentor if facts.mentor.reachable else facts.mentee


def asked_at(facts: MeetingFacts) -> datetime:
    """When the question really arrives: an hour after the planned end, or when the night is over."""
    person = asker(facts)
    quiet = Quiet(person.quiet_from, person.quiet_until)
    return after_quiet(facts.meeting.ends_at + ASK_AFTER, person.zone, quiet)


def asked_again_at(facts: MeetingFacts) -> datetime:
    """10:00 on the reader's clock, the day after the first question. Source: product.md, "Two taps"."""
    zone = asker(facts).zone
    day = asked_at(facts).astimezone(ZoneInfo(zone)).date() + timedelta(days=1)
    return to_instant(datetime.combine(day, ASK_AGAIN_AT), zone)


def _digest_until(facts: ProgrammeFacts) -> datetime:
    """A digest is of use on its own day; the next one tells the same and more."""
    local = facts.digest_at.astimezone(ZoneInfo(facts.programme.zone))
    return to_instant(datetime.combine(local.date() + timedelta(days=1), time(0)), facts.programme.zone)


def _meeting(facts: MeetingFacts) -> str:
    # The time is part of the key: a meeting that was moved is reminded of anew.
    return f"{facts.meeting.id}:{int(facts.meeting.starts_at.timestamp()) // 60}"


MEETING_RULES: tuple[Rule[MeetingFacts], ...] = (
    Rule(
        NudgeKind.TOMORROW,
        "24 hours before",
        at=lambda f: f.meeting.starts_at - DAY_BEFORE,
        until=lambda f: f.meeting.starts_at - SOON,
        to=lambda f: [person for person in (f.mentor, f.mentee) if person.remind_day_before],
        wanted=_settled_before(DAY_BEFORE),
        subject=_meeting,
    ),
    Rule(
        NudgeKind.SOON,
        "2 hours before",
        at=lambda f: f.meeting.starts_at - SOON,
        until=lambda f: f.meeting.starts_at,
        to=lambda f: [person for person in (f.mentor, f.mentee) if person.remind_soon],
        wanted=_settled_before(SOON),
        subject=_meeting,
    ),
    Rule(
        NudgeKind.OUTCOME,
        "1 hour after the planned end",
        at=lambda f: f.meeting.ends_at + ASK_AFTER,
        until=asked_again_at,
        to=lambda f: [asker(f)],
        wanted=_untold,
        subject=_meeting,
    ),
    Rule(
        NudgeKind.OUTCOME_AGAIN,
        "10:00 on the day after the first question",
        at=asked_again_at,
        until=lambda f: asked_again_at(f) + ASK_AGAIN_FOR,
        to=lambda f: [asker(f)],
        wanted=_untold,
        subject=_meeting,
    ),
)

PROGRAMME_RULES: tuple[Rule[ProgrammeFacts], ...] = (
    Rule(
        NudgeKind.DIGEST,
        "Monday 08:30, the programme's time",
        at=lambda f: f.digest_at,
        until=_digest_until,
        to=lambda f: f.coordinators,
        wanted=lambda f: bool(f.coordinators),
        subject=lambda f: f"{f.programme.id}:{int(f.digest_at.timestamp()) // 60}",
    ),
)


def due(rules: Sequence[Rule[Facts]], facts: Facts, now: datetime) -> Iterator[Nudge]:
    """What is to be said by now, and what it is too late to say. Told twice it is the same: the keys are."""
    for rule in rules:
        if not rule.wanted(facts) or rule.at(facts) > now:
            continue
        for person in rule.to(facts):
            key = f"{rule.kind}:{rule.subject(facts)}:{person.id}"
            until = rule.until(facts)
            yield Nudge(rule.kind, person, key, rule.at(facts), until, too_late=until <= now)


def next_at(rules: Sequence[Rule[Facts]], facts: Facts, now: datetime) -> datetime | None:
    """The first instant after now at which a rule wants to look again; None when there is nothing more."""
    later = [rule.at(facts) for rule in rules if rule.wanted(facts) and rule.at(facts) > now]
    return min(later, default=None)
