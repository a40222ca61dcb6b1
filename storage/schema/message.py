"""What coordinators write to people, and what those answer."""

from sqlalchemy import Boolean, Column, Index, Integer

from bot.mentoring.messages import Audience, BroadcastState
from storage.schema.columns import at, numbered, sealed, to
from storage.types import choice

broadcasts = numbered(
    "broadcasts",
    to("programmes", "programme_id", index=True),
    Column("audience", choice(Audience), nullable=False),
    to("pairs", "pair_id", null=True, index=True),
    to("people", "person_id", null=True),
    to("people", "by_id", index=True),
    sealed("text"),
    # Whether the words are the coordinator's own, or those that we suggested.
    Column("own", Boolean, nullable=False),
    Column("state", choice(BroadcastState), nullable=False),
    # When it was written, and from its sending on, when that was.
    at("at"),
    # The outbox row of the card that follows it. No foreign key: the outbox points here, and a circle cannot be made.
    Column("card", Integer, nullable=True),
)

answers = numbered(
    "answers",
    to("broadcasts", "broadcast_id"),
    # With whom the coordinators talk here; the author is either.
    to("people", "person_id", index=True),
    to("people", "by_id"),
    sealed("text"),
    at("at"),
    Index("ix_answers_broadcast_id_person_id", "broadcast_id", "person_id"),
)
