"""What came out of meetings: what each of the two told, and their notes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from bot.mentoring.meetings import Log
from storage import schema
from storage.rows import Rows
from storage.states import NoteSight

_LOGS = schema.logs
_BY_DESK = schema.desk_logs
_NOTES = schema.notes
# Carried out whenever somebody tells, so it is put together once.
_UNLOG = delete(_LOGS).where(_LOGS.c.meeting_id == bindparam("meeting"), _LOGS.c.person_id == bindparam("person"))


@dataclass(frozen=True)
class DeskLog:
    """What a coordinator wrote down of a meeting for the two: that they met, or that it didn't happen."""

    meeting: int
    by: int
    held: bool
    at: datetime


@dataclass(frozen=True)
class Note:
    """One note as its writer keeps it; `voice` is the platform's file id of a spoken one."""

    id: int
    meeting: int
    person: int
    text: str
    voice: str | None


class Outcomes:
    """What was told of all pairs' meetings."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def log(self, entry: Log) -> None:
        """What one of the two tells; it takes the place of what they told before."""
        self.unlog(entry.meeting, entry.person)
        values = {
            "meeting_id": entry.meeting,
            "person_id": entry.person,
            "held": entry.held,
            "step_outcome": entry.step_outcome,
            "mood": entry.mood,
            "confirmed": entry.confirmed,
            "at": entry.at,
        }
        self._rows.add(_LOGS, values)

    def unlog(self, meeting: int, person: int) -> None:
        """Takes back what one of the two told."""
        self._rows.run(_UNLOG, meeting=meeting, person=person)

    def logs(self, meeting: int) -> dict[int, Log]:
        """What was told, by person."""
        return {row.person_id: _log(row) for row in self._rows.find(_LOGS, meeting_id=meeting)}

    def all_logs(self, meetings: Collection[int]) -> dict[int, dict[int, Log]]:
        """What was told of each of these meetings, by person; nothing of one of which nobody told."""
        rows = self._rows.grouped(_LOGS, "meeting_id", meetings)
        return {meeting: {row.person_id: _log(row) for row in told} for meeting, told in rows.items()}

    def log_by_desk(self, entry: DeskLog) -> None:
        """What a coordinator writes down for the two; it takes the place of what stood there before."""
        self.unlog_by_desk(entry.meeting)
        values = {"meeting_id": entry.meeting, "by_id": entry.by, "held": entry.held, "at": entry.at}
        self._rows.add(_BY_DESK, values)

    def unlog_by_desk(self, meeting: int) -> None:
        """Takes back what a coordinator wrote down."""
        self._rows.connection.execute(delete(_BY_DESK).where(_BY_DESK.c.meeting_id == meeting))

    def by_desk(self, meeting: int) -> DeskLog | None:
        """What a coordinator wrote down for the two, if one did."""
        row = self._rows.find(_BY_DESK, meeting_id=meeting).one_or_none()
        return None if row is None else DeskLog(row.meeting_id, row.by_id, row.held, row.at)

    def add_note(
        self, meeting: int, person: int, sight: NoteSight, text: str, now: datetime, *, voice: str | None = None
    ) -> int:
        """A note in own words, or by voice as the platform's file id; gives its id."""
        values = {"meeting_id": meeting, "person_id": person, "sight": sight, "at": now}
        return self._rows.add(_NOTES, values, {"text": text} | ({"voice": voice} if voice else {}))

    def notes(self, meeting: int, reader: int) -> list[tuple[int, str]]:
        """The written notes that the reader may see: shared ones and their own, oldest first, as (writer, text)."""
        rows = self._seen_notes(meeting, reader)
        return [(row.person_id, self._rows.open(_NOTES, "text", row)) for row in rows if row.voice is None]

    def voices(self, meeting: int, reader: int) -> list[tuple[int, int]]:
        """The spoken notes that the reader may hear, oldest first, as (note, speaker)."""
        return [(row.id, row.person_id) for row in self._seen_notes(meeting, reader) if row.voice is not None]

    def meeting_of_note(self, note: int) -> int:
        """The meeting that a note is about; raises LookupError when there is none."""
        found = self._rows.connection.execute(select(_NOTES.c.meeting_id).where(_NOTES.c.id == note))
        number = found.scalar_one_or_none()
        if number is None:
            raise LookupError("no such note")
        return int(number)

    def voice(self, note: int) -> str:
        """The platform's file id of a spoken note; raises LookupError when it was not spoken, or is gone."""
        row = self._rows.find(_NOTES, id=note).one_or_none()
        if row is None or row.voice is None:
            raise LookupError("no such spoken note")
        return self._rows.open(_NOTES, "voice", row)

    def note(self, note: int) -> Note:
        """The note; raises LookupError when there is none."""
        row = self._rows.get(_NOTES, note)
        voice = None if row.voice is None else self._rows.open(_NOTES, "voice", row)
        return Note(row.id, row.meeting_id, row.person_id, self._rows.open(_NOTES, "text", row), voice)

    def show_note_to(self, note: int, sight: NoteSight) -> None:
        """Who can see the note from now on."""
        self._rows.set(_NOTES, note, {"sight": sight})

    def remove_note(self, note: int) -> None:
        """Takes a note away for good."""
        self._rows.connection.execute(delete(_NOTES).where(_NOTES.c.id == note))

    def _seen_notes(self, meeting: int, reader: int) -> list[Any]:
        rows = self._rows.find(_NOTES, "id", meeting_id=meeting)
        return [row for row in rows if row.sight is NoteSight.SHARED or row.person_id == reader]


def _log(row: Any) -> Log:
    return Log(row.meeting_id, row.person_id, row.held, row.step_outcome, row.mood, row.confirmed, row.at)
