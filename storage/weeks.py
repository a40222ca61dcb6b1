"""A programme's weeks in counts, added up by the database: no meeting is read for it."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, case, func, literal, select

from bot.mentoring.digest import Met, Tally
from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import AgreementState, PairState
from storage import schema
from storage.rows import Rows

_PAIRS, _MEETINGS, _AGREEMENTS = schema.pairs, schema.meetings, schema.agreements

_HELD = _MEETINGS.c.state == MeetingState.HELD
# Held, or with nothing said of it yet: what was moved or called off is in no count.
_COUNTED = _MEETINGS.c.state.in_([MeetingState.HELD, MeetingState.PLANNED])
_OPEN = _PAIRS.c.state != PairState.CLOSED


class Weeks:
    """Read only: what happened in a programme, and what is ahead."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def tally(self, programme: int, bounds: Sequence[datetime]) -> list[Tally]:
        """The meetings held and planned from each of the bounds to the next one."""
        query = (
            select(_week(bounds, 0, len(bounds) - 1).label("week"), _MEETINGS.c.state, func.count().label("n"))
            .join(_PAIRS, _PAIRS.c.id == _MEETINGS.c.pair_id)
            .where(
                _PAIRS.c.programme_id == programme,
                _COUNTED,
                _MEETINGS.c.starts_at >= bounds[0],
                _MEETINGS.c.starts_at < bounds[-1],
            )
            .group_by("week", _MEETINGS.c.state)
        )
        counts = {(row.week, row.state): row.n for row in self._rows.connection.execute(query)}
        held, planned = MeetingState.HELD, MeetingState.PLANNED
        return [Tally(counts.get((at, held), 0), counts.get((at, planned), 0)) for at in range(len(bounds) - 1)]

    def begun(self, programme: int, since: datetime, until: datetime) -> int:
        """How many pairs that still meet were made in that time, the end left out."""
        made = (_PAIRS.c.since >= since) & (_PAIRS.c.since < until)
        return self._count(select(func.count()).where(_PAIRS.c.programme_id == programme, _OPEN, made))

    def ending(self, programme: int, since: date, until: date) -> int:
        """How many pairs come to the last day of their course from one day to the other, both included."""
        ends = _AGREEMENTS.c.ends_on
        return self._count(
            select(func.count(_PAIRS.c.id.distinct()))
            .join(_AGREEMENTS, _AGREEMENTS.c.pair_id == _PAIRS.c.id)
            .where(
                _PAIRS.c.programme_id == programme,
                _OPEN,
                _AGREEMENTS.c.state == AgreementState.AGREED,
                ends >= since,
                ends <= until,
            )
        )

    def active(self, programme: int) -> int:
        """How many pairs are on their way, and not on a break."""
        state = _PAIRS.c.state == PairState.ACTIVE
        return self._count(select(func.count()).where(_PAIRS.c.programme_id == programme, state))

    def met(self, programme: int, since: datetime, week: datetime, until: datetime) -> list[Met]:
        """What each pair that still meets has done: before the `week`, in it, and all in all from `since` on."""
        lately = (_MEETINGS.c.starts_at >= since) & (_MEETINGS.c.starts_at < until)
        # What was called off for a break was nobody's to keep.
        without = (_MEETINGS.c.state != MeetingState.HELD) & _MEETINGS.c.pause_id.is_(None)
        query = (
            select(
                _PAIRS.c.id,
                _sum(_HELD & (_MEETINGS.c.starts_at < week)).label("before"),
                _sum(_HELD & (_MEETINGS.c.starts_at >= week)).label("held"),
                _sum(_HELD & lately).label("lately"),
                _sum(without & lately).label("without"),
            )
            .join(_MEETINGS, _MEETINGS.c.pair_id == _PAIRS.c.id)
            .where(_PAIRS.c.programme_id == programme, _OPEN, _MEETINGS.c.starts_at < until)
            .group_by(_PAIRS.c.id)
            .order_by(_PAIRS.c.id)
        )
        return [Met(*row) for row in self._rows.connection.execute(query)]

    def _count(self, query: Select[int]) -> int:
        return int(self._rows.connection.execute(query).scalar_one())


def _week(bounds: Sequence[datetime], first: int, last: int) -> ColumnElement[int]:
    """The number of a meeting's week, halved and halved again: asked of each in turn, it took half as long again."""
    if last - first == 1:
        return literal(first)
    middle = (first + last) // 2
    earlier = bounds[middle] > _MEETINGS.c.starts_at
    return case((earlier, _week(bounds, first, middle)), else_=_week(bounds, middle, last))


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
