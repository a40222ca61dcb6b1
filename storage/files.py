"""The SQLite file itself: made so that only its owner can read it, and copied whole while in use."""

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from storage.trouble import StorageTrouble

_OWNER_ONLY = 0o600


def prepare_file(address: URL) -> None:
    """Makes the file if there is none; raises StorageTrouble when it cannot be made or written."""
    path = file_of(address)
    try:
        if not path.is_file():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, _OWNER_ONLY))
        elif not os.access(path, os.W_OK):
            # It is not opened to find out: closing it again would take away the locks of a store in this process.
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except OSError as error:
        raise StorageTrouble(f"The database {path} cannot be written: {error.strerror}.") from error


def copy_database(address: URL, ending: str) -> Path | None:
    """A copy beside the file, named `<file>.<ending>`; None on PostgreSQL, which has its own backups."""
    if address.get_backend_name() != "sqlite":
        return None
    path = file_of(address)
    copy = path.with_name(f"{path.name}.{ending}")
    unfinished = copy.with_name(f"{copy.name}.part")
    unfinished.unlink(missing_ok=True)
    os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY))
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    return unfinished.replace(copy)


def file_of(address: URL) -> Path:
    """Where the database's file is."""
    return Path(address.database or "")
