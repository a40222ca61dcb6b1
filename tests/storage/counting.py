"""Read-modify-writes that lose something unless each is one transaction; also run as a process of its own."""

import sys

from sqlalchemy import select, update

from storage import schema
from storage.engine import Store
from storage.unit import Unit
from storage.vault import Vault
from tests.storage.databases import KEY


def count_one(unit: Unit) -> None:
    """Reads the months of the first programme and writes one more."""
    table = schema.programmes
    months = unit.connection.execute(select(table.c.months).where(table.c.id == 1)).scalar_one()
    unit.connection.execute(update(table).where(table.c.id == 1).values(months=months + 1))


def counted(store: Store) -> int:
    """What the count has come to."""
    return store.read_now(lambda unit: unit.programmes.get(1).months)


if __name__ == "__main__":
    store = Store(sys.argv[1], Vault(KEY, 1))
    for _ in range(int(sys.argv[2])):
        store.write_now(count_one)
    store.close()
