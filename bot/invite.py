"""`makker invite`: the programme if it is new, the invitation, and its link with a QR code or as JSON."""

import json
import sys
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import segno
import typer

from bot.clock import SystemClock
from bot.config import Settings, load_settings
from bot.mentoring.people import LANGUAGES, Role
from bot.mentoring.programmes import Programme
from bot.whoami import Refused, Unreachable, who_am_i
from storage.engine import Store
from storage.opening import open_store
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


def show(role: str, programme: str, language: str | None, zone: str | None, *, as_json: bool) -> None:
    """Makes the invitation (and the database and the key, if there are none yet) and shows it."""
    settings = load_settings()
    opened = open_store(settings.database_url.get_secret_value(), settings.key_file)
    for sentence in opened.news():
        _aside(sentence)
    try:
        made = invite(opened.store, Asked(Role(role), programme, language, zone), SystemClock().now())
    finally:
        opened.store.close()
    if as_json:
        expires = made.expires.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        # The link needs the bot's name, the name needs the network, and this must work without one.
        typer.echo(json.dumps({"start": made.payload, "link": None, "expires": expires}))
    else:
        _tell(made, role, _username(settings))


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


def _tell(made: Made, role: str, username: str | None) -> None:
    ends = made.expires.astimezone(ZoneInfo(made.programme.zone))
    new = ", which is new" if made.new else ""
    typer.echo(f"An invitation for one {role} in {made.programme.name}{new}. It works until {ends:%Y-%m-%d %H:%M}.\n")
    if username is None:
        typer.echo(f"  {made.link('YOUR_BOT')}\n\nPut your bot's name where YOUR_BOT stands.")
        return
    typer.echo(f"  {made.link(username)}\n")
    segno.make(made.link(username), error="m").terminal(sys.stdout, compact=True)


def _username(settings: Settings) -> str | None:
    token = settings.secret_token()
    if token is None:
        _aside("MAKKER_TOKEN is not set, so I do not know the bot's name.")
        return None
    try:
        return who_am_i(settings.api_url, token).username
    except (Refused, Unreachable) as trouble:
        _aside(f"I could not ask for the bot's name: {trouble}")
        return None


def _aside(words: str) -> None:
    typer.echo(words, err=True)
