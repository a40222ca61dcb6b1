"""When coordinators are away, and whether that is so now."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, exists, select

from bot.mentoring.absences import Absence, AbsenceState, next_at, state_at
from storage import schema
from storage.rows import Rows

_TABLE = schema.absences


class Absences:
    """One row a time away; its state is set by the tick in which it begins or is over."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(self, programme: int, person: int, since: date, until: date, zone: str, now: datetime) -> Absence:
        """A new one, on already when its first day has come in `zone`."""
        values = {"programme_id": programme, "person_id": person, "since": since, "until": until, "due_at": None}
        absence = self.get(self._rows.add(_TABLE, values | {"state": AbsenceState.AHEAD}))
        return self.settle(absence, zone, now)

    def settle(self, absence: Absence, zone: str, now: datetime) -> Absence:
        """Where it stands now, and when to look again."""
        values = {"state": state_at(absence, zone, now), "due_at": next_at(absence, zone, now)}
        self._rows.set(_TABLE, absence.id, values)
        return self.get(absence.id)

    def get(self, absence: int) -> Absence:
        """The absence; raises LookupError when there is none."""
        return self._read(self._rows.get(_TABLE, absence))

    def remove(self, absence: int) -> None:
        """Whoever said it is there after all."""
        self._rows.connection.execute(delete(_TABLE).where(_TABLE.c.id == absence))

    def of(self, programme: int, person: int) -> list[Absence]:
        """The person's times away from the programme that are not over, the next one first."""
        return [each for each in self.in_programme(programme) if each.person == person]

    def in_programme(self, programme: int) -> list[Absence]:
        """All that are not over, the next one first."""
        found = self._rows.find(_TABLE, "since", "id", programme_id=programme)
        return [absence for row in found if (absence := self._read(row)).state is not AbsenceState.OVER]

    def somebody_away(self, programme: int) -> bool:
        """Whether one of the programme's coordinators is away, so that its deputies stand in."""
        mine = (_TABLE.c.programme_id == programme) & (_TABLE.c.state == AbsenceState.ON)
        return bool(self._rows.connection.execute(select(exists().where(mine))).scalar_one())

    def due(self, now: datetime, limit: int) -> list[int]:
        """Those that may begin or be over by now, longest waiting first."""
        return self._rows.ripe(_TABLE, "due_at", now, limit)

    def next_due(self) -> datetime | None:
        """The earliest instant at which one begins or is over."""
        return self._rows.earliest(_TABLE, "due_at")

    def due_again(self, absence: int, at: datetime | None) -> None:
        """When the ticker is to look next."""
        self._rows.set(_TABLE, absence, {"due_at": at})

    @staticmethod
    def _read(row: Any) -> Absence:
        return Absence(row.id, row.programme_id, row.person_id, row.since, row.until, row.state)
