"""What coordinators write to people, how far it has come, and what is answered."""

from collections import Counter
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update

from bot.mentoring.messages import Answer, Broadcast, BroadcastState, Counts
from storage import schema
from storage.rows import Rows
from storage.states import OutboxState

STOPPED = "stopped"
_TABLE, _ANSWERS, _BOX = schema.broadcasts, schema.answers, schema.outbox
_OPEN = (OutboxState.WAITING, OutboxState.STARTED)


class Broadcasts:
    """A row for each message; each of its readers has a row in the outbox, where the counts come from."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(self, draft: Broadcast) -> Broadcast:
        """A new draft, with the number that it gets."""
        values = {
            "programme_id": draft.programme,
            "audience": draft.audience,
            "pair_id": draft.pair,
            "person_id": draft.person,
            "by_id": draft.by,
            "own": draft.own,
            "state": draft.state,
            "at": draft.at,
        }
        return self.get(self._rows.add(_TABLE, values, {"text": draft.text}))

    def get(self, broadcast: int) -> Broadcast:
        """The message; raises LookupError when there is none."""
        return self._read(self._rows.get(_TABLE, broadcast))

    def draft_like(self, draft: Broadcast) -> Broadcast | None:
        """The newest draft of the same coordinator to the same people."""
        found = self._found(
            _TABLE.c.programme_id == draft.programme,
            _TABLE.c.by_id == draft.by,
            _TABLE.c.audience == draft.audience,
            _TABLE.c.pair_id.is_not_distinct_from(draft.pair),
            _TABLE.c.person_id.is_not_distinct_from(draft.person),
            _TABLE.c.state == BroadcastState.DRAFT,
        )
        return found[-1] if found else None

    def drop(self, broadcast: int) -> None:
        """A draft that nobody needs any more; what was sent stays."""
        mine = (_TABLE.c.id == broadcast) & (_TABLE.c.state == BroadcastState.DRAFT)
        self._rows.connection.execute(delete(_TABLE).where(mine))

    def send(self, broadcast: int, now: datetime) -> bool:
        """It goes out; False when it has before."""
        mine = (_TABLE.c.id == broadcast) & (_TABLE.c.state == BroadcastState.DRAFT)
        values = {"state": BroadcastState.SENT, "at": now}
        return self._rows.connection.execute(update(_TABLE).where(mine).values(**values)).rowcount > 0

    def stop(self, broadcast: int) -> bool:
        """What has not gone out is held back; False when it was not under way."""
        mine = (_TABLE.c.id == broadcast) & (_TABLE.c.state == BroadcastState.SENT)
        return (
            self._rows.connection.execute(update(_TABLE).where(mine).values(state=BroadcastState.STOPPED)).rowcount > 0
        )

    def follow(self, broadcast: int, letter: int) -> None:
        """The card in that outbox row follows it, and no other."""
        self._rows.set(_TABLE, broadcast, {"card": letter})

    def received(self, broadcast: int, person: int) -> bool:
        """Whether it was sent to the person, among others."""
        mine = (_BOX.c.broadcast_id == broadcast) & (_BOX.c.person_id == person)
        return self._rows.connection.execute(select(_BOX.c.id).where(mine).limit(1)).first() is not None

    def counts(self, broadcast: int) -> Counts:
        """How far it has come."""
        mine = _BOX.c.broadcast_id == broadcast
        query = select(_BOX.c.state, _BOX.c.reason, func.count()).where(mine).group_by(_BOX.c.state, _BOX.c.reason)
        found: Counter[str] = Counter()
        for state, reason, number in self._rows.connection.execute(query):
            found[_count(state, reason)] += number
        first = select(func.min(_BOX.c.not_before)).where(mine, _BOX.c.state.in_(_OPEN))
        return Counts(**found, next_at=self._rows.connection.execute(first).scalar_one())

    def readers(self, broadcast: int) -> dict[int, Counts]:
        """How it stands with each reader, by person."""
        query = select(_BOX.c.person_id, _BOX.c.state, _BOX.c.reason, _BOX.c.not_before)
        rows = self._rows.connection.execute(query.where(_BOX.c.broadcast_id == broadcast).order_by(_BOX.c.id))
        return {
            row.person_id: Counts(
                **{_count(row.state, row.reason): 1}, next_at=row.not_before if row.state in _OPEN else None
            )
            for row in rows
        }

    # --- Answers ---

    def answer(self, broadcast: int, person: int, by: int, text: str, now: datetime) -> Answer:
        """One more word in the thread with the person."""
        values = {"broadcast_id": broadcast, "person_id": person, "by_id": by, "at": now}
        return self.get_answer(self._rows.add(_ANSWERS, values, {"text": text}))

    def get_answer(self, answer: int) -> Answer:
        """The answer; raises LookupError when there is none."""
        return self._answer(self._rows.get(_ANSWERS, answer))

    def unanswered(self, programme: int, since: datetime, limit: int) -> list[Answer]:
        """What people answered since then in the programme and nobody has answered back, newest first."""
        later = _ANSWERS.alias()
        after = select(later.c.id).where(
            later.c.broadcast_id == _ANSWERS.c.broadcast_id,
            later.c.person_id == _ANSWERS.c.person_id,
            later.c.id > _ANSWERS.c.id,
        )
        query = select(_ANSWERS).join(_TABLE).where(_TABLE.c.programme_id == programme, _ANSWERS.c.at >= since)
        theirs = query.where(_ANSWERS.c.by_id == _ANSWERS.c.person_id, ~after.exists())
        rows = self._rows.connection.execute(theirs.order_by(_ANSWERS.c.id.desc()).limit(limit))
        return [self._answer(row) for row in rows]

    def thread(self, broadcast: int, person: int) -> list[Answer]:
        """All that was answered between the coordinators and the person, oldest first."""
        rows = self._rows.find(_ANSWERS, "id", broadcast_id=broadcast, person_id=person)
        return [self._answer(row) for row in rows]

    # --- The end of it ---

    def tidy(self, before: datetime) -> None:
        """Forgets drafts that nobody sent, and of what was sent to no pair the words, once they are that old."""
        old = _TABLE.c.at < before
        self._rows.connection.execute(delete(_TABLE).where(old, _TABLE.c.state == BroadcastState.DRAFT))
        done = _TABLE.c.pair_id.is_(None) & (func.length(_TABLE.c.text) > 0)
        still = select(_ANSWERS.c.broadcast_id).where(_ANSWERS.c.at >= before)
        found = select(_TABLE.c.id).where(old, done, _TABLE.c.id.not_in(still))
        for number in self._rows.connection.execute(found).scalars().all():
            self._rows.connection.execute(delete(_ANSWERS).where(_ANSWERS.c.broadcast_id == number))
            self._rows.set(_TABLE, number, {"text": b""})

    def _found(self, *conditions: ColumnElement[bool]) -> list[Broadcast]:
        query = select(_TABLE).where(*conditions).order_by(_TABLE.c.id)
        return [self._read(row) for row in self._rows.connection.execute(query)]

    def _read(self, row: Any) -> Broadcast:
        return Broadcast(
            id=row.id,
            programme=row.programme_id,
            audience=row.audience,
            pair=row.pair_id,
            person=row.person_id,
            by=row.by_id,
            text=self._rows.open(_TABLE, "text", row),
            own=row.own,
            state=row.state,
            at=row.at,
            card=row.card,
        )

    def _answer(self, row: Any) -> Answer:
        return Answer(
            row.id, row.broadcast_id, row.person_id, row.by_id, self._rows.open(_ANSWERS, "text", row), row.at
        )


def _count(state: OutboxState, reason: str | None) -> str:
    """Which of the counts an outbox row is in."""
    if state in _OPEN:
        return "coming"
    if state is OutboxState.DROPPED and reason == STOPPED:
        return "stopped"
    return {OutboxState.SENT: "sent", OutboxState.UNCERTAIN: "unsure"}.get(state, "failed")
