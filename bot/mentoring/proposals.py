"""A match that is proposed: both are asked privately, two yeses make a pair, and a no is never shown to the other."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Answer(StrEnum):
    """What one of the two said."""

    YES = "yes"
    NO = "no"


class ProposalState(StrEnum):
    """Where a proposal is. OVER: nobody can say yes to it any more, as its time ran out or one of them was matched."""

    OPEN = "open"
    PAIRED = "paired"
    DECLINED = "declined"
    OVER = "over"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True)
class Proposal:
    """Two people whom a coordinator proposed to each other, and what each has said; None is not yet."""

    id: int
    programme: int
    mentor: int
    mentee: int
    by: int
    at: datetime
    state: ProposalState
    mentor_answer: Answer | None
    mentee_answer: Answer | None

    def other(self, person: int) -> int:
        """The id of the one whom `person` could meet; raises LookupError for anybody else."""
        if person == self.mentor:
            return self.mentee
        if person == self.mentee:
            return self.mentor
        raise LookupError("not in this proposal")

    def answer_of(self, person: int) -> Answer | None:
        """What the person has said; raises LookupError for anybody else."""
        return self.mentee_answer if self.other(person) == self.mentor else self.mentor_answer
