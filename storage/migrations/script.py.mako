"""${message}."""
<%
def plain(body):
    return "\n".join(line for line in (body or "pass").splitlines() if not line.strip().startswith("#")).strip()
%>
import sqlalchemy as sa
from alembic import op

${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    ${plain(upgrades)}


def downgrade() -> None:
    """Back to the one before."""
    ${plain(downgrades)}
