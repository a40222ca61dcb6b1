"""Foreign keys while a database is filled: they ask for an order that rows which point at each other do not have."""

from collections.abc import Iterator

from sqlalchemy import Connection, ForeignKeyConstraint, exists, func, select
from sqlalchemy.schema import AddConstraint, DropConstraint

from storage import schema
from storage.trouble import StorageTrouble


def lift(connection: Connection) -> None:
    """Takes them away on PostgreSQL; SQLite looks away by itself where it was told to."""
    if connection.dialect.name == "postgresql":
        for each in _constraints():
            connection.execute(DropConstraint(each, isolate_from_table=False))


def put_back(connection: Connection) -> None:
    """They hold again, as in the schema; raises StorageTrouble where a row points nowhere."""
    for each in _constraints():
        if _point_nowhere(connection, each):
            raise StorageTrouble(f"Rows of {each.table.name} point nowhere: mend the old database, and begin anew.")
        if connection.dialect.name == "postgresql":
            connection.execute(AddConstraint(each, isolate_from_table=False))


def _constraints() -> Iterator[ForeignKeyConstraint]:
    for table in schema.metadata.sorted_tables:
        yield from sorted(table.foreign_key_constraints, key=lambda each: tuple(each.column_keys))


def _point_nowhere(connection: Connection, constraint: ForeignKeyConstraint) -> int:
    (key,) = constraint.elements
    there = key.column.table.alias()
    lost = key.parent.is_not(None) & ~exists().where(there.c[key.column.name] == key.parent)
    return connection.execute(select(func.count()).select_from(constraint.table).where(lost)).scalar_one()
