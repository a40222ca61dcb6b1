"""What a coordinator does for a pair."""

from dataclasses import dataclass

from bot.mentoring.pairs import Ending
from handlers.actions.codec import Action


@dataclass(frozen=True)
class PairDeeds(Action, code="e"):
    """What can be done for a pair."""

    pair: int


@dataclass(frozen=True)
class LogFor(Action, code="el"):
    """A meeting of theirs: which one? A day can be typed, too."""

    pair: int


@dataclass(frozen=True)
class LogMeetingFor(Action, code="em"):
    """Did they meet?"""

    meeting: int


@dataclass(frozen=True)
class WriteDown(Action, code="ew"):
    """Writes down that they met, or that it didn't happen."""

    meeting: int
    held: bool


@dataclass(frozen=True)
class SayDayFor(Action, code="sel"):
    """When they met, in plain words."""

    pair: int


@dataclass(frozen=True)
class TheyMetThen(Action, code="et"):
    """They met then, in minutes since 1970."""

    pair: int
    minute: int


@dataclass(frozen=True)
class AskEnding(Action, code="ee"):
    """Ends a pair: why?"""

    pair: int


@dataclass(frozen=True)
class EndingIs(Action, code="ei"):
    """For that reason: asks once, with what follows."""

    pair: int
    ending: Ending


@dataclass(frozen=True)
class EndPair(Action, code="ex"):
    """Ends it."""

    pair: int
    ending: Ending
