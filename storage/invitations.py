"""Invitations: secrets that are only kept as hashes, the strangers at the door, and their wrong tries."""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update

from bot.mentoring.people import Role
from storage import schema
from storage.rows import Rows

BYTES = 16
LASTS = timedelta(days=7)
EVENING = 50
TRIES_AN_HOUR = 5

_TABLE = schema.invitations
_OPENINGS = schema.openings


@dataclass(frozen=True)
class Invitation:
    """A way into a programme, for one role. `uses_left` is 0 when it has been used up."""

    id: int
    programme: int
    role: Role
    uses_left: int
    invited_by: int | None
    expires_at: datetime

    def open_at(self, now: datetime) -> bool:
        """Whether somebody can still come in by it."""
        return self.uses_left > 0 and now < self.expires_at


@dataclass(frozen=True)
class Opening:
    """A stranger who opened a link and has not said yes: which link, and the language."""

    invitation: Invitation
    language: str


class Invitations:
    """Made, opened, used."""

    def __init__(self, rows: Rows) -> None:
        """One of a unit's repositories."""
        self._rows = rows

    def add(self, programme: int, role: Role, uses: int, invited_by: int | None, now: datetime) -> str:
        """A new invitation's secret: the payload of its link. It is not kept; only its hash is."""
        secret = base64.urlsafe_b64encode(secrets.token_bytes(BYTES)).rstrip(b"=").decode()
        values = {
            "programme_id": programme,
            "role": role,
            "hash": _hash(secret),
            "uses_left": uses,
            "invited_by": invited_by,
            "created_at": now,
            "expires_at": now + LASTS,
        }
        self._rows.add(_TABLE, values)
        return secret

    def find(self, secret: str) -> Invitation | None:
        """The invitation behind a link's payload, also a used or an old one; None when there never was one."""
        return self._one(_TABLE.c.hash == _hash(secret))

    def use(self, invitation: int) -> bool:
        """Takes one place of it; False when there was none left."""
        taken = update(_TABLE).where(_TABLE.c.id == invitation, _TABLE.c.uses_left > 0)
        result = self._rows.connection.execute(taken.values(uses_left=_TABLE.c.uses_left - 1))
        return bool(result.rowcount)

    def knock(self, chat: int, invitation: int, language: str, now: datetime) -> None:
        """Remembers that a stranger opened this link, until they say yes or no."""
        self.leave(chat)
        values = {"chat": chat, "invitation_id": invitation, "language": language, "opened_at": now}
        self._rows.connection.execute(_OPENINGS.insert().values(**values))

    def opening(self, chat: int) -> Opening | None:
        """The link that somebody opened and has not answered yet."""
        row = self._rows.connection.execute(select(_OPENINGS).where(_OPENINGS.c.chat == chat)).one_or_none()
        invitation = self._one(_TABLE.c.id == row.invitation_id) if row else None
        return Opening(invitation, row.language) if row and invitation else None

    def leave(self, chat: int) -> None:
        """Forgets the stranger."""
        self._rows.connection.execute(delete(_OPENINGS).where(_OPENINGS.c.chat == chat))

    def tidy(self, now: datetime) -> None:
        """Forgets strangers who never answered, and tries that no longer count."""
        self._rows.connection.execute(delete(_OPENINGS).where(_OPENINGS.c.opened_at < now - LASTS))
        tries = schema.wrong_tries
        self._rows.connection.execute(delete(tries).where(tries.c.at < now - timedelta(hours=1)))

    def wrong(self, chat: int, now: datetime) -> None:
        """Counts a link that never was."""
        self._rows.add(schema.wrong_tries, {"chat": chat, "at": now})

    def guessing(self, chat: int, now: datetime) -> bool:
        """Whether this address has tried too many wrong links within the hour."""
        tries = schema.wrong_tries
        query = select(func.count()).where(tries.c.chat == chat, tries.c.at > now - timedelta(hours=1))
        return self._rows.connection.execute(query).scalar_one() >= TRIES_AN_HOUR

    def _one(self, condition: Any) -> Invitation | None:
        row = self._rows.connection.execute(select(_TABLE).where(condition)).one_or_none()
        if row is None:
            return None
        return Invitation(row.id, row.programme_id, row.role, row.uses_left, row.invited_by, row.expires_at)


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
