"""What every repository does with its rows: find, insert, change, seal what people wrote, open it again."""

import functools
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Executable,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    func,
    insert,
    select,
    update,
)

from storage.prepared import Found, run
from storage.vault import Vault


class Rows:
    """One transaction's connection and vault."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        """Shared by all repositories of one unit."""
        self.connection = connection
        self.vault = vault

    def run(self, statement: Executable, **values: Any) -> Found:
        """Carries out a statement that a module keeps, with these values for its names."""
        return run(self.connection, statement, values)

    def find(self, table: Table, *order: str, **equal: Any) -> Found:
        """The rows whose columns are equal to these values (None equals nothing), in the order of the columns named."""
        return run(self.connection, _finding(table, order, tuple(equal)), equal)

    def get(self, table: Table, row: int) -> Any:
        """The row with that id; raises LookupError when there is none."""
        found = self.find(table, id=row).first()
        if found is None:
            raise LookupError(f"{table.name}: no such row")
        return found

    def find_all(self, table: Table, column: str, values: Collection[Any], *order: str) -> Found:
        """The rows whose column has one of these values, in the order of the columns named: one question for many."""
        return run(self.connection, _finding_all(table, column, order), {"among": list(values)})

    def grouped(self, table: Table, column: str, values: Collection[int], *order: str) -> dict[int, list[Any]]:
        """The same rows by that value, each of which has a list of them, be it an empty one."""
        found: dict[int, list[Any]] = {value: [] for value in values}
        for row in self.find_all(table, column, values, *order):
            found[getattr(row, column)].append(row)
        return found

    def ripe(self, table: Table, column: str, now: datetime, limit: int) -> list[int]:
        """The ids of the rows whose instant in the column has come, longest waiting first."""
        return [row.id for row in self.run(_ripe(table, column), now=now, limit=limit)]

    def earliest(self, table: Table, column: str) -> datetime | None:
        """The earliest instant in the column."""
        found: datetime | None = self.connection.execute(_earliest(table, column)).scalar_one()
        return found

    def count(self, table: Table, condition: ColumnElement[bool]) -> int:
        """How many rows are so."""
        return int(self.connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one())

    def add(self, table: Table, values: dict[str, Any], sealed: dict[str, str] | None = None) -> int:
        """Inserts a row and gives its id; `sealed` are the columns that hold what people wrote."""
        texts = sealed or {}
        blank = dict.fromkeys(texts, b"")
        row = run(self.connection, _adding(table), values | blank).key
        if row is None:
            raise AssertionError("an insert of one row gives its key")
        # The seal is bound to the row, so the row must have its id first.
        self.seal(table, row, texts)
        return row

    def seal(self, table: Table, row: int, texts: dict[str, str]) -> None:
        """Writes texts into sealed columns of one row."""
        if texts:
            sealed = {name: self.vault.seal(table.name, name, row, text) for name, text in texts.items()}
            self.set(table, row, sealed)

    def set(self, table: Table, row: int, values: dict[str, Any]) -> None:
        """Changes columns of one row, by its id, to plain values."""
        run(self.connection, _changing(table), {"this_row": row, **values})

    def set_all(self, table: Table, column: str, values: Mapping[int, Any]) -> None:
        """Changes one column of many rows, by their ids, to a plain value for each."""
        if values:
            rows = [{"this_row": row, column: value} for row, value in values.items()]
            self.connection.execute(_changing(table), rows)

    def open(self, table: Table, column: str, row: Any) -> str:
        """The text in a sealed column of a fetched row that has its `id`."""
        return self.vault.open(table.name, column, row.id, getattr(row, column))


# Each statement is put together once: that takes twice as long as to carry it out.


@functools.cache
def _finding(table: Table, order: tuple[str, ...], equal: tuple[str, ...]) -> Select[Any]:
    conditions = [table.c[name] == bindparam(name) for name in equal]
    return select(table).where(*conditions).order_by(*(table.c[name] for name in order))


@functools.cache
def _finding_all(table: Table, column: str, order: tuple[str, ...]) -> Select[Any]:
    among = table.c[column].in_(bindparam("among", expanding=True))
    return select(table).where(among).order_by(*(table.c[name] for name in order))


@functools.cache
def _ripe(table: Table, column: str) -> Select[Any]:
    instant = table.c[column]
    return select(table.c.id).where(instant <= bindparam("now")).order_by(instant, table.c.id).limit(bindparam("limit"))


@functools.cache
def _earliest(table: Table, column: str) -> Select[Any]:
    return select(func.min(table.c[column]))


@functools.cache
def _adding(table: Table) -> Insert:
    return insert(table)


@functools.cache
def _changing(table: Table) -> Update:
    return update(table).where(table.c.id == bindparam("this_row"))
