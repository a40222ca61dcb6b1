"""What coordinators note about a pair: sealed, for the programme's coordinators, and for the two if they ask."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from bot.mentoring.pairs import Pair
from storage import schema
from storage.rows import Rows

_TABLE, _CHANGES = schema.desk_notes, schema.changes
# The change that keeps what stood in a note before; it goes where the note goes.
REWRITTEN = "desk_note.rewritten"


@dataclass(frozen=True)
class DeskNote:
    """One note, by whom, and when it was written first."""

    id: int
    programme: int
    pair: int
    by: int
    text: str
    at: datetime


class DeskNotes:
    """The coordinators' own notes."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(self, pair: Pair, by: int, text: str, now: datetime) -> DeskNote:
        """A new one."""
        values = {"programme_id": pair.programme, "pair_id": pair.id, "by_id": by, "at": now}
        return self.get(self._rows.add(_TABLE, values, {"text": text}))

    def get(self, note: int) -> DeskNote:
        """The note; raises LookupError when there is none."""
        return self._read(self._rows.get(_TABLE, note))

    def of(self, pair: int) -> list[DeskNote]:
        """All notes about the pair, the first one first."""
        return [self._read(row) for row in self._rows.find(_TABLE, "at", "id", pair_id=pair)]

    def rewrite(self, note: int, text: str) -> DeskNote:
        """Other words."""
        self._rows.seal(_TABLE, note, {"text": text})
        return self.get(note)

    def remove(self, note: int) -> None:
        """It is gone for good, and so is what stood in it before."""
        earlier = (_CHANGES.c.what == REWRITTEN) & (_CHANGES.c.target == note)
        self._rows.connection.execute(delete(_CHANGES).where(earlier))
        self._rows.connection.execute(delete(_TABLE).where(_TABLE.c.id == note))

    def _read(self, row: Any) -> DeskNote:
        text = self._rows.open(_TABLE, "text", row)
        return DeskNote(row.id, row.programme_id, row.pair_id, row.by_id, text, row.at)
