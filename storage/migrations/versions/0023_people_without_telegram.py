"""People without Telegram: who saw their yes on paper, and the links that are theirs alone."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    with op.batch_alter_table("members", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("confirmed_by", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_members_confirmed_by_people"), "people", ["confirmed_by"], ["id"], ondelete="CASCADE"
        )
    with op.batch_alter_table("invitations", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("person_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_invitations_person_id_people"), "people", ["person_id"], ["id"], ondelete="CASCADE"
        )


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("invitations", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_invitations_person_id_people"), type_="foreignkey")
        batch_op.drop_column("person_id")
    with op.batch_alter_table("members", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_members_confirmed_by_people"), type_="foreignkey")
        batch_op.drop_column("confirmed_by")
