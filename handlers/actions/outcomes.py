"""What a meeting gave: whether it was held, the step, the mood, notes."""

from dataclasses import dataclass

from bot.mentoring.meetings import Mood, StepOutcome
from handlers.actions.codec import Action


@dataclass(frozen=True)
class Log(Action, code="l"):
    """Which meeting to log?"""


@dataclass(frozen=True)
class LogMeeting(Action, code="lm"):
    """Did you get to meet?"""

    meeting: int


@dataclass(frozen=True)
class LogMore(Action, code="lz"):
    """Earlier meetings to log."""

    page: int


@dataclass(frozen=True)
class Told(Action, code="lo"):
    """The meetings that one has told of."""

    page: int


@dataclass(frozen=True)
class Unplanned(Action, code="la"):
    """We met without planning: whom?"""


@dataclass(frozen=True)
class AskUnplanned(Action, code="lb"):
    """When did you meet?"""

    pair: int


@dataclass(frozen=True)
class SayUnplanned(Action, code="lc"):
    """When it was, in plain words."""

    pair: int


@dataclass(frozen=True)
class MetThen(Action, code="ld"):
    """We met then, in minutes since 1970 UTC, though it was never planned."""

    pair: int
    minute: int


@dataclass(frozen=True)
class Met(Action, code="lh"):
    """We met."""

    meeting: int


@dataclass(frozen=True)
class WasMoved(Action, code="lw"):
    """It was moved."""

    meeting: int


@dataclass(frozen=True)
class DidNotHappen(Action, code="ln"):
    """It didn't happen this time."""

    meeting: int


@dataclass(frozen=True)
class StepWas(Action, code="ls"):
    """What became of the step: done, some of the way, something else."""

    meeting: int
    outcome: StepOutcome


@dataclass(frozen=True)
class UndoLog(Action, code="lu"):
    """Takes one's log of the meeting back."""

    meeting: int


@dataclass(frozen=True)
class ConfirmMet(Action, code="ly"):
    """Yes, we met."""

    meeting: int


@dataclass(frozen=True)
class DenyMet(Action, code="lx"):
    """No, we didn't: a difference, kept for the coordinator."""

    meeting: int


@dataclass(frozen=True)
class MoodWas(Action, code="lf"):
    """How was it, in a face."""

    meeting: int
    mood: Mood


@dataclass(frozen=True)
class AskNote(Action, code="lt"):
    """Add a note: who shall see it?"""

    meeting: int


@dataclass(frozen=True)
class AskNoteText(Action, code="lq"):
    """The note's question; `shared` says whether the other can read it."""

    meeting: int
    shared: bool


@dataclass(frozen=True)
class SayNote(Action, code="so"):
    """A note, in own words."""

    meeting: int
    shared: bool


@dataclass(frozen=True)
class SayNoteFirst(Action, code="sy"):
    """A note in own words, before it was said who shall see it."""

    meeting: int


@dataclass(frozen=True)
class NoteFor(Action, code="lv"):
    """A note that is kept already is for these; `shared` says whether the other can read it."""

    note: int
    shared: bool


@dataclass(frozen=True)
class PlayNote(Action, code="lp"):
    """Plays a spoken note."""

    note: int
