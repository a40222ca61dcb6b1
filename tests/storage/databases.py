"""Fresh databases for tests: SQLite files always, PostgreSQL where MAKKER_TEST_POSTGRES names a server."""

import atexit
import functools
import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, event, make_url, text

from storage import schema
from storage.engine import Store, lasting_engine
from storage.migrate import migrate
from storage.vault import Vault

KINDS = ("sqlite", "postgresql")
KEY = {1: bytes(range(32))}
# Every story begins with these.
ADDRESS = "address"  # the file in a test's folder that says where its database is
EMPTYING = [str(table.delete()) for table in reversed(schema.metadata.sorted_tables) if table is not schema.audit]
COUNTING_ANEW = "SELECT setval(seqrelid, 1, false) FROM pg_sequence"


def swift(url: str) -> Store:
    """A store with every table, on an empty database; what it writes is safe from a dying process only."""
    store = Store(url, Vault({1: bytes(32)}, 1))
    if store.sqlite:
        event.listen(store._writer, "connect", _swiftly)
    with store._writer.begin() as connection:
        schema.metadata.create_all(connection)
    return store


def _swiftly(connection: Any, _record: Any) -> None:
    # No test here pulls the plug, and waiting for the disk is most of what a tap costs.
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("PRAGMA journal_mode=MEMORY")


def emptied(store: Store) -> Store:
    """The store with nothing in it, as on a fresh database; that one would have to learn every statement anew."""
    with store._writer.begin() as connection:
        if connection.execute(schema.audit.select()).first():
            _empty_the_audit(connection)
        cursor = connection.connection.cursor()
        for statement in EMPTYING:
            cursor.execute(statement)
        cursor.close()
        # What is the first of its kind has the number 1 again.
        connection.execute(text("DELETE FROM sqlite_sequence" if store.sqlite else COUNTING_ANEW))
    return store


def _empty_the_audit(connection: Connection) -> None:
    """Its rows cannot be removed one by one."""
    if connection.dialect.name == "sqlite":
        schema.audit.drop(connection)
        schema.audit.create(connection)
    else:
        connection.execute(text("TRUNCATE audit"))


def address(folder: Path, file: str) -> str:
    """The URL of the folder's migrated database: PostgreSQL's where the test has one, else that file in it."""
    given = folder / ADDRESS
    if given.exists():
        return given.read_text(encoding="utf-8")
    return f"sqlite:///{folder / file}" if (folder / file).exists() else blank(folder / file)


@contextmanager
def fresh(kind: str, folder: Path, template: str | None = None) -> Iterator[str]:
    """The URL of an empty database (or a copy of a PostgreSQL template) that is gone afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'makker.db'}"
        return
    server = os.environ.get("MAKKER_TEST_POSTGRES")
    if not server:
        pytest.skip("no PostgreSQL here: MAKKER_TEST_POSTGRES is not set")
    name = f"makker_test_{secrets.token_hex(6)}"
    address = make_url(server).set(drivername="postgresql+psycopg")
    admin = create_engine(address, isolation_level="AUTOCOMMIT")
    try:
        with admin.connect() as connection:
            copied = f" TEMPLATE {template}" if template else ""
            connection.execute(text(f"CREATE DATABASE {name}{copied}"))
        yield address.set(database=name).render_as_string(hide_password=False)
        with admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        admin.dispose()


@contextmanager
def writes(url: str) -> Iterator[Callable[[], Any]]:
    """Gives what is another value whenever anybody has written in the database; to ask for it costs next to nothing."""
    sqlite = make_url(url).get_backend_name() == "sqlite"
    engine = create_engine(url) if sqlite else lasting_engine(url)
    question = "PRAGMA data_version" if sqlite else "SELECT pg_current_wal_insert_lsn()"
    try:
        with engine.connect() as connection:
            cursor = connection.connection.cursor()
            yield lambda: cursor.execute(question).fetchone()
    finally:
        engine.dispose()


@contextmanager
def ready(kind: str, folder: Path) -> Iterator[str]:
    """As `fresh`, with every table: the migrations take as long as ten tests, so that they ran once for all."""
    if kind == "sqlite":
        yield blank(folder / "makker.db")
        return
    with fresh(kind, folder, make_url(_migrated(kind)).database) as url:
        yield url


def blank(file: Path) -> str:
    """The URL of a migrated SQLite database without rows, which is that file from now on."""
    shutil.copy(make_url(_migrated("sqlite")).database or "", file)
    return f"sqlite:///{file}"


@functools.cache
def _migrated(kind: str) -> str:
    """The URL of the database that is copied; it goes with this process."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="makker")))
        url = stack.enter_context(fresh(kind, folder))
        migrate(url)
        atexit.register(stack.pop_all().close)
    return url
