"""Stopping."""

from dataclasses import dataclass

from handlers.actions.codec import Action


@dataclass(frozen=True)
class AskStop(Action, code="z"):
    """Shall the two stop here? Asked once."""

    pair: int


@dataclass(frozen=True)
class Stop(Action, code="zy"):
    """Yes, stop here."""

    pair: int
