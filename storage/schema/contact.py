"""The coordinators' talks with a pair, and what they note for themselves."""

from sqlalchemy import Column, Index

from bot.mentoring.contacts import With
from storage.schema.columns import at, numbered, sealed, to
from storage.types import choice

contacts = numbered(
    "contacts",
    to("programmes", "programme_id"),
    to("pairs", "pair_id", index=True),
    to("people", "by_id"),
    Column("who", choice(With), nullable=False),
    at("at"),
    # When each pair was last talked with is read from here alone.
    Index("ix_contacts_programme_id_pair_id_at", "programme_id", "pair_id", "at"),
)

desk_notes = numbered(
    "desk_notes",
    to("programmes", "programme_id"),
    to("pairs", "pair_id", index=True),
    to("people", "by_id"),
    sealed("text"),
    at("at"),
)
