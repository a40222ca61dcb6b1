"""Audit rows stay."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

VERBS = ("update", "delete")


def upgrade() -> None:
    """To this revision."""
    for verb in VERBS:
        for statement in _sqlite(verb) if op.get_context().dialect.name == "sqlite" else _postgresql(verb):
            op.execute(statement)


def downgrade() -> None:
    """Back to the one before."""
    lite = op.get_context().dialect.name == "sqlite"
    for verb in VERBS:
        if lite:
            op.execute(f"DROP TRIGGER audit_{verb}_refused")
        else:
            op.execute(f"DROP TRIGGER audit_{verb}_refused ON audit")
            op.execute(f"DROP FUNCTION audit_{verb}_refused()")


def _sqlite(verb: str) -> tuple[str, ...]:
    refuses = "SELECT RAISE(ABORT, 'rows of audit stay as they were written');"
    return (f"CREATE TRIGGER audit_{verb}_refused BEFORE {verb} ON audit BEGIN {refuses} END",)


def _postgresql(verb: str) -> tuple[str, ...]:
    refuses = "RAISE EXCEPTION 'rows of audit stay as they were written';"
    trigger = f"CREATE TRIGGER audit_{verb}_refused BEFORE {verb} ON audit FOR EACH ROW EXECUTE FUNCTION"
    return (
        f"CREATE FUNCTION audit_{verb}_refused() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuses} END $$",
        f"{trigger} audit_{verb}_refused()",
    )
