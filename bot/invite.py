"""An invitation made by the operator: the programme if it is new, the link, and when it ends."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.mentoring.people import LANGUAGES, Role
from bot.mentoring.programmes import Programme
from storage.engine import Store
from storage.trouble import Trouble
from storage.unit import Unit

LONGEST_NAME = 120


class InviteTrouble(Trouble):
    """The invitation cannot be made as asked."""


@dataclass(frozen=True)
class Asked:
    """What the operator asked for; language and zone are None where nothing was said."""

    role: Role
    programme: str
    language: str | None = None
    zone: str | None = None


@dataclass(frozen=True)
class Made:
    """The payload of the link, when it ends (aware UTC), and the programme; `new` when it was made just now."""

    payload: str
    expires: datetime
    programme: Programme
    new: bool

    def link(self, username: str) -> str:
        """The deep link that opens the bot of that name."""
        return f"https://t.me/{username}?start={self.payload}"


def invite(store: Store, asked: Asked, now: datetime) -> Made:
    """A single-use invitation; raises InviteTrouble for what cannot be."""
    name = _named(asked.programme)
    _spoken(asked)
    return store.write_now(lambda unit: _invite(unit, asked, name, now))


def _invite(unit: Unit, asked: Asked, name: str, now: datetime) -> Made:
    programme = unit.programmes.by_name(name)
    new = programme is None
    if programme is None:
        if asked.role is not Role.COORDINATOR:
            raise InviteTrouble(
                f"There is no programme called {name!r}. Its coordinator comes first: "
                f'makker invite coordinator --programme "{name}"'
            )
        zone = asked.zone or "Europe/Copenhagen"
        programme = unit.programmes.add(name, asked.language or "da", zone, now)
    payload = unit.invitations.add(programme.id, asked.role, 1, None, now)
    found = unit.invitations.find(payload)
    if found is None:
        raise AssertionError("an invitation that was just made is found")
    return Made(payload, found.expires_at, programme, new)


def _named(name: str) -> str:
    clean = " ".join(unicodedata.normalize("NFC", name).split())
    if not clean or not clean.isprintable():
        raise InviteTrouble('A programme needs a name: --programme "Peer Vejle".')
    if len(clean) > LONGEST_NAME:
        raise InviteTrouble(f"A programme's name has at most {LONGEST_NAME} characters; this one has {len(clean)}.")
    return clean


def _spoken(asked: Asked) -> None:
    if asked.language not in {None, *LANGUAGES}:
        raise InviteTrouble(f"Makker speaks {' and '.join(LANGUAGES)}, not {asked.language!r}.")
    try:
        ZoneInfo(asked.zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InviteTrouble(f"{asked.zone!r} is no time zone; one looks like Europe/Copenhagen.") from error
