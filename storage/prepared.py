"""Statements put together once and carried out on the database's own driver, for what nearly every tap asks.

SQLAlchemy writes the SQL and knows the types; it takes ten times as long as the driver to carry a small one out.
"""

import functools
from collections import namedtuple
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Executable, Float, Numeric
from sqlalchemy.exc import DBAPIError, MultipleResultsFound, StatementError
from sqlalchemy.sql.compiler import SQLCompiler

_Processor = Callable[[Any], Any] | None


class Found(list[Any]):
    """The rows that came; how many were changed, and the key of the one that was inserted."""

    changed: int = 0
    key: int | None = None

    def first(self) -> Any:
        """The first row, or None."""
        return self[0] if self else None

    def one_or_none(self) -> Any:
        """The only row, or None; raises MultipleResultsFound for more."""
        if len(self) > 1:
            raise MultipleResultsFound("one row was expected, and there are several")
        return self.first()


@dataclass(frozen=True, slots=True)
class _Plan:
    """The SQL, where each of its values comes from, and what is made of a row.

    `names` are those of the values, where the driver wants names; `keyed` says that the row that comes is a key.
    """

    sql: str
    names: tuple[str, ...]
    binds: tuple[tuple[str | None, _Processor, Any], ...]
    row: Any
    shaped: tuple[tuple[int, Callable[[Any], Any]], ...]
    reads: bool
    keyed: bool

    def values(self, given: Mapping[str, Any]) -> Any:
        values = [
            fixed if name is None else shape(given[name]) if shape else given[name] for name, shape, fixed in self.binds
        ]
        return dict(zip(self.names, values, strict=True)) if self.names else values

    def read(self, raw: Any) -> Any:
        kept = list(raw)
        for at, shape in self.shaped:
            kept[at] = shape(kept[at])
        return self.row(*kept)

    def found(self, cursor: Any) -> Found:
        rows: list[Any] = cursor.fetchall() if self.reads else []
        found = Found(() if self.keyed else map(self.read, rows))
        found.changed = cursor.rowcount
        if self.keyed:
            found.key = rows[0][0] if rows else None
        else:
            found.key = getattr(cursor, "lastrowid", None)
        return found


def run(connection: Connection, statement: Executable, given: Mapping[str, Any]) -> Found:
    """Carries out one that is kept, as all modules' own are: each is remembered."""
    # Whoever listens hears of every statement.
    listened = bool(connection.dispatch.before_cursor_execute)
    plan = None if listened else _plan(statement, tuple(given), connection.dialect)
    if plan is None:
        return _asked(connection, statement, given)
    driver: Any = connection.connection.driver_connection
    values = _values(plan, given)
    try:
        return plan.found(driver.execute(plan.sql, values))
    except connection.dialect.loaded_dbapi.Error as error:
        raise _told(error, plan.sql, connection.dialect) from error


def _values(plan: _Plan, given: Mapping[str, Any]) -> Any:
    # Only what cannot be written: what stands there and cannot be read is told as it is, as SQLAlchemy does.
    try:
        return plan.values(given)
    except (ValueError, LookupError) as error:
        seen = f"({type(error).__name__}) {error}"
        raise StatementError(seen, plan.sql, [], error, hide_parameters=True) from error


def _asked(connection: Connection, statement: Executable, given: Mapping[str, Any]) -> Found:
    result = connection.execute(statement, given)
    found = Found(result.all() if result.returns_rows else ())
    found.changed = result.rowcount
    if result.is_insert and result.inserted_primary_key:
        found.key = result.inserted_primary_key[0]
    return found


def _told(error: Exception, sql: str, dialect: Dialect) -> BaseException:
    """As SQLAlchemy would have said it, and without what was to be written."""
    return DBAPIError.instance(sql, [], error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect)


@functools.lru_cache(maxsize=1024)
def _plan(statement: Executable, given: tuple[str, ...], dialect: Dialect) -> _Plan | None:
    """None for what is finished anew each time: lists of any length, values that SQLAlchemy itself fills in.

    And for numbers with fractions where the server says of each answer of which kind they are.
    """
    made = statement.compile(dialect=dialect, column_keys=list(given))  # type: ignore[attr-defined]
    if not isinstance(made, SQLCompiler) or made.post_compile_params or made.literal_execute_params:
        return None
    if made.insert_prefetch or made.update_prefetch or made.escaped_bind_names:
        return None
    columns = made._result_columns  # noqa: SLF001  what SQLAlchemy's own results are made by
    if dialect.name != "sqlite" and any(isinstance(column.type, Float | Numeric) for column in columns):
        return None
    named = made.positiontup is None
    names = tuple(made.bind_names.values() if made.positiontup is None else made.positiontup)
    shapes = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    return _Plan(
        made.string,
        names if named else (),
        tuple(_bind(made, name, given, dialect) for name in names),
        namedtuple("Row", [column.keyname for column in columns], rename=True),  # noqa: PYI024
        tuple((at, shape) for at, shape in enumerate(shapes) if shape is not None),
        bool(columns),
        bool(made.implicit_returning),
    )


def _bind(made: SQLCompiler, name: str, given: tuple[str, ...], dialect: Dialect) -> tuple[str | None, _Processor, Any]:
    bind = made.binds[name]
    shape = bind.type.dialect_impl(dialect).bind_processor(dialect)
    if bind.key in given:
        return bind.key, shape, None
    if bind.required:
        raise AssertionError(f"no value for {name}")
    return None, None, shape(bind.effective_value) if shape else bind.effective_value
