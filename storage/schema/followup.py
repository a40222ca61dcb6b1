"""What coordinators did about pairs that could use a hand; nothing that anybody wrote."""

from sqlalchemy import Boolean, Column, Integer

from bot.mentoring.flags import Reason
from bot.mentoring.followups import FollowupState
from storage.schema.columns import at, numbered, to
from storage.types import Instant, choice

followups = numbered(
    "followups",
    to("pairs", "pair_id", index=True),
    Column("reason", choice(Reason), nullable=False),
    # How soon somebody was to look; 2 is sooner than 1.
    Column("level", Integer, nullable=False),
    # When the reason came up.
    at("since"),
    to("people", "by_id", index=True),
    Column("state", choice(FollowupState), nullable=False),
    at("at"),
    # Until then the pair is put aside; empty when it was taken care of.
    at("until", null=True),
    # When it was asked whether it helped, and the answer.
    at("asked_at", null=True),
    Column("helped", Boolean, nullable=True),
    Column("due_at", Instant, nullable=True, index=True),
)
