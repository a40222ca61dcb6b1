"""Meetings, who comes, and what came out of them."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, UniqueConstraint

from bot.mentoring.meetings import MeetingState, MomentKind, Mood, Reply, StepOutcome
from bot.mentoring.pairs import Form
from storage.schema.columns import at, numbered, sealed, to
from storage.states import MoveState, NoteSight
from storage.types import Instant, choice

meetings = numbered(
    "meetings",
    to("pairs", "pair_id"),
    to("agreements", "agreement_id", null=True),
    Column("slot", Date, nullable=True),
    at("starts_at"),
    Column("minutes", Integer, nullable=False),
    Column("form", choice(Form), nullable=True),
    sealed("place"),
    Column("state", choice(MeetingState), nullable=False),
    to("goals", "step_id", null=True),
    Column("step_outcome", choice(StepOutcome), nullable=True),
    at("settled_at"),
    # On a public holiday: true when one of the two has said that they meet anyway.
    Column("holiday", Boolean, nullable=True),
    # The break that it was called off for: should that end early, the meeting stands again.
    to("pauses", "pause_id", null=True),
    Column("version", Integer, nullable=False),
    Column("due_at", Instant, nullable=True, index=True),
    UniqueConstraint("agreement_id", "slot"),
    Index("ix_meetings_pair_id_starts_at", "pair_id", "starts_at"),
    # What the flags of thousands of pairs ask: the last that was held, and what was not told of.
    Index("ix_meetings_pair_id_state_starts_at", "pair_id", "state", "starts_at"),
)

replies = numbered(
    "replies",
    to("meetings", "meeting_id"),
    to("people", "person_id"),
    Column("reply", choice(Reply), nullable=False),
    at("at"),
    UniqueConstraint("meeting_id", "person_id"),
)

moves = numbered(
    "moves",
    to("meetings", "meeting_id", index=True),
    to("people", "by_id"),
    at("starts_at"),
    Column("state", choice(MoveState), nullable=False),
    at("at"),
)

# Who has which meeting in a calendar of their own, and whether the meeting has changed since their file was made.
saves = numbered(
    "saves",
    to("meetings", "meeting_id"),
    to("people", "person_id", index=True),
    Column("stale", Boolean, nullable=False, index=True),
    UniqueConstraint("meeting_id", "person_id"),
)

logs = numbered(
    "logs",
    to("meetings", "meeting_id"),
    to("people", "person_id"),
    Column("held", Boolean, nullable=False),
    Column("step_outcome", choice(StepOutcome), nullable=True),
    Column("mood", choice(Mood), nullable=True),
    Column("confirmed", Boolean, nullable=False),
    at("at"),
    UniqueConstraint("meeting_id", "person_id"),
)

# What a coordinator wrote down for the two: it counts as long as neither of them has told.
desk_logs = numbered(
    "desk_logs",
    Column("meeting_id", ForeignKey("meetings.id", ondelete="CASCADE"), nullable=False, unique=True),
    to("people", "by_id"),
    Column("held", Boolean, nullable=False),
    at("at"),
)

notes = numbered(
    "notes",
    to("meetings", "meeting_id", index=True),
    to("people", "person_id"),
    Column("sight", choice(NoteSight), nullable=False),
    sealed("text"),
    # A voice note is kept as the platform's file id, not as sound.
    sealed("voice", null=True),
    at("at"),
)

# What is kept for the journey: something the mentee is proud of, a strength that the mentor saw.
moments = numbered(
    "moments",
    to("pairs", "pair_id", index=True),
    to("people", "person_id"),
    to("meetings", "meeting_id", null=True),
    Column("kind", choice(MomentKind), nullable=False),
    sealed("text"),
    at("at"),
)
