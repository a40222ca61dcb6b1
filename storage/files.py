"""The SQLite file itself: made so that only its owner can read it, and copied whole while in use."""

import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL

from storage.trouble import StorageTrouble

_OWNER_ONLY = 0o600
_PAGES = 256
# How much is done, and how much there is.
Progress = Callable[[int, int], None]


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
    copy_pages(path, unfinished)
    return unfinished.replace(copy)


def copy_pages(source: Path, copy: Path, progress: Progress = lambda _done, _all: None) -> None:
    """Fills an empty file with the database as it is at this moment, also while it is written; raises sqlite3.Error."""
    reading = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(reading, uri=True, timeout=15, isolation_level=None)) as one:
        # One view from the first page to the last, whatever is written meanwhile.
        one.execute("BEGIN")
        one.execute("SELECT count(*) FROM sqlite_schema")
        with closing(sqlite3.connect(copy, isolation_level=None)) as other:
            one.backup(other, pages=_PAGES, progress=lambda _status, left, total: progress(total - left, total))
            # One file that needs no others beside it.
            other.execute("PRAGMA journal_mode=DELETE")


def beside(path: Path) -> list[Path]:
    """The files that SQLite keeps beside a database while it is in use, or when it was killed."""
    return [path.with_name(f"{path.name}-{ending}") for ending in ("wal", "shm", "journal")]


def file_of(address: URL) -> Path:
    """Where the database's file is."""
    return Path(address.database or "")


def settle(folder: Path) -> None:
    """Puts on the disk which files are in the folder: a rename that only memory knows is undone by a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
