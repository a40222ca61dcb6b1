"""The goal trees, one for each mentee in each programme."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select

from bot.mentoring.estimates import Guess
from bot.mentoring.goals import Goal, GoalState
from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import Pair
from storage import schema
from storage.rows import Rows

_TABLE = schema.goals
# The ticker asks this of many pairs at once, so it is put together once.
_WITH_GOALS = select(_TABLE.c.programme_id, _TABLE.c.mentee_id).where(
    _TABLE.c.programme_id.in_(bindparam("programmes", expanding=True)),
    _TABLE.c.mentee_id.in_(bindparam("mentees", expanding=True)),
    _TABLE.c.state != GoalState.ARCHIVED,
)
_ESTIMATES = schema.estimates
_MEETINGS = schema.meetings
# Whoever sees a tree asks these two, so they are put together once.
_IN_TREE = (_TABLE.c.programme_id == bindparam("programme"), _TABLE.c.mentee_id == bindparam("mentee"))
_GUESSES = (
    select(_ESTIMATES).join(_TABLE, _TABLE.c.id == _ESTIMATES.c.goal_id).where(*_IN_TREE).order_by(_ESTIMATES.c.id)
)
_MET = (
    select(_MEETINGS.c.step_id, func.count().label("held"))
    .join(_TABLE, _TABLE.c.id == _MEETINGS.c.step_id)
    .where(_MEETINGS.c.state == MeetingState.HELD, *_IN_TREE)
    .group_by(_MEETINGS.c.step_id)
)


class Goals:
    """Nodes of the trees, and the history of estimates."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(self, pair: Pair, parent: int | None, title: str, author: int, state: GoalState, now: datetime) -> Goal:
        """A new last node under `parent` in the tree of the pair's mentee."""
        values = {
            "programme_id": pair.programme,
            "mentee_id": pair.mentee,
            "parent_id": parent,
            "position": self._last(pair.programme, pair.mentee, parent) + 1,
            "estimate": None,
            "state": state,
            "author_id": author,
            "created_at": now,
        }
        return self.get(self._rows.add(_TABLE, values, {"title": title}))

    def get(self, goal: int) -> Goal:
        """The node; raises LookupError when there is none."""
        return self._read(self._rows.get(_TABLE, goal))

    def tree(self, programme: int, mentee: int) -> list[Goal]:
        """All nodes of one mentee's tree, archived ones too, in the order of their ids."""
        return [self._read(row) for row in self._rows.find(_TABLE, "id", programme_id=programme, mentee_id=mentee)]

    def with_goals(self, pairs: Sequence[Pair]) -> set[tuple[int, int]]:
        """In which of their programmes which of their mentees has a goal that is not archived: (programme, mentee)."""
        asked = {"programmes": list({each.programme for each in pairs}), "mentees": [each.mentee for each in pairs]}
        return {(row.programme_id, row.mentee_id) for row in self._rows.connection.execute(_WITH_GOALS, asked)}

    def set(self, goal: int, **values: Any) -> Goal:
        """Changes columns that are not sealed."""
        self._rows.set(_TABLE, goal, values)
        return self.get(goal)

    def rename(self, goal: int, title: str) -> Goal:
        """Other words for the same goal."""
        self._rows.seal(_TABLE, goal, {"title": title})
        return self.get(goal)

    def move(self, goal: Goal, parent: int | None) -> Goal:
        """The goal with all below it, as the last node under `parent`."""
        last = self._last(goal.programme, goal.mentee, parent)
        return self.set(goal.id, parent_id=parent, position=last + 1)

    def estimate(self, goal: int, by: int, meetings: int | None, now: datetime) -> int:
        """A new estimate, and a line in its history, of which it gives the id."""
        values = {"goal_id": goal, "by_id": by, "meetings": meetings, "at": now}
        self._rows.set(_TABLE, goal, {"estimate": meetings})
        return self._rows.add(_ESTIMATES, values)

    def unestimate(self, goal: int, line: int, meetings: int | None) -> None:
        """Takes a line out of the history: the estimate is what it was before."""
        self._rows.connection.execute(delete(_ESTIMATES).where(_ESTIMATES.c.id == line))
        self._rows.set(_TABLE, goal, {"estimate": meetings})

    def guesses(self, programme: int, mentee: int) -> dict[int, list[Guess]]:
        """The history of the estimates in one mentee's tree, by goal, oldest first."""
        found: dict[int, list[Guess]] = {}
        for row in self._rows.run(_GUESSES, programme=programme, mentee=mentee):
            found.setdefault(row.goal_id, []).append(Guess(row.id, row.by_id, row.meetings, row.at))
        return found

    def met(self, programme: int, mentee: int) -> dict[int, int]:
        """How many meetings were held with each step of one mentee's tree, by the step's id."""
        return {row.step_id: row.held for row in self._rows.run(_MET, programme=programme, mentee=mentee)}

    def done_between(self, programme: int, since: datetime, until: datetime) -> int:
        """How many steps were done in the programme in that time, the end left out."""
        query = select(func.count()).where(
            _TABLE.c.programme_id == programme,
            _TABLE.c.state == GoalState.DONE,
            _TABLE.c.done_at >= since,
            _TABLE.c.done_at < until,
        )
        return int(self._rows.connection.execute(query).scalar_one())

    def _last(self, programme: int, mentee: int, parent: int | None) -> int:
        """The last position under `parent`, 0 when nothing lies there."""
        under = _TABLE.c.parent_id == parent if parent else _TABLE.c.parent_id.is_(None)
        last = select(func.coalesce(func.max(_TABLE.c.position), 0)).where(
            _TABLE.c.programme_id == programme, _TABLE.c.mentee_id == mentee, under
        )
        return int(self._rows.connection.execute(last).scalar_one())

    def _read(self, row: Any) -> Goal:
        return Goal(
            id=row.id,
            programme=row.programme_id,
            mentee=row.mentee_id,
            parent=row.parent_id,
            position=row.position,
            title=self._rows.open(_TABLE, "title", row),
            estimate=row.estimate,
            state=row.state,
            author=row.author_id,
            created_at=row.created_at,
            done_at=row.done_at,
            done_in=row.done_in,
        )
