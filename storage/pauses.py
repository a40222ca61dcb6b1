"""Breaks: one at a time for a pair, from its first instant to its last."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import update

from bot.mentoring.meetings import MeetingState
from bot.mentoring.pairs import PairState
from bot.mentoring.pauses import Pause, longest, wishes
from storage import schema
from storage.rows import Rows

_TABLE = schema.pauses
_PAIRS = schema.pairs
_MEETINGS = schema.meetings


class Pauses:
    """The breaks of all pairs; the pair's state and its clocks go with them."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def take(self, pair: int, by: int, now: datetime, until: datetime | None) -> Pause | None:
        """One person's wish: a break until then, or, with None, no more of it. Gives the break that lasts from now on.

        The longer of the two people's breaks lasts; the other is kept beside it, should the longer one end early.
        """
        mine = wishes(self.of(pair), now).get(by)
        if mine is not None:
            self._rows.set(_TABLE, mine.id, {"until": until or now})
        elif until is not None:
            values = {"pair_id": pair, "by_id": by, "began_at": now, "until": until, "ended_at": now}
            self._rows.add(_TABLE, values)
        return self._settle(pair, now)

    def _settle(self, pair: int, now: datetime) -> Pause | None:
        longer, lasting = longest(wishes(self.of(pair), now)), self.current(pair)
        if longer is None:
            self.end(pair, now)
            return None
        if lasting is None or lasting.id != longer.id:
            if lasting is not None:
                self._rows.set(_TABLE, lasting.id, {"ended_at": now})
            longer = self._begin(longer, now)
        self._rows.set(_PAIRS, pair, {"state": PairState.PAUSED, "due_at": now})
        return self.get(longer.id)

    def _begin(self, wish: Pause, now: datetime) -> Pause:
        if wish.began_at == now:
            self._rows.set(_TABLE, wish.id, {"ended_at": None})
            return wish
        # It stood beside the other's: from now on it is the one that counts, from its own first instant.
        self._rows.set(_TABLE, wish.id, {"until": now})
        values = {"pair_id": wish.pair, "by_id": wish.by, "began_at": now, "until": wish.until, "ended_at": None}
        return self.get(self._rows.add(_TABLE, values))

    def end(self, pair: int, at: datetime) -> Pause | None:
        """The break is over since `at`, whatever was agreed, and the clocks go on; None when there is none."""
        lasting = self.current(pair)
        if lasting is None:
            return None
        self._rows.set(_TABLE, lasting.id, {"until": at, "ended_at": at})
        self._rows.set(_PAIRS, pair, {"state": PairState.ACTIVE, "due_at": at})
        # Nobody looked at the meetings meanwhile: those to come, and one before the break that nobody has told of.
        open_ones = (_MEETINGS.c.pair_id == pair) & (_MEETINGS.c.state == MeetingState.PLANNED)
        self._rows.connection.execute(update(_MEETINGS).where(open_ones).values(due_at=at))
        return self.get(lasting.id)

    def ended(self, pause: int, at: datetime) -> None:
        """It is over since then, and was to be, whatever stood there before."""
        self._rows.set(_TABLE, pause, {"until": at, "ended_at": at})

    def go_on(self, pause: int, now: datetime) -> None:
        """It is not over yet: it ends by itself, as was agreed, and the clocks stand still again."""
        self._rows.set(_TABLE, pause, {"ended_at": None})
        self._rows.set(_PAIRS, self.get(pause).pair, {"state": PairState.PAUSED, "due_at": now})

    def get(self, pause: int) -> Pause:
        """The break; raises LookupError when there is none."""
        return read_pause(self._rows.get(_TABLE, pause))

    def current(self, pair: int) -> Pause | None:
        """The break that the pair is on, if it is."""
        lasting = [pause for pause in self.of(pair) if pause.ended_at is None]
        return lasting[-1] if lasting else None

    def of(self, pair: int) -> list[Pause]:
        """All of the pair's breaks, oldest first."""
        return [read_pause(row) for row in self._rows.find(_TABLE, "began_at", "id", pair_id=pair)]

    def of_all(self, pairs: Collection[int]) -> dict[int, list[Pause]]:
        """All breaks of each of these pairs, oldest first; none for one that took none."""
        rows = self._rows.grouped(_TABLE, "pair_id", pairs, "began_at", "id")
        return {pair: [read_pause(row) for row in of_pair] for pair, of_pair in rows.items()}


def read_pause(row: Any) -> Pause:
    """The break of a fetched row."""
    return Pause(row.id, row.pair_id, row.by_id, row.began_at, row.until, row.ended_at)
