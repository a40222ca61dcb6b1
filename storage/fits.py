"""Whether a match is right, as each of the two answered."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from bot.mentoring.fits import Fit, FitAnswer
from storage import schema
from storage.rows import Rows

_TABLE = schema.fits


class Fits:
    """One row for each of the two and each of the first two meetings."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def answer(self, pair: int, person: int, number: int, fit: Fit, now: datetime) -> None:
        """What the person says after that meeting; it takes the place of what they said before."""
        mine = (_TABLE.c.pair_id == pair) & (_TABLE.c.person_id == person) & (_TABLE.c.round == number)
        self._rows.connection.execute(delete(_TABLE).where(mine))
        self._rows.add(_TABLE, {"pair_id": pair, "person_id": person, "round": number, "answer": fit, "at": now})

    def of(self, pair: int) -> list[FitAnswer]:
        """What the two of a pair have answered, oldest first."""
        return [read_fit(row) for row in self._rows.find(_TABLE, "round", "id", pair_id=pair)]

    def of_all(self, pairs: Collection[int]) -> dict[int, list[FitAnswer]]:
        """What the two of each of these pairs have answered, oldest first."""
        rows = self._rows.grouped(_TABLE, "pair_id", pairs, "round", "id")
        return {pair: [read_fit(row) for row in of_pair] for pair, of_pair in rows.items()}

    def newest(self, programme: int) -> dict[int, dict[int, FitAnswer]]:
        """By pair and person, the newest answer of all pairs of the programme, in one query."""
        pairs = schema.pairs
        query = (
            select(_TABLE)
            .join(pairs, pairs.c.id == _TABLE.c.pair_id)
            .where(pairs.c.programme_id == programme)
            .order_by(_TABLE.c.round)
        )
        found: dict[int, dict[int, FitAnswer]] = {}
        for row in self._rows.connection.execute(query):
            found.setdefault(row.pair_id, {})[row.person_id] = read_fit(row)
        return found


def read_fit(row: Any) -> FitAnswer:
    """The answer of a fetched row."""
    return FitAnswer(row.pair_id, row.person_id, row.round, row.answer, row.at)
