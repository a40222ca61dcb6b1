"""What one of two answers: would they like to meet, and is it the right match?"""

from dataclasses import dataclass

from bot.mentoring.fits import Fit
from bot.mentoring.proposals import Answer
from handlers.actions.codec import Action


@dataclass(frozen=True)
class MatchAsked(Action, code="mas"):
    """Somebody whom one could meet."""

    proposal: int


@dataclass(frozen=True)
class MatchAnswer(Action, code="man"):
    """Yes please, or not this time."""

    proposal: int
    says: Answer


@dataclass(frozen=True)
class AskFit(Action, code="fta"):
    """Is it the right match? Once more."""

    pair: int


@dataclass(frozen=True)
class FitIs(Action, code="fit"):
    """The right match, still deciding, not quite."""

    pair: int
    fit: Fit
