"""From when on something is a flag: what a programme has set."""

from dataclasses import dataclass

from bot.mentoring.flags import Limit
from handlers.actions.codec import Action


@dataclass(frozen=True)
class Limits(Action, code="tha"):
    """What can be set."""

    programme: int
    page: int


@dataclass(frozen=True)
class LimitCard(Action, code="thb"):
    """One of them."""

    programme: int
    limit: Limit


@dataclass(frozen=True)
class SetLimit(Action, code="thc"):
    """Another value, in tenths."""

    programme: int
    limit: Limit
    tenths: int
