"""A new key for what people wrote: all is sealed anew in small transactions, and a stop anywhere does no harm."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, func, select, update

from storage import schema, sealed, vault
from storage.audit import Entry
from storage.engine import Store, looking
from storage.files import Progress
from storage.opening import check_keys, examine, open_store
from storage.states import Deed
from storage.trouble import KeyTrouble
from storage.unit import Unit
from storage.vault import Vault

BATCH = 200
_OF_KEYS = frozenset({Deed.KEY_CHANGED, Deed.KEYS_DROPPED})
_Seals = tuple[Table, list[Column[bytes]]]


@dataclass(frozen=True)
class Rotated:
    """The key that seals from now on, how many rows were sealed anew, those that no key opens, and the other keys."""

    key: int
    rows: int
    unreadable: tuple[str, ...]
    others: tuple[int, ...]


def rotate(url: str, key_file: Path, now: datetime, progress: Progress) -> Rotated:
    """Ends a rotation that was stopped; if there was none, makes a key and seals everything with it.

    The old keys stay: older copies of the database need them. Raises StorageTrouble while the bot runs, KeyTrouble
    for a key file that is not the right one or cannot be written.
    """
    store = open_store(url, key_file, alone=True).store
    try:
        # First: whatever stops it in the middle, that it was begun is known.
        store.write_now(lambda unit: unit.audit.add(Deed.KEY_CHANGED, None, None, None, now))
        held = vault.load(key_file)
        found = _seal_anew(store, held, progress)
        if not found.rows:
            held = vault.renew(key_file)
            store.write_now(lambda unit: check_keys(unit, held))
            found = _seal_anew(store, held, progress)
        return found
    finally:
        store.close()


def forget(url: str, key_file: Path, now: datetime) -> tuple[int, ...]:
    """Drops the keys that seal nothing any more, and gives their ids. Raises as `rotate`."""
    store = open_store(url, key_file, alone=True).store
    try:
        held = vault.load(key_file)
        used = store.read_now(lambda unit: sealed.in_use(unit.connection))
        idle = tuple(sorted(held.numbers - used.keys() - {held.current}))
        if idle:
            # The known texts first: a key file without a key that the database asks for would be a wrong one.
            store.write_now(partial(_drop, idle, now))
            vault.forget(key_file, idle)
        return idle
    finally:
        store.close()


def _drop(idle: tuple[int, ...], now: datetime, unit: Unit) -> None:
    checks = schema.key_checks
    unit.connection.execute(delete(checks).where(checks.c.id.in_(idle)))
    unit.audit.add(Deed.KEYS_DROPPED, None, None, None, now)


def keys(url: str, key_file: Path) -> dict[int, int]:
    """How many texts each key of the file seals, the current one last. Changes nothing; the bot may run."""
    examine(url, key_file).must_be_newest()
    with looking(url) as connection:
        used = sealed.in_use(connection)
    held = vault.load(key_file)
    return {each: used[each] for each in [*sorted(held.numbers - {held.current}), held.current]}


def history(url: str, key_file: Path) -> list[Entry]:
    """When keys were changed and dropped, oldest first. Changes nothing; the bot may run, and the database is there."""
    store = Store(url, vault.load(key_file))
    try:
        return [each for each in store.read_now(lambda unit: unit.audit.about(None)) if each.what in _OF_KEYS]
    finally:
        store.close()


def _seal_anew(store: Store, held: Vault, progress: Progress) -> Rotated:
    seals = [each for each in sealed.tables() if each[0] is not schema.key_checks]
    total = sum(store.read_now(partial(_count, each, held.current)) for each in seals)
    unreadable: list[str] = []
    done = 0
    progress(done, total)
    for each in seals:
        for rows, left in _batches(store, each, held):
            unreadable += left
            done += rows
            progress(done, total)
    return Rotated(
        held.current, done - len(unreadable), tuple(unreadable), tuple(sorted(held.numbers - {held.current}))
    )


def _count(seals: _Seals, key: int, unit: Unit) -> int:
    table, columns = seals
    query = select(func.count()).select_from(table).where(sealed.not_under(columns, key))
    return unit.connection.execute(query).scalar_one()


def _batches(store: Store, seals: _Seals, held: Vault) -> Iterator[tuple[int, list[str]]]:
    last: object = None
    while True:
        rows, left, last = store.write_now(partial(_batch, seals, held, last))
        if not rows:
            return
        yield rows, left


def _batch(seals: _Seals, held: Vault, last: object, unit: Unit) -> tuple[int, list[str], object]:
    """Seals the next rows after `last` anew; gives how many they were, those that no key opens, and the new last."""
    table, columns = seals
    key = sealed.bound_to(table)
    query = select(key, *columns).where(sealed.not_under(columns, held.current)).order_by(key).limit(BATCH)
    rows = unit.connection.execute(query if last is None else query.where(key > last)).all()
    left = [f"{table.name} {row[0]}" for row in rows if not _again(unit.connection, seals, row, held)]
    return len(rows), left, rows[-1][0] if rows else last


def _again(connection: Connection, seals: _Seals, row: Any, held: Vault) -> bool:
    table, columns = seals
    place = row[0]
    try:
        texts = {each.name: held.open(table.name, each.name, place, getattr(row, each.name)) for each in columns}
    except KeyTrouble:
        return False
    anew = {name: held.seal(table.name, name, place, text) for name, text in texts.items() if getattr(row, name)}
    connection.execute(update(table).where(sealed.bound_to(table) == place).values(**anew))
    return True
