"""What alembic runs: the migrations, on the connection and in the transaction that `storage.migrate` opened."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Enum

from storage import schema


def _written(kind: str, item: Any, drafted: AutogenContext) -> str | Literal[False]:
    """How a column's type is written in a new migration: choices as plain text, since they grow with the code."""
    if kind != "type":
        return False
    if isinstance(item, Enum):
        return f"sa.String({item.length})"
    if type(item).__module__ == "storage.types":
        drafted.imports.add("from storage import types")
        return f"types.{type(item).__name__}()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=schema.metadata,
    render_item=_written,
    # SQLite changes a table by making another; where all tables are new there is nothing to change.
    render_as_batch=context.config.attributes.get("alters", True),
)
context.run_migrations()
