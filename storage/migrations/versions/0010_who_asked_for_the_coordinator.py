"""Who asked for the coordinator, and invitations that are withdrawn."""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=True),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("said_at", types.Instant(), nullable=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("taken_at", types.Instant(), nullable=True),
        sa.Column("reason", sa.String(length=80), nullable=True),
        sa.Column("due_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_alerts_by_id_people"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["pair_id"], ["pairs.id"], name=op.f("fk_alerts_pair_id_pairs"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_alerts_programme_id_programmes"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["taken_by"], ["people.id"], name=op.f("fk_alerts_taken_by_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alerts_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alerts_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_alerts_programme_id"), ["programme_id"], unique=False)

    with op.batch_alter_table("invitations", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("withdrawn_at", types.Instant(), nullable=True))


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("invitations", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_column("withdrawn_at")

    with op.batch_alter_table("alerts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alerts_programme_id"))
        batch_op.drop_index(batch_op.f("ix_alerts_due_at"))
        batch_op.drop_index(batch_op.f("ix_alerts_by_id"))

    op.drop_table("alerts")
