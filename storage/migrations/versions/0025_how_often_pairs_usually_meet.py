"""How often pairs usually meet in a programme."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    with op.batch_alter_table("programmes", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("rhythm", sa.String(20), nullable=False, server_default="weekly"))
    with op.batch_alter_table("programmes", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.alter_column("rhythm", server_default=None)


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("programmes", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_column("rhythm")
