"""The journey, and what is kept on it in own words."""

from dataclasses import dataclass

from handlers.actions.codec import Action


@dataclass(frozen=True)
class Journey(Action, code="j"):
    """Look how far; whoever is in several pairs chooses one."""


@dataclass(frozen=True)
class JourneyOf(Action, code="jp"):
    """A pair's journey, page 0 the newest."""

    pair: int
    page: int


@dataclass(frozen=True)
class KeepPicture(Action, code="jk"):
    """Keep a picture; `words` says whether the mentee's own words are on it."""

    pair: int
    words: bool


@dataclass(frozen=True)
class AskMoment(Action, code="jq"):
    """Something in own words: the mentee's pride, what the mentor saw. `meeting` is 0 for no special one."""

    pair: int
    meeting: int


@dataclass(frozen=True)
class SayMoment(Action, code="js"):
    """The own words."""

    pair: int
    meeting: int
