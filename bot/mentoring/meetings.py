"""One agreed time: planned, held, moved or called off; who said what of it, and what came out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.mentoring.pairs import Form


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


@dataclass(frozen=True)
class Meeting:
    """One agreed time of a pair. `slot` is the local date that the rhythm gave, None for an extra meeting.

    `settled_at` is when the present time was agreed on; `version` goes up at each change, as a calendar needs.
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
