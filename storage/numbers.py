"""Which row numbers a database has given: none is given again, by a table made anew or in another database."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Function, cast, column, delete, func, insert, inspect, select, table
from sqlalchemy.dialects.postgresql import REGCLASS

from storage import schema

_LAST = table("sqlite_sequence", column("name"), column("seq"))


def given(connection: Connection) -> dict[str, int]:
    """The highest number that each table has given, rows that are gone included; PostgreSQL keeps its own."""
    if connection.dialect.name != "sqlite" or not inspect(connection).has_table(_LAST.name):
        return {}
    return {row.name: row.seq for row in connection.execute(select(_LAST))}


def never_again(connection: Connection, numbers: Mapping[str, int]) -> None:
    """Lets every table that is still there go on after the number that it had come to."""
    now, names = given(connection), inspect(connection).get_table_names()
    for name, number in numbers.items():
        if name in names and now.get(name, 0) < number:
            connection.execute(delete(_LAST).where(_LAST.c.name == name))
            connection.execute(insert(_LAST).values(name=name, seq=number))


def reached(connection: Connection) -> dict[str, int]:
    """As `given`, on either database; a table that has not given any is left out."""
    if connection.dialect.name == "sqlite":
        return given(connection)
    last = {
        name: connection.execute(select(func.pg_sequence_last_value(cast(counts, REGCLASS)))).scalar_one()
        for name, counts in _sequences()
    }
    return {name: number for name, number in last.items() if number is not None}


def go_on(connection: Connection, numbers: Mapping[str, int]) -> None:
    """Lets the schema's tables, on either database, go on after the numbers that another had come to."""
    if connection.dialect.name == "sqlite":
        never_again(connection, numbers)
        return
    for name, counts in _sequences():
        if numbers.get(name):
            connection.execute(select(func.setval(cast(counts, REGCLASS), numbers[name])))


def _sequences() -> list[tuple[str, Function[Any]]]:
    """PostgreSQL's counter of each table that has one."""
    return [
        (each.name, func.pg_get_serial_sequence(each.name, each.autoincrement_column.name))
        for each in schema.metadata.sorted_tables
        if each.autoincrement_column is not None
    ]
