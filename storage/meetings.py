"""Meetings: when, who comes, which other times were suggested."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, select, update

from bot.mentoring.meetings import Meeting, MeetingState, Move, Reply
from bot.mentoring.pairs import Agreement
from storage import schema
from storage.pairs import AT_ONCE
from storage.rows import Rows
from storage.states import MoveState

_TABLE = schema.meetings
_REPLIES = schema.replies
_MOVES = schema.moves
_SAVES = schema.saves
# These are asked at nearly every tap, so they are put together once.
_IN_TIME = (
    select(_TABLE)
    .where(
        _TABLE.c.pair_id == bindparam("pair"),
        _TABLE.c.starts_at >= bindparam("since"),
        _TABLE.c.starts_at < bindparam("until"),
    )
    .order_by(_TABLE.c.starts_at, _TABLE.c.id)
)
_AHEAD = (
    select(_TABLE)
    .where(
        _TABLE.c.pair_id == bindparam("pair"),
        _TABLE.c.starts_at > bindparam("now"),
        _TABLE.c.state == MeetingState.PLANNED,
    )
    .order_by(_TABLE.c.starts_at, _TABLE.c.id)
    .limit(bindparam("most"))
)
_HELD = select(func.count().label("met")).where(
    _TABLE.c.pair_id == bindparam("pair"), _TABLE.c.state == MeetingState.HELD
)
_NEXT_MOVE = (
    select(_MOVES)
    .join(_TABLE, _TABLE.c.id == _MOVES.c.meeting_id)
    .where(
        _TABLE.c.pair_id == bindparam("pair"),
        _TABLE.c.state.in_([MeetingState.PLANNED, MeetingState.CALLED_OFF]),
        _MOVES.c.state == MoveState.OPEN,
        _MOVES.c.starts_at > bindparam("now"),
    )
    .order_by(_MOVES.c.starts_at, _MOVES.c.id)
    .limit(1)
)


_SETTLE_MOVES = update(_MOVES).where(_MOVES.c.meeting_id == bindparam("meeting"), _MOVES.c.state == MoveState.OPEN)


class Meetings:
    """The agreed times of all pairs."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(
        self,
        agreement: Agreement,
        slot: date | None,
        starts_at: datetime,
        settled_at: datetime,
        due_at: datetime | None,
    ) -> int:
        """A planned meeting of the agreement's kind; `slot` is None for one outside the rhythm."""
        values = {
            "pair_id": agreement.pair,
            "agreement_id": agreement.id,
            "slot": slot,
            "starts_at": starts_at,
            "minutes": agreement.minutes,
            "form": agreement.form,
            "state": MeetingState.PLANNED,
            "settled_at": settled_at,
            "version": 0,
            "due_at": due_at,
        }
        self._touch(agreement.pair)
        return self._rows.add(_TABLE, values, {"place": agreement.place})

    def add_unplanned(self, pair: int, agreement: Agreement | None, starts_at: datetime, now: datetime) -> int:
        """A meeting that two had without planning it, to be told of; how long it was nobody knows."""
        values = {
            "pair_id": pair,
            "agreement_id": agreement.id if agreement else None,
            "starts_at": starts_at,
            "minutes": agreement.minutes if agreement else 60,
            "state": MeetingState.PLANNED,
            "settled_at": now,
            "version": 0,
        }
        self._touch(pair)
        return self._rows.add(_TABLE, values, {"place": ""})

    def get(self, meeting: int) -> Meeting:
        """The meeting; raises LookupError when there is none."""
        return self._read(self._rows.get(_TABLE, meeting))

    def many(self, meetings: Collection[int]) -> dict[int, Meeting]:
        """These meetings, by number."""
        return {row.id: self._read(row) for row in self._rows.find_all(_TABLE, "id", meetings)}

    def of(self, pair: int, since: datetime, until: datetime) -> list[Meeting]:
        """The pair's meetings that start in that time, in order, whatever became of them."""
        return self._found(_IN_TIME, pair=pair, since=since, until=until)

    def next_of(self, pair: int, now: datetime, limit: int = 1) -> list[Meeting]:
        """The next planned meetings of the pair that have not begun."""
        return self._found(_AHEAD, pair=pair, now=now, most=limit)

    def all_of(self, pair: int) -> list[Meeting]:
        """All of the pair's meetings, in order."""
        return [self._read(row) for row in self._rows.find(_TABLE, "starts_at", "id", pair_id=pair)]

    def held(self, pair: int) -> int:
        """How many of the pair's meetings were held."""
        return int(self._rows.run(_HELD, pair=pair)[0].met)

    def of_all(self, pairs: Collection[int]) -> dict[int, list[Meeting]]:
        """All meetings of each of these pairs, in order."""
        rows = self._rows.grouped(_TABLE, "pair_id", pairs, "starts_at", "id")
        return {pair: [self._read(row) for row in of_pair] for pair, of_pair in rows.items()}

    def set(self, meeting: int, **values: Any) -> Meeting:
        """Changes columns that are not sealed; with a new version, the files in people's calendars are stale."""
        # Without its step, a meeting is one to ask about again.
        again = {"due_at": AT_ONCE} if "step_id" in values else {}
        self._rows.set(_TABLE, meeting, again | values)
        if "version" in values:
            self._rows.connection.execute(update(_SAVES).where(_SAVES.c.meeting_id == meeting).values(stale=True))
        changed = self.get(meeting)
        self._touch(changed.pair)
        return changed

    def make_way(self, pair: int, meetings: Collection[int], now: datetime) -> None:
        """Removes planned meetings of the pair: another agreement makes its own.

        A meeting of which something was said, or that somebody saved to a calendar, stays as called off, so that
        its story is kept and the calendar is told. What was called off for a break does not come back with its end.
        """
        gone = (_TABLE.c.pair_id == pair) & _TABLE.c.id.in_(meetings)
        saved = _SAVES.c.meeting_id.in_(meetings)
        self._rows.connection.execute(update(_SAVES).where(saved).values(stale=True))
        told = select(_REPLIES.c.meeting_id).union(select(_MOVES.c.meeting_id), select(_SAVES.c.meeting_id))
        off = {"state": MeetingState.CALLED_OFF, "due_at": None, "version": _TABLE.c.version + 1}
        self._rows.connection.execute(update(_TABLE).where(gone, _TABLE.c.id.in_(told)).values(**off))
        self._rows.connection.execute(delete(_TABLE).where(gone, _TABLE.c.state == MeetingState.PLANNED))
        ahead = (_TABLE.c.pair_id == pair) & (_TABLE.c.starts_at > now)
        self._rows.connection.execute(update(_TABLE).where(ahead).values(pause_id=None))
        self._touch(pair)

    def take_terms(self, meeting: int, agreement: Agreement, slot: date) -> None:
        """A meeting that stays at its time belongs to another agreement from now on: its form, place and length."""
        values = {"agreement_id": agreement.id, "slot": slot, "form": agreement.form, "minutes": agreement.minutes}
        self._rows.set(_TABLE, meeting, values)
        self._rows.seal(_TABLE, meeting, {"place": agreement.place})
        self._touch(agreement.pair)

    def _touch(self, pair: int) -> None:
        """A pair's meetings say when it has been quiet: whenever they change, the ticker looks at the pair."""
        self._rows.set(schema.pairs, pair, {"due_at": AT_ONCE})

    # --- What is due ---

    def due(self, now: datetime, limit: int) -> list[int]:
        """The meetings of which something may have become due, longest waiting first: their numbers, unread."""
        return self._rows.ripe(_TABLE, "due_at", now, limit)

    def next_due(self) -> datetime | None:
        """The earliest instant at which something may become due."""
        return self._rows.earliest(_TABLE, "due_at")

    def due_again(self, meeting: int, at: datetime | None) -> None:
        """When the ticker is to look next; None for never."""
        self._rows.set(_TABLE, meeting, {"due_at": at})

    def all_due_again(self, instants: Mapping[int, datetime | None]) -> None:
        """As `due_again`, for each of many."""
        self._rows.set_all(_TABLE, "due_at", instants)

    # --- Who comes ---

    def reply(self, meeting: int, person: int, reply: Reply, now: datetime) -> None:
        """What one of the two answered; the last answer counts."""
        self.unreply(meeting, person)
        values = {"meeting_id": meeting, "person_id": person, "reply": reply, "at": now}
        self._rows.connection.execute(_REPLIES.insert().values(**values))

    def unreply(self, meeting: int, person: int | None = None) -> None:
        """Forgets one answer, or both."""
        forget = delete(_REPLIES).where(_REPLIES.c.meeting_id == meeting)
        self._rows.connection.execute(forget if person is None else forget.where(_REPLIES.c.person_id == person))

    def replies(self, meeting: int) -> dict[int, Reply]:
        """What was answered, by person."""
        return {row.person_id: row.reply for row in self._rows.find(_REPLIES, meeting_id=meeting)}

    # --- Other times ---

    def suggest(self, meeting: int, by: int, starts_at: datetime, now: datetime) -> Move:
        """A suggested new time; it takes the place of what was suggested before."""
        self.settle_moves(meeting, MoveState.REPLACED)
        values = {"meeting_id": meeting, "by_id": by, "starts_at": starts_at, "state": MoveState.OPEN, "at": now}
        return self.move(self._rows.add(_MOVES, values))

    def move(self, move: int) -> Move:
        """The suggestion; raises LookupError when there is none, or when it is no longer open."""
        found, state = self.became_of_move(move)
        if state is not MoveState.OPEN:
            raise LookupError("the suggestion is no longer open")
        return found

    def meeting_of_move(self, move: int) -> int:
        """The meeting that a suggestion is about, open or not; raises LookupError when there is none."""
        return self.became_of_move(move)[0].meeting

    def became_of_move(self, move: int) -> tuple[Move, MoveState]:
        """A suggestion, open or not, and what became of it; raises LookupError when there is none."""
        row = self._rows.get(_MOVES, move)
        return _move(row), row.state

    def open_move(self, meeting: int) -> Move | None:
        """The time that is suggested now, if any."""
        row = self._rows.find(_MOVES, meeting_id=meeting, state=MoveState.OPEN).one_or_none()
        return None if row is None else _move(row)

    def open_moves(self, meetings: Collection[int]) -> dict[int, Move]:
        """The time that is suggested now, by meeting: of these, for which one is."""
        rows = self._rows.find_all(_MOVES, "meeting_id", meetings)
        return {row.meeting_id: _move(row) for row in rows if row.state is MoveState.OPEN}

    def next_move(self, pair: int, now: datetime) -> Move | None:
        """The soonest time still ahead that one of the pair has suggested and the other has not answered."""
        row = self._rows.connection.execute(_NEXT_MOVE, {"pair": pair, "now": now}).one_or_none()
        return None if row is None else _move(row)

    def settle_moves(self, meeting: int, state: MoveState) -> None:
        """Closes what was suggested for the meeting."""
        self._rows.run(_SETTLE_MOVES, meeting=meeting, state=state)

    def _found(self, query: Select[Any], **values: Any) -> list[Meeting]:
        return [self._read(row) for row in self._rows.run(query, **values)]

    def _read(self, row: Any) -> Meeting:
        return Meeting(
            id=row.id,
            pair=row.pair_id,
            agreement=row.agreement_id,
            slot=row.slot,
            starts_at=row.starts_at,
            minutes=row.minutes,
            form=row.form,
            place=self._rows.open(_TABLE, "place", row),
            state=row.state,
            step=row.step_id,
            step_outcome=row.step_outcome,
            settled_at=row.settled_at,
            version=row.version,
            holiday=row.holiday,
            pause=row.pause_id,
        )


def _move(row: Any) -> Move:
    return Move(row.id, row.meeting_id, row.by_id, row.starts_at, row.at)
