"""What a coordinator writes down for a pair, and why it ended."""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "desk_logs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_desk_logs_by_id_people"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_desk_logs_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_logs")),
        sa.UniqueConstraint("meeting_id", name=op.f("uq_desk_logs_meeting_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("pairs", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("ending", sa.String(20), nullable=True))


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("pairs", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_column("ending")
    op.drop_table("desk_logs")
