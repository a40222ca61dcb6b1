"""The coordinators' talks with pairs."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, func, select

from bot.mentoring.contacts import MONTH, Contact, ContactFacts, Spacing, With
from bot.mentoring.pairs import Pair, PairState
from bot.mentoring.pauses import Pause
from storage import schema
from storage.pauses import read_pause
from storage.rows import Rows

_TABLE, _PAIRS, _PAUSES = schema.contacts, schema.pairs, schema.pauses

_SINCE = _TABLE.join(_PAIRS, (_PAIRS.c.id == _TABLE.c.pair_id) & (_TABLE.c.at >= _PAIRS.c.since))
_TALKED = (
    select(_TABLE.c.pair_id, func.min(_TABLE.c.at).label("first"), func.max(_TABLE.c.at).label("last"))
    .select_from(_SINCE)
    .where(_TABLE.c.programme_id == bindparam("programme"))
    .group_by(_TABLE.c.pair_id)
    .subquery()
)
_QUIET = (
    select(_PAIRS.c.id, _PAIRS.c.since, _TALKED.c.first, _TALKED.c.last)
    .outerjoin(_TALKED, _TALKED.c.pair_id == _PAIRS.c.id)
    .where(
        _PAIRS.c.programme_id == bindparam("programme"),
        _PAIRS.c.state == PairState.ACTIVE,
        _PAIRS.c.since <= bindparam("early"),
        _TALKED.c.last.is_(None) | (_TALKED.c.last <= bindparam("early")),
        # Of the others, whoever was talked with in their first month: breaks may have made that a long one.
        (func.coalesce(_TALKED.c.last, _PAIRS.c.since) <= bindparam("usual"))
        | (_PAIRS.c.since > bindparam("young"))
        | exists().where(_PAUSES.c.pair_id == _PAIRS.c.id),
    )
    .order_by(_PAIRS.c.id)
)
_BREAKS = (
    select(_PAUSES)
    .join(_PAIRS, _PAIRS.c.id == _PAUSES.c.pair_id)
    .where(_PAIRS.c.programme_id == bindparam("programme"))
    .order_by(_PAUSES.c.began_at, _PAUSES.c.id)
)


class Contacts:
    """With whom somebody of the desk talked, and when; never what was said."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(self, pair: Pair, by: int, who: With, at: datetime) -> Contact:
        """Somebody has talked with them."""
        values = {"programme_id": pair.programme, "pair_id": pair.id, "by_id": by, "who": who, "at": at}
        return self.get(self._rows.add(_TABLE, values))

    def get(self, contact: int) -> Contact:
        """The talk; raises LookupError when there is none."""
        return self._read(self._rows.get(_TABLE, contact))

    def of(self, pair: int) -> list[Contact]:
        """All talks with the pair, the first one first."""
        return [self._read(row) for row in self._rows.find(_TABLE, "at", "id", pair_id=pair)]

    def move(self, contact: int, at: datetime) -> Contact:
        """It was on another day."""
        self._rows.set(_TABLE, contact, {"at": at})
        return self.get(contact)

    def remove(self, contact: int) -> None:
        """It was no talk after all."""
        self._rows.connection.execute(delete(_TABLE).where(_TABLE.c.id == contact))

    def quiet(self, programme: int, now: datetime, spacing: Spacing) -> list[ContactFacts]:
        """What there is to know of the pairs on their way that it may be time to talk with; of no others."""
        times = {"early": now - spacing.least, "usual": now - spacing.usual, "young": now - spacing.usual - MONTH}
        pairs = self._rows.connection.execute(_QUIET, {"programme": programme, **times}).all()
        pauses = self._pauses(programme)
        return [ContactFacts(pair, since, first, last, pauses[pair]) for pair, since, first, last in pairs]

    def _pauses(self, programme: int) -> dict[int, list[Pause]]:
        found = defaultdict(list)
        for row in self._rows.run(_BREAKS, programme=programme):
            found[row.pair_id].append(read_pause(row))
        return found

    @staticmethod
    def _read(row: Any) -> Contact:
        return Contact(row.id, row.programme_id, row.pair_id, row.by_id, row.who, row.at)
