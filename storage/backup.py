"""A copy of the whole database, made while it is in use, and put back again: checked first, replaced in one step."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage import deeds, sealed
from storage.engine import database, looking
from storage.files import Progress, beside, copy_pages, file_of, settle
from storage.holding import IN_USE, held
from storage.opening import examine
from storage.states import Deed
from storage.trouble import KeyTrouble, StorageTrouble
from storage.vault import load

_COUNTED = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


@dataclass(frozen=True)
class Restored:
    """The rows by table, and why the audit could not be told, if it could not."""

    rows: dict[str, int]
    untold: str | None


def back_up(url: str, to: Path, now: datetime, progress: Progress) -> str | None:
    """A whole copy of the database as it is at this moment, for its owner only; what is sealed stays sealed.

    Gives why the audit could not be told, if it could not: a database that can only be read is copied, too.
    Raises StorageTrouble when there is a file already, when it cannot be made, or on PostgreSQL.
    """
    source = _file(url, "pg_dump")
    if not source.is_file():
        raise StorageTrouble(f"There is no database at {source}.")
    taken = StorageTrouble(f"There is a file at {to} already: name another.")
    if to.exists():
        raise taken
    with _unfinished(to) as copy:
        _copy(source, copy, progress)
        # First: there is no copy of which nobody knows.
        untold = deeds.add(url, Deed.BACKED_UP, now)
        try:
            # Not a rename: that would replace what somebody else put there meanwhile.
            os.link(copy, to)
        except FileExistsError:
            raise taken from None
        settle(to.parent)
    with suppress(OSError):
        _note(source).write_text(now.isoformat(), encoding="utf-8")
    return untold


def last_backup(url: str) -> datetime | None:
    """When `back_up` last made a copy of this database (aware UTC), if it ever did."""
    try:
        return datetime.fromisoformat(_note(file_of(database(url))).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def restore(
    url: str, key_file: Path, source: Path, now: datetime, progress: Progress, *, force: bool = False
) -> Restored:
    """Puts a copy in the place of the database, in which that is written down; the next start brings it up to date.

    Nothing is replaced before the copy is found whole, complete, and opened by the key. What was replaced (only
    with `force`) stays beside it. Raises StorageTrouble or KeyTrouble.
    """
    target = _file(url, "pg_restore")
    if not source.is_file():
        raise StorageTrouble(f"There is no file at {source}.")
    with held(url, alone=True):
        if target.exists() and not force:
            raise StorageTrouble(f"There is a database at {target} already: with --force it is replaced.")
        with _unfinished(target) as copy:
            _copy(source, copy, progress)
            _opens(copy, source, key_file)
            with _told(source):
                counted = _counted(copy)
                if counted != _counted(source):
                    raise StorageTrouble(f"{source} changed while it was read: nothing was replaced.")
            untold = deeds.add(f"sqlite:///{copy}", Deed.RESTORED, now)
            _put_aside(target)
            copy.replace(target)
            settle(target.parent)
    return Restored(counted, untold)


def kept(target: Path) -> Path:
    """Where `restore` leaves what it replaced."""
    return target.with_name(f"{target.name}.before-restore")


def _file(url: str, tool: str) -> Path:
    address = database(url)
    if address.get_backend_name() != "sqlite":
        raise StorageTrouble(f"The database is PostgreSQL's, which has its own tool for this: use {tool}.")
    return file_of(address)


def _note(source: Path) -> Path:
    return source.with_name(f"{source.name}.last-backup")


# --- The copy ---


@contextmanager
def _unfinished(path: Path) -> Iterator[Path]:
    """An empty file beside the path, for its owner only, which is gone in the end unless it was moved."""
    part = path.with_name(f"{path.name}.part")
    try:
        _remove(part)
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        yield part
    except OSError as error:
        raise StorageTrouble(f"{path} cannot be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            _remove(part)


def _remove(path: Path) -> None:
    for each in (path, *beside(path)):
        each.unlink(missing_ok=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StorageTrouble(f"{path} cannot be copied: {error}.") from error


def _copy(source: Path, copy: Path, progress: Progress) -> None:
    """A copy that is on the disk, and is whole; raises StorageTrouble."""
    with _told(source):
        copy_pages(source, copy, progress)
        with closing(sqlite3.connect(copy)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise StorageTrouble(f"{source} is damaged (integrity_check): nothing was written.")
            if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise StorageTrouble(f"Rows of {source} point nowhere (foreign_key_check): nothing was written.")
    with copy.open("rb") as file:
        os.fsync(file.fileno())


def _counted(path: Path) -> dict[str, int]:
    """Rows by table, SQLite's own left out."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        names = [name for (name,) in connection.execute(_COUNTED)]
        count = 'SELECT count(*) FROM "{}"'
        return {name: connection.execute(count.format(name)).fetchone()[0] for name in names}


def _opens(copy: Path, source: Path, key_file: Path) -> None:
    """Raises StorageTrouble when the copy is no database of ours, KeyTrouble when the key does not open it."""
    url = f"sqlite:///{copy}"
    if examine(url, key_file).current is None:
        raise StorageTrouble(f"{source} is no database of Makker.")
    try:
        with looking(url) as connection:
            if key_file.exists():
                sealed.open_one_each(connection, load(key_file))
    except KeyTrouble as error:
        raise KeyTrouble(f"The key file {key_file} does not open {source}: nothing was replaced.") from error


# --- What stood there ---


def _put_aside(target: Path) -> None:
    """Keeps the old database beside the new one, whole, and nothing of it where the new one would take it for its own.

    The old one stands in its place until the new one replaces it: a stop anywhere leaves one of the two.
    """
    if target.exists():
        old = kept(target)
        if old.exists() and not old.samefile(target):
            raise StorageTrouble(f"{old} holds what an earlier restore replaced: move it away first.")
        _fold(target)
        if not old.exists():
            os.link(target, old)
        for each, name in zip(beside(target), beside(old), strict=True):
            if each.exists():
                each.replace(name)
    else:
        for each in beside(target):
            each.unlink(missing_ok=True)


def _fold(target: Path) -> None:
    """Brings what was committed beside the database into it; what is too damaged for that stays as it is."""
    try:
        with closing(sqlite3.connect(target, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise StorageTrouble(IN_USE) from error
