"""A database with rows in every table, each sealed column filled: made from the schema, so that none is forgotten."""

from datetime import UTC, date, datetime, time

from sqlalchemy import Boolean, Date, Enum, Float, Integer, LargeBinary, String, func, insert, select

from storage import schema, sealed
from storage.types import Instant, TimeOfDay, Weekdays

NOW = datetime(2026, 11, 20, 11, tzinfo=UTC)
CHECKS = schema.key_checks


def words(table, column, number):
    """What stands in a sealed column of the row of that number."""
    return f"what they wrote in {table.name}.{column.name}, {number}"


def fill(unit, vault, rows):
    """So many rows in each table, numbered from one; a row points at the rows of its own number."""
    for table in schema.metadata.sorted_tables:
        if rows and table is not CHECKS:
            given = [_row(table, number, vault) for number in range(1, rows + 1)]
            unit.connection.execute(insert(table), given)
            _count_on(unit.connection, table, rows)


def _count_on(connection, table, rows):
    if connection.dialect.name == "postgresql" and table.autoincrement_column is not None:
        sequence = func.pg_get_serial_sequence(table.name, table.autoincrement_column.name)
        connection.execute(select(func.setval(sequence, rows)))


def _row(table, number, vault):
    row = {column.name: _value(column, number) for column in table.columns}
    for one, columns in sealed.tables():
        if one is table:
            place = row[sealed.bound_to(table).name]
            row |= {each.name: vault.seal(table.name, each.name, place, words(table, each, number)) for each in columns}
    return row


def _value(column, number):
    if any(key.column.table is column.table for key in column.foreign_keys):
        return None
    for kind, value in (
        (Instant, NOW),
        (TimeOfDay, time(10)),
        (Weekdays, (1,)),
        (Boolean, True),
        (Integer, number),
        (Float, 0.5),
        (Date, date(2026, 11, 20)),
        (LargeBinary, number.to_bytes(32, "big")),
    ):
        if isinstance(column.type, kind):
            return value
    return column.type.enums[0] if isinstance(column.type, Enum) else _text(column, number)


def _text(column, number):
    assert isinstance(column.type, String), f"{column} is of a kind that is not known here"
    return str(number)


def told(unit, vault):
    """What stands in each sealed column of each row, opened: {(table, column, place): text}."""
    found = {}
    for table, columns in sealed.tables():
        if table is CHECKS:
            continue
        key = sealed.bound_to(table)
        for row in unit.connection.execute(select(key, *columns)):
            for each in columns:
                found[table.name, each.name, row[0]] = vault.open(
                    table.name, each.name, row[0], getattr(row, each.name)
                )
    return found
