"""Only the hash of a calendar address."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    with op.batch_alter_table("calendars", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_column("secret")


def downgrade() -> None:
    """Back to the one before; nobody can know the addresses that were made since, so they are gone."""
    op.execute("DELETE FROM calendars")
    with op.batch_alter_table("calendars", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("secret", sa.LargeBinary(), nullable=False))
