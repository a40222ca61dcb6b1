"""Pairs, what they agreed on, and their breaks."""

from sqlalchemy import Column, Date, Integer, String

from bot.mentoring.pairs import AgreementState, Ending, Form, PairState, Rhythm
from storage.schema.columns import at, numbered, sealed, to
from storage.types import Instant, TimeOfDay, Weekdays, choice

pairs = numbered(
    "pairs",
    to("programmes", "programme_id", index=True),
    to("people", "mentor_id", index=True),
    to("people", "mentee_id", index=True),
    Column("state", choice(PairState), nullable=False),
    at("since"),
    at("closed_at", null=True),
    # Why a coordinator ended it: for the counts, and shown to neither of the two. Empty when one of them chose it.
    Column("ending", choice(Ending), nullable=True),
    # The next instant at which the ticker has something to think about here.
    Column("due_at", Instant, nullable=True, index=True),
    # The next instant at which something of a closed pair is to be forgotten.
    Column("forget_at", Instant, nullable=True, index=True),
)

# A break: from now until then, or until one of the two takes the thread up again.
pauses = numbered(
    "pauses",
    to("pairs", "pair_id", index=True),
    to("people", "by_id"),
    at("began_at"),
    at("until", null=True),
    at("ended_at", null=True),
)

agreements = numbered(
    "agreements",
    to("pairs", "pair_id", index=True),
    Column("state", choice(AgreementState), nullable=False),
    to("people", "proposed_by"),
    Column("rhythm", choice(Rhythm), nullable=True),
    Column("weekdays", Weekdays, nullable=False),
    # Which such weekday of the month, 1 to 4, or -1 for the last; only for a monthly rhythm.
    Column("nth", Integer, nullable=True),
    Column("at", TimeOfDay, nullable=True),
    Column("zone", String(64), nullable=False),
    Column("first", Date, nullable=True),
    # The local day before which it changes nothing: it was asked for from one of the meetings on.
    Column("since", Date, nullable=True),
    Column("form", choice(Form), nullable=True),
    sealed("place"),
    Column("minutes", Integer, nullable=False),
    Column("months", Integer, nullable=False),
    Column("ends_on", Date, nullable=True),
    at("proposed_at", null=True),
    at("agreed_at", null=True),
    # Of what a coordinator suggested to both: who has said yes first.
    to("people", "yes_by", null=True),
)
