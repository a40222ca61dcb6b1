"""The database made ready: migrated, with its key file, and the right one."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, insert, select

from storage import schema
from storage.engine import Store, database, looking
from storage.holding import WRONG_KEY, held, joins
from storage.migrate import Migrated, Standing, migrate, newer, stands
from storage.trouble import KeyTrouble
from storage.unit import Unit
from storage.vault import Vault, create, load

_TABLE = schema.key_checks
_KNOWN = "Makker holds the thread."
Checks = dict[int, bytes]  # the sealed known text, by key id


@dataclass(frozen=True)
class Opened:
    """A store ready for use, the key file if it was made just now, and what the migration did."""

    store: Store
    made_key: Path | None
    migrated: Migrated

    def news(self) -> Iterator[str]:
        """What the operator must hear about, said aloud."""
        if self.made_key is not None:
            yield (
                f"A key was made at {self.made_key.absolute()}, for its owner only (0600). "
                "Keep a copy away from the database: without it nobody can read what people wrote."
            )
        if self.migrated.copy is not None:
            yield f"The database was brought up to date; a copy of it as it was is at {self.migrated.copy.absolute()}."


def open_store(url: str, key_file: Path, *, alone: bool = False) -> Opened:
    """The store at the address, with others who use it or `alone`, until it is closed.

    Raises StorageTrouble or KeyTrouble, in words for the operator.
    """
    with ExitStack() as stack:
        stack.enter_context(held(url, alone=alone))
        migrated = migrate(url)
        vault, made = _vault(url, key_file)
        shares = database(url).get_backend_name() != "sqlite" and not alone
        store = Store(url, vault, stack.pop_all().close, joins(vault) if shares else None)
    try:
        store.write_now(lambda unit: check_keys(unit, vault))
    except KeyTrouble:
        store.close()
        raise
    return Opened(store, key_file if made else None, migrated)


def examine(url: str, key_file: Path) -> Standing:
    """How the database stands, changing nothing; raises StorageTrouble or KeyTrouble for what would stop a start."""
    standing = stands(url)
    if standing.current is None:
        return standing
    if not standing.known:
        raise newer(standing.current)
    checks = _checks(url)
    if checks:
        _opened(checks, _held(key_file))
    return standing


def check_keys(unit: Unit, vault: Vault) -> None:
    """Leaves a sealed known text under the current key; raises KeyTrouble when one that stands does not open."""
    checks = _read(unit.connection)
    _opened(checks, vault)
    if vault.current not in checks:
        sealed = vault.seal(_TABLE.name, "sealed", vault.current, _KNOWN)
        unit.connection.execute(insert(_TABLE).values(id=vault.current, sealed=sealed))


def _vault(url: str, key_file: Path) -> tuple[Vault, bool]:
    if key_file.exists() or _checks(url):
        return _held(key_file), False
    return create(key_file), True


def _held(key_file: Path) -> Vault:
    if not key_file.exists():
        raise KeyTrouble(
            f"There is no key file at {key_file}, and the database was sealed with one: put it back. "
            "A new key could not open what stands there."
        )
    return load(key_file)


def _opened(checks: Checks, vault: Vault) -> None:
    for number, sealed in checks.items():
        try:
            vault.open(_TABLE.name, "sealed", number, sealed)
        except KeyTrouble as error:
            raise KeyTrouble(WRONG_KEY) from error


def _checks(url: str) -> Checks:
    with looking(url) as connection:
        return _read(connection)


def _read(connection: Connection) -> Checks:
    return {row.id: row.sealed for row in connection.execute(select(_TABLE))}
