"""The weekly digest: who could use a hand, what was done about it, and whether it helped."""

from dataclasses import dataclass

from bot.mentoring.followups import Snooze
from handlers.actions.codec import Action


@dataclass(frozen=True)
class Hands(Action, code="dga"):
    """Who could use a hand: the first card, as a message of its own."""

    programme: int


@dataclass(frozen=True)
class HandCard(Action, code="dgb"):
    """One pair that could use a hand, and what can be done."""

    pair: int


@dataclass(frozen=True)
class PutAside(Action, code="dgc"):
    """Not now: show the pair again in so many days."""

    pair: int
    days: Snooze


@dataclass(frozen=True)
class TakeCare(Action, code="dgd"):
    """It is taken care of."""

    pair: int


@dataclass(frozen=True)
class WentWell(Action, code="dge"):
    """After the cards: how many more there are, and what went well."""

    programme: int


@dataclass(frozen=True)
class NeedsHand(Action, code="dgl"):
    """All who could use a hand, page by page."""

    programme: int
    page: int


@dataclass(frozen=True)
class DidHelp(Action, code="dgf"):
    """Whether it helped, a week later."""

    followup: int
    better: bool
