"""Who may be at a database at the same time: many that use it, or one that changes it as a whole."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, OperationalError

from storage.engine import database, make_engine
from storage.files import file_of
from storage.migrate import told
from storage.trouble import KeyTrouble, StorageTrouble
from storage.vault import Vault

_LOCK = 0x4D414B4C
IN_USE = "A makker is at work on this database: stop the bot first, and start it again afterwards."
WRONG_KEY = "The key file is not the one that this database was sealed with."
_CHANGING = "This database is being restored, or gets another key, just now: wait until that has ended."


@contextmanager
def held(url: str, *, alone: bool) -> Iterator[None]:
    """Ours while inside: together with others, or alone. It ends with the process, however that ends.

    Raises StorageTrouble when somebody else's hold forbids it. Looking on, and a backup, need no hold.
    """
    if database(url).get_backend_name() == "sqlite":
        with _file(file_of(database(url)), alone=alone):
            yield
    else:
        with _server(url, alone=alone):
            yield


def joins(vault: Vault) -> Callable[[Any], None]:
    """What a new connection of somebody who holds PostgreSQL's database with others is handed to.

    When the server has been away, so is every hold on it: it is taken again, before anything is written. It raises
    OperationalError while somebody else holds the database alone, and KeyTrouble when they left another key in it.
    """

    def join(connection: Any) -> None:
        try:
            _join(connection, vault)
        except BaseException:
            connection.close()
            raise

    return join


def _join(connection: Any, vault: Vault) -> None:
    with connection.cursor() as cursor:
        got = cursor.execute("SELECT pg_try_advisory_lock_shared(%s)", (_LOCK,)).fetchone()[0]
        used = {number for (number,) in cursor.execute("SELECT id FROM key_checks")}
    connection.commit()
    if not got:
        raise OperationalError("hold", {}, StorageTrouble(_CHANGING))
    if used - vault.numbers:
        raise KeyTrouble(WRONG_KEY)


@contextmanager
def _file(path: Path, *, alone: bool) -> Iterator[None]:
    # A file of its own, which is never replaced; and SQLite loses its own locks when somebody closes its file.
    lock = path.with_name(f"{path.name}.lock")
    try:
        handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StorageTrouble(f"The database {path} cannot be written: {error.strerror}.") from error
    try:
        try:
            fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StorageTrouble(IN_USE if alone else _CHANGING) from None
        yield
    finally:
        os.close(handle)


@contextmanager
def _server(url: str, *, alone: bool) -> Iterator[None]:
    engine = make_engine(url, writes=True)
    try:
        with told():
            connection = engine.connect()
        with connection:
            with told():
                lock = func.pg_try_advisory_lock if alone else func.pg_try_advisory_lock_shared
                got = connection.execute(select(lock(_LOCK))).scalar_one()
                # The hold is the connection's, and outlives the transaction.
                connection.commit()
            if not got:
                raise StorageTrouble(IN_USE if alone else _CHANGING)
            try:
                yield
            finally:
                # The server would let go some time after the connection has ended: whoever comes next need not wait.
                unlock = func.pg_advisory_unlock if alone else func.pg_advisory_unlock_shared
                with suppress(DBAPIError):
                    connection.execute(select(unlock(_LOCK)))
                    connection.commit()
    finally:
        engine.dispose()
