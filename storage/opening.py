"""The database made ready: migrated, with its key file, and the right one."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, insert, select

from storage import schema
from storage.engine import Store, make_engine
from storage.migrate import Migrated, migrate
from storage.trouble import KeyTrouble
from storage.unit import Unit
from storage.vault import Vault, create, load

_TABLE = schema.key_checks
_KNOWN = "Makker holds the thread."


@dataclass(frozen=True)
class Opened:
    """A store ready for use, whether its key file was made just now, and what the migration did."""

    store: Store
    made_key: bool
    migrated: Migrated


def open_store(url: str, key_file: Path) -> Opened:
    """The store at the address; raises StorageTrouble or KeyTrouble, in words for the operator."""
    migrated = migrate(url)
    vault, made = _vault(url, key_file)
    store = Store(url, vault)
    try:
        store.write_now(lambda unit: check_keys(unit, vault))
    except KeyTrouble:
        store.close()
        raise
    return Opened(store, made, migrated)


def check_keys(unit: Unit, vault: Vault) -> None:
    """Leaves a sealed known text under the current key; raises KeyTrouble when one that stands does not open."""
    rows = unit.connection.execute(select(_TABLE)).all()
    for row in rows:
        try:
            vault.open(_TABLE.name, "sealed", row.id, row.sealed)
        except KeyTrouble as error:
            raise KeyTrouble("The key file is not the one that this database was sealed with.") from error
    if vault.current not in {row.id for row in rows}:
        sealed = vault.seal(_TABLE.name, "sealed", vault.current, _KNOWN)
        unit.connection.execute(insert(_TABLE).values(id=vault.current, sealed=sealed))


def _vault(url: str, key_file: Path) -> tuple[Vault, bool]:
    if key_file.exists():
        return load(key_file), False
    engine = make_engine(url, writes=False)
    try:
        if _sealed(engine):
            raise KeyTrouble(
                f"There is no key file at {key_file}, and the database was sealed with one: put it back. "
                "A new key could not open what stands there."
            )
    finally:
        engine.dispose()
    return create(key_file), True


def _sealed(engine: Engine) -> bool:
    with engine.connect() as connection:
        return connection.execute(select(_TABLE.c.id)).first() is not None
