"""The coordinator's desk: inviting, matching, the pairs, the week."""

from dataclasses import dataclass
from enum import StrEnum

from bot.mentoring.people import Role
from handlers.actions.codec import Action


class Among(StrEnum):
    """The list in which somebody is looked for."""

    PAIRS = "r"
    PEOPLE = "p"
    WAITING = "w"


@dataclass(frozen=True)
class Desk(Action, code="d"):
    """The coordinator's desk."""

    programme: int


@dataclass(frozen=True)
class Invite(Action, code="di"):
    """Whom to invite: a mentor or a mentee, one or an evening."""

    programme: int


@dataclass(frozen=True)
class InviteRole(Action, code="dr"):
    """An invitation for a role; `evening` makes a link for up to 50."""

    programme: int
    role: Role
    evening: bool


@dataclass(frozen=True)
class Waiting(Action, code="dw"):
    """Who is waiting, and since when."""

    programme: int
    page: int


@dataclass(frozen=True)
class WaitingCard(Action, code="dwc"):
    """Somebody who waits, and a page of who might fit them."""

    member: int
    page: int


@dataclass(frozen=True)
class ToldCard(Action, code="dwt"):
    """All that somebody told before a match."""

    member: int


@dataclass(frozen=True)
class MatchCard(Action, code="dmc"):
    """Two who might fit, and why."""

    programme: int
    mentor: int
    mentee: int


@dataclass(frozen=True)
class ProposeMatch(Action, code="dmp"):
    """Asks both, privately."""

    programme: int
    mentor: int
    mentee: int


@dataclass(frozen=True)
class ProposedMatch(Action, code="dmq"):
    """A proposal, as the coordinator sees it."""

    proposal: int


@dataclass(frozen=True)
class TakeBackProposal(Action, code="dmt"):
    """Nobody is asked any more."""

    proposal: int


@dataclass(frozen=True)
class PairNow(Action, code="dp"):
    """Pair now: which mentor?"""

    programme: int
    page: int


@dataclass(frozen=True)
class PairMentor(Action, code="dm"):
    """This mentor, and which mentee?"""

    programme: int
    mentor: int
    page: int


@dataclass(frozen=True)
class PairBoth(Action, code="db"):
    """These two: makes them a pair."""

    programme: int
    mentor: int
    mentee: int


@dataclass(frozen=True)
class Pairs(Action, code="dl"):
    """The list of pairs."""

    programme: int
    page: int


@dataclass(frozen=True)
class PairCard(Action, code="dc"):
    """One pair, as the coordinator sees it."""

    pair: int


@dataclass(frozen=True)
class Digest(Action, code="dd"):
    """This week's digest, asked for."""

    programme: int


@dataclass(frozen=True)
class AskFind(Action, code="ia"):
    """Whom are you looking for?"""

    programme: int
    among: Among


@dataclass(frozen=True)
class SayFind(Action, code="ib"):
    """A name, or some of it, typed."""

    programme: int
    among: Among
