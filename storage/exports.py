"""What a programme's tables are made of: names, dates, states, counts, some pairs at a time; no word of theirs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from bot.mentoring.meetings import MeetingState, Reply
from bot.mentoring.pairs import AgreementState, Form, PairState, Rhythm
from storage import schema
from storage.rows import Rows

# So many pairs at a time: whoever taps meanwhile waits no longer than a blink.
PAGE = 100
_PAIRS, _PEOPLE, _MEETINGS = schema.pairs, schema.people, schema.meetings
_AGREEMENTS, _REPLIES = schema.agreements, schema.replies


@dataclass(frozen=True)
class Two:
    """Who meets: names, and None for somebody who was erased; empty for one who told none."""

    pair: int
    mentor: str | None
    mentee: str | None


@dataclass(frozen=True)
class PairRow:
    """One pair: `until` is the last day that was agreed, `last` and `next` are instants."""

    two: Two
    state: PairState
    since: datetime
    until: date | None
    closed_at: datetime | None
    rhythm: Rhythm | None
    counts: Mapping[MeetingState, int]
    last: datetime | None
    next: datetime | None


@dataclass(frozen=True)
class MeetingRow:
    """One meeting; `mentor` and `mentee` are what each has said of coming, if anything."""

    two: Two
    starts_at: datetime
    minutes: int
    form: Form | None
    state: MeetingState
    mentor: Reply | None = None
    mentee: Reply | None = None


class Exports:
    """Read only, and scoped to one programme; each call gives the rows of the next pairs, by their numbers."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def how_many(self, programme: int) -> tuple[int, int]:
        """The programme's pairs and their meetings, whatever became of them."""
        pairs = self._rows.count(_PAIRS, _PAIRS.c.programme_id == programme)
        mine = _MEETINGS.c.pair_id.in_(select(_PAIRS.c.id).where(_PAIRS.c.programme_id == programme))
        return pairs, self._rows.count(_MEETINGS, mine)

    def next_pairs(self, programme: int, after: int) -> list[Any]:
        """The rows of the next pairs after that number, oldest first; none when there are no more."""
        query = select(_PAIRS).where(_PAIRS.c.programme_id == programme, _PAIRS.c.id > after)
        return list(self._rows.connection.execute(query.order_by(_PAIRS.c.id).limit(PAGE)))

    def pairs(self, found: Sequence[Any], now: datetime) -> list[PairRow]:
        """A row for each of these pairs."""
        ids, two = [row.id for row in found], self._two(found)
        counts, last, coming = self._counts(ids), self._held(ids), self._coming(ids, now)
        agreed = {row.pair_id: row for row in self._agreed(ids)}
        return [
            PairRow(
                two[row.id],
                row.state,
                row.since,
                agreed[row.id].ends_on if row.id in agreed else None,
                row.closed_at,
                agreed[row.id].rhythm if row.id in agreed else None,
                counts.get(row.id, {}),
                last.get(row.id),
                coming.get(row.id),
            )
            for row in found
        ]

    def meetings(self, found: Sequence[Any]) -> list[MeetingRow]:
        """A row for each meeting of these pairs, each pair's in order."""
        return [
            MeetingRow(two, row.starts_at, row.minutes, row.form, row.state)
            for two, row in self._meetings(found, _MEETINGS.c.id.is_not(None))
        ]

    def coming(self, found: Sequence[Any], now: datetime) -> list[MeetingRow]:
        """A row for each planned meeting of these pairs that has not begun, with who has said that they come."""
        ahead = (_MEETINGS.c.state == MeetingState.PLANNED) & (_MEETINGS.c.starts_at > now)
        rows = self._meetings(found, ahead)
        said = self._replies([row.id for _, row in rows])
        sides = {row.id: (row.mentor_id, row.mentee_id) for row in found}
        return [
            MeetingRow(
                two,
                row.starts_at,
                row.minutes,
                row.form,
                row.state,
                *(said.get((row.id, person)) for person in sides[row.pair_id]),
            )
            for two, row in rows
        ]

    # --- Parts ---

    def _two(self, found: Sequence[Any]) -> dict[int, Two]:
        ids = {person for row in found for person in (row.mentor_id, row.mentee_id)}
        query = select(_PEOPLE.c.id, _PEOPLE.c.name, _PEOPLE.c.erased_at).where(_PEOPLE.c.id.in_(ids))
        names = {
            row.id: None if row.erased_at else self._rows.open(_PEOPLE, "name", row)
            for row in self._rows.connection.execute(query)
        }
        return {row.id: Two(row.id, names[row.mentor_id], names[row.mentee_id]) for row in found}

    def _counts(self, ids: Sequence[int]) -> dict[int, dict[MeetingState, int]]:
        table = _MEETINGS
        query = select(table.c.pair_id, table.c.state, func.count()).where(table.c.pair_id.in_(ids))
        found: dict[int, dict[MeetingState, int]] = {}
        for pair, state, count in self._rows.connection.execute(query.group_by(table.c.pair_id, table.c.state)):
            found.setdefault(pair, {})[state] = count
        return found

    def _held(self, ids: Sequence[int]) -> dict[int, datetime]:
        held = _MEETINGS.c.state == MeetingState.HELD
        return self._edge(func.max(_MEETINGS.c.starts_at), ids, held)

    def _coming(self, ids: Sequence[int], now: datetime) -> dict[int, datetime]:
        ahead = (_MEETINGS.c.state == MeetingState.PLANNED) & (_MEETINGS.c.starts_at > now)
        return self._edge(func.min(_MEETINGS.c.starts_at), ids, ahead)

    def _edge(self, edge: ColumnElement[Any], ids: Sequence[int], which: ColumnElement[bool]) -> dict[int, datetime]:
        query = select(_MEETINGS.c.pair_id, edge.label("at")).where(_MEETINGS.c.pair_id.in_(ids), which)
        rows = self._rows.connection.execute(query.group_by(_MEETINGS.c.pair_id))
        return {row.pair_id: row.at for row in rows}

    def _agreed(self, ids: Sequence[int]) -> list[Any]:
        agreed = (_AGREEMENTS.c.state == AgreementState.AGREED) & _AGREEMENTS.c.pair_id.in_(ids)
        columns = (_AGREEMENTS.c.pair_id, _AGREEMENTS.c.rhythm, _AGREEMENTS.c.ends_on)
        return list(self._rows.connection.execute(select(*columns).where(agreed).order_by(_AGREEMENTS.c.id)))

    def _meetings(self, found: Sequence[Any], which: ColumnElement[bool]) -> list[tuple[Two, Any]]:
        table, two = _MEETINGS, self._two(found)
        columns = (table.c.id, table.c.pair_id, table.c.starts_at, table.c.minutes, table.c.form, table.c.state)
        query = select(*columns).where(table.c.pair_id.in_([row.id for row in found]), which)
        rows = self._rows.connection.execute(query.order_by(table.c.pair_id, table.c.starts_at, table.c.id))
        return [(two[row.pair_id], row) for row in rows]

    def _replies(self, meetings: Sequence[int]) -> dict[tuple[int, int], Reply]:
        query = select(_REPLIES.c.meeting_id, _REPLIES.c.person_id, _REPLIES.c.reply)
        mine = query.where(_REPLIES.c.meeting_id.in_(meetings))
        return {(meeting, person): reply for meeting, person, reply in self._rows.connection.execute(mine)}
