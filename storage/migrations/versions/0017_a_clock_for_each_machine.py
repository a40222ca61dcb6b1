"""A clock for each machine."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

# Nobody knows which machine it was: the first that ticks holds its own clock against it.
NOBODY = ""
SAID = ("ticked_at", "steady_since")


def upgrade() -> None:
    """To this revision."""
    _anew(sa.Column("machine", sa.String(length=120), nullable=False), NOBODY)


def downgrade() -> None:
    """Back to the one before."""
    _anew(sa.Column("id", sa.Integer(), autoincrement=False, nullable=False), 1)


def _anew(key: sa.Column[int] | sa.Column[str], value: int | str) -> None:
    """The table with this key, and in it the latest that the one before had."""
    names = [sa.column(name, Instant()) for name in SAID]
    before = sa.table("clocks", *names)
    row = op.get_bind().execute(sa.select(*names).order_by(before.c.ticked_at.desc())).first()
    op.drop_table("clocks")
    instants: list[sa.Column[datetime]] = [sa.Column(name, Instant(), nullable=False) for name in SAID]
    made = op.create_table("clocks", key, *instants, sa.PrimaryKeyConstraint(key.name, name=op.f("pk_clocks")))
    if row is not None:
        op.bulk_insert(made, [{key.name: value, **row._asdict()}])
