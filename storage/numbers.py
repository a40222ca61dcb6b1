"""Which row numbers a SQLite database has given: a migration that makes a table anew must not give them again."""

from collections.abc import Mapping

from sqlalchemy import Connection, column, delete, insert, inspect, select, table

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
