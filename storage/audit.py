"""Who saw or changed what of whom: rows are added, and nothing here can change or remove one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, literal, select, union

from storage import schema
from storage.rows import Rows
from storage.states import Deed

_TABLE = schema.audit


@dataclass(frozen=True)
class Entry:
    """One deed. `by` is None for the bot's own rules and for the operator, `about` for everything that is kept."""

    id: int
    at: datetime
    what: Deed
    by: int | None
    about: int | None
    programme: int | None


class Audit:
    """Append-only, and without content: it says that somebody looked, never what they read."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(self, what: Deed, by: int | None, about: int | None, programme: int | None, now: datetime) -> None:
        """It has just been done."""
        values = {"at": now, "what": what, "by_id": by, "about_id": about, "programme_id": programme}
        self._rows.add(_TABLE, values)

    def about(self, person: int | None) -> list[Entry]:
        """What was done with the person's data, or (None) with everything at once; oldest first."""
        query = select(_TABLE).where(_TABLE.c.about_id.is_not_distinct_from(person)).order_by(_TABLE.c.id)
        rows = self._rows.connection.execute(query)
        return [Entry(row.id, row.at, row.what, row.by_id, row.about_id, row.programme_id) for row in rows]

    def seen(self, what: Deed, by: int, about: Iterable[int], programme: int, now: datetime, since: datetime) -> None:
        """It has just been seen of each of them, by somebody else; twice since then is one row."""
        for person in set(about) - {by}:
            if not self._done_since(what, by, person, since):
                self.add(what, by, person, programme, now)

    def exported(self, by: int, programme: int, now: datetime) -> None:
        """Everybody who is or was in a pair of the programme was in a file that somebody took along."""
        pairs, people = schema.pairs, schema.people
        mine = pairs.c.programme_id == programme
        met = union(select(pairs.c.mentor_id).where(mine), select(pairs.c.mentee_id).where(mine))
        told = people.c.erased_at.is_(None) & people.c.id.in_(met) & (people.c.id != by)
        values = (now, Deed.EXPORTED, by, programme)
        columns = (_TABLE.c.at, _TABLE.c.what, _TABLE.c.by_id, _TABLE.c.programme_id)
        given = [literal(value, column.type) for value, column in zip(values, columns, strict=True)]
        rows = select(*given, people.c.id).where(told)
        self._rows.connection.execute(insert(_TABLE).from_select([*columns, _TABLE.c.about_id], rows))

    def _done_since(self, what: Deed, by: int, about: int, since: datetime) -> bool:
        mine = (_TABLE.c.what == what) & (_TABLE.c.by_id == by) & (_TABLE.c.about_id == about) & (_TABLE.c.at >= since)
        return self._rows.connection.execute(select(_TABLE.c.id).where(mine)).first() is not None
