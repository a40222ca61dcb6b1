"""Changes from one meeting on."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    with op.batch_alter_table("agreements", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("since", sa.Date(), nullable=True))


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("agreements", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_column("since")
