"""People, and what each has for themselves."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from storage.schema.columns import at, metadata, numbered, sealed, to
from storage.schema.stays import stays
from storage.states import Deed
from storage.types import Instant, TimeOfDay, Weekdays, choice

people = numbered(
    "people",
    # No address any more when the person was erased: the row stays, so that what was counted still is.
    Column("chat", BigInteger, nullable=True, unique=True),
    sealed("name"),
    Column("language", String(5), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("quiet_from", TimeOfDay, nullable=False),
    Column("quiet_until", TimeOfDay, nullable=False),
    Column("remind_day_before", Boolean, nullable=False),
    Column("remind_soon", Boolean, nullable=False),
    at("unreachable_since", null=True),
    at("created_at"),
    # The next instant at which the ticker asks whether the person may still be kept.
    Column("forget_at", Instant, nullable=True, index=True),
    at("warned_at", null=True),
    at("erased_at", null=True),
    # The one that home shows to whoever meets people in several; none before they have chosen.
    Column("programme_id", ForeignKey("programmes.id", ondelete="SET NULL"), nullable=True),
)

# A person's own small reminders: on these weekdays, or on one day, at this local time.
reminders = numbered(
    "reminders",
    to("people", "person_id", index=True),
    sealed("text"),
    Column("weekdays", Weekdays, nullable=False),
    Column("day", Date, nullable=True),
    Column("at", TimeOfDay, nullable=False),
    Column("paused", Boolean, nullable=False),
    at("created_at"),
    Column("due_at", Instant, nullable=True, index=True),
)

# A calendar's secret address, one a person: found by its hash, shown again from the sealed secret.
calendars = numbered(
    "calendars",
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("hash", LargeBinary(32), nullable=False, unique=True),
    at("made_at"),
)

# How a person stands to one kind of nudge: how many in a row went unanswered, and "not today".
standings = numbered(
    "standings",
    to("people", "person_id"),
    Column("kind", String(30), nullable=False),
    Column("unanswered", Integer, nullable=False),
    at("last_at", null=True),
    at("hushed_until", null=True),
    UniqueConstraint("person_id", "kind"),
)

# What can be undone: what was done to what, and what stood there before and after, sealed.
changes = numbered(
    "changes",
    to("people", "person_id"),
    Column("what", String(30), nullable=False),
    Column("target", Integer, nullable=False),
    sealed("before"),
    sealed("after"),
    at("at"),
    at("undone_at", null=True),
)

# One question a person that waits for free text; the action says what the text is for.
pending = Table(
    "pending",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("action", String(64), nullable=False),
    at("asked_at"),
    at("expires_at"),
)

# Who saw or changed what of whom, without content. Rows are added; the database refuses to change or remove one.
audit = numbered(
    "audit",
    at("at"),
    Column("what", choice(Deed), nullable=False),
    # Nobody: the bot did it by its own rules, or the operator at the command line.
    to("people", "by_id", null=True),
    # Nobody: it was about everything, as a new key is.
    to("people", "about_id", null=True, index=True),
    to("programmes", "programme_id", null=True),
)
stays(audit)
