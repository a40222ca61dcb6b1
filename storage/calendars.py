"""People's own calendars: each one's secret address, and who saved which meeting as a file."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import bindparam, delete, select, update

from storage import schema
from storage.rows import Rows

_TABLE = schema.calendars
_SAVES = schema.saves
_MEETINGS = schema.meetings
# Each tick asks this: a statement is put together once.
_STALE = select(_SAVES).where(_SAVES.c.stale.is_(True)).order_by(_SAVES.c.id).limit(bindparam("most"))


@dataclass(frozen=True)
class Save:
    """Somebody has a meeting in a calendar of their own."""

    id: int
    meeting: int
    person: int


class Calendars:
    """Addresses are found by their hash, and nothing else of them is kept: whoever reads the database can open none."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    # --- Addresses ---

    def renew(self, person: int, now: datetime) -> str:
        """A new secret of 256 bits for the person's address; the one before it is forgotten."""
        self.forget(person)
        secret = secrets.token_urlsafe(32)
        self._rows.add(_TABLE, {"person_id": person, "hash": _hash(secret), "made_at": now})
        return secret

    def made_at(self, person: int) -> datetime | None:
        """Since when the person has an address, None when they have none."""
        query = select(_TABLE.c.made_at).where(_TABLE.c.person_id == person)
        found: datetime | None = self._rows.connection.execute(query).scalar_one_or_none()
        return found

    def owner(self, secret: str) -> int | None:
        """Whose address has that secret; the time it takes says nothing about any secret."""
        # The index is asked for the hash, which nobody can steer; what it found is compared in constant time.
        wanted = _hash(secret)
        row = self._rows.connection.execute(select(_TABLE).where(_TABLE.c.hash == wanted)).one_or_none()
        found = row is not None and hmac.compare_digest(row.hash, wanted)
        return int(row.person_id) if row is not None and found else None

    def forget(self, person: int) -> None:
        """From now on there is nothing at the person's address."""
        self._rows.connection.execute(delete(_TABLE).where(_TABLE.c.person_id == person))

    # --- Saved meetings ---

    def save(self, meeting: int, person: int) -> None:
        """The person has the meeting's file as it is now."""
        mine = (_SAVES.c.meeting_id == meeting) & (_SAVES.c.person_id == person)
        row = self._rows.connection.execute(select(_SAVES.c.id).where(mine)).scalar_one_or_none()
        if row is None:
            self._rows.add(_SAVES, {"meeting_id": meeting, "person_id": person, "stale": False})
        else:
            self._rows.set(_SAVES, row, {"stale": False})

    def stale(self, limit: int) -> list[Save]:
        """Files of meetings that have changed since."""
        rows = self._rows.connection.execute(_STALE, {"most": limit})
        return [Save(row.id, row.meeting_id, row.person_id) for row in rows]

    def fresh(self, save: int) -> None:
        """The person is told."""
        self._rows.connection.execute(update(_SAVES).where(_SAVES.c.id == save).values(stale=False))

    def unsave(self, person: int) -> None:
        """The person is told of no meeting's changes any more."""
        self._rows.connection.execute(delete(_SAVES).where(_SAVES.c.person_id == person))

    def saved(self, meeting: int) -> list[int]:
        """Who has the meeting in a calendar."""
        query = select(_SAVES.c.person_id).where(_SAVES.c.meeting_id == meeting).order_by(_SAVES.c.id)
        return list(self._rows.connection.execute(query).scalars())


def _hash(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()
