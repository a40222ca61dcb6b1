"""Who asked for the coordinator; nothing that anybody wrote."""

from sqlalchemy import Column, Integer, String

from bot.mentoring.alerts import AlertKind, AlertState
from storage.schema.columns import at, numbered, to
from storage.types import Instant, choice

alerts = numbered(
    "alerts",
    Column("kind", choice(AlertKind), nullable=False),
    to("programmes", "programme_id", index=True),
    to("people", "by_id", index=True),
    to("pairs", "pair_id", null=True),
    at("at"),
    # When the coordinators were last told.
    at("said_at", null=True),
    Column("state", choice(AlertState), nullable=False),
    Column("rounds", Integer, nullable=False),
    to("people", "taken_by", null=True),
    at("taken_at", null=True),
    # Why it is not said again by itself.
    Column("reason", String(80), nullable=True),
    Column("due_at", Instant, nullable=True, index=True),
)
