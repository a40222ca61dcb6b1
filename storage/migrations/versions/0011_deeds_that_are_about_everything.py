"""Deeds that are about everything."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    with op.batch_alter_table("audit", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.alter_column("about_id", existing_type=sa.INTEGER(), nullable=True)


def downgrade() -> None:
    """Back to the one before, which knows of no such deeds."""
    op.execute("DELETE FROM audit WHERE about_id IS NULL")
    with op.batch_alter_table("audit", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.alter_column("about_id", existing_type=sa.INTEGER(), nullable=False)
