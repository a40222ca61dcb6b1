"""Goals and their estimates."""

from sqlalchemy import Column, Index, Integer

from bot.mentoring.goals import GoalState
from storage.schema.columns import at, numbered, sealed, to
from storage.types import choice

goals = numbered(
    "goals",
    to("programmes", "programme_id"),
    to("people", "mentee_id"),
    to("goals", "parent_id", null=True),
    Column("position", Integer, nullable=False),
    sealed("title"),
    Column("estimate", Integer, nullable=True),
    Column("state", choice(GoalState), nullable=False),
    to("people", "author_id"),
    at("created_at"),
    at("done_at", null=True),
    # No foreign key: meetings point at goals, and a circle cannot be created or dropped in order.
    Column("done_in", Integer, nullable=True),
    Index("ix_goals_programme_id_mentee_id", "programme_id", "mentee_id"),
)

estimates = numbered(
    "estimates",
    to("goals", "goal_id", index=True),
    to("people", "by_id"),
    Column("meetings", Integer, nullable=True),
    at("at"),
)
