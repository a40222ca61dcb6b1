"""Who was proposed to whom, and what each said."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, delete, or_, select, update

from bot.mentoring.proposals import Answer, Proposal, ProposalState
from storage import schema
from storage.rows import Rows

_TABLE = schema.proposals

# The home card asks this of whoever opens it: a statement is put together once.
_OF = (
    select(_TABLE)
    .where(or_(_TABLE.c.mentor_id == bindparam("person"), _TABLE.c.mentee_id == bindparam("person")))
    .order_by(_TABLE.c.id)
)
_IN_STATE = (
    select(_TABLE)
    .where(_TABLE.c.programme_id == bindparam("programme"), _TABLE.c.state == bindparam("stands"))
    .order_by(_TABLE.c.id)
)


class Proposals:
    """One row for each two whom a coordinator proposed to each other."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(self, programme: int, mentor: int, mentee: int, by: int, now: datetime) -> Proposal:
        """A new one, to which nobody has said anything yet."""
        values = {"programme_id": programme, "mentor_id": mentor, "mentee_id": mentee, "by_id": by, "at": now}
        return self.get(self._rows.add(_TABLE, {**values, "state": ProposalState.OPEN}))

    def get(self, proposal: int) -> Proposal:
        """The proposal; raises LookupError when there is none."""
        return _read(self._rows.get(_TABLE, proposal))

    def of(self, person: int) -> list[Proposal]:
        """All that the person was ever proposed in, oldest first."""
        return self._found(_OF, person=person)

    def in_state(self, programme: int, state: ProposalState) -> list[Proposal]:
        """Those of the programme that stand so, oldest first."""
        return self._found(_IN_STATE, programme=programme, stands=state)

    def answer(self, proposal: Proposal, person: int, answer: Answer) -> Proposal:
        """What one of the two says; raises LookupError for anybody else."""
        column = "mentee_answer" if proposal.other(person) == proposal.mentor else "mentor_answer"
        self._rows.set(_TABLE, proposal.id, {column: answer})
        return self.get(proposal.id)

    def settle(self, proposal: int, state: ProposalState) -> Proposal:
        """What became of it."""
        self._rows.set(_TABLE, proposal, {"state": state})
        return self.get(proposal)

    def overtaken(self, programme: int, people: Collection[int]) -> None:
        """Those people are matched: what waits for an answer of theirs is over."""
        theirs = _TABLE.c.mentor_id.in_(people) | _TABLE.c.mentee_id.in_(people)
        waits = (_TABLE.c.programme_id == programme) & (_TABLE.c.state == ProposalState.OPEN) & theirs
        self._rows.connection.execute(update(_TABLE).where(waits).values(state=ProposalState.OVER))

    def tidy(self, before: datetime) -> None:
        """Forgets those made before then, whatever became of them."""
        self._rows.connection.execute(delete(_TABLE).where(_TABLE.c.at < before))

    # --- What is due ---

    def due(self, now: datetime, limit: int) -> list[int]:
        """Those to be looked at by now, longest waiting first: their numbers, unread."""
        return self._rows.ripe(_TABLE, "due_at", now, limit)

    def next_due(self) -> datetime | None:
        """The earliest instant at which one is to be looked at."""
        return self._rows.earliest(_TABLE, "due_at")

    def due_again(self, proposal: int, at: datetime | None) -> None:
        """When the ticker is to look next; None for never."""
        self._rows.set(_TABLE, proposal, {"due_at": at})

    def _found(self, query: Select[Any], **values: Any) -> list[Proposal]:
        return [_read(row) for row in self._rows.connection.execute(query, values)]


def _read(row: Any) -> Proposal:
    return Proposal(
        id=row.id,
        programme=row.programme_id,
        mentor=row.mentor_id,
        mentee=row.mentee_id,
        by=row.by_id,
        at=row.at,
        state=row.state,
        mentor_answer=row.mentor_answer,
        mentee_answer=row.mentee_answer,
    )
