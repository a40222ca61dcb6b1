"""Who was proposed to whom, and whether a match is right."""

from sqlalchemy import Column, Index, Integer, UniqueConstraint

from bot.mentoring.fits import Fit
from bot.mentoring.proposals import Answer, ProposalState
from storage.schema.columns import at, numbered, to
from storage.types import Instant, choice

proposals = numbered(
    "proposals",
    to("programmes", "programme_id"),
    to("people", "mentor_id", index=True),
    to("people", "mentee_id", index=True),
    # The coordinator who thought that the two might fit.
    to("people", "by_id"),
    at("at"),
    Column("state", choice(ProposalState), nullable=False),
    # What each said, for the coordinators alone: neither ever sees the other's.
    Column("mentor_answer", choice(Answer), nullable=True),
    Column("mentee_answer", choice(Answer), nullable=True),
    Column("due_at", Instant, nullable=True, index=True),
    Index("ix_proposals_programme_id_state", "programme_id", "state"),
)

# What each of the two said after the first and the second meeting; only the coordinators see it.
fits = numbered(
    "fits",
    to("pairs", "pair_id"),
    to("people", "person_id", index=True),
    Column("round", Integer, nullable=False),
    Column("answer", choice(Fit), nullable=False),
    at("at"),
    UniqueConstraint("pair_id", "person_id", "round"),
)
