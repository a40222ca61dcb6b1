"""What was done about a pair."""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "followups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(20), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("since", types.Instant(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("until", types.Instant(), nullable=True),
        sa.Column("asked_at", types.Instant(), nullable=True),
        sa.Column("helped", sa.Boolean(), nullable=True),
        sa.Column("due_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_followups_by_id_people"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["pair_id"], ["pairs.id"], name=op.f("fk_followups_pair_id_pairs"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followups")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("followups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_followups_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_followups_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_followups_pair_id"), ["pair_id"], unique=False)


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("followups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_followups_pair_id"))
        batch_op.drop_index(batch_op.f("ix_followups_due_at"))
        batch_op.drop_index(batch_op.f("ix_followups_by_id"))

    op.drop_table("followups")
