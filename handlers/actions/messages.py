"""What a coordinator writes to people through the bot, and what they answer."""

from dataclasses import dataclass
from enum import StrEnum

from handlers.actions.codec import Action


class Who(StrEnum):
    """Which of the two in a pair."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    BOTH = "both"


class Group(StrEnum):
    """Everybody of a kind in the programme."""

    MENTORS = "mentors"
    MENTEES = "mentees"
    WAITING = "waiting"


@dataclass(frozen=True)
class Messages(Action, code="brj"):
    """Whom to write to, and who has answered."""

    programme: int


@dataclass(frozen=True)
class WriteAll(Action, code="brk"):
    """Write to everybody of a kind."""

    programme: int
    group: Group


@dataclass(frozen=True)
class SentMessages(Action, code="brl"):
    """What was written, newest first."""

    programme: int
    page: int


@dataclass(frozen=True)
class WriteTo(Action, code="bra"):
    """Write to one of a pair, or to both: opens words to begin with, which can be sent as they are."""

    pair: int
    who: Who


@dataclass(frozen=True)
class WriteToPlace(Action, code="brb"):
    """Write to the person who has this place in the programme."""

    member: int


@dataclass(frozen=True)
class SayDraft(Action, code="brc"):
    """The words of the message, typed."""

    broadcast: int


@dataclass(frozen=True)
class SendDraft(Action, code="brd"):
    """Send it as it is."""

    broadcast: int


@dataclass(frozen=True)
class BroadcastCard(Action, code="bre"):
    """How far a message has come."""

    broadcast: int


@dataclass(frozen=True)
class StopSending(Action, code="brm"):
    """Hold back what has not gone out."""

    broadcast: int


@dataclass(frozen=True)
class AnswerDesk(Action, code="brf"):
    """Answer the coordinator who wrote."""

    broadcast: int


@dataclass(frozen=True)
class SayAnswer(Action, code="brg"):
    """That answer, typed."""

    broadcast: int


@dataclass(frozen=True)
class AnswerBack(Action, code="brh"):
    """A coordinator reads an answer with what came before it, and can answer back."""

    answer: int


@dataclass(frozen=True)
class SayBack(Action, code="bri"):
    """That answer, typed."""

    answer: int
