"""Every column that holds sealed words, found in the schema, and which key seals what stands there."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, LargeBinary, Table, func, inspect, or_, select

from storage import schema
from storage.vault import Vault, key_of

# A row's envelopes are bound to its number, but for a table whose rows are sealed before they have one.
_BOUND_TO = {schema.outbox.name: "once_key"}
_HEAD = 3  # version and key id


def tables() -> Iterator[tuple[Table, list[Column[bytes]]]]:
    """Each table with sealed columns, and those. What has a fixed length is a hash, and not sealed."""
    for table in schema.metadata.sorted_tables:
        columns = [
            column for column in table.columns if isinstance(column.type, LargeBinary) and column.type.length is None
        ]
        if columns:
            yield table, columns


def bound_to(table: Table) -> Column[Any]:
    """The column whose value the table's envelopes are bound to."""
    name = _BOUND_TO.get(table.name)
    (key,) = [table.c[name]] if name else table.primary_key.columns
    return key


def not_under(columns: list[Column[bytes]], key: int) -> ColumnElement[bool]:
    """Rows where one of the columns holds something that another key sealed."""
    number = key.to_bytes(2, "big")
    return or_(*((func.length(each) > 0) & (func.substr(each, 2, 2) != number) for each in columns))


def open_one_each(connection: Connection, vault: Vault) -> None:
    """Opens one text of each sealed column that the database has; raises KeyTrouble where that fails."""
    there = inspect(connection)
    for table, columns in tables():
        names = {column["name"] for column in there.get_columns(table.name)} if there.has_table(table.name) else set()
        for column in columns:
            if column.name in names:
                query = select(bound_to(table), column).where(func.length(column) > 0).limit(1)
                for place, envelope in connection.execute(query):
                    vault.open(table.name, column.name, place, envelope)


def in_use(connection: Connection) -> Counter[int]:
    """How many texts each key seals, by its id; the known texts that tell a wrong key file are left out."""
    counted: Counter[int] = Counter()
    for table, columns in tables():
        if table is schema.key_checks:
            continue
        for column in columns:
            head = func.substr(column, 1, _HEAD)
            query = select(head, func.count()).where(func.length(column) > 0).group_by(head)
            for envelope, number in connection.execute(query):
                counted[key_of(envelope)] += number
    return counted
