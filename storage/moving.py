"""The whole database moved into another, of either kind: table by table, and a stop anywhere does no harm."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, inspect, select, text

from storage import guards, halfway, pouring, schema, sealed
from storage.engine import database, looking
from storage.files import Progress
from storage.holding import held
from storage.migrate import changing, count, migrate, revision, told
from storage.numbers import go_on, reached
from storage.opening import examine
from storage.states import Deed
from storage.trouble import KeyTrouble, StorageTrouble
from storage.vault import Vault, load

SAMPLE = 20  # rows of each table that are compared at the end, and whose texts are opened
_EMPTY_IT = "empty it, or name another. Nothing was changed."
_AUDIT = schema.audit
_SEALED = dict(sealed.tables())


@dataclass(frozen=True)
class Moved:
    """The rows by table, how many texts the key opened in both, and whether all of it had been moved before."""

    rows: dict[str, int]
    opened: int
    before: bool = False


class _Stage(Enum):
    EMPTY = 0
    HALFWAY = 1
    DONE = 2


def move(url: str, to: str, key_file: Path, now: datetime, progress: Progress) -> Moved:
    """Copies everything into an empty database, goes on with a move that was stopped, or finds that it has ended.

    The old database stays as it is. In the new one it is written down, and nobody can work there before that. Raises
    StorageTrouble, also while a bot is at one of the two, and KeyTrouble.
    """
    if database(url) == database(to):
        raise StorageTrouble("Both addresses are those of the same database.")
    examine(url, key_file).must_be_newest()
    vault = load(key_file) if key_file.exists() else None
    with held(url, alone=True), held(to, alone=True), told(), looking(url) as source:
        stage = _stage(source, to)
        if stage is _Stage.DONE:
            return Moved(pouring.counted(source), 0, before=True)
        if stage is _Stage.EMPTY:
            migrate(to)
        with changing(to) as engine:
            if stage is _Stage.EMPTY:
                with engine.begin() as target:
                    halfway.begin(target, now)
                    guards.lift(target)
            _fill(source, engine, progress)
            with engine.begin() as target:
                return _end(source, target, vault, now)


# --- How it stands there ---


def _stage(source: Connection, to: str) -> _Stage:
    """Raises StorageTrouble where nothing of ours may be written."""
    with changing(to) as engine, engine.connect() as target:
        tables, known = inspect(target).get_table_names(), revision(target)
        if halfway.is_halfway(target):
            if known != revision(source):
                raise StorageTrouble(f"A move by another version of Makker was begun into that database: {_EMPTY_IT}")
            return _Stage.HALFWAY
        if tables and known is None:
            raise StorageTrouble(f"Something else stands in that database: {_EMPTY_IT}")
        full = {name: rows for name, rows in count(target).items() if rows}
        if not full:
            return _Stage.EMPTY
        if known == revision(source) and _is_moved(source, target):
            return _Stage.DONE
    named = ", ".join(f"{name} {rows}" for name, rows in full.items())
    raise StorageTrouble(f"That database is not empty (rows: {named}): {_EMPTY_IT}")


def _is_moved(source: Connection, target: Connection) -> bool:
    """Whether everything was moved there before, and both still are as they were then."""
    last = target.execute(select(_AUDIT.c.what).order_by(_AUDIT.c.id.desc()).limit(1)).scalar_one_or_none()
    there = pouring.counted(target)
    there[_AUDIT.name] -= last is Deed.MOVED
    return (
        last is Deed.MOVED
        and there == pouring.counted(source)
        and all(pouring.same(source, target, table) for table in schema.metadata.sorted_tables)
    )


# --- The rows ---


def _fill(source: Connection, engine: Engine, progress: Progress) -> None:
    total, done = sum(pouring.counted(source).values()), 0
    progress(done, total)
    for table in schema.metadata.sorted_tables:
        for rows in pouring.poured(source, engine, table):
            done += rows
            progress(done, total)


def _end(source: Connection, target: Connection, vault: Vault | None, now: datetime) -> Moved:
    """Checks everything, and then the new database is whole, all in one step."""
    rows, there = pouring.counted(source), pouring.counted(target)
    wrong = [f"{name} {number} of {rows[name]}" for name, number in there.items() if number != rows[name]]
    if wrong:
        raise StorageTrouble(f"Not every row has come over ({', '.join(wrong)}): run makker move again.")
    guards.put_back(target)
    opened = sum(_compare(source, target, table, vault) for table in schema.metadata.sorted_tables)
    go_on(target, reached(source))
    if target.dialect.name == "postgresql":
        # It would plan its first queries as for empty tables.
        target.execute(text(f"ANALYZE {', '.join(rows)}"))
    target.execute(insert(_AUDIT).values(at=now, what=Deed.MOVED))
    halfway.end(target)
    return Moved(rows, opened)


def _compare(source: Connection, target: Connection, table: Table, vault: Vault | None) -> int:
    """Compares some rows, whichever they are, and what they say when opened; gives how many texts were."""
    (key,) = table.primary_key.columns
    opened = 0
    for row in target.execute(select(table).order_by(func.random()).limit(SAMPLE)).mappings():
        was = source.execute(select(table).where(key == row[key.name])).mappings().one_or_none()
        texts = _texts(row, table, vault)
        if was is None or dict(was) != dict(row) or _texts(was, table, vault) != texts:
            raise StorageTrouble(f"A row of {table.name} is not as it was: empty that database, and begin anew.")
        opened += sum(bool(text) for text in texts)
    return opened


def _texts(row: Mapping[Any, Any], table: Table, vault: Vault | None) -> list[str | None]:
    """What stands in the row, opened; None for what no key of ours opens, which `makker keys rotate` names."""
    if vault is None or table not in _SEALED:
        return []
    place = row[sealed.bound_to(table).name]
    return [_text(vault, table.name, each.name, place, row[each.name]) for each in _SEALED[table]]


def _text(vault: Vault, table: str, column: str, place: int | str, envelope: bytes) -> str | None:
    try:
        return vault.open(table, column, place, envelope)
    except KeyTrouble:
        return None
