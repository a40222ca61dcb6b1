"""What a programme has set for its flags, where it is not the usual."""

from sqlalchemy import Column, Float, String, UniqueConstraint

from storage.schema.columns import numbered, to

thresholds = numbered(
    "thresholds",
    to("programmes", "programme_id"),
    Column("name", String(30), nullable=False),
    Column("value", Float, nullable=False),
    UniqueConstraint("programme_id", "name"),
)
