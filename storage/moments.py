"""What is kept for the journey in own words: the mentee's pride, and the strengths that the mentor saw."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, select

from bot.mentoring.journey import Moment
from bot.mentoring.meetings import MomentKind
from storage import schema
from storage.rows import Rows

_TABLE = schema.moments


class Moments:
    """The moments of all pairs, sealed."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(self, pair: int, person: int, meeting: int | None, kind: MomentKind, text: str, now: datetime) -> Moment:
        """Keeps somebody's words, about a meeting or about no special one."""
        values = {"pair_id": pair, "person_id": person, "meeting_id": meeting, "kind": kind, "at": now}
        return self.get(self._rows.add(_TABLE, values, {"text": text}))

    def get(self, moment: int) -> Moment:
        """The moment; raises LookupError when there is none."""
        for found in self._moments(_TABLE.c.id == moment):
            return found
        raise LookupError("no such moment")

    def of(self, pair: int) -> list[Moment]:
        """All of the pair's moments, oldest first."""
        return self._moments(_TABLE.c.pair_id == pair)

    def given(self, person: int) -> bool:
        """Whether the person has told somebody of a strength that they saw."""
        mine = (_TABLE.c.person_id == person) & (_TABLE.c.kind == MomentKind.STRENGTH)
        return self._rows.connection.execute(select(_TABLE.c.id).where(mine)).first() is not None

    def remove(self, moment: int) -> None:
        """Takes the words away for good."""
        self._rows.connection.execute(delete(_TABLE).where(_TABLE.c.id == moment))

    def _moments(self, *conditions: ColumnElement[bool]) -> list[Moment]:
        rows = self._rows.connection.execute(select(_TABLE).where(*conditions).order_by(_TABLE.c.at, _TABLE.c.id))
        return [
            Moment(
                id=row.id,
                pair=row.pair_id,
                person=row.person_id,
                meeting=row.meeting_id,
                kind=row.kind,
                text=self._rows.open(_TABLE, "text", row),
                at=row.at,
            )
            for row in rows
        ]
