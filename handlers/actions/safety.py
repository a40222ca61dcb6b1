"""The way to a person: whom to ring, the coordinator who is told, a mentor's worry, and who takes it."""

from dataclasses import dataclass

from handlers.actions.codec import Action


@dataclass(frozen=True)
class Person(Action, code="hp"):
    """I need a person: who to ring."""


@dataclass(frozen=True)
class MoreNumbers(Action, code="hn"):
    """The other numbers of one's country."""


@dataclass(frozen=True)
class TellCoordinator(Action, code="ht"):
    """Tell my coordinator that I would like to hear from them."""

    programme: int


@dataclass(frozen=True)
class AskWorried(Action, code="hw"):
    """I'm worried: asked once, or how it stands."""

    pair: int


@dataclass(frozen=True)
class Worried(Action, code="hy"):
    """Yes, tell the coordinators now."""

    pair: int


@dataclass(frozen=True)
class AlertCard(Action, code="hc"):
    """What somebody asked of the coordinators, and who is on it."""

    alert: int


@dataclass(frozen=True)
class TakeAlert(Action, code="hx"):
    """I'm on it."""

    alert: int
