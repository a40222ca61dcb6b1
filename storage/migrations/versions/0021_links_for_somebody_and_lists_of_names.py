"""Links for somebody, who came in by them, and lists of names."""

import sqlalchemy as sa
from alembic import op

from storage import types

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "rosters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("at", types.Instant(), nullable=False),
        sa.Column("made_at", types.Instant(), nullable=True),
        sa.ForeignKeyConstraint(["by_id"], ["people.id"], name=op.f("fk_rosters_by_id_people"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["programme_id"], ["programmes.id"], name=op.f("fk_rosters_programme_id_programmes"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rosters")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("rosters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rosters_by_id"), ["by_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rosters_programme_id"), ["programme_id"], unique=False)

    with op.batch_alter_table("invitations", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("name", sa.LargeBinary(), nullable=True))

    with op.batch_alter_table("members", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("came_by", sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f("ix_members_came_by"), ["came_by"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_members_came_by_invitations"), "invitations", ["came_by"], ["id"], ondelete="CASCADE"
        )


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("members", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_members_came_by_invitations"), type_="foreignkey")
        batch_op.drop_index(batch_op.f("ix_members_came_by"))
        batch_op.drop_column("came_by")

    with op.batch_alter_table("invitations", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_column("name")

    with op.batch_alter_table("rosters", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_rosters_programme_id"))
        batch_op.drop_index(batch_op.f("ix_rosters_by_id"))

    op.drop_table("rosters")
