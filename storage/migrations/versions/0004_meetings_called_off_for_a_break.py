"""Meetings called off for a break."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    with op.batch_alter_table("meetings", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("pause_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_meetings_pause_id_pauses"), "pauses", ["pause_id"], ["id"], ondelete="CASCADE"
        )


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("meetings", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_meetings_pause_id_pauses"), type_="foreignkey")
        batch_op.drop_column("pause_id")
