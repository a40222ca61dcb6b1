"""Pairs, and what they agree on."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_, select, update

from bot.mentoring.pairs import Agreement, AgreementState, Ending, Pair, PairState
from storage import schema
from storage.rows import Rows

_PAIRS = schema.pairs
_AGREEMENTS = schema.agreements
# Due already, whenever it is read: whoever changes a pair need not know what time it is.
AT_ONCE = datetime(1970, 1, 1, tzinfo=UTC)
# Asked at nearly every tap, so it is put together once.
_OPEN_OF = (
    select(_PAIRS)
    .where(
        or_(_PAIRS.c.mentor_id == bindparam("person"), _PAIRS.c.mentee_id == bindparam("person")),
        _PAIRS.c.state != PairState.CLOSED,
    )
    .order_by(_PAIRS.c.id)
)


class Pairs:
    """Who meets whom, and by which agreement."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(self, programme: int, mentor: int, mentee: int, now: datetime) -> Pair:
        """A new active pair."""
        values = {"programme_id": programme, "mentor_id": mentor, "mentee_id": mentee, "since": now, "due_at": now}
        return self.get(self._rows.add(_PAIRS, {**values, "state": PairState.ACTIVE}))

    def get(self, pair: int) -> Pair:
        """The pair; raises LookupError when there is none."""
        return self._read(self._rows.get(_PAIRS, pair))

    def many(self, pairs: Collection[int]) -> dict[int, Pair]:
        """These pairs, by number."""
        return {row.id: self._read(row) for row in self._rows.find_all(_PAIRS, "id", pairs)}

    def of(self, person: int) -> list[Pair]:
        """A person's pairs that are not closed, oldest first."""
        return [self._read(row) for row in self._rows.run(_OPEN_OF, person=person)]

    def between(self, programme: int, mentor: int, mentee: int) -> Pair | None:
        """The open pair of exactly these two in the programme."""
        found = self._pairs(
            _PAIRS.c.programme_id == programme,
            _PAIRS.c.mentor_id == mentor,
            _PAIRS.c.mentee_id == mentee,
            _PAIRS.c.state != PairState.CLOSED,
        )
        return found[0] if found else None

    def listed(self, programme: int) -> list[Pair]:
        """The programme's pairs that are not closed, oldest first."""
        return self._pairs(_PAIRS.c.programme_id == programme, _PAIRS.c.state != PairState.CLOSED)

    def count(self, programme: int) -> int:
        """How many pairs of the programme are not closed."""
        mine = (_PAIRS.c.programme_id == programme) & (_PAIRS.c.state != PairState.CLOSED)
        return self._rows.count(_PAIRS, mine)

    def met_in(self, programme: int) -> list[tuple[int, int, bool]]:
        """Who meets whom in the programme, or did: mentor, mentee, and whether they still do."""
        query = select(_PAIRS.c.mentor_id, _PAIRS.c.mentee_id, _PAIRS.c.state).where(_PAIRS.c.programme_id == programme)
        rows = self._rows.connection.execute(query)
        return [(row.mentor_id, row.mentee_id, row.state is not PairState.CLOSED) for row in rows]

    def set_state(self, pair: int, state: PairState) -> Pair:
        """Where the pair is now."""
        self._rows.set(_PAIRS, pair, {"state": state, "due_at": AT_ONCE})
        return self.get(pair)

    def close(self, pair: int, now: datetime, ending: Ending | None = None) -> Pair:
        """The two have stopped since then, and what was suggested between them is no longer open."""
        ended = {
            "state": PairState.CLOSED,
            "closed_at": now,
            "due_at": None,
            "forget_at": now,
            "ending": ending,
        }
        self._rows.set(_PAIRS, pair, ended)
        open_ones = update(_AGREEMENTS).where(
            _AGREEMENTS.c.pair_id == pair,
            _AGREEMENTS.c.state.in_([AgreementState.DRAFT, AgreementState.PROPOSED]),
        )
        self._rows.connection.execute(open_ones.values(state=AgreementState.REPLACED))
        return self.get(pair)

    def ending(self, pair: int) -> Ending | None:
        """Why a coordinator ended it; None when one of the two chose it, or it has not ended."""
        query = select(_PAIRS.c.ending).where(_PAIRS.c.id == pair)
        found: Ending | None = self._rows.connection.execute(query).scalar_one()
        return found

    def reopen(self, pair: int) -> Pair:
        """It was not to end: the two meet on."""
        again = {"state": PairState.ACTIVE, "closed_at": None, "ending": None, "forget_at": None, "due_at": AT_ONCE}
        self._rows.set(_PAIRS, pair, again)
        return self.get(pair)

    def ever(self, person: int) -> bool:
        """Whether the person was ever one of two."""
        mine = or_(_PAIRS.c.mentor_id == person, _PAIRS.c.mentee_id == person)
        return self._rows.connection.execute(select(_PAIRS.c.id).where(mine).limit(1)).first() is not None

    def ended_as_mentee(self, person: int) -> list[Pair]:
        """The closed pairs in which the person was the mentee, newest first."""
        found = self._rows.find(_PAIRS, "id", mentee_id=person, state=PairState.CLOSED)
        return [self._read(row) for row in found][::-1]

    # --- What is due ---

    def touch(self, pair: int) -> None:
        """Something about the pair has changed: the ticker is to look at it at once."""
        self.due_again(pair, AT_ONCE)

    def due(self, now: datetime, limit: int) -> list[int]:
        """The pairs of which something may have become due, longest waiting first: their numbers, unread."""
        return self._rows.ripe(_PAIRS, "due_at", now, limit)

    def next_due(self) -> datetime | None:
        """The earliest instant at which something may become due."""
        return self._rows.earliest(_PAIRS, "due_at")

    def due_again(self, pair: int, at: datetime | None) -> None:
        """When the ticker is to look next; None for not until something changes."""
        self._rows.set(_PAIRS, pair, {"due_at": at})

    def all_due_again(self, instants: Mapping[int, datetime | None]) -> None:
        """As `due_again`, for each of many."""
        self._rows.set_all(_PAIRS, "due_at", instants)

    # --- How long it is kept ---

    def forgettable(self, now: datetime, limit: int) -> list[int]:
        """The closed pairs of which something is to be forgotten, longest waiting first: their numbers, unread."""
        return self._rows.ripe(_PAIRS, "forget_at", now, limit)

    def forget_again(self, pair: int, at: datetime | None) -> None:
        """When something of it is to be forgotten next; None for never."""
        self._rows.set(_PAIRS, pair, {"forget_at": at})

    def closed_at(self, pair: int) -> datetime | None:
        """Since when the two have stopped; None while they have not."""
        query = select(_PAIRS.c.closed_at).where(_PAIRS.c.id == pair)
        found: datetime | None = self._rows.connection.execute(query).scalar_one()
        return found

    # --- Agreements ---

    def draft(self, pair: int, by: int, zone: str, months: int) -> Agreement:
        """An empty proposal to fill in; the person's earlier drafts for this pair are dropped."""
        earlier = update(_AGREEMENTS).where(
            _AGREEMENTS.c.pair_id == pair,
            _AGREEMENTS.c.proposed_by == by,
            _AGREEMENTS.c.state == AgreementState.DRAFT,
        )
        self._rows.connection.execute(earlier.values(state=AgreementState.REPLACED))
        values = {
            "pair_id": pair,
            "state": AgreementState.DRAFT,
            "proposed_by": by,
            "rhythm": None,
            "weekdays": (),
            "zone": zone,
            "minutes": 60,
            "months": months,
        }
        return self.agreement(self._rows.add(_AGREEMENTS, values, {"place": ""}))

    def agreement(self, agreement: int) -> Agreement:
        """The agreement; raises LookupError when there is none."""
        return self._terms(self._rows.get(_AGREEMENTS, agreement))

    def agreements(self, agreements: Collection[int]) -> dict[int, Agreement]:
        """These agreements, by number."""
        return {row.id: self._terms(row) for row in self._rows.find_all(_AGREEMENTS, "id", agreements)}

    def agreed(self, pair: int) -> Agreement | None:
        """What the two last agreed on, if they have."""
        return self._newest(pair, AgreementState.AGREED)

    def agreed_by_all(self, pairs: Collection[int]) -> dict[int, Agreement]:
        """What the two of each of these pairs last agreed on, where they have."""
        rows = self._rows.find_all(_AGREEMENTS, "pair_id", pairs, "id")
        newest = {row.pair_id: row for row in rows if row.state is AgreementState.AGREED}
        return {pair: self._terms(row) for pair, row in newest.items()}

    def all_agreed(self, pair: int) -> list[Agreement]:
        """All that the two have said yes to, in order."""
        agreed = [row for row in self._rows.find(_AGREEMENTS, "agreed_at", "id", pair_id=pair) if row.agreed_at]
        return [self._terms(row) for row in agreed]

    def proposed(self, pair: int) -> Agreement | None:
        """The proposal that waits for a yes, if there is one."""
        return self._newest(pair, AgreementState.PROPOSED)

    def set_agreement(self, agreement: int, **values: Any) -> Agreement:
        """Changes an agreement's columns; `place` is sealed."""
        place = values.pop("place", None)
        if values:
            self._rows.set(_AGREEMENTS, agreement, values)
        if place is not None:
            self._rows.seal(_AGREEMENTS, agreement, {"place": place})
        changed = self.agreement(agreement)
        if "state" in values:
            self.touch(changed.pair)
        return changed

    def replace_others(self, agreement: Agreement) -> None:
        """Marks the pair's other proposals and agreements as replaced by this one."""
        table = _AGREEMENTS
        others = update(table).where(
            table.c.pair_id == agreement.pair,
            table.c.id != agreement.id,
            table.c.state.in_([AgreementState.PROPOSED, AgreementState.AGREED]),
        )
        self._rows.connection.execute(others.values(state=AgreementState.REPLACED))

    def replace_proposals(self, agreement: Agreement) -> None:
        """Marks the pair's other open proposals as replaced by this one; what is agreed stands."""
        table = _AGREEMENTS
        others = update(table).where(
            table.c.pair_id == agreement.pair,
            table.c.id != agreement.id,
            table.c.state == AgreementState.PROPOSED,
        )
        self._rows.connection.execute(others.values(state=AgreementState.REPLACED))

    def _newest(self, pair: int, state: AgreementState) -> Agreement | None:
        found = self._rows.find(_AGREEMENTS, "id", pair_id=pair, state=state)
        return self._terms(found[-1]) if found else None

    def _pairs(self, *conditions: ColumnElement[bool]) -> list[Pair]:
        rows = self._rows.connection.execute(select(_PAIRS).where(*conditions).order_by(_PAIRS.c.id))
        return [self._read(row) for row in rows]

    @staticmethod
    def _read(row: Any) -> Pair:
        return Pair(row.id, row.programme_id, row.mentor_id, row.mentee_id, row.state, row.since)

    def _terms(self, row: Any) -> Agreement:
        return Agreement(
            id=row.id,
            pair=row.pair_id,
            state=row.state,
            proposed_by=row.proposed_by,
            rhythm=row.rhythm,
            weekdays=row.weekdays,
            at=row.at,
            zone=row.zone,
            first=row.first,
            form=row.form,
            place=self._rows.open(_AGREEMENTS, "place", row),
            minutes=row.minutes,
            months=row.months,
            ends_on=row.ends_on,
            proposed_at=row.proposed_at,
            agreed_at=row.agreed_at,
            nth=row.nth,
            since=row.since,
            yes_by=row.yes_by,
        )
