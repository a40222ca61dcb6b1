"""How people stand to what is said unprompted: how much went unanswered, and "not today"."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update

from bot.mentoring.nudges import ENOUGH, Standing
from storage import schema
from storage.rows import Rows

_TABLE = schema.standings
# The row that holds for all kinds: "not today" is for whatever else there may be.
_ALL = "*"
# Carried out at every tap, so it is put together once.
_ANSWERED = (
    update(_TABLE).where(_TABLE.c.person_id == bindparam("person"), _TABLE.c.unanswered > 0).values(unanswered=0)
)


class Standings:
    """One row a person and kind, made when it is needed."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def of(self, person: int, kind: str, since: datetime, until: datetime) -> Standing:
        """How the person stands to the kind, and whether something unprompted has been said in their day.

        The day is from `since` until `until`: a clock that was ahead may have said something on a day to come.
        """
        mine, everything = self._row(person, kind), self._row(person, _ALL)
        unanswered = mine.unanswered if mine else 0
        return Standing(unanswered, everything.hushed_until if everything else None, self._spoken(person, since, until))

    def said(self, person: int, kind: str, now: datetime) -> None:
        """Something of the kind goes out now: one more that waits for an answer."""
        row = self._row(person, kind)
        values = {"unanswered": (row.unanswered if row else 0) + 1, "last_at": now}
        self._put(person, kind, values)

    def unsaid(self, person: int, kind: str) -> None:
        """What was to go out certainly did not: nobody can have answered it, and it took nobody's turn."""
        row = self._row(person, kind)
        if row is not None:
            self._rows.set(_TABLE, row.id, {"unanswered": max(0, row.unanswered - 1), "last_at": None})

    def heard(self, person: int) -> None:
        """The person tapped or wrote something: all that went before counts as answered."""
        self._rows.run(_ANSWERED, person=person)

    def hush(self, person: int, until: datetime) -> None:
        """Nothing unprompted until then."""
        self._put(person, _ALL, {"hushed_until": until})

    def silent_since(self, person: int) -> datetime | None:
        """Since when a kind has stopped because the person did not answer; None when none has."""
        stopped = (_TABLE.c.person_id == person) & (_TABLE.c.unanswered >= ENOUGH)
        found: datetime | None = self._rows.connection.execute(
            select(func.min(_TABLE.c.last_at)).where(stopped)
        ).scalar_one()
        return found

    def _spoken(self, person: int, since: datetime, until: datetime) -> bool:
        # It counts from when it was to go out, so that a crash never makes room for a second one.
        query = select(_TABLE.c.id).where(
            _TABLE.c.person_id == person, _TABLE.c.last_at >= since, _TABLE.c.last_at < until
        )
        return self._rows.connection.execute(query.limit(1)).first() is not None

    def _row(self, person: int, kind: str) -> Any:
        return self._rows.find(_TABLE, person_id=person, kind=kind).one_or_none()

    def _put(self, person: int, kind: str, values: dict[str, Any]) -> None:
        row = self._row(person, kind)
        if row is None:
            self._rows.add(_TABLE, {"person_id": person, "kind": kind, "unanswered": 0, **values})
        else:
            self._rows.set(_TABLE, row.id, values)
