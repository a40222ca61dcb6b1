"""A person's own small reminders."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import delete, update

from bot.mentoring.reminders import Reminder
from storage import schema
from storage.rows import Rows

_TABLE = schema.reminders


class Reminders:
    """What people asked to be reminded of, in their own words."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(
        self,
        person: int,
        text: str,
        *,
        weekdays: Sequence[int],
        day: date | None,
        at: time,
        now: datetime,
        due_at: datetime | None,
    ) -> Reminder:
        """A new one, on these weekdays or on one day, at a local time; `due_at` is the next such instant."""
        values = {"person_id": person, "weekdays": tuple(weekdays), "day": day, "at": at, "paused": False}
        return self.get(self._rows.add(_TABLE, values | {"created_at": now, "due_at": due_at}, {"text": text}))

    def get(self, reminder: int) -> Reminder:
        """The reminder; raises LookupError when there is none."""
        return self._read(self._rows.get(_TABLE, reminder))

    def of(self, person: int) -> list[Reminder]:
        """The person's reminders that are still to come or rest, oldest first."""
        found = self._rows.find(_TABLE, "id", person_id=person)
        return [self._read(row) for row in found if row.due_at is not None or row.paused]

    def set(self, reminder: int, **values: Any) -> Reminder:
        """Changes a reminder's columns; `text` is sealed."""
        text = values.pop("text", None)
        if values:
            self._rows.set(_TABLE, reminder, values)
        if text is not None:
            self._rows.seal(_TABLE, reminder, {"text": text})
        return self.get(reminder)

    def remove(self, reminder: int) -> None:
        """Takes it away for good."""
        self._rows.connection.execute(delete(_TABLE).where(_TABLE.c.id == reminder))

    def stop(self, person: int) -> None:
        """All of the person's reminders rest."""
        mine = update(_TABLE).where(_TABLE.c.person_id == person)
        self._rows.connection.execute(mine.values(due_at=None, paused=True))

    def due(self, now: datetime, limit: int) -> list[int]:
        """The reminders whose time has come, longest waiting first: their numbers, unread."""
        return self._rows.ripe(_TABLE, "due_at", now, limit)

    def next_due(self) -> datetime | None:
        """The earliest instant at which one is due."""
        return self._rows.earliest(_TABLE, "due_at")

    def due_again(self, reminder: int, at: datetime | None) -> None:
        """When its time comes next; None for never."""
        self._rows.set(_TABLE, reminder, {"due_at": at})

    def tidy(self, before: date) -> None:
        """Forgets those that were for one day, earlier than that one, and have had their time."""
        over = (_TABLE.c.day < before) & _TABLE.c.due_at.is_(None) & _TABLE.c.paused.is_(False)
        self._rows.connection.execute(delete(_TABLE).where(over))

    def _read(self, row: Any) -> Reminder:
        return Reminder(
            id=row.id,
            person=row.person_id,
            text=self._rows.open(_TABLE, "text", row),
            weekdays=row.weekdays,
            day=row.day,
            at=row.at,
            paused=row.paused,
            due_at=row.due_at,
        )
