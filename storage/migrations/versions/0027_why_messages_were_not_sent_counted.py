"""Why messages were not sent, counted."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    told = sa.text("reason IS NOT NULL")
    op.create_index("ix_outbox_state_reason", "outbox", ["state", "reason"], sqlite_where=told, postgresql_where=told)


def downgrade() -> None:
    """Back to the one before."""
    op.drop_index("ix_outbox_state_reason", table_name="outbox")
