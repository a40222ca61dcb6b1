"""Saved meetings."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "saves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_saves_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_saves_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saves")),
        sa.UniqueConstraint("meeting_id", "person_id", name=op.f("uq_saves_meeting_id_person_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("saves", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saves_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_saves_stale"), ["stale"], unique=False)


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("saves", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_saves_stale"))
        batch_op.drop_index(batch_op.f("ix_saves_person_id"))

    op.drop_table("saves")
