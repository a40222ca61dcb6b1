"""Meetings: coming or not, moving one, planning one outside the rhythm."""

from dataclasses import dataclass

from handlers.actions.codec import Action


@dataclass(frozen=True)
class Meetings(Action, code="m"):
    """The coming meetings of all one's pairs."""


@dataclass(frozen=True)
class MeetingCard(Action, code="mc"):
    """One meeting."""

    meeting: int


@dataclass(frozen=True)
class Coming(Action, code="my"):
    """I'm coming."""

    meeting: int


@dataclass(frozen=True)
class MoveIt(Action, code="mm"):
    """Move it: three suggestions and free text."""

    meeting: int


@dataclass(frozen=True)
class MoveTo(Action, code="mt"):
    """This time instead, in minutes since 1970 UTC: asks the other."""

    meeting: int
    minute: int


@dataclass(frozen=True)
class SayMoveTime(Action, code="sv"):
    """A time in plain words, to move to."""

    meeting: int


@dataclass(frozen=True)
class AcceptMove(Action, code="ma"):
    """Works for me."""

    move: int


@dataclass(frozen=True)
class CannotCome(Action, code="mx"):
    """I can't make it."""

    meeting: int


@dataclass(frozen=True)
class OnAfterAll(Action, code="mo"):
    """Takes "I can't make it" back."""

    meeting: int


@dataclass(frozen=True)
class SkipMeeting(Action, code="mz"):
    """Skip this one; the rhythm goes on."""

    meeting: int


@dataclass(frozen=True)
class FromNowOn(Action, code="mu"):
    """Another time for the whole rhythm, not only for this one."""

    meeting: int


@dataclass(frozen=True)
class MeetAnyway(Action, code="mh"):
    """Meet although it is a public holiday."""

    meeting: int


@dataclass(frozen=True)
class KeepTime(Action, code="mk"):
    """Keeps the time as it is: answers, or takes back, a suggested one."""

    move: int


@dataclass(frozen=True)
class AskMeetingTime(Action, code="mp"):
    """A meeting outside the rhythm: when?"""

    pair: int


@dataclass(frozen=True)
class SayMeetingTime(Action, code="mq"):
    """When it shall be, in plain words."""

    pair: int


@dataclass(frozen=True)
class PlanMeeting(Action, code="mr"):
    """Plans it then, in minutes since 1970 UTC."""

    pair: int
    minute: int
