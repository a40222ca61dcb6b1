"""The metadata that knows every table, and the columns that most of them have."""

from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, text
from sqlalchemy.schema import SchemaItem

from storage.types import Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def numbered(name: str, *items: SchemaItem) -> Table:
    """A table whose rows have numbers: none is given twice, as an old button may still carry that of a row gone."""
    return Table(name, metadata, Column("id", Integer, primary_key=True), *items, sqlite_autoincrement=True)


def to(table: str, name: str, *, null: bool = False, index: bool = False) -> Column[int]:
    """A row of that table; when that goes, this goes with it."""
    return Column(name, ForeignKey(f"{table}.id", ondelete="CASCADE"), nullable=null, index=index)


def at(name: str, *, null: bool = False) -> Column[object]:
    """An instant."""
    return Column(name, Instant, nullable=null)


def sealed(name: str, *, null: bool = False) -> Column[bytes]:
    """What people wrote, sealed by the vault."""
    return Column(name, LargeBinary, nullable=null)


def some(name: str, column: Column[Any], rows: str) -> Index:
    """An index of the rows for which this holds, on both databases."""
    return Index(name, column, sqlite_where=text(rows), postgresql_where=text(rows))
