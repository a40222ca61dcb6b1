"""One agreed time: planned, held, moved or called off; who said what of it, and what came out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.mentoring.cadence import public_holiday, to_local
from bot.mentoring.pairs import Form

# A time to move to lies within this, so that a slip of the finger is asked about.
FARTHEST = timedelta(days=400)
# How far back a meeting can be told of.
TELLABLE = timedelta(days=60)
DAY_BEFORE = timedelta(hours=24)
SOON = timedelta(hours=2)


class MeetingState(StrEnum):
    """Where a meeting is. MISSED is "it didn't happen this time"; CALLED_OFF was said before."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    CALLED_OFF = "called_off"


class Reply(StrEnum):
    """What somebody answered to a reminder."""

    COMING = "coming"
    CANNOT = "cannot"


class StepOutcome(StrEnum):
    """What became of the meeting's step."""

    DONE = "done"
    SOME = "some"
    OTHER = "other"


class Mood(StrEnum):
    """How the meeting was, in faces."""

    GREAT = "great"
    GOOD = "good"
    SOSO = "soso"
    HARD = "hard"


class MomentKind(StrEnum):
    """What is kept for the journey: the mentee's own pride, and a strength that the mentor saw."""

    PROUD = "proud"
    STRENGTH = "strength"


@dataclass(frozen=True)
class Meeting:
    """One agreed time of a pair. `slot` is the local date that the rhythm gave, None for an extra meeting.

    `settled_at` is when the present time was agreed on; `version` goes up at each change, as a calendar needs.
    `holiday` says that they meet although it is a public holiday; None while nobody has said so.
    `pause` is the break that it was called off for.
    """

    id: int
    pair: int
    agreement: int | None
    slot: date | None
    starts_at: datetime
    minutes: int
    form: Form | None
    place: str
    state: MeetingState
    step: int | None
    step_outcome: StepOutcome | None
    settled_at: datetime
    version: int
    holiday: bool | None = None
    pause: int | None = None

    @property
    def ends_at(self) -> datetime:
        """The planned end, aware UTC."""
        return self.starts_at + timedelta(minutes=self.minutes)


@dataclass(frozen=True)
class Log:
    """What one of the two told of a meeting: held or not, what became of the step, the mood (a mentee's own)."""

    meeting: int
    person: int
    held: bool
    step_outcome: StepOutcome | None
    mood: Mood | None
    confirmed: bool
    at: datetime


@dataclass(frozen=True)
class Move:
    """A suggested new time, by one of the two, waiting for the other."""

    id: int
    meeting: int
    by: int
    starts_at: datetime
    at: datetime


class Refusal(StrEnum):
    """Why a meeting cannot be moved to a time."""

    PAST = "past"
    TOO_FAR = "too_far"
    SAME = "same"
    TAKEN = "taken"
    BREAK = "break"


def is_ahead(meeting: Meeting, now: datetime) -> bool:
    """Whether it is planned and has not begun."""
    return meeting.state is MeetingState.PLANNED and meeting.starts_at > now


def holiday(meeting: Meeting, zone: str, country: str, language: str) -> str | None:
    """The name of the public holiday on which the meeting is in `zone`, in the language; None on other days."""
    return public_holiday(to_local(meeting.starts_at, zone).date(), country, language)


def fell_on_holiday(meeting: Meeting, zone: str, country: str) -> bool:
    """Whether the rhythm put it on a public holiday: a day that people chose themselves is not asked about."""
    chosen = meeting.slot is None or to_local(meeting.starts_at, zone).date() != meeting.slot
    return not chosen and holiday(meeting, zone, country, "en") is not None


def was_moved_after(meeting: Meeting, move: Move | None) -> bool:
    """Whether the new time was suggested once the meeting should have been over: then it was not held as planned.

    One suggested before, and not answered, changes nothing: the planned time has stood.
    """
    return move is not None and move.at >= meeting.ends_at


def is_unplanned(meeting: Meeting) -> bool:
    """Whether the two met without planning it: its time was kept only after it had begun."""
    return meeting.settled_at >= meeting.starts_at


def is_movable(meeting: Meeting) -> bool:
    """Whether a new time can be found for it: nobody has told yet what became of it, or it was called off."""
    return meeting.state in {MeetingState.PLANNED, MeetingState.CALLED_OFF}


def refuses(
    to: datetime, now: datetime, taken: Collection[datetime], minutes: int, rest: datetime | None = None
) -> Refusal | None:
    """Why nobody can meet at that instant for `minutes`, or None.

    `taken` are the starts of the pair's meetings, `rest` is when the break ends that they are on.
    """
    if to <= now:
        return Refusal.PAST
    if to > now + FARTHEST:
        return Refusal.TOO_FAR
    if rest is not None and to < rest:
        return Refusal.BREAK
    length = timedelta(minutes=minutes)
    return Refusal.TAKEN if any(abs(other - to) < length for other in taken) else None


def refuses_move(
    meeting: Meeting, to: datetime, now: datetime, taken: Collection[datetime], rest: datetime | None = None
) -> Refusal | None:
    """Why the meeting cannot move to that instant, or None; `taken` are the starts of the pair's other meetings."""
    if to == meeting.starts_at and is_ahead(meeting, now):
        return Refusal.SAME
    return refuses(to, now, taken, meeting.minutes, rest)


def reminder_lapsed(meeting: Meeting, now: datetime) -> str | None:
    """Why a reminder that is about to be sent is no longer true, as a reason for its row; None when it is true.

    A reminder that waited through the night must not speak of a time that was agreed on since, or of another day.
    """
    if meeting.state is not MeetingState.PLANNED:
        return "not_planned"
    if meeting.starts_at <= now:
        return "over"
    before = SOON if now >= meeting.starts_at - SOON else DAY_BEFORE
    if now < meeting.starts_at - before or meeting.settled_at > meeting.starts_at - before:
        return "moved"
    return None


def is_tellable(meeting: Meeting, now: datetime, zone: str) -> bool:
    """Whether one can tell what became of it: its day has come in `zone`, and nobody called it off."""
    come = to_local(meeting.starts_at, zone).date() <= to_local(now, zone).date()
    return come and meeting.state is not MeetingState.CALLED_OFF


def told(logs: Mapping[int, Log], by_desk: bool | None = None) -> MeetingState:
    """What a meeting is by what the two told: either's "we met" counts, a difference is the coordinator's to see.

    `by_desk` is what a coordinator wrote down for them: it counts as long as neither has told.
    """
    held = any(log.held for log in logs.values()) if logs else by_desk
    if held is None:
        return MeetingState.PLANNED
    return MeetingState.HELD if held else MeetingState.MISSED


def step_told(logs: Mapping[int, Log]) -> StepOutcome | None:
    """What became of the step by what the two told: the last to speak of it counts."""
    spoken = sorted((log for log in logs.values() if log.held and log.step_outcome), key=lambda log: log.at)
    return spoken[-1].step_outcome if spoken else None
