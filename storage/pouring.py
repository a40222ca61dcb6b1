"""Rows from one database into another of any kind: in one order on both, many at a time, compared where they stand."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import Connection, Engine, Row, String, Table, func, insert, select
from sqlalchemy.exc import DBAPIError

from storage import schema
from storage.trouble import StorageTrouble

BATCH = 5_000


def counted(connection: Connection) -> dict[str, int]:
    """Rows by table of the schema."""
    count = select(func.count())
    return {
        each.name: connection.execute(count.select_from(each)).scalar_one() for each in schema.metadata.sorted_tables
    }


def poured(source: Connection, target: Engine, table: Table) -> Iterator[int]:
    """Brings the table's rows over, a transaction for each batch; yields how many were passed.

    Those that stand there already are compared, and must be the first of the source's; else it raises StorageTrouble.
    """
    rows = in_order(source, table)
    with target.connect() as there:
        yield from _compared(rows, in_order(there, table))
    while batch := list(islice(rows, BATCH)):
        with _told(table), target.begin() as connection:
            _put(connection, table, batch)
        yield len(batch)


def same(source: Connection, target: Connection, table: Table) -> bool:
    """Whether all the source's rows stand there, as they are."""
    rows, there = in_order(source, table), in_order(target, table)
    return all(row == next(there, None) for row in rows)


def in_order(connection: Connection, table: Table) -> Iterator[Row[Any]]:
    """The table's rows by their key, in the same order on every database; few of them in memory."""
    by_bytes = connection.dialect.name == "postgresql"
    keys = [key.collate("C") if by_bytes and isinstance(key.type, String) else key for key in table.primary_key.columns]
    with connection.execute(select(table).order_by(*keys).execution_options(yield_per=BATCH)) as rows:
        yield from rows


def _compared(rows: Iterator[Row[Any]], there: Iterator[Row[Any]]) -> Iterator[int]:
    while batch := list(islice(there, BATCH)):
        if batch != list(islice(rows, len(batch))):
            raise StorageTrouble(
                "The old database has changed since this move was begun: empty the new one (or name another), "
                "and begin anew."
            )
        yield len(batch)


def _put(connection: Connection, table: Table, rows: Sequence[Row[Any]]) -> None:
    if connection.dialect.name == "postgresql":
        _copy(connection, table, rows)
    else:
        connection.execute(insert(table), [row._asdict() for row in rows])


def _copy(connection: Connection, table: Table, rows: Sequence[Row[Any]]) -> None:
    """As an insert, and many times faster."""
    dialect = connection.dialect
    names = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table.name), names)
    binds = [column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns]
    raw: Any = connection.connection
    with raw.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([bind(value) if bind else value for bind, value in zip(binds, row, strict=True)])


@contextmanager
def _told(table: Table) -> Iterator[None]:
    try:
        yield
    except (DBAPIError, psycopg.Error) as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error)
        said = next(iter(reason.splitlines()), "it gave no reason")
        raise StorageTrouble(f"Rows of {table.name} cannot be written into the new database: {said}") from error
