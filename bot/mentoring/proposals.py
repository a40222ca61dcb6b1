"""A match that is proposed: both are asked privately, two yeses make a pair, and a no is never shown to the other."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.mentoring.nudges.times import next_morning

# Source: product.md, Matching; a week is long enough to think it over, and short enough to wait for.
REMIND_AFTER = timedelta(days=3)
LASTS = timedelta(days=7)


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


def remind_at(proposal: Proposal, zone: str) -> datetime:
    """When whoever has not answered is reminded, once: a kind hour three days later."""
    return next_morning(proposal.at + REMIND_AFTER, zone)


def ends_at(proposal: Proposal, zone: str) -> datetime:
    """When it is over unless both have said yes: a kind hour a week later, whatever was answered, and when.

    Whoever said yes hears then that it is not this match: it could be for any reason, so it tells none.
    """
    return next_morning(proposal.at + LASTS, zone)


def state_of(proposal: Proposal) -> ProposalState:
    """What the two answers make of a proposal that is not over."""
    answers = {proposal.mentor_answer, proposal.mentee_answer}
    if Answer.NO in answers:
        return ProposalState.DECLINED
    return ProposalState.PAIRED if answers == {Answer.YES} else ProposalState.OPEN


def is_answerable(proposal: Proposal, zone: str, now: datetime) -> bool:
    """Whether one of the two can still say something; that the other has said no does not show in it."""
    asked = proposal.state in {ProposalState.OPEN, ProposalState.DECLINED}
    return asked and now < ends_at(proposal, zone)


def unanswered(proposal: Proposal) -> list[int]:
    """Who has not said anything yet."""
    return [each for each in (proposal.mentor, proposal.mentee) if proposal.answer_of(each) is None]


def hopeful(proposal: Proposal) -> list[int]:
    """Who has said yes."""
    return [each for each in (proposal.mentor, proposal.mentee) if proposal.answer_of(each) is Answer.YES]
