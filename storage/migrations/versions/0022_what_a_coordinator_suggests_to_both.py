"""What a coordinator suggests to both of a pair."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    with op.batch_alter_table("agreements", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.add_column(sa.Column("yes_by", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_agreements_yes_by_people"), "people", ["yes_by"], ["id"], ondelete="CASCADE"
        )


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("agreements", table_kwargs={"sqlite_autoincrement": True}) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_agreements_yes_by_people"), type_="foreignkey")
        batch_op.drop_column("yes_by")
