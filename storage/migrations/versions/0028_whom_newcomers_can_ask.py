"""Whom newcomers can ask, in the coordinators' own words."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    with op.batch_alter_table("programmes", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("contact", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("programmes", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_column("contact")
