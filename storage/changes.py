"""What can be undone: what stood there before, and what after, sealed."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from storage import schema
from storage.rows import Rows

_TABLE = schema.changes
# Whoever sees a card with Undo on it asks this, so it is put together once.
_LAST = select(func.max(_TABLE.c.id).label("newest")).where(
    _TABLE.c.person_id == bindparam("person"),
    _TABLE.c.what == bindparam("what"),
    _TABLE.c.target == bindparam("target"),
    _TABLE.c.undone_at.is_(None),
)


@dataclass(frozen=True)
class Change:
    """One change that one person made. `before` and `after` are the facts that differ, as plain JSON."""

    id: int
    person: int
    what: str
    target: int
    before: dict[str, Any]
    after: dict[str, Any]
    at: datetime
    undone_at: datetime | None


class Changes:
    """Kept so that Undo works after other things happened, also after a restart."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(
        self, person: int, what: str, target: int, before: dict[str, Any], after: dict[str, Any], now: datetime
    ) -> int:
        """Remembers a change and gives its id, for the Undo button."""
        values = {"person_id": person, "what": what, "target": target, "at": now, "undone_at": None}
        return self._rows.add(_TABLE, values, {"before": json.dumps(before), "after": json.dumps(after)})

    def get(self, change: int) -> Change:
        """The change; raises LookupError when there is none."""
        row = self._rows.connection.execute(select(_TABLE).where(_TABLE.c.id == change)).one_or_none()
        if row is None:
            raise LookupError("no such change")
        return Change(
            id=row.id,
            person=row.person_id,
            what=row.what,
            target=row.target,
            before=json.loads(self._rows.open(_TABLE, "before", row)),
            after=json.loads(self._rows.open(_TABLE, "after", row)),
            at=row.at,
            undone_at=row.undone_at,
        )

    def last_of(self, person: int, what: str, target: int) -> int | None:
        """The id of the person's newest such change to the target that stands, if there is one."""
        newest: int | None = self._rows.run(_LAST, person=person, what=what, target=target)[0].newest
        return newest

    def undone(self, change: int, now: datetime) -> None:
        """Marks it, so that a second tap changes nothing."""
        self._rows.set(_TABLE, change, {"undone_at": now})
