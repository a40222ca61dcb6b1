"""Which chats this process works on, among others on the same PostgreSQL: a lock for each, on one connection."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from storage.inbox import Arrival
from storage.lasting import Lasting
from storage.outbox import Letter
from storage.unit import Unit
from storage.vault import Vault

# Advisory locks are numbers: these begin far above all others of ours, and above every chat's own number.
_FIRST = 0x4D41 << 48
_MOST = 256
_TAKE = text("SELECT place FROM unnest(cast(:places AS bigint[])) place WHERE pg_try_advisory_lock(:first + place)")
_LET_GO = text("SELECT count(pg_advisory_unlock(:first + place)) FROM unnest(cast(:places AS bigint[])) place")


@dataclass(frozen=True)
class Turn:
    """What came of one turn. A place is a chat; 0 is for what came from none.

    `ours` are the places that are ours from now on; `updates` wait there, oldest first; `answers` were not seen sent,
    by whoever had the place before. In `waits`, which we let go, something waits all the same.
    """

    ours: frozenset[int]
    updates: Sequence[Arrival]
    answers: Sequence[Letter]
    waits: set[int]


class Claims:
    """Locks that live as long as this process and its connection. Not for two threads at once."""

    def __init__(self, url: str, vault: Vault) -> None:
        """Connects when it is used."""
        self._lasting = Lasting(url)
        self._vault = vault

    def turn(self, *, let_go: Collection[int], take: Collection[int], look: Collection[int]) -> Turn:
        """Lets go of places, takes others if nobody has them, and reads what waits in those and where we `look`.

        Raises StorageTrouble when the connection is gone, and every lock with it.
        """
        with self._lasting.used() as connection:
            unit = Unit(connection, self._vault)
            if let_go:
                connection.execute(_LET_GO, _numbered(let_go))
            ours = _taken(connection, take)
            answers = unit.outbox.answers_at(ours) if ours else []
            places = ours | set(look)
            updates = unit.inbox.waiting_at(places) if places else []
            # Whoever wrote something down while we had the place could not take it: so we look after that.
            waits = unit.inbox.places(let_go) if let_go else set()
            return Turn(ours, updates, answers, waits)

    def left(self, before: datetime, *, answers: bool) -> set[int]:
        """Places where updates, and answers if asked for, have waited since before then. Raises StorageTrouble."""
        with self._lasting.used() as connection:
            unit = Unit(connection, self._vault)
            found = unit.inbox.left(before, _MOST)
            return found | unit.outbox.left(before, _MOST) if answers else found

    def close(self) -> None:
        """Lets go of everything. It may be used again."""
        self._lasting.close()


def _taken(connection: Connection, places: Collection[int]) -> frozenset[int]:
    return frozenset(connection.execute(_TAKE, _numbered(places)).scalars()) if places else frozenset()


def _numbered(places: Collection[int]) -> dict[str, Any]:
    return {"first": _FIRST, "places": list(places)}
