"""The one question a person that waits for free text."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, select

from storage import schema
from storage.rows import Rows

WAITS = timedelta(hours=24)
# Carried out at every tap and text, so they are put together once.
_FORGET = delete(schema.pending).where(schema.pending.c.person_id == bindparam("person"))
_WAITING = select(schema.pending.c.action).where(
    schema.pending.c.person_id == bindparam("person"), schema.pending.c.expires_at > bindparam("now")
)
_ASK = insert(schema.pending)


class Pending:
    """At most one row a person; the action says what the text will be for."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def ask(self, person: int, action: str, now: datetime) -> None:
        """From now on, for a day, free text answers this encoded action."""
        self.forget(person)
        self._rows.run(_ASK, person_id=person, action=action, asked_at=now, expires_at=now + WAITS)

    def waiting(self, person: int, now: datetime) -> str | None:
        """The encoded action that free text answers, None when nothing was asked or a day has passed."""
        row = self._rows.run(_WAITING, person=person, now=now).one_or_none()
        return None if row is None else str(row.action)

    def forget(self, person: int) -> None:
        """Nothing is asked any more."""
        self._rows.run(_FORGET, person=person)
