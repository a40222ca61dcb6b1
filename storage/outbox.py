"""Everything that the bot says, from its cause to its end."""

import contextlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Insert, String, bindparam, case, cast, delete, func, insert, select, update

from bot.mentoring.people import Person
from storage import schema
from storage.rows import Rows
from storage.states import OutboxState, Priority
from storage.trouble import KeyTrouble

ANSWER = "answer"
REDRAWN = "redrawn"
ANSWERS_LAST = timedelta(hours=24)
KEPT = timedelta(days=7)
AGAIN = "again"
# A message is on its way no longer than this: the platform is waited for ten seconds, or thirty for a picture.
LEASE = timedelta(minutes=1)
# Why a nudge was dropped that may yet come true again: nobody has heard it.
NO_LONGER = "no_longer"
# Why nothing is sent to somebody who has never come in by the platform.
NO_CHAT = "no_telegram"
# So often an alert is sent at most, when nobody can know whether it came: then a person must look.
TRIES = 5

_TABLE = schema.outbox

# Each message asks these: a statement is put together once.
_NEXT_AT = select(func.min(_TABLE.c.not_before)).where(
    _TABLE.c.state == OutboxState.WAITING, _TABLE.c.not_before > bindparam("now"), _TABLE.c.kind != ANSWER
)
_CLOSE = (
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("letter"))
    .values(chat=case((_TABLE.c.person_id.is_(None), 0), else_=_TABLE.c.chat))
)
_NOTICE = insert(_TABLE)
_ANSWER = insert(_TABLE).values(
    person_id=select(schema.people.c.id).where(schema.people.c.chat == bindparam("address")).scalar_subquery()
)
# A row that no longer holds its key: kept, as it says what was not said, and why.
_UNSEEN = (_TABLE.c.state == OutboxState.WAITING) & (_TABLE.c.kind == ANSWER)
ASIDE = _TABLE.c.once_key + "~" + cast(_TABLE.c.id, String)
FREE: dict[str, Any] = {"leased_by": None, "leased_until": None}


@dataclass(frozen=True)
class Letter:
    """An outbox row. `payload` is JSON: a notice's facts, or an answer as it was drawn.

    `again` says that it may have been sent before, and is important enough to be sent twice.
    """

    id: int
    chat: int
    kind: str
    person: int | None
    payload: str
    priority: int
    not_before: datetime
    expires_at: datetime | None
    attempts: int
    again: bool


@dataclass(frozen=True)
class ToSay:
    """A notice to be queued; see `Outbox.notice`."""

    kind: str
    to: Person
    key: str
    facts: Mapping[str, int | str]
    not_before: datetime
    expires: datetime | None
    priority: Priority
    again_at: datetime | None


class Outbox:
    """Rows are added in the transaction of their cause, once for each key, and closed with a reason."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories. `added` counts the notices of this transaction."""
        self._rows = rows
        self.added = 0

    # --- For those who have something to say ---

    def notice(
        self,
        kind: str,
        to: Person,
        key: str,
        facts: Mapping[str, int | str],
        now: datetime,
        *,
        not_before: datetime | None = None,
        expires: datetime | None = None,
        priority: Priority = Priority.NOTICE,
        again_at: datetime | None = None,
    ) -> bool:
        """Queues a notice to be drawn from `facts` (ids) when it is sent; False when its key stands already.

        With `again_at`, what was dropped because it was no longer true is queued once more, for that time. Whoever
        was erased is told nothing; for whoever has no address the row is closed at once.
        """
        return self.notices([ToSay(kind, to, key, facts, not_before or now, expires, priority, again_at)], now) == 1

    def notices(self, all_to_say: Sequence[ToSay], now: datetime) -> int:
        """As `notice`, for many at once; gives how many were queued."""
        stands, rows = self.standing([each.key for each in all_to_say]), []
        for each in all_to_say:
            if each.to.erased or not each.to.has_chat:
                self._leave(each, now)
                continue
            not_before = each.not_before
            if each.key in stands:
                if each.again_at is None or not stands[each.key]:
                    continue
                self._set_aside(each.key)
                not_before = each.again_at
            stands[each.key] = False
            times = {"not_before": not_before, "expires_at": each.expires, "created_at": now}
            row = self._row(each.key, each.kind, each.to.chat, json.dumps(dict(each.facts)))
            rows.append(row | {"person_id": each.to.id, "priority": each.priority, **times})
        if rows:
            self._rows.connection.execute(_NOTICE, rows)
        self.added += len(rows)
        return len(rows)

    def _leave(self, each: ToSay, now: datetime) -> None:
        """Whoever was erased is told nothing; of whoever has no address a row says so."""
        if not each.to.erased:
            self.skip(each.kind, each.to, each.key, now, NO_CHAT)

    def bring(
        self, kind: str, readers: Sequence[Person], broadcast: int, now: datetime, expires: datetime, priority: Priority
    ) -> None:
        """Queues a coordinator's message, once for each of its readers; a second time breaks on the keys."""
        times = {"not_before": now, "expires_at": expires, "created_at": now}
        facts = json.dumps({"broadcast": broadcast})
        rows = [
            self._row(f"{kind}:{broadcast}:{each.id}", kind, each.chat, facts)
            | {"person_id": each.id, "broadcast_id": broadcast, "priority": priority, **times}
            for each in readers
        ]
        if rows:
            self._rows.connection.execute(_NOTICE, rows)
        self.added += len(rows)

    def skip(self, kind: str, to: Person, key: str, now: datetime, reason: str) -> bool:
        """The row of a notice that is not sent, with its reason; False when its key stands already."""
        if self._stands(key):
            return False
        state = OutboxState.UNREACHABLE if reason == NO_CHAT else OutboxState.EXPIRED
        closed = {"state": state, "reason": reason, "closed_at": now}
        times = {"not_before": now, "created_at": now}
        self._add(key, kind, to.chat, "", person_id=to.id, priority=Priority.NOTICE, **times, **closed)
        return True

    def answer(self, chat: int, key: str, drawn: str, now: datetime) -> int:
        """Queues an answer as it was drawn, and gives its id. It belongs to whoever the chat belongs to by now."""
        times = {"not_before": now, "expires_at": now + ANSWERS_LAST, "created_at": now}
        row = self._row(key, ANSWER, chat, drawn) | {"priority": Priority.ANSWER, "address": chat, **times}
        return self._put(_ANSWER, row)

    def told(self, key: str) -> bool:
        """Whether the notice of that key has gone out, or may have."""
        gone = (OutboxState.STARTED, OutboxState.SENT, OutboxState.UNCERTAIN)
        query = select(_TABLE.c.id).where(_TABLE.c.once_key == key, _TABLE.c.state.in_(gone))
        return self._rows.connection.execute(query).first() is not None

    def standing(self, keys: Collection[str]) -> dict[str, bool]:
        """Of these keys those that stand already, and whether it was dropped unheard, and may be said once more."""
        rows = self._rows.find_all(_TABLE, "once_key", keys)
        return {row.once_key: row.state is OutboxState.DROPPED and row.reason == NO_LONGER for row in rows}

    def withdraw(self, key: str, now: datetime, reason: str) -> bool:
        """Closes the notice with that key unsent, as its cause was undone; False when it has gone, or never stood."""
        mine = (_TABLE.c.once_key == key) & (_TABLE.c.state == OutboxState.WAITING)
        closed = {"state": OutboxState.DROPPED, "reason": reason, "closed_at": now, "payload": None}
        return self._rows.connection.execute(update(_TABLE).where(mine).values(**closed)).rowcount > 0

    def silence(self, person: int, now: datetime, reason: str) -> None:
        """Closes whatever still waits to be said to the person; it is not sent."""
        mine = (_TABLE.c.person_id == person) & (_TABLE.c.state == OutboxState.WAITING)
        closed = {"state": OutboxState.DROPPED, "reason": reason, "closed_at": now, "payload": None}
        self._rows.connection.execute(update(_TABLE).where(mine).values(**closed))

    def hold_back(self, broadcast: int, now: datetime, reason: str) -> None:
        """Closes what of a message to many has not gone out yet; it is not sent."""
        mine = (_TABLE.c.broadcast_id == broadcast) & (_TABLE.c.state == OutboxState.WAITING)
        closed = {"state": OutboxState.DROPPED, "reason": reason, "closed_at": now, "payload": None}
        self._rows.connection.execute(update(_TABLE).where(mine).values(**closed))

    def shown_in(self, letter: int) -> int | None:
        """The message in which an answer stands, by the platform's number; None while nobody knows that.

        Raises LookupError when something else stands there by now.
        """
        row = self._rows.get(_TABLE, letter)
        later = (_TABLE.c.person_id == row.person_id) & (_TABLE.c.id > letter) & (_TABLE.c.kind == ANSWER)
        for each in self._rows.connection.execute(select(_TABLE.c.message_id, _TABLE.c.state).where(later)):
            if row.message_id is not None and each.message_id == row.message_id:
                raise LookupError("another card stands there")
            if each.state in {OutboxState.WAITING, OutboxState.STARTED}:
                return None
        found: int | None = row.message_id
        return found

    # --- For delivery ---

    def due(self, now: datetime, limit: int) -> list[Letter]:
        """Notices that may go by now, the most urgent first."""
        ready = (_TABLE.c.state == OutboxState.WAITING) & (_TABLE.c.not_before <= now) & (_TABLE.c.kind != ANSWER)
        return self._letters(ready, limit)

    def answers(self) -> list[Letter]:
        """Answers that nobody saw sent."""
        return self._letters(_UNSEEN, None)

    def answers_at(self, chats: Collection[int]) -> list[Letter]:
        """Answers in these chats that nobody saw sent."""
        return self._letters(_UNSEEN & _TABLE.c.chat.in_(chats), None)

    def left(self, before: datetime, limit: int) -> set[int]:
        """Chats in which nobody saw an answer sent that was written before then, at most so many."""
        query = select(_TABLE.c.chat).where(_UNSEEN, _TABLE.c.created_at < before).distinct().limit(limit)
        return set(self._rows.connection.execute(query).scalars())

    def waiting(self, letter: int) -> Letter | None:
        """The row, if it still waits."""
        row = self._rows.find(_TABLE, id=letter, state=OutboxState.WAITING).one_or_none()
        return None if row is None else self._read(row)

    def next_at(self, now: datetime) -> datetime | None:
        """The first instant after now at which a notice may go."""
        found: datetime | None = self._rows.connection.execute(_NEXT_AT, {"now": now}).scalar_one()
        return found

    def start(self, letter: int, until: datetime, holder: str | None = None) -> None:
        """The holder is about to send it: after a crash it counts as sent, as far as anybody knows."""
        values = {"state": OutboxState.STARTED, "leased_by": holder, "leased_until": until}
        self._rows.set(_TABLE, letter, values)

    def postpone(self, letter: int, at: datetime, attempts: int = 0) -> None:
        """It certainly was not sent, and waits until then."""
        values = {"state": OutboxState.WAITING, "not_before": at, "attempts": attempts}
        self._rows.set(_TABLE, letter, values | FREE)

    def keep(self, letter: int, until: datetime) -> None:
        """It is of use until then."""
        self._rows.set(_TABLE, letter, {"expires_at": until})

    def close(
        self, letter: int, state: OutboxState, now: datetime, reason: str | None = None, message: int | None = None
    ) -> None:
        """Its end; what it said is forgotten, and the address, too, when it belongs to nobody whom we know."""
        values = {"state": state, "reason": reason, "closed_at": now, "message_id": message, "payload": None}
        self._rows.run(_CLOSE, letter=letter, **values, **FREE)

    def repeat(self, letter: int, at: datetime, attempts: int) -> None:
        """It may have been sent, so often by now, and is important enough to be sent again."""
        values = {"state": OutboxState.WAITING, "reason": AGAIN, "not_before": at, "attempts": attempts}
        self._rows.set(_TABLE, letter, values | FREE)

    # --- For the operator ---

    def tidy(self, now: datetime) -> None:
        """Forgets answers, and cards drawn anew, that were closed a week ago.

        Notices stay: their keys say that it was said.
        """
        old = _TABLE.c.kind.in_((ANSWER, REDRAWN)) & (_TABLE.c.closed_at < now - KEPT)
        self._rows.connection.execute(delete(_TABLE).where(old))

    # --- Rows ---

    def _stands(self, key: str) -> bool:
        return self._rows.find(_TABLE, once_key=key).first() is not None

    def _set_aside(self, key: str) -> None:
        """Keeps the row and its reason, and frees the key."""
        self._rows.connection.execute(update(_TABLE).where(_TABLE.c.once_key == key).values(once_key=ASIDE))

    def _add(self, key: str, kind: str, chat: int, payload: str, **values: Any) -> int:
        return self._put(_NOTICE, self._row(key, kind, chat, payload) | values)

    def _put(self, statement: Insert, row: dict[str, Any]) -> int:
        made = self._rows.run(statement, **row).key
        if made is None:
            raise AssertionError("an insert of one row gives its key")
        return made

    def _row(self, key: str, kind: str, chat: int, payload: str) -> dict[str, Any]:
        # Sealed to the key, which is known before the row has its id.
        sealed = self._rows.vault.seal("outbox", "payload", key, payload)
        waits = {"state": OutboxState.WAITING, "attempts": 0}
        return {"once_key": key, "kind": kind, "chat": chat, "payload": sealed, **waits}

    def _letters(self, condition: ColumnElement[bool], limit: int | None) -> list[Letter]:
        order = (_TABLE.c.priority, _TABLE.c.not_before, _TABLE.c.id)
        rows = self._rows.connection.execute(select(_TABLE).where(condition).order_by(*order).limit(limit))
        return [self._read(row) for row in rows]

    def _read(self, row: Any) -> Letter:
        return Letter(
            id=row.id,
            chat=row.chat,
            kind=row.kind,
            person=row.person_id,
            payload=self._payload(row),
            priority=row.priority,
            not_before=row.not_before,
            expires_at=row.expires_at,
            attempts=row.attempts,
            again=row.reason == AGAIN,
        )

    def _payload(self, row: Any) -> str:
        # A row that no key opens is told from the others when it is read, and must not hold them back.
        with contextlib.suppress(KeyTrouble):
            return self._rows.vault.open("outbox", "payload", row.once_key, row.payload)
        return ""
