"""Programmes, who is in them, and how people come in."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, LargeBinary, String, Table, UniqueConstraint

from bot.mentoring.absences import AbsenceState
from bot.mentoring.pairs import Rhythm
from bot.mentoring.people import Role
from storage.schema.columns import at, metadata, numbered, sealed, to
from storage.types import Instant, TimeOfDay, choice

programmes = numbered(
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
    Column("rhythm", choice(Rhythm), nullable=False),
    sealed("phone"),
    sealed("places_not_to_meet"),
    # Whom newcomers can ask, in the coordinators' own words.
    sealed("contact", null=True),
    at("created_at"),
    # The next instant at which the ticker has something to think about here.
    Column("due_at", Instant, nullable=True, index=True),
)

members = numbered(
    "members",
    to("programmes", "programme_id"),
    to("people", "person_id", index=True),
    Column("role", choice(Role), nullable=False),
    Column("consent_version", Integer, nullable=False),
    at("consented_at"),
    # The coordinator who has seen the yes on paper; nobody, when the person said it here.
    to("people", "confirmed_by", null=True),
    at("ready_at", null=True),
    sealed("likes"),
    sealed("free"),
    sealed("forms"),
    # What can be matched, as data: interests, times, languages, wishes, and what is a no.
    sealed("profile", null=True),
    at("left_at", null=True),
    # By which link they came.
    to("invitations", "came_by", null=True, index=True),
    UniqueConstraint("programme_id", "person_id", "role"),
)

# The days on which a coordinator is away, by the programme's clocks.
absences = numbered(
    "absences",
    to("programmes", "programme_id", index=True),
    to("people", "person_id", index=True),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("state", choice(AbsenceState), nullable=False),
    # When it next begins or is over.
    Column("due_at", Instant, nullable=True, index=True),
)

invitations = numbered(
    "invitations",
    to("programmes", "programme_id", index=True),
    Column("role", choice(Role), nullable=False),
    # Only the hash: whoever reads the database cannot open a link.
    Column("hash", LargeBinary(32), nullable=False, unique=True),
    Column("uses_left", Integer, nullable=False),
    to("people", "invited_by", null=True),
    at("created_at"),
    at("expires_at"),
    # For this person alone, who is here by name and has no address yet.
    to("people", "person_id", null=True),
    # Nobody comes in by it any more, since then, although it has places left and days to run.
    at("withdrawn_at", null=True),
    # For whom it is meant, until it is used or has had its days.
    sealed("name", null=True),
)

# A list of names that a coordinator sent; its names are gone as soon as their links are made.
rosters = numbered(
    "rosters",
    to("programmes", "programme_id", index=True),
    to("people", "by_id", index=True),
    sealed("text"),
    at("at"),
    at("made_at", null=True),
)

# A stranger has opened a valid link and not yet said yes: all that is kept is which link, and the language.
openings = Table(
    "openings",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    to("invitations", "invitation_id"),
    Column("language", String(5), nullable=False),
    at("opened_at"),
)

wrong_tries = numbered(
    "wrong_tries",
    Column("chat", BigInteger, nullable=False),
    at("at"),
    Index("ix_wrong_tries_chat_at", "chat", "at"),
)
