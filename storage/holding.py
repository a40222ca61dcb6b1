"""Who may be at a database at the same time: many that use it, or one that changes it as a whole."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import func, select

from storage.engine import database, make_engine
from storage.files import file_of
from storage.migrate import told
from storage.trouble import StorageTrouble

_LOCK = 0x4D414B4C
IN_USE = "A makker is at work on this database: stop the bot first, and start it again afterwards."
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
            yield
    finally:
        engine.dispose()
