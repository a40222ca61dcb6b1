"""Who asked for the coordinator, and who took it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update

from bot.mentoring.alerts import Alert, AlertKind, AlertState
from storage import schema
from storage.rows import Rows

_TABLE = schema.alerts


class Alerts:
    """One row a wish: whom it came from and what became of it, and nothing that anybody wrote."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(self, kind: AlertKind, programme: int, by: int, pair: int | None, now: datetime) -> Alert:
        """A new one, not said to anybody yet."""
        values = {"kind": kind, "programme_id": programme, "by_id": by, "pair_id": pair, "at": now}
        return self.get(self._rows.add(_TABLE, {**values, "state": AlertState.OPEN, "rounds": 0}))

    def get(self, alert: int) -> Alert:
        """The alert; raises LookupError when there is none."""
        return read_alert(self._rows.get(_TABLE, alert))

    def last(self, kind: AlertKind, programme: int, by: int, pair: int | None = None) -> Alert | None:
        """The person's newest such wish in the programme, about that pair where one is named."""
        about = _TABLE.c.pair_id.is_(None) if pair is None else _TABLE.c.pair_id == pair
        found = self._alerts(_TABLE.c.kind == kind, _TABLE.c.programme_id == programme, _TABLE.c.by_id == by, about)
        return found[-1] if found else None

    def open_in(self, programme: int) -> list[Alert]:
        """What nobody has taken yet in the programme: worries first, the oldest first of each."""
        found = self._alerts(_TABLE.c.programme_id == programme, _TABLE.c.state == AlertState.OPEN)
        return sorted(found, key=lambda alert: (alert.kind is not AlertKind.WORRIED, alert.at, alert.id))

    def said(self, alert: int, now: datetime, due_at: datetime | None) -> Alert:
        """It was said to the coordinators once more; `due_at` is when to look again."""
        rounds = self.get(alert).rounds + 1
        self._rows.set(_TABLE, alert, {"rounds": rounds, "said_at": now, "due_at": due_at})
        return self.get(alert)

    def ask_again(self, alert: int, now: datetime) -> None:
        """Whoever asked has asked once more."""
        self._rows.set(_TABLE, alert, {"at": now})

    def rest(self, alert: int, reason: str) -> None:
        """It is not said again by itself, and why."""
        self._rows.set(_TABLE, alert, {"due_at": None, "reason": reason})

    def take(self, alert: int, by: int, now: datetime) -> bool:
        """Somebody is on it; False when another was first, or it was taken back."""
        mine = (_TABLE.c.id == alert) & (_TABLE.c.state == AlertState.OPEN)
        taken = {"state": AlertState.TAKEN, "taken_by": by, "taken_at": now, "due_at": None, "reason": None}
        return self._rows.connection.execute(update(_TABLE).where(mine).values(**taken)).rowcount > 0

    def reopen(self, alert: int, due_at: datetime | None) -> None:
        """Nobody is on it after all."""
        again = {"state": AlertState.OPEN, "taken_by": None, "taken_at": None, "rounds": 0, "due_at": due_at}
        self._rows.set(_TABLE, alert, again)

    def take_back(self, alert: int) -> None:
        """Whoever asked no longer wants it."""
        self._rows.set(_TABLE, alert, {"state": AlertState.BACK, "due_at": None, "reason": "taken_back"})

    # --- What is due ---

    def due(self, now: datetime, limit: int) -> list[int]:
        """What is to be said again, longest waiting first: their numbers, unread."""
        return self._rows.ripe(_TABLE, "due_at", now, limit)

    def next_due(self) -> datetime | None:
        """The earliest instant at which one is to be said again."""
        return self._rows.earliest(_TABLE, "due_at")

    def due_again(self, alert: int, at: datetime | None) -> None:
        """When the ticker is to look next."""
        self._rows.set(_TABLE, alert, {"due_at": at})

    def _alerts(self, *conditions: ColumnElement[bool]) -> list[Alert]:
        query = select(_TABLE).where(*conditions).order_by(_TABLE.c.id)
        return [read_alert(row) for row in self._rows.connection.execute(query)]


def read_alert(row: Any) -> Alert:
    """The alert of a fetched row."""
    return Alert(
        id=row.id,
        kind=row.kind,
        programme=row.programme_id,
        by=row.by_id,
        pair=row.pair_id,
        at=row.at,
        state=row.state,
        rounds=row.rounds,
        said_at=row.said_at,
        taken_by=row.taken_by,
        taken_at=row.taken_at,
    )
