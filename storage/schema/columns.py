"""The metadata that knows every table, and the columns that most of them have."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table
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
