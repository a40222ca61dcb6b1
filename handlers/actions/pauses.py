"""Breaks."""

from dataclasses import dataclass

from handlers.actions.codec import Action


@dataclass(frozen=True)
class PauseCard(Action, code="b"):
    """The break that the two are on, or the way to one."""

    pair: int


@dataclass(frozen=True)
class AskPause(Action, code="ba"):
    """Take a break: for how long?"""

    pair: int


@dataclass(frozen=True)
class SayPause(Action, code="bs"):
    """Until when, in plain words."""

    pair: int


@dataclass(frozen=True)
class PauseUntil(Action, code="bu"):
    """A break until this day (counted from year 1): says first what it means for the meetings."""

    pair: int
    day: int


@dataclass(frozen=True)
class TakePause(Action, code="bt"):
    """Takes the break until this day."""

    pair: int
    day: int


@dataclass(frozen=True)
class EndPause(Action, code="be"):
    """Takes the thread up again, before the break is over."""

    pair: int
