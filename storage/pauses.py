"""Breaks: one at a time for a pair, from its first instant to its last."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select, update

from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import PairState
from bot.mentoring.pauses import Pause
from storage import schema
from storage.rows import Rows

_TABLE = schema.pauses
_PAIRS = schema.pairs
_MEETINGS = schema.meetings


class Pauses:
    """The breaks of all pairs; the pair's state and its clocks go with them."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def begin(self, pair: int, by: int, now: datetime, until: datetime | None) -> Pause:
        """A break from now on, None for one without an end; one that lasts already is changed instead."""
        lasting = self.current(pair)
        if lasting is not None:
            self._rows.set(_TABLE, lasting.id, {"until": until, "by_id": by})
            row = lasting.id
        else:
            values = {"pair_id": pair, "by_id": by, "began_at": now, "until": until, "ended_at": None}
            row = self._rows.add(_TABLE, values)
        self._rows.set(_PAIRS, pair, {"state": PairState.PAUSED, "due_at": now})
        return self.get(row)

    def end(self, pair: int, at: datetime) -> Pause | None:
        """The break is over since `at`, and the clocks go on; None when there is none."""
        lasting = self.current(pair)
        if lasting is None:
            return None
        self._rows.set(_TABLE, lasting.id, {"ended_at": at})
        self._rows.set(_PAIRS, pair, {"state": PairState.ACTIVE, "due_at": at})
        # Nobody looked at the meetings meanwhile: those to come, and one before the break that nobody has told of.
        open_ones = (_MEETINGS.c.pair_id == pair) & (_MEETINGS.c.state == MeetingState.PLANNED)
        self._rows.connection.execute(update(_MEETINGS).where(open_ones).values(due_at=at))
        return self.get(lasting.id)

    def get(self, pause: int) -> Pause:
        """The break; raises LookupError when there is none."""
        for found in self._pauses(_TABLE.c.id == pause):
            return found
        raise LookupError("no such break")

    def current(self, pair: int) -> Pause | None:
        """The break that the pair is on, if it is."""
        found = self._pauses(_TABLE.c.pair_id == pair, _TABLE.c.ended_at.is_(None))
        return found[-1] if found else None

    def of(self, pair: int) -> list[Pause]:
        """All of the pair's breaks, oldest first."""
        return self._pauses(_TABLE.c.pair_id == pair)

    def _pauses(self, *conditions: ColumnElement[bool]) -> list[Pause]:
        rows = self._rows.connection.execute(select(_TABLE).where(*conditions).order_by(_TABLE.c.began_at, _TABLE.c.id))
        return [self._read(row) for row in rows]

    @staticmethod
    def _read(row: Any) -> Pause:
        return Pause(row.id, row.pair_id, row.by_id, row.began_at, row.until, row.ended_at)
