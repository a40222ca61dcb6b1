"""Updates as they came, until they are done."""

import contextlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError

from storage import schema
from storage.rows import Rows
from storage.states import InboxState
from storage.trouble import KeyTrouble

# The database cannot be written just now (disk full, locked, gone): worth trying again, nobody's bug.
Unwritable = OperationalError

# Longer than answers are kept: their keys are made of update ids.
KEPT = timedelta(days=14)

_TABLE = schema.inbox
# Each update ends by this, so it is put together once.
_CLOSE = update(_TABLE).where(_TABLE.c.update_id == bindparam("this_update"), _TABLE.c.state == InboxState.WAITING)


class AlreadyDone(Exception):  # noqa: N818  it is no error: somebody else was quicker
    """The update has been dealt with; whatever was about to be done again must not be."""


@dataclass(frozen=True)
class Arrival:
    """An update and the chat that it came from, if it came from one. `raw` is its JSON."""

    update_id: int
    chat: int | None
    raw: str


class Inbox:
    """Each update once, by its id; its text, and who sent it, are gone as soon as it is done."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def receive(self, arrivals: Sequence[Arrival], now: datetime) -> set[int]:
        """Keeps those that were not here before, and gives their ids."""
        if not arrivals:
            return set()
        on_sqlite = self._rows.connection.dialect.name == "sqlite"
        insert = sqlite.insert(_TABLE) if on_sqlite else postgresql.insert(_TABLE)
        new = insert.on_conflict_do_nothing().returning(_TABLE.c.update_id)
        values = [self._values(arrival, now) for arrival in arrivals]
        return set(self._rows.connection.execute(new, values).scalars())

    def waiting(self) -> list[Arrival]:
        """What was received and not finished, in the order of arrival."""
        query = (
            select(_TABLE)
            .where(_TABLE.c.state == InboxState.WAITING)
            .order_by(_TABLE.c.received_at, _TABLE.c.update_id)
        )
        return [Arrival(row.update_id, row.chat, self._raw(row)) for row in self._rows.connection.execute(query)]

    def waiting_at(self, places: Collection[int]) -> list[Arrival]:
        """What waits in these chats, 0 for what came from none: the oldest first, whichever process wrote it down."""
        # The machines' clocks may differ; the platform's numbers grow within a chat.
        query = select(_TABLE).where(_at(places)).order_by(_TABLE.c.update_id)
        return [Arrival(row.update_id, row.chat, self._raw(row)) for row in self._rows.connection.execute(query)]

    def places(self, among: Collection[int]) -> set[int]:
        """In which of these chats something waits."""
        query = select(func.coalesce(_TABLE.c.chat, 0)).where(_at(among)).distinct()
        return set(self._rows.connection.execute(query).scalars())

    def left(self, before: datetime, limit: int) -> set[int]:
        """Chats in which something has waited since before then, at most so many; 0 for what came from none."""
        old = (_TABLE.c.state == InboxState.WAITING) & (_TABLE.c.received_at < before)
        query = select(func.coalesce(_TABLE.c.chat, 0)).where(old).distinct().limit(limit)
        return set(self._rows.connection.execute(query).scalars())

    def done(self, update_id: int, now: datetime) -> None:
        """Its effects stand in this transaction. Raises AlreadyDone when they stood before."""
        self._close(update_id, InboxState.DONE, None, 1, now)

    def ignored(self, update_id: int, reason: str, now: datetime) -> None:
        """It is none of our business. Raises AlreadyDone."""
        self._close(update_id, InboxState.IGNORED, reason, 1, now)

    def dead(self, update_id: int, reason: str, attempts: int, now: datetime) -> None:
        """It failed so many times; somebody must look. Raises AlreadyDone."""
        self._close(update_id, InboxState.DEAD, reason, attempts, now)

    def tried(self, update_id: int) -> None:
        """It came to nothing once more."""
        mine = _TABLE.c.update_id == update_id
        self._rows.connection.execute(update(_TABLE).where(mine).values(attempts=_TABLE.c.attempts + 1))

    def tidy(self, now: datetime) -> None:
        """Forgets what was done two weeks ago: ids may begin anew, and the platform repeats nothing after a day."""
        old = _TABLE.c.state.in_((InboxState.DONE, InboxState.IGNORED)) & (_TABLE.c.done_at < now - KEPT)
        self._rows.connection.execute(delete(_TABLE).where(old))

    def _raw(self, row: Any) -> str:
        # An update that no key opens becomes a dead letter, and must not hold back the others.
        with contextlib.suppress(KeyTrouble):
            return self._rows.vault.open("inbox", "raw", row.update_id, row.raw)
        return ""

    def _values(self, arrival: Arrival, now: datetime) -> dict[str, Any]:
        return {
            "update_id": arrival.update_id,
            "chat": arrival.chat,
            "raw": self._rows.vault.seal("inbox", "raw", arrival.update_id, arrival.raw),
            "state": InboxState.WAITING,
            "attempts": 0,
            "received_at": now,
        }

    def _close(self, update_id: int, state: InboxState, reason: str | None, attempts: int, now: datetime) -> None:
        # Its number says that it was here; whose it was nobody asks any more.
        done = {"state": state, "reason": reason, "attempts": attempts, "done_at": now}
        if not self._rows.run(_CLOSE, this_update=update_id, raw=None, chat=None, **done).changed:
            raise AlreadyDone


def _at(places: Collection[int]) -> ColumnElement[bool]:
    here = _TABLE.c.chat.in_(places)
    return (_TABLE.c.state == InboxState.WAITING) & (here | _TABLE.c.chat.is_(None) if 0 in places else here)
