"""Programmes and what is due in them."""

from collections.abc import Collection, Mapping
from datetime import datetime, time
from typing import Any

from sqlalchemy import delete, select

from bot.mentoring.flags import USUAL, Thresholds, is_threshold, with_values
from bot.mentoring.pairs import Rhythm
from bot.mentoring.programmes import Programme, next_digest
from storage import schema
from storage.rows import Rows

_TABLE = schema.programmes
# What decides when the digest is due.
_TIMING = frozenset({"zone", "digest_weekday", "digest_time"})
_SEALED = frozenset({"phone", "places_not_to_meet", "contact"})
_THRESHOLDS = schema.thresholds


class Programmes:
    """One row a programme; they share a bot and never see each other."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(self, name: str, language: str, zone: str, now: datetime) -> Programme:
        """A new programme with the usual settings: quiet 21 to 8, digest Monday 08:30, six months, every week."""
        values = {
            "name": name,
            "language": language,
            "zone": zone,
            "country": "DK",
            "quiet_from": time(21),
            "quiet_until": time(8),
            "digest_weekday": 0,
            "digest_time": time(8, 30),
            "months": 6,
            "rhythm": Rhythm.WEEKLY,
            "created_at": now,
        }
        row = self._rows.add(_TABLE, values, {"phone": "", "places_not_to_meet": "", "contact": ""})
        programme = self.get(row)
        self.due_again(row, next_digest(programme, now))
        return programme

    def get(self, programme: int) -> Programme:
        """The programme; raises LookupError when there is none."""
        return self._read(self._rows.get(_TABLE, programme))

    def by_name(self, name: str) -> Programme | None:
        """The programme of that name, if there is one."""
        row = self._rows.find(_TABLE, name=name).one_or_none()
        return None if row is None else self._read(row)

    def change(self, programme: int, values: Mapping[str, Any], now: datetime) -> None:
        """Other settings by column; the digest comes at its next time by them."""
        self._rows.seal(_TABLE, programme, {name: text for name, text in values.items() if name in _SEALED})
        if plain := {name: value for name, value in values.items() if name not in _SEALED}:
            self._rows.set(_TABLE, programme, plain)
        if not _TIMING.isdisjoint(values):
            self.due_again(programme, next_digest(self.get(programme), now))

    # --- From when on something is a flag ---

    def thresholds(self, programme: int) -> Thresholds:
        """What was set for the programme, and the usual where nothing was."""
        return with_values({row.name: row.value for row in self._rows.find(_THRESHOLDS, programme_id=programme)})

    def set_threshold(self, programme: int, name: str, value: float) -> Thresholds:
        """Another value; the usual one leaves no row. Raises ValueError for one that cannot be chosen."""
        if not is_threshold(name, value):
            raise ValueError("no such threshold, or out of its bounds")
        mine = (_THRESHOLDS.c.programme_id == programme) & (_THRESHOLDS.c.name == name)
        self._rows.connection.execute(delete(_THRESHOLDS).where(mine))
        if value != getattr(USUAL, name):
            self._rows.add(_THRESHOLDS, {"programme_id": programme, "name": name, "value": value})
        return self.thresholds(programme)

    # --- What is due ---

    def many(self, programmes: Collection[int]) -> dict[int, Programme]:
        """These programmes, by number."""
        return {row.id: self._read(row) for row in self._rows.find_all(_TABLE, "id", programmes)}

    def due(self, now: datetime, limit: int) -> list[int]:
        """The programmes in which something may have become due, longest waiting first: their numbers, unread."""
        return self._rows.ripe(_TABLE, "due_at", now, limit)

    def next_due(self) -> datetime | None:
        """The earliest instant at which something may become due."""
        return self._rows.earliest(_TABLE, "due_at")

    def due_at(self, programme: int) -> datetime | None:
        """When something may become due."""
        return self._rows.connection.execute(
            select(_TABLE.c.due_at).where(_TABLE.c.id == programme)
        ).scalar_one_or_none()

    def due_again(self, programme: int, at: datetime | None) -> None:
        """When the ticker is to look next."""
        self._rows.set(_TABLE, programme, {"due_at": at})

    def _read(self, row: Any) -> Programme:
        return Programme(
            id=row.id,
            name=row.name,
            language=row.language,
            zone=row.zone,
            country=row.country,
            quiet_from=row.quiet_from,
            quiet_until=row.quiet_until,
            digest_weekday=row.digest_weekday,
            digest_time=row.digest_time,
            months=row.months,
            rhythm=row.rhythm,
            phone=self._rows.open(_TABLE, "phone", row),
            places_not_to_meet=self._rows.open(_TABLE, "places_not_to_meet", row),
            contact=self._rows.open(_TABLE, "contact", row) if row.contact is not None else "",
        )
