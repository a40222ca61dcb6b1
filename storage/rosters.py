"""Lists of names that coordinators sent, until their links are made."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, update

from bot.mentoring.people import Role
from bot.mentoring.rosters import Guest, Problem, Roster, Trouble
from storage import schema
from storage.rows import Rows

# A list of which nobody made links is forgotten after a day.
LASTS = timedelta(days=1)
_TABLE = schema.rosters


@dataclass(frozen=True)
class Kept:
    """A list as it was read. When its links are made, `made_at` says so, and it holds no name any more."""

    id: int
    programme: int
    by: int
    roster: Roster
    at: datetime
    made_at: datetime | None


class Rosters:
    """One row a list, sealed."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(self, programme: int, by: int, roster: Roster, now: datetime) -> Kept:
        """Keeps a list; the one that the coordinator sent before is gone."""
        before = (_TABLE.c.programme_id == programme) & (_TABLE.c.by_id == by) & _TABLE.c.made_at.is_(None)
        self._rows.connection.execute(delete(_TABLE).where(before))
        values = {"programme_id": programme, "by_id": by, "at": now}
        return self.get(self._rows.add(_TABLE, values, {"text": _dumps(roster)}))

    def get(self, roster: int) -> Kept:
        """The list; raises LookupError when there is none."""
        row = self._rows.get(_TABLE, roster)
        return Kept(row.id, row.programme_id, row.by_id, self._roster(row), row.at, row.made_at)

    def made(self, roster: int, now: datetime) -> bool:
        """Its links are made, and its names gone; False when they were before."""
        mine = (_TABLE.c.id == roster) & _TABLE.c.made_at.is_(None)
        return self._rows.connection.execute(update(_TABLE).where(mine).values(made_at=now, text=b"")).rowcount > 0

    def tidy(self, now: datetime) -> None:
        """Forgets lists that were sent a day ago."""
        self._rows.connection.execute(delete(_TABLE).where(_TABLE.c.at < now - LASTS))

    def _roster(self, row: Any) -> Roster:
        text = self._rows.open(_TABLE, "text", row)
        guests, problems = json.loads(text) if text else ([], [])
        return Roster(
            [Guest(name, Role(role)) for name, role in guests],
            [Problem(line, Trouble(trouble)) for line, trouble in problems],
        )


def _dumps(roster: Roster) -> str:
    return json.dumps(
        [[[each.name, each.role] for each in roster.guests], [[p.line, p.trouble] for p in roster.problems]]
    )
