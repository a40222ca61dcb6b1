"""What several processes on one database ask for again and again, and the pace that they hold together."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "pace",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("free_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pace")),
    )
    _index("ix_inbox_chat", "inbox", "chat IS NOT NULL")
    _index("ix_outbox_answers", "outbox", "state = 'waiting' AND kind = 'answer'")


def _index(name: str, table: str, rows: str) -> None:
    op.create_index(name, table, ["chat"], sqlite_where=sa.text(rows), postgresql_where=sa.text(rows))


def downgrade() -> None:
    """Back to the one before."""
    op.drop_index("ix_outbox_answers", "outbox")
    op.drop_index("ix_inbox_chat", "inbox")
    op.drop_table("pace")
