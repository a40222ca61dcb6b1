"""When coordinators are away."""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "absences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("due_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_absences_person_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_absences_programme_id_programmes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("absences", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absences_due_at"), ["due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_absences_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_absences_programme_id"), ["programme_id"], unique=False)


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("absences", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_absences_programme_id"))
        batch_op.drop_index(batch_op.f("ix_absences_person_id"))
        batch_op.drop_index(batch_op.f("ix_absences_due_at"))

    op.drop_table("absences")
