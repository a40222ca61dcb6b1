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
    """A way into a programme, for one role, meant for whoever is called `name` where that is known.

    `uses_left` is 0 when it has been used up. `person` is for whom alone it is: somebody who is here by name, and has
    no address yet.
    """

    id: int
    programme: int
    role: Role
    uses_left: int
    invited_by: int | None
    created_at: datetime
    expires_at: datetime
    withdrawn_at: datetime | None
    name: str = ""
    person: int | None = None

    def open_at(self, now: datetime) -> bool:
        """Whether somebody can still come in by it."""
        return self.uses_left > 0 and now < self.expires_at and self.withdrawn_at is None


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

    def add(
        self,
        programme: int,
        role: Role,
        uses: int,
        invited_by: int | None,
        now: datetime,
        name: str = "",
        *,
        person: int | None = None,
    ) -> str:
        """A new invitation's secret: the payload of its link. It is not kept; only its hash is.

        `person` is who alone comes in by it: somebody who is here by name, and has no address yet.
        """
        secret = base64.urlsafe_b64encode(secrets.token_bytes(BYTES)).rstrip(b"=").decode()
        values = {
            "programme_id": programme,
            "role": role,
            "hash": _hash(secret),
            "uses_left": uses,
            "invited_by": invited_by,
            "person_id": person,
            "created_at": now,
            "expires_at": now + LASTS,
        }
        self._rows.add(_TABLE, values, {"name": name} if name else None)
        return secret

    def find(self, secret: str) -> Invitation | None:
        """The invitation behind a link's payload, also a used or an old one; None when there never was one."""
        return self._one(_TABLE.c.hash == _hash(secret))

    def get(self, invitation: int) -> Invitation:
        """The invitation; raises LookupError when there is none."""
        found = self._one(_TABLE.c.id == invitation)
        if found is None:
            raise LookupError("no such invitation")
        return found

    def open_in(self, programme: int, now: datetime) -> list[Invitation]:
        """Those by which somebody can still come into the programme, newest first."""
        query = select(_TABLE).where(
            _TABLE.c.programme_id == programme,
            _TABLE.c.uses_left > 0,
            _TABLE.c.expires_at > now,
            _TABLE.c.withdrawn_at.is_(None),
        )
        rows = self._rows.connection.execute(query.order_by(_TABLE.c.id.desc()))
        return [self._read(row) for row in rows]

    def call(self, invitation: int, name: str) -> None:
        """For whom it is meant."""
        self._rows.seal(_TABLE, invitation, {"name": name})

    def came_by(self, invitation: int) -> list[int]:
        """Who came in by it, by person, first to last; also those who have left since."""
        rows = self._rows.find(schema.members, "consented_at", "id", came_by=invitation)
        return [row.person_id for row in rows]

    def withdraw(self, invitation: int, at: datetime | None) -> None:
        """Nobody comes in by it any more; or, with None, somebody can again."""
        self._rows.set(_TABLE, invitation, {"withdrawn_at": at})

    def use(self, invitation: int) -> bool:
        """Takes one place of it; False when there was none left, or it has been withdrawn."""
        mine = (_TABLE.c.id == invitation) & (_TABLE.c.uses_left > 0) & _TABLE.c.withdrawn_at.is_(None)
        taken = update(_TABLE).where(mine)
        result = self._rows.connection.execute(taken.values(uses_left=_TABLE.c.uses_left - 1))
        return bool(result.rowcount)

    def knock(self, chat: int, invitation: int, language: str, now: datetime) -> None:
        """Remembers that a stranger opened this link, until they say yes or no."""
        self.leave(chat)
        values = {"chat": chat, "invitation_id": invitation, "language": language, "opened_at": now}
        self._rows.connection.execute(_OPENINGS.insert().values(**values))

    def opening(self, chat: int) -> Opening | None:
        """The link that somebody opened and has not answered yet."""
        row = self._rows.find(_OPENINGS, chat=chat).one_or_none()
        invitation = self._rows.find(_TABLE, id=row.invitation_id).one_or_none() if row else None
        return Opening(self._read(invitation), row.language) if row and invitation else None

    def leave(self, chat: int) -> None:
        """Forgets the stranger."""
        self._rows.connection.execute(delete(_OPENINGS).where(_OPENINGS.c.chat == chat))

    def tidy(self, now: datetime) -> None:
        """Forgets strangers who never answered, for whom a link was that is over, and tries that no longer count."""
        self._rows.connection.execute(delete(_OPENINGS).where(_OPENINGS.c.opened_at < now - LASTS))
        over = (_TABLE.c.uses_left == 0) | (_TABLE.c.expires_at < now)
        self._rows.connection.execute(update(_TABLE).where(over, _TABLE.c.name.is_not(None)).values(name=None))
        tries = schema.wrong_tries
        self._rows.connection.execute(delete(tries).where(tries.c.at < now - timedelta(hours=1)))

    def wrong(self, chat: int, now: datetime) -> None:
        """Counts a link that never was."""
        self._rows.add(schema.wrong_tries, {"chat": chat, "at": now})

    def tries(self, chat: int, now: datetime) -> int:
        """How many wrong links this address has tried within the hour."""
        tries = schema.wrong_tries
        query = select(func.count()).where(tries.c.chat == chat, tries.c.at > now - timedelta(hours=1))
        return int(self._rows.connection.execute(query).scalar_one())

    def _one(self, condition: Any) -> Invitation | None:
        row = self._rows.connection.execute(select(_TABLE).where(condition)).one_or_none()
        return None if row is None else self._read(row)

    def _read(self, row: Any) -> Invitation:
        return Invitation(
            id=row.id,
            programme=row.programme_id,
            role=row.role,
            uses_left=row.uses_left,
            invited_by=row.invited_by,
            created_at=row.created_at,
            expires_at=row.expires_at,
            withdrawn_at=row.withdrawn_at,
            name=self._rows.open(_TABLE, "name", row),
            person=row.person_id,
        )


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
