"""What a row of the table is, and how the table is read: what is due by now, and when to look again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from bot.mentoring.nudges.facts import NudgeKind
from bot.mentoring.people import Person

Facts = TypeVar("Facts")


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
    """One row of the table. `when` and `reader` are for people who read the docs; the rest decides.

    `at` is None where the facts give no such time; `until` is told the time that `at` gave. `unprompted` says that
    nobody has agreed to it, so that it counts in the reader's day, can be hushed, and stops when it is not answered.
    """

    kind: NudgeKind
    when: str
    reader: str
    at: Callable[[Facts, Person], datetime | None]
    until: Callable[[Facts, Person, datetime], datetime]
    to: Callable[[Facts], Sequence[Person]]
    wanted: Callable[[Facts], bool]
    subject: Callable[[Facts], str]
    unprompted: bool = False


def due(rules: Sequence[Rule[Facts]], facts: Facts, now: datetime) -> Iterator[Nudge]:
    """What is to be said by now, and what it is too late to say. Told twice it is the same: the keys are."""
    for rule, person, at in _timed(rules, facts):
        if at <= now:
            key = f"{rule.kind}:{rule.subject(facts)}:{person.id}"
            until = rule.until(facts, person, at)
            yield Nudge(rule.kind, person, key, at, until, too_late=until <= now)


def next_at(rules: Sequence[Rule[Facts]], facts: Facts, now: datetime) -> datetime | None:
    """The first instant after now at which a rule wants to look again; None when there is nothing more."""
    return min((at for _, _, at in _timed(rules, facts) if at > now), default=None)


def _timed(rules: Sequence[Rule[Facts]], facts: Facts) -> Iterator[tuple[Rule[Facts], Person, datetime]]:
    for rule in rules:
        if not rule.wanted(facts):
            continue
        for person in rule.to(facts):
            at = rule.at(facts, person)
            if at is not None:
                yield rule, person, at
