"""Fresh databases for tests: SQLite files always, PostgreSQL where MAKKER_TEST_POSTGRES names a server."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

KINDS = ("sqlite", "postgresql")
KEY = {1: bytes(range(32))}


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
