"""Since when the clock is steady."""

import sqlalchemy as sa
from alembic import op

from storage.types import Instant

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision; the next tick looks at the clock as if it were the first."""
    op.execute("DELETE FROM clocks")
    with op.batch_alter_table("clocks") as batch_op:
        batch_op.add_column(sa.Column("steady_since", Instant(), nullable=False))


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("clocks") as batch_op:
        batch_op.drop_column("steady_since")
