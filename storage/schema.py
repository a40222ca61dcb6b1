"""Every table. Columns of type LargeBinary hold what people wrote, sealed by the vault."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

from bot.mentoring.goals import GoalState
from bot.mentoring.meetings import MeetingState, MomentKind, Mood, Reply, StepOutcome
from bot.mentoring.pairs import AgreementState, Form, PairState, Rhythm
from bot.mentoring.people import Role
from storage.states import InboxState, MoveState, NoteSight, OutboxState
from storage.types import Instant, TimeOfDay, Weekdays, choice

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _numbered(name: str, *items: SchemaItem) -> Table:
    """A table whose rows have numbers: none is given twice, as an old button may still carry that of a row gone."""
    return Table(name, metadata, Column("id", Integer, primary_key=True), *items, sqlite_autoincrement=True)


def _to(table: str, name: str, *, null: bool = False, index: bool = False) -> Column[int]:
    return Column(name, ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=null, index=index)


def _at(name: str, *, null: bool = False) -> Column[object]:
    return Column(name, Instant, nullable=null)


def _sealed(name: str, *, null: bool = False) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=null)


# A known text under each key, so that a wrong key file is noticed before anything is written with it.
key_checks = Table(
    "key_checks",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _sealed("sealed"),
)

programmes = _numbered(
    "programmes",
    Column("name", String(120), nullable=False, unique=True),
    Column("language", String(5), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("country", String(2), nullable=False),
    Column("quiet_from", TimeOfDay, nullable=False),
    Column("quiet_until", TimeOfDay, nullable=False),
    Column("digest_weekday", Integer, nullable=False),
    Column("digest_time", TimeOfDay, nullable=False),
    Column("months", Integer, nullable=False),
    _sealed("phone"),
    _sealed("places_not_to_meet"),
    _at("created_at"),
    # The next instant at which the ticker has something to think about here.
    Column("due_at", Instant, nullable=True, index=True),
)

people = _numbered(
    "people",
    Column("chat", BigInteger, nullable=False, unique=True),
    _sealed("name"),
    Column("language", String(5), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("quiet_from", TimeOfDay, nullable=False),
    Column("quiet_until", TimeOfDay, nullable=False),
    Column("remind_day_before", Boolean, nullable=False),
    Column("remind_soon", Boolean, nullable=False),
    _at("unreachable_since", null=True),
    _at("created_at"),
)

members = _numbered(
    "members",
    _to("programmes", "programme_id"),
    _to("people", "person_id", index=True),
    Column("role", choice(Role), nullable=False),
    Column("consent_version", Integer, nullable=False),
    _at("consented_at"),
    _at("ready_at", null=True),
    _sealed("likes"),
    _sealed("free"),
    _sealed("forms"),
    _at("left_at", null=True),
    UniqueConstraint("programme_id", "person_id", "role"),
)

invitations = _numbered(
    "invitations",
    _to("programmes", "programme_id", index=True),
    Column("role", choice(Role), nullable=False),
    # Only the hash: whoever reads the database cannot open a link.
    Column("hash", LargeBinary(32), nullable=False, unique=True),
    Column("uses_left", Integer, nullable=False),
    _to("people", "invited_by", null=True),
    _at("created_at"),
    _at("expires_at"),
)

# A stranger has opened a valid link and not yet said yes: all that is kept is which link, and the language.
openings = Table(
    "openings",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    _to("invitations", "invitation_id"),
    Column("language", String(5), nullable=False),
    _at("opened_at"),
)

wrong_tries = _numbered(
    "wrong_tries",
    Column("chat", BigInteger, nullable=False),
    _at("at"),
    Index("ix_wrong_tries_chat_at", "chat", "at"),
)

pairs = _numbered(
    "pairs",
    _to("programmes", "programme_id", index=True),
    _to("people", "mentor_id", index=True),
    _to("people", "mentee_id", index=True),
    Column("state", choice(PairState), nullable=False),
    _at("since"),
    _at("closed_at", null=True),
    # The next instant at which the ticker has something to think about here.
    Column("due_at", Instant, nullable=True, index=True),
)

# A break: from now until then, or until one of the two takes the thread up again.
pauses = _numbered(
    "pauses",
    _to("pairs", "pair_id", index=True),
    _to("people", "by_id"),
    _at("began_at"),
    _at("until", null=True),
    _at("ended_at", null=True),
)

agreements = _numbered(
    "agreements",
    _to("pairs", "pair_id", index=True),
    Column("state", choice(AgreementState), nullable=False),
    _to("people", "proposed_by"),
    Column("rhythm", choice(Rhythm), nullable=True),
    Column("weekdays", Weekdays, nullable=False),
    # Which such weekday of the month, 1 to 4, or -1 for the last; only for a monthly rhythm.
    Column("nth", Integer, nullable=True),
    Column("at", TimeOfDay, nullable=True),
    Column("zone", String(64), nullable=False),
    Column("first", Date, nullable=True),
    Column("form", choice(Form), nullable=True),
    _sealed("place"),
    Column("minutes", Integer, nullable=False),
    Column("months", Integer, nullable=False),
    Column("ends_on", Date, nullable=True),
    _at("proposed_at", null=True),
    _at("agreed_at", null=True),
)

meetings = _numbered(
    "meetings",
    _to("pairs", "pair_id"),
    _to("agreements", "agreement_id", null=True),
    Column("slot", Date, nullable=True),
    _at("starts_at"),
    Column("minutes", Integer, nullable=False),
    Column("form", choice(Form), nullable=True),
    _sealed("place"),
    Column("state", choice(MeetingState), nullable=False),
    _to("goals", "step_id", null=True),
    Column("step_outcome", choice(StepOutcome), nullable=True),
    _at("settled_at"),
    # On a public holiday: true when one of the two has said that they meet anyway.
    Column("holiday", Boolean, nullable=True),
    # The break that it was called off for: should that end early, the meeting stands again.
    _to("pauses", "pause_id", null=True),
    Column("version", Integer, nullable=False),
    Column("due_at", Instant, nullable=True, index=True),
    UniqueConstraint("agreement_id", "slot"),
    Index("ix_meetings_pair_id_starts_at", "pair_id", "starts_at"),
)

replies = _numbered(
    "replies",
    _to("meetings", "meeting_id"),
    _to("people", "person_id"),
    Column("reply", choice(Reply), nullable=False),
    _at("at"),
    UniqueConstraint("meeting_id", "person_id"),
)

moves = _numbered(
    "moves",
    _to("meetings", "meeting_id", index=True),
    _to("people", "by_id"),
    _at("starts_at"),
    Column("state", choice(MoveState), nullable=False),
    _at("at"),
)

logs = _numbered(
    "logs",
    _to("meetings", "meeting_id"),
    _to("people", "person_id"),
    Column("held", Boolean, nullable=False),
    Column("step_outcome", choice(StepOutcome), nullable=True),
    Column("mood", choice(Mood), nullable=True),
    Column("confirmed", Boolean, nullable=False),
    _at("at"),
    UniqueConstraint("meeting_id", "person_id"),
)

notes = _numbered(
    "notes",
    _to("meetings", "meeting_id", index=True),
    _to("people", "person_id"),
    Column("sight", choice(NoteSight), nullable=False),
    _sealed("text"),
    # A voice note is kept as the platform's file id, not as sound.
    _sealed("voice", null=True),
    _at("at"),
)

# What is kept for the journey: something the mentee is proud of, a strength that the mentor saw.
moments = _numbered(
    "moments",
    _to("pairs", "pair_id", index=True),
    _to("people", "person_id"),
    _to("meetings", "meeting_id", null=True),
    Column("kind", choice(MomentKind), nullable=False),
    _sealed("text"),
    _at("at"),
)

goals = _numbered(
    "goals",
    _to("programmes", "programme_id"),
    _to("people", "mentee_id"),
    _to("goals", "parent_id", null=True),
    Column("position", Integer, nullable=False),
    _sealed("title"),
    Column("estimate", Integer, nullable=True),
    Column("state", choice(GoalState), nullable=False),
    _to("people", "author_id"),
    _at("created_at"),
    _at("done_at", null=True),
    # No foreign key: meetings point at goals, and a circle cannot be created or dropped in order.
    Column("done_in", Integer, nullable=True),
    Index("ix_goals_programme_id_mentee_id", "programme_id", "mentee_id"),
)

estimates = _numbered(
    "estimates",
    _to("goals", "goal_id", index=True),
    _to("people", "by_id"),
    Column("meetings", Integer, nullable=True),
    _at("at"),
)

# What can be undone: what was done to what, and what stood there before and after, sealed.
changes = _numbered(
    "changes",
    _to("people", "person_id"),
    Column("what", String(30), nullable=False),
    Column("target", Integer, nullable=False),
    _sealed("before"),
    _sealed("after"),
    _at("at"),
    _at("undone_at", null=True),
)

# A calendar's secret address, one a person: found by its hash, shown again from the sealed secret.
calendars = _numbered(
    "calendars",
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("hash", LargeBinary(32), nullable=False, unique=True),
    _at("made_at"),
)

# Who has which meeting in a calendar of their own, and whether the meeting has changed since their file was made.
saves = _numbered(
    "saves",
    _to("meetings", "meeting_id"),
    _to("people", "person_id", index=True),
    Column("stale", Boolean, nullable=False, index=True),
    UniqueConstraint("meeting_id", "person_id"),
)

# A person's own small reminders: on these weekdays, or on one day, at this local time.
reminders = _numbered(
    "reminders",
    _to("people", "person_id", index=True),
    _sealed("text"),
    Column("weekdays", Weekdays, nullable=False),
    Column("day", Date, nullable=True),
    Column("at", TimeOfDay, nullable=False),
    Column("paused", Boolean, nullable=False),
    _at("created_at"),
    Column("due_at", Instant, nullable=True, index=True),
)

# How a person stands to one kind of nudge: how many in a row went unanswered, and "not today".
standings = _numbered(
    "standings",
    _to("people", "person_id"),
    Column("kind", String(30), nullable=False),
    Column("unanswered", Integer, nullable=False),
    _at("last_at", null=True),
    _at("hushed_until", null=True),
    UniqueConstraint("person_id", "kind"),
)

# One question a person that waits for free text; the action says what the text is for.
pending = Table(
    "pending",
    metadata,
    Column("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("action", String(64), nullable=False),
    _at("asked_at"),
    _at("expires_at"),
)

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, nullable=True),
    # The raw update, sealed; emptied as soon as it is done.
    _sealed("raw", null=True),
    Column("state", choice(InboxState), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("reason", String(80), nullable=True),
    _at("received_at"),
    _at("done_at", null=True),
    Index("ix_inbox_state_update_id", "state", "update_id"),
)

outbox = _numbered(
    "outbox",
    Column("once_key", String(120), nullable=False, unique=True),
    Column("kind", String(30), nullable=False),
    Column("chat", BigInteger, nullable=False),
    _to("people", "person_id", null=True, index=True),
    # Ids, or for an answer the drawn screen; sealed, and emptied when the row is closed.
    _sealed("payload", null=True),
    Column("priority", Integer, nullable=False),
    _at("not_before"),
    _at("expires_at", null=True),
    Column("state", choice(OutboxState), nullable=False),
    Column("reason", String(80), nullable=True),
    Column("attempts", Integer, nullable=False),
    _at("leased_until", null=True),
    Column("message_id", BigInteger, nullable=True),
    _at("created_at"),
    _at("closed_at", null=True),
    Index("ix_outbox_state_not_before", "state", "not_before"),
)
