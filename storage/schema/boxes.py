"""What comes in and goes out, and the check of the key that seals it."""

from sqlalchemy import BigInteger, Column, Double, Index, Integer, String, Table, text

from storage.schema.columns import at, metadata, numbered, sealed, some, to
from storage.states import InboxState, OutboxState
from storage.types import choice

# A known text under each key, so that a wrong key file is noticed before anything is written with it.
key_checks = Table(
    "key_checks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    sealed("sealed"),
)

# What each machine's clock said at its last tick.
clocks = Table(
    "clocks",
    metadata,
    Column("machine", String(120), primary_key=True),
    at("ticked_at"),
    # Since when it has gone on from tick to tick without a leap.
    at("steady_since"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, nullable=True),
    # The raw update, sealed; emptied as soon as it is done.
    sealed("raw", null=True),
    Column("state", choice(InboxState), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("reason", String(80), nullable=True),
    at("received_at"),
    at("done_at", null=True),
    Index("ix_inbox_state_update_id", "state", "update_id"),
)
# Several processes ask, again and again, what waits in a chat: only there has it one.
some("ix_inbox_chat", inbox.c.chat, "chat IS NOT NULL")

outbox = numbered(
    "outbox",
    Column("once_key", String(120), nullable=False, unique=True),
    Column("kind", String(30), nullable=False),
    Column("chat", BigInteger, nullable=False),
    to("people", "person_id", null=True, index=True),
    # The message of a coordinator that it brings to one of many.
    to("broadcasts", "broadcast_id", null=True, index=True),
    # Ids, or for an answer the drawn screen; sealed, and emptied when the row is closed.
    sealed("payload", null=True),
    Column("priority", Integer, nullable=False),
    at("not_before"),
    at("expires_at", null=True),
    Column("state", choice(OutboxState), nullable=False),
    Column("reason", String(80), nullable=True),
    Column("attempts", Integer, nullable=False),
    # Which bot has it under way; that bot's own word of what became of it is awaited until then.
    Column("leased_by", String(120), nullable=True),
    at("leased_until", null=True),
    Column("message_id", BigInteger, nullable=True),
    at("created_at"),
    at("closed_at", null=True),
    Index("ix_outbox_state_not_before", "state", "not_before"),
    # Whatever was just sent has no reason, so counting the reasons costs it nothing.
    Index(
        "ix_outbox_state_reason",
        "state",
        "reason",
        sqlite_where=text("reason IS NOT NULL"),
        postgresql_where=text("reason IS NOT NULL"),
    ),
)
# Likewise.
some("ix_outbox_answers", outbox.c.chat, "state = 'waiting' AND kind = 'answer'")

# When the next message may go, in seconds of the database's clock: one row, for all processes that send.
pace = Table(
    "pace",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("free_at", Double, nullable=False),
)
