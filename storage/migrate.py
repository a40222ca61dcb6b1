"""Brings a database up to date: whole or not at all, with a copy made first of one that has something to lose."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, column, event, func, inspect, select, table, text
from sqlalchemy.exc import DBAPIError

from storage.engine import database, looking, make_engine
from storage.files import copy_database, file_of, prepare_file
from storage.halfway import must_be_whole
from storage.numbers import given, never_again
from storage.trouble import StorageTrouble

SCRIPTS = Path(__file__).parent / "migrations"
_VERSIONS = (SCRIPTS / "versions",)
_OURS = "alembic_version"


@dataclass(frozen=True)
class Migrated:
    """The revisions before (None: there was no table of ours) and after, and the copy if one was made."""

    before: str | None
    after: str | None
    copy: Path | None = None


def migrate(url: str, to: str = "head", versions: Sequence[Path] = _VERSIONS) -> Migrated:
    """Brings the database to a revision, the newest unless said otherwise; doing so twice does no harm.

    Raises StorageTrouble when it cannot be reached or written, is newer than this Makker, or would lose rows.
    """
    with told(), changing(url) as engine, engine.connect() as connection, connection.begin():
        must_be_whole(connection)
        before = revision(connection)
        if (to, versions, before) == ("head", _VERSIONS, newest()):
            return Migrated(before, before)
        from storage import scripts

        target = scripts.target(tuple(versions), to)
        if before == target:
            return Migrated(before, before)
        if before is not None and not scripts.knows(tuple(versions), before):
            raise newer(before)
        counted, numbers = count(connection), given(connection)
        copy = copy_database(database(url), f"before-{target or 'base'}") if any(counted.values()) else None
        scripts.run(connection, tuple(versions), before, target)
        _compare(connection, counted)
        never_again(connection, numbers)
        return Migrated(before, target, copy)


@dataclass(frozen=True)
class Standing:
    """The database's revision (None: not made yet), whether this Makker knows it, and the newest one."""

    current: str | None
    known: bool
    newest: str | None

    @property
    def is_newest(self) -> bool:
        """Whether it is there, and nothing is left to be brought up to date."""
        return self.current is not None and self.current == self.newest

    def must_be_newest(self) -> None:
        """Raises StorageTrouble when it is not."""
        if not self.is_newest:
            raise StorageTrouble(
                "The database is not there, or not up to date: makker migrate (or makker run) does it."
            )


def stands(url: str) -> Standing:
    """How the database stands, changing nothing; raises StorageTrouble when it cannot be reached."""
    last = newest()
    address = database(url)
    if address.get_backend_name() == "sqlite" and not file_of(address).exists():
        return Standing(None, True, last)
    with told(), looking(url) as connection:
        must_be_whole(connection)
        current = revision(connection)
    if current == last:
        return Standing(current, True, last)
    from storage import scripts

    return Standing(current, scripts.knows(_VERSIONS, current), last)


def newer(revision: str) -> StorageTrouble:
    """The trouble with a database that a newer Makker has migrated."""
    return StorageTrouble(f"The database is at revision {revision}, of a newer Makker than this one.")


def draft(message: str) -> None:
    """Writes the next migration file from the difference between the migrations and the schema, to be read."""
    from storage import scripts

    scratch = Path(".cache") / "draft.db"
    scratch.parent.mkdir(exist_ok=True)
    scratch.unlink(missing_ok=True)
    migrate(f"sqlite:///{scratch}")
    with changing(f"sqlite:///{scratch}") as engine, engine.connect() as connection:
        scripts.write(connection, _VERSIONS, message)


def newest() -> str:
    """Our newest revision, as the files are called: alembic, who reads them, takes as long as a tenth of a start."""
    return max(each.name[:4] for folder in _VERSIONS for each in folder.glob("[0-9]*_*.py"))


@contextmanager
def changing(url: str) -> Iterator[Engine]:
    """An engine for who changes the database as a whole; a file is made if there is none, and rows may point nowhere.

    That goes for SQLite alone: PostgreSQL can have its foreign keys taken away.
    """
    address = database(url)
    if address.get_backend_name() == "sqlite":
        prepare_file(address)
    engine = make_engine(url, writes=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _unguarded)
    try:
        yield engine
    finally:
        engine.dispose()


def _unguarded(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    # Rebuilding a parent table would delete its children while foreign keys are on.
    connection.execute("PRAGMA foreign_keys=OFF")


def revision(connection: Connection) -> str | None:
    """The database's revision; None where there is no table of ours."""
    if not inspect(connection).has_table(_OURS):
        return None
    number: str | None = connection.execute(
        select(column("version_num")).select_from(table(_OURS))
    ).scalar_one_or_none()
    return number


def count(connection: Connection) -> dict[str, int]:
    """Rows by table, alembic's own left out."""
    names = [name for name in inspect(connection).get_table_names() if name != _OURS]
    rows: Callable[[str], int] = lambda name: connection.execute(  # noqa: E731  one line, one use
        select(func.count()).select_from(table(name))
    ).scalar_one()
    return {name: rows(name) for name in names}


def _compare(connection: Connection, counted: dict[str, int]) -> None:
    after = count(connection)
    lost = [name for name, rows in counted.items() if after.get(name, rows) < rows]
    if lost:
        raise StorageTrouble(f"The migration would lose rows of {', '.join(lost)}: nothing was changed.")
    if connection.dialect.name == "sqlite":
        dangling = {row[0] for row in connection.execute(text("PRAGMA foreign_key_check"))}
        if dangling:
            named = ", ".join(sorted(dangling))
            raise StorageTrouble(f"The migration would leave rows of {named} pointing nowhere: nothing was changed.")


@contextmanager
def told() -> Iterator[None]:
    """Turns what a database says into one line for the operator."""
    try:
        yield
    except DBAPIError as error:
        raise StorageTrouble(f"The database cannot be used: {_first_line(error.orig)}") from error
    except sqlite3.Error as error:
        raise StorageTrouble(f"The database cannot be used: {_first_line(error)}") from error


def _first_line(error: BaseException | None) -> str:
    return next(iter(str(error).splitlines()), "it gave no reason")
