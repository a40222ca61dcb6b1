"""Foreign keys while a database is filled: they ask for an order that rows which point at each other do not have."""

from collections.abc import Iterator

from sqlalchemy import Connection, ForeignKeyConstraint, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import AddConstraint, DropConstraint

from storage import schema
from storage.trouble import StorageTrouble


def lift(connection: Connection) -> None:
    """Takes them away on PostgreSQL; SQLite looks away by itself where it was told to."""
    if connection.dialect.name == "postgresql":
        for each in _constraints():
            connection.execute(DropConstraint(each))


def put_back(connection: Connection) -> None:
    """They hold again, as in the schema; raises StorageTrouble where a row points nowhere."""
    if connection.dialect.name == "postgresql":
        for each in _constraints():
            try:
                connection.execute(AddConstraint(each, isolate_from_table=False))
            except IntegrityError as error:
                raise _points_nowhere(each.table.name) from error
    else:
        for name, *_ in connection.execute(text("PRAGMA foreign_key_check")):
            raise _points_nowhere(name)


def _constraints() -> Iterator[ForeignKeyConstraint]:
    for table in schema.metadata.sorted_tables:
        yield from sorted(table.foreign_key_constraints, key=lambda each: tuple(each.column_keys))


def _points_nowhere(table: str) -> StorageTrouble:
    return StorageTrouble(f"Rows of {table} point nowhere: mend the old database, and begin anew.")
