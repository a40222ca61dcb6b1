"""What waits, since when, and what became of the rest, in numbers: for whoever watches over the bot."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from storage import schema
from storage.states import InboxState, OutboxState

_IN, _OUT = schema.inbox, schema.outbox


@dataclass(frozen=True)
class Waiting:
    """How many wait that should not, and since when the one that waits longest; None when none does."""

    number: int
    since: datetime | None


class Backlog:
    """Counts from the indexes alone: with a million messages that takes a fraction of a second."""

    def __init__(self, connection: Connection) -> None:
        """One of a unit's repositories; or the doctor's, who has no key and needs none."""
        self._connection = connection

    def messages(self) -> dict[tuple[OutboxState, str], int]:
        """How many messages there are, by state and reason ("" for none)."""
        told = _OUT.c.reason.is_not(None)
        reasons = select(_OUT.c.state, _OUT.c.reason, func.count()).where(told).group_by(_OUT.c.state, _OUT.c.reason)
        found = {(state, reason): number for state, reason, number in self._connection.execute(reasons)}
        # Most messages were sent and have no reason, so they are not in that index.
        states = select(_OUT.c.state, func.count()).group_by(_OUT.c.state)
        for state, number in self._connection.execute(states):
            bare = number - sum(of for (its, _), of in found.items() if its is state)
            if bare:
                found[state, ""] = bare
        return found

    def updates(self, states: Collection[InboxState] = tuple(InboxState)) -> dict[InboxState, int]:
        """How many updates there are, by state."""
        query = select(_IN.c.state, func.count()).where(_IN.c.state.in_(states)).group_by(_IN.c.state)
        return dict(self._connection.execute(query).all())

    def unsent(self, now: datetime) -> Waiting:
        """Messages that could have gone by now."""
        query = select(func.count(), func.min(_OUT.c.not_before))
        due = (_OUT.c.state == OutboxState.WAITING) & (_OUT.c.not_before <= now)
        return Waiting(*self._connection.execute(query.where(due)).one())

    def unanswered(self) -> Waiting:
        """Updates that came and are not done."""
        query = select(func.count(), func.min(_IN.c.received_at)).where(_IN.c.state == InboxState.WAITING)
        return Waiting(*self._connection.execute(query).one())
