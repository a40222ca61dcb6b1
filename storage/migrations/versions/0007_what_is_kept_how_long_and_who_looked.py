"""What is kept how long and who looked."""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("about_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["about_id"], ["people.id"], name=op.f("fk_audit_about_id_people"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_audit_by_id_people"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_audit_programme_id_programmes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_about_id"), ["about_id"], unique=False)

    with op.batch_alter_table("pairs", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("forget_at", types.Instant(), nullable=True))
        batch_op.create_index(batch_op.f("ix_pairs_forget_at"), ["forget_at"], unique=False)

    with op.batch_alter_table("people", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("forget_at", types.Instant(), nullable=True))
        batch_op.add_column(sa.Column("warned_at", types.Instant(), nullable=True))
        batch_op.add_column(sa.Column("erased_at", types.Instant(), nullable=True))
        batch_op.alter_column("chat", existing_type=sa.BIGINT(), nullable=True)
        batch_op.create_index(batch_op.f("ix_people_forget_at"), ["forget_at"], unique=False)
    # Whoever is here already is looked at by the next tick; so is each pair that has ended.
    op.execute("UPDATE people SET forget_at = created_at")
    op.execute("UPDATE pairs SET forget_at = closed_at")


def downgrade() -> None:
    """Back to the one before; whoever was erased gets an address that no person has."""
    op.execute("UPDATE people SET chat = -id WHERE chat IS NULL")
    with op.batch_alter_table("people", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_index(batch_op.f("ix_people_forget_at"))
        batch_op.alter_column("chat", existing_type=sa.BIGINT(), nullable=False)
        batch_op.drop_column("erased_at")
        batch_op.drop_column("warned_at")
        batch_op.drop_column("forget_at")

    with op.batch_alter_table("pairs", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_index(batch_op.f("ix_pairs_forget_at"))
        batch_op.drop_column("forget_at")

    with op.batch_alter_table("audit", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_about_id"))

    op.drop_table("audit")
