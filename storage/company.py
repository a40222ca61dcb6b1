"""What several processes on one PostgreSQL share: who works on which chat, and the pace of sending."""

from dataclasses import dataclass

from storage.claims import Claims
from storage.engine import Store, database
from storage.pacing import Slots


@dataclass(frozen=True)
class Company:
    """Each has a connection of its own."""

    claims: Claims
    slots: Slots


def company_of(url: str, store: Store) -> Company | None:
    """For the database at the address; None on SQLite, which one process has for itself."""
    if database(url).get_backend_name() == "sqlite":
        return None
    return Company(Claims(url, store.vault), Slots(url))
