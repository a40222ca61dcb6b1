"""A pair: one mentor and one mentee, the agreement between them, and where they are in their course."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class PairState(StrEnum):
    """Where a pair is."""

    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True)
class Pair:
    """Two people in one programme. Instants are aware UTC."""

    id: int
    programme: int
    mentor: int
    mentee: int
    state: PairState
    since: datetime

    def other(self, person: int) -> int:
        """The id of the one whom `person` meets; raises LookupError for anybody else."""
        if person == self.mentor:
            return self.mentee
        if person == self.mentee:
            return self.mentor
        raise LookupError("not in this pair")

    def has(self, person: int) -> bool:
        """Whether `person` is one of the two."""
        return person in {self.mentor, self.mentee}


class Rhythm(StrEnum):
    """How often a pair meets."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    FREE = "free"


class Form(StrEnum):
    """How a pair meets."""

    WALK = "walk"
    COFFEE = "coffee"
    CAFE = "cafe"
    ONLINE = "online"
    PHONE = "phone"


class AgreementState(StrEnum):
    """From the first question to the shared yes."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"
    REPLACED = "replaced"
    DECLINED = "declined"


@dataclass(frozen=True)
class Agreement:
    """What the two agree on. Fields stay None until asked; `weekdays` count from 0 = Monday.

    `at` is local time in `zone`; `first` is the local date of the first occurrence; `minutes` the length of
    a meeting; `months` the length of the course, `ends_on` its last local date, set when both agree.
    """

    id: int
    pair: int
    state: AgreementState
    proposed_by: int
    rhythm: Rhythm | None
    weekdays: tuple[int, ...]
    at: time | None
    zone: str
    first: date | None
    form: Form | None
    place: str
    minutes: int
    months: int
    ends_on: date | None
    proposed_at: datetime | None
    agreed_at: datetime | None
