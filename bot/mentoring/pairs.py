"""A pair: one mentor and one mentee, the agreement between them, and where they are in their course."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeGuard

from bot.mentoring.cadence import Cadence, Kind, Occurrence, add_months, occurrences, to_instant, to_local

MONTHS = range(1, 25)
# Several a week are two or three; more often is no agreement that people keep.
MOST_DAYS = 3


class PairState(StrEnum):
    """Where a pair is."""

    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"


class Ending(StrEnum):
    """Why a coordinator ended a pair: counted, never shown to the two. What ended early was completed, too."""

    COMPLETED = "completed"
    EARLY = "early"
    NEW_MENTOR = "new_mentor"
    MOVED = "moved"
    NO_TIME = "no_time"
    NOT_A_FIT = "not_a_fit"
    OTHER = "other"


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

    `nth` is which such weekday of the month, when somebody said so, -1 the last; without it, as `first` is.

    `yes_by` is who of the two has said yes to what a coordinator suggested to both, while the other has not.

    `since` is the local day before which it changes nothing, when it was asked for from one of the meetings on.

    `at` is local time in `zone`; `first` is the local date of the first occurrence; `minutes` the length of
    a meeting; `months` the length of the course, `ends_on` its last local date: an outlook as soon as the length
    is chosen (so it also says that a draft is complete), and for good when both agree.
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
    nth: int | None = None
    since: date | None = None
    yes_by: int | None = None

    @property
    def complete(self) -> bool:
        """Whether every question was asked, so that it can be proposed."""
        timed = self.rhythm is Rhythm.FREE or (self.at is not None and self.first is not None)
        return self.rhythm is not None and timed and self.form is not None and self.ends_on is not None


@dataclass(frozen=True)
class Course:
    """What a yes makes: the first and the last local date, and the slots in between that are still to come."""

    first: date
    ends_on: date
    slots: tuple[Occurrence, ...]


_KINDS = {Rhythm.WEEKLY: (Kind.WEEKLY, 1), Rhythm.FORTNIGHTLY: (Kind.WEEKLY, 2), Rhythm.MONTHLY: (Kind.MONTHLY, 1)}


def cadence(agreement: Agreement) -> Cadence | None:
    """The agreement's rhythm in local terms; None when it has no fixed time, or not yet."""
    if agreement.rhythm not in _KINDS or agreement.at is None or agreement.first is None:
        return None
    kind, interval = _KINDS[agreement.rhythm]
    return Cadence(kind, agreement.weekdays, interval, agreement.at, agreement.zone, agreement.first, agreement.nth)


def course(agreement: Agreement, now: datetime, ends_on: date | None = None) -> Course:
    """What the agreement comes to when it begins now; a first time that is over makes room for the next one.

    The last day counts. `ends_on` is the end of a course that is on its way, which its length then doesn't move.
    Source: product.md, The agreement.
    """
    rhythm = cadence(agreement)
    today = to_local(now, agreement.zone).date()
    if rhythm is None:
        return Course(today, ends_on or add_months(today, agreement.months), ())
    since = agreement.since or today
    latest = add_months(max(today, since, rhythm.anchor, ends_on or today), agreement.months + 1)
    slots = occurrences(rhythm, rhythm.anchor, latest)
    ahead = [slot for slot in slots if slot.starts_at > now and slot.day >= since]
    first = ahead[0].day
    end = ends_on or add_months(first, agreement.months)
    return Course(first, end, tuple(slot for slot in ahead if slot.day <= end))


def begins_after(agreement: Agreement, now: datetime) -> datetime:
    """The instant after which its first meeting can be: now, or the beginning of the day that it was asked for from."""
    if agreement.since is None:
        return now
    return max(now, to_instant(datetime.combine(agreement.since, time()), agreement.zone))


def begun_with(agreed: Sequence[Agreement]) -> Agreement:
    """The agreement that the course on its way began with; `agreed` are those said yes to, in order, at least one.

    One that was said yes to before the end of the one before it goes on with the same course.
    """
    earlier = agreed[-1]
    for each in reversed(agreed[:-1]):
        if each.ends_on is None or earlier.agreed_at is None:
            break
        if each.ends_on < to_local(earlier.agreed_at, earlier.zone).date():
            break
        earlier = each
    return earlier


def put_off(agreement: Agreement, days: int, now: datetime) -> Course | None:
    """The course with its end so many days later, and the slots that come with them; None where it has no end.

    A break takes nothing from what was promised. Source: product.md, "all clocks of the pair freeze".
    """
    if agreement.ends_on is None:
        return None
    rhythm, day = cadence(agreement), timedelta(days=1)
    later = agreement.ends_on + days * day
    slots = occurrences(rhythm, agreement.ends_on + day, later) if rhythm else []
    return Course(agreement.first or later, later, tuple(slot for slot in slots if slot.starts_at > now))


def first_day(weekday: int, at: time, zone: str, now: datetime) -> date:
    """The next local date with that weekday (0 = Monday) on which `at` is still to come."""
    today = to_local(now, zone).date()
    day = today + timedelta(days=(weekday - today.weekday()) % 7)
    return day if to_instant(datetime.combine(day, at), zone) > now else day + timedelta(days=7)


def open_to(agreement: Agreement, person: int) -> bool:
    """Whether `person` is one who can say yes: it waits, they did not propose it, and have not said so already."""
    return agreement.state is AgreementState.PROPOSED and person not in {agreement.proposed_by, agreement.yes_by}


def is_length(months: int | None) -> TypeGuard[int]:
    """Whether a course can be that many months long."""
    return months in MONTHS


def places_in(text: str) -> list[str]:
    """The places of a list, as they were written; it is split at commas and line breaks."""
    return [entry.strip() for entry in re.split(r"[,;\n]", text) if _plain(entry)]


def kept_away(place: str, not_to_meet: str) -> bool:
    """Whether the place is one that the programme does not meet at."""
    said = f" {_plain(place)} "
    return any(f" {_plain(entry)} " in said for entry in places_in(not_to_meet))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
