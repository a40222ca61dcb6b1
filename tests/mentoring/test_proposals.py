"""A proposal between two: what their answers make of it, and when it is reminded of and over."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.mentoring.proposals import (
    Answer,
    Proposal,
    ProposalState,
    ends_at,
    hopeful,
    is_answerable,
    remind_at,
    state_of,
    unanswered,
)

YES, NO = Answer
ZONE = "Europe/Copenhagen"
MADE = datetime(2026, 11, 20, 11, tzinfo=UTC)
PROPOSED = Proposal(1, 1, 2, 3, 4, MADE, ProposalState.OPEN, None, None)


def said(mentor, mentee):
    return replace(PROPOSED, mentor_answer=mentor, mentee_answer=mentee)


@pytest.mark.parametrize(
    ("mentor", "mentee", "state"),
    [
        (None, None, ProposalState.OPEN),
        (YES, None, ProposalState.OPEN),
        (None, YES, ProposalState.OPEN),
        (YES, YES, ProposalState.PAIRED),
        (NO, None, ProposalState.DECLINED),
        (YES, NO, ProposalState.DECLINED),
        (NO, NO, ProposalState.DECLINED),
    ],
)
def test_two_yeses_make_a_pair_and_one_no_makes_none(mentor, mentee, state):
    assert state_of(said(mentor, mentee)) is state


def test_who_has_said_what():
    proposal = said(YES, None)
    assert (unanswered(proposal), hopeful(proposal)) == ([3], [2])
    assert (proposal.answer_of(2), proposal.answer_of(3)) == (YES, None)
    assert (proposal.other(2), proposal.other(3)) == (3, 2)
    with pytest.raises(LookupError):
        proposal.answer_of(4)


@pytest.mark.parametrize(
    ("made", "reminds", "ends"),
    [
        (MADE, datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 28, 9, tzinfo=UTC)),
        (
            datetime(2026, 11, 20, 9, tzinfo=UTC),
            datetime(2026, 11, 23, 9, tzinfo=UTC),
            datetime(2026, 11, 27, 9, tzinfo=UTC),
        ),
        # Over the change to summer time ten o'clock stays ten o'clock.
        (
            datetime(2027, 3, 26, 9, tzinfo=UTC),
            datetime(2027, 3, 30, 8, tzinfo=UTC),
            datetime(2027, 4, 3, 8, tzinfo=UTC),
        ),
    ],
)
def test_it_is_reminded_of_and_over_at_a_kind_hour(made, reminds, ends):
    proposal = replace(PROPOSED, at=made)
    assert (remind_at(proposal, ZONE), ends_at(proposal, ZONE)) == (reminds, ends)


@pytest.mark.parametrize("state", ProposalState)
def test_it_can_be_answered_as_long_as_nothing_but_the_other_has_answered(state):
    proposal, ends = replace(PROPOSED, state=state), ends_at(PROPOSED, ZONE)
    waits = state in {ProposalState.OPEN, ProposalState.DECLINED}
    assert is_answerable(proposal, ZONE, ends - timedelta(seconds=1)) is waits
    assert not is_answerable(proposal, ZONE, ends)
