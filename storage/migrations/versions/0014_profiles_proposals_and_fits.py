"""Profiles, proposals and fits."""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("mentor_id", sa.Integer(), nullable=False),
        sa.Column("mentee_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("mentor_answer", sa.String(20), nullable=True),
        sa.Column("mentee_answer", sa.String(20), nullable=True),
        sa.Column("due_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_proposals_by_id_people"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["mentee_id"], ["people.id"], name=op.f("fk_proposals_mentee_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["mentor_id"], ["people.id"], name=op.f("fk_proposals_mentor_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_proposals_programme_id_programmes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposals_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposals_mentee_id"), ["mentee_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposals_mentor_id"), ["mentor_id"], unique=False)
        batch_op.create_index("ix_proposals_programme_id_state", ["programme_id", "state"], unique=False)

    op.create_table(
        "fits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(20), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["pair_id"], ["pairs.id"], name=op.f("fk_fits_pair_id_pairs"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_fits_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fits")),
        sa.UniqueConstraint("pair_id", "person_id", "round", name=op.f("uq_fits_pair_id_person_id_round")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("fits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fits_person_id"), ["person_id"], unique=False)

    with op.batch_alter_table("members", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("profile", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("members", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_column("profile")

    with op.batch_alter_table("fits", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_fits_person_id"))

    op.drop_table("fits")
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.drop_index("ix_proposals_programme_id_state")
        batch_op.drop_index(batch_op.f("ix_proposals_mentor_id"))
        batch_op.drop_index(batch_op.f("ix_proposals_mentee_id"))
        batch_op.drop_index(batch_op.f("ix_proposals_due_at"))

    op.drop_table("proposals")
