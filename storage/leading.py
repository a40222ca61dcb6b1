"""Who leads among the processes on one database: one at a time, for as long as its lock is there."""

import fcntl
import os
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, func, select

from storage.engine import database, lasting_engine
from storage.files import file_of
from storage.migrate import told
from storage.trouble import StorageTrouble

LOCK = 0x4D414B4D


class Lead(Protocol):
    """One process's claim to lead."""

    def holds(self) -> bool:
        """Whether this process leads; it does from now on when nobody else does.

        Raises StorageTrouble when nobody can know: then somebody else may lead by now.
        """

    def release(self) -> None:
        """Somebody else may lead. It may be asked for again."""


def lead_of(url: str) -> Lead:
    """The claim to lead on the database at the address."""
    address = database(url)
    return _FileLead(file_of(address)) if address.get_backend_name() == "sqlite" else _ServerLead(url)


class _FileLead:
    """A lock on a file beside SQLite's; it ends with the process, however that ends."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f"{path.name}.lead")
        self._handle: int | None = None

    def holds(self) -> bool:
        # A file that somebody deleted locks out nobody.
        if self._handle is not None and os.fstat(self._handle).st_nlink:
            return True
        self.release()
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StorageTrouble(f"The file {self._path} cannot be written: {error.strerror}.") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class _ServerLead:
    """A lock of a connection of its own: the server lets go of it when it no longer hears from the process."""

    def __init__(self, url: str) -> None:
        self._engine = lasting_engine(url)
        self._connection: Connection | None = None
        self._leads = False

    def holds(self) -> bool:
        try:
            with told():
                self._connection = self._connection or self._engine.connect()
                question = select(1) if self._leads else select(func.pg_try_advisory_lock(LOCK))
                self._leads = bool(self._connection.execute(question).scalar_one())
        except StorageTrouble:
            self.release()
            raise
        return self._leads

    def release(self) -> None:
        self._leads = False
        if self._connection is not None:
            # The lock ends with the connection.
            self._connection.close()
            self._connection = None
