"""The goal trees, one for each mentee in each programme."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select

from bot.mentoring.goals import Goal, GoalState
from bot.mentoring.pairs import Pair
from storage import schema
from storage.rows import Rows

_TABLE = schema.goals


class Goals:
    """Nodes of the trees, and the history of estimates."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(self, pair: Pair, parent: int | None, title: str, author: int, state: GoalState, now: datetime) -> Goal:
        """A new last node under `parent` in the tree of the pair's mentee."""
        under = _TABLE.c.parent_id == parent if parent else _TABLE.c.parent_id.is_(None)
        last = select(func.coalesce(func.max(_TABLE.c.position), 0)).where(
            _TABLE.c.programme_id == pair.programme, _TABLE.c.mentee_id == pair.mentee, under
        )
        values = {
            "programme_id": pair.programme,
            "mentee_id": pair.mentee,
            "parent_id": parent,
            "position": self._rows.connection.execute(last).scalar_one() + 1,
            "estimate": None,
            "state": state,
            "author_id": author,
            "created_at": now,
        }
        return self.get(self._rows.add(_TABLE, values, {"title": title}))

    def get(self, goal: int) -> Goal:
        """The node; raises LookupError when there is none."""
        for found in self._goals(_TABLE.c.id == goal):
            return found
        raise LookupError("no such goal")

    def tree(self, programme: int, mentee: int) -> list[Goal]:
        """All nodes of one mentee's tree, archived ones too, in the order of their ids."""
        return self._goals(_TABLE.c.programme_id == programme, _TABLE.c.mentee_id == mentee)

    def set(self, goal: int, **values: Any) -> Goal:
        """Changes columns that are not sealed."""
        self._rows.set(_TABLE, goal, values)
        return self.get(goal)

    def rename(self, goal: int, title: str) -> Goal:
        """Other words for the same goal."""
        self._rows.seal(_TABLE, goal, {"title": title})
        return self.get(goal)

    def estimate(self, goal: int, by: int, meetings: int | None, now: datetime) -> Goal:
        """A new estimate, and a line in its history."""
        values = {"goal_id": goal, "by_id": by, "meetings": meetings, "at": now}
        self._rows.connection.execute(insert(schema.estimates).values(**values))
        return self.set(goal, estimate=meetings)

    def done_between(self, programme: int, since: datetime, until: datetime) -> int:
        """How many steps were done in the programme in that time, the end left out."""
        query = select(func.count()).where(
            _TABLE.c.programme_id == programme,
            _TABLE.c.state == GoalState.DONE,
            _TABLE.c.done_at >= since,
            _TABLE.c.done_at < until,
        )
        return int(self._rows.connection.execute(query).scalar_one())

    def _goals(self, *conditions: ColumnElement[bool]) -> list[Goal]:
        rows = self._rows.connection.execute(select(_TABLE).where(*conditions).order_by(_TABLE.c.id))
        return [
            Goal(
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
            for row in rows
        ]
