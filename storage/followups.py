"""What coordinators did about pairs that could use a hand."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from bot.mentoring.flags import Flag, Level
from bot.mentoring.followups import HELP_AFTER, Followup, FollowupState, began
from bot.mentoring.pairs import PairState
from storage import schema
from storage.rows import Rows

_TABLE = schema.followups
_PAIRS = schema.pairs


class Followups:
    """One row a reason; those of one tap share the pair, the person, the state and the instant."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(
        self,
        pair: int,
        flags: Iterable[Flag],
        by: int,
        state: FollowupState,
        now: datetime,
        *,
        until: datetime | None,
        due_at: datetime | None,
    ) -> list[int]:
        """Somebody looked after these reasons of the pair; gives the rows' numbers."""
        same = {"pair_id": pair, "by_id": by, "state": state, "at": now, "until": until, "due_at": due_at}
        return [
            self._rows.add(_TABLE, {**same, "reason": flag.reason, "level": int(flag.level), "since": began(flag, now)})
            for flag in flags
        ]

    def get(self, followup: int) -> Followup:
        """The row; raises LookupError when there is none."""
        return self._read(self._rows.get(_TABLE, followup))

    def of(self, pair: int) -> list[Followup]:
        """All that was done about the pair, oldest first."""
        return [self._read(row) for row in self._rows.find(_TABLE, "id", pair_id=pair)]

    def in_programme(self, programme: int) -> dict[int, list[Followup]]:
        """All that was done about the programme's pairs that are not closed, by pair, oldest first."""
        found: dict[int, list[Followup]] = {}
        for each in self._found(_PAIRS.c.programme_id == programme):
            found.setdefault(each.pair, []).append(each)
        return found

    def of_one_tap(self, followup: Followup) -> list[Followup]:
        """The row and those beside it."""
        same = {"by_id": followup.by, "state": followup.state, "at": followup.at}
        return [self._read(row) for row in self._rows.find(_TABLE, "id", pair_id=followup.pair, **same)]

    def back_at(self, programme: int, by: int, until: datetime) -> list[Followup]:
        """What the person put aside in the programme until exactly then."""
        return self._found(_PAIRS.c.programme_id == programme, _TABLE.c.by_id == by, _TABLE.c.until == until)

    def unanswered(self, programme: int, by: int, since: datetime) -> list[Followup]:
        """What the person was asked about since then, whether it helped, and has not said."""
        asked = (_TABLE.c.asked_at >= since, _TABLE.c.helped.is_(None))
        return self._found(_PAIRS.c.programme_id == programme, _TABLE.c.by_id == by, *asked)

    def helped(self, followups: Iterable[Followup], *, helped: bool | None) -> None:
        """The answer; None for no answer after all."""
        mine = _TABLE.c.id.in_([each.id for each in followups])
        self._rows.connection.execute(update(_TABLE).where(mine).values(helped=helped))

    def remove(self, numbers: Sequence[int]) -> None:
        """It was taken back, as if nothing had been done."""
        self._rows.connection.execute(delete(_TABLE).where(_TABLE.c.id.in_(numbers)))

    # --- What is due ---

    def due(self, now: datetime, limit: int) -> list[int]:
        """What is to be spoken of again, longest waiting first: their numbers, unread."""
        return self._rows.ripe(_TABLE, "due_at", now, limit)

    def next_due(self) -> datetime | None:
        """The earliest instant at which one is to be spoken of."""
        return self._rows.earliest(_TABLE, "due_at")

    def due_again(self, followup: int, at: datetime | None) -> None:
        """When the ticker is to look next; None for never."""
        self._rows.set(_TABLE, followup, {"due_at": at})

    def asked(self, followup: int, now: datetime) -> None:
        """It is asked now whether it helped, or it was too late to ask; once in any case."""
        self._rows.set(_TABLE, followup, {"asked_at": now})

    def set_back(self, now: datetime) -> None:
        """After a clock that was ahead: what it spoke of too early is spoken of when its time comes."""
        early = (_TABLE.c.asked_at > now) & _TABLE.c.helped.is_(None)
        for row in self._rows.connection.execute(select(_TABLE.c.id, _TABLE.c.at).where(early)).all():
            again = min(row.at, now) + timedelta(days=HELP_AFTER)
            self._rows.set(_TABLE, row.id, {"asked_at": None, "due_at": again})
        aside = update(_TABLE).where(_TABLE.c.until > now, _TABLE.c.due_at.is_(None))
        self._rows.connection.execute(aside.values(due_at=_TABLE.c.until))

    def _found(self, *conditions: ColumnElement[bool]) -> list[Followup]:
        """Of pairs that are not closed."""
        joined = select(_TABLE).join(_PAIRS, _PAIRS.c.id == _TABLE.c.pair_id).where(_PAIRS.c.state != PairState.CLOSED)
        return [
            self._read(row) for row in self._rows.connection.execute(joined.where(*conditions).order_by(_TABLE.c.id))
        ]

    @staticmethod
    def _read(row: Any) -> Followup:
        return Followup(
            id=row.id,
            pair=row.pair_id,
            reason=row.reason,
            level=Level(row.level),
            since=row.since,
            by=row.by_id,
            state=row.state,
            at=row.at,
            until=row.until,
            due_at=row.due_at,
            asked_at=row.asked_at,
            helped=row.helped,
        )
