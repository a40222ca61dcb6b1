"""One's own calendar: a meeting as a file, and the address that a calendar follows."""

from dataclasses import dataclass

from handlers.actions.codec import Action


@dataclass(frozen=True)
class SaveMeeting(Action, code="ms"):
    """Save to calendar: the meeting as a file, and a new one whenever it changes."""

    meeting: int


@dataclass(frozen=True)
class FeedCard(Action, code="fc"):
    """The secret address that one's calendar follows."""


@dataclass(frozen=True)
class RenewFeed(Action, code="fr"):
    """A new address; `made` says which one it takes the place of, 0 for none."""

    made: int


@dataclass(frozen=True)
class StopFeed(Action, code="fs"):
    """Turns that address off."""

    made: int
