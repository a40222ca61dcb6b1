"""What is well and what is not with this installation, and what to do about it."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.clock import Clock
from bot.config import PREFIX, Settings, described
from bot.mentoring.retention import BACKUPS
from bot.whoami import Refused, Unreachable, who_am_i
from handlers.safety import lines
from storage import opening, vault
from storage.backup import last_backup
from storage.engine import database
from storage.files import file_of
from storage.trouble import Trouble

MB = 1024 * 1024
_FIXED_SQLITE = (3, 51, 3)
# One night may fail.
_OLD_COPY = timedelta(days=2)


class Level(StrEnum):
    """How it stands: BAD stops the bot or endangers what it keeps, WARN can wait until tomorrow."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at, how it stands, what was seen, what to do."""

    level: Level
    what: str
    seen: str
    do: str = ""


def examine(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Every finding, in the order in which one would mend them; changes nothing."""
    yield from _variables()
    yield from _platform(settings, clock)
    yield _zones()
    yield _numbers(clock.now())
    checks: tuple[Callable[[Settings], Finding | None], ...] = (_sqlite, _disk, _key_file, _database)
    for check in checks:
        found = check(settings)
        if found is not None:
            yield found
    yield from _copies(settings, clock.now())


def _variables() -> Iterator[Finding]:
    known = {name for name, _, _ in described()}
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in known and not name.startswith(f"{PREFIX}TEST_"):
            yield Finding(Level.WARN, "settings", f"{name} is no setting of Makker.", "Look for a slip of the pen.")


def _platform(settings: Settings, clock: Clock) -> Iterator[Finding]:
    try:
        token = settings.secret_token()
    except Trouble as trouble:
        yield Finding(Level.BAD, "token", str(trouble), "Mend the file, or set MAKKER_TOKEN.")
        return
    if token is None:
        yield Finding(Level.BAD, "token", "There is none.", "Get one from @BotFather (/newbot) and set MAKKER_TOKEN.")
        return
    try:
        me = who_am_i(settings.api_url, token)
    except Refused as trouble:
        yield Finding(Level.BAD, "token", str(trouble), "Set MAKKER_TOKEN to the new one.")
    except Unreachable as trouble:
        yield Finding(Level.BAD, "token", str(trouble), "Look at the network, a proxy, and MAKKER_API_URL.")
    else:
        yield Finding(Level.OK, "token", f"It is @{me.username}'s.")
        yield _clock(me.server_time, clock.now())


def _clock(server: datetime | None, now: datetime) -> Finding:
    if server is None:
        return Finding(Level.WARN, "clock", "The Bot API did not tell its time.", "Compare the clock by hand.")
    apart = abs((now - server).total_seconds())
    if apart <= 5:
        return Finding(Level.OK, "clock", f"It is {now:%Y-%m-%d %H:%M} UTC here and there.")
    level = Level.BAD if apart > 60 else Level.WARN
    seen = f"It is {apart:.0f} seconds away from the Bot API's."
    return Finding(level, "clock", seen, "Turn on time synchronisation (timedatectl set-ntp true).")


def _zones() -> Finding:
    do = "Install the tzdata package anew (uv sync --reinstall-package tzdata)."
    try:
        zone = ZoneInfo("Europe/Copenhagen")
    except (ZoneInfoNotFoundError, ValueError):
        return Finding(Level.BAD, "zone data", "There is none for Europe/Copenhagen.", do)
    offsets = [datetime(2026, month, 15, 12, tzinfo=UTC).astimezone(zone).utcoffset() for month in (1, 7)]
    if offsets != [timedelta(hours=1), timedelta(hours=2)]:
        return Finding(Level.BAD, "zone data", "Copenhagen's summer time is not in it.", do)
    return Finding(Level.OK, "zone data", f"Copenhagen's summer time is known (tzdata {metadata.version('tzdata')}).")


def _numbers(now: datetime) -> Finding:
    """The numbers on the card for whoever needs a person: nobody may ring one that is gone."""
    old = lines.stale(lines.every(), now.date())
    if not old:
        return Finding(
            Level.OK, "help lines", f"All {len(lines.every())} were looked up within {lines.LASTS.days} days."
        )
    names = ", ".join(sorted({line.number or line.link for line in old}))
    seen = f"Nobody has looked up these for {lines.LASTS.days} days: {names}."
    return Finding(
        Level.WARN, "help lines", seen, "Update Makker, or ring each and tell its maintainers what you heard."
    )


def _sqlite(settings: Settings) -> Finding | None:
    try:
        address = database(settings.database_url.get_secret_value())
    except Trouble:
        return None  # _database tells
    if address.get_backend_name() != "sqlite":
        return None
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info >= _FIXED_SQLITE:
        return Finding(Level.OK, "SQLite", f"It is {version}.")
    seen = f"It is {version}; before 3.51.3 a rare fault can hurt a database that two processes write at once."
    return Finding(Level.WARN, "SQLite", seen, "Run one makker on this file, and keep copies, until SQLite is newer.")


def _disk(settings: Settings) -> Finding | None:
    try:
        address = database(settings.database_url.get_secret_value())
    except Trouble:
        return None  # _database tells
    folder = file_of(address).resolve().parent if address.get_backend_name() == "sqlite" else Path.cwd()
    if not folder.is_dir():
        return Finding(Level.BAD, "disk", f"There is no folder {folder}.", "Make it, or mend MAKKER_DATABASE_URL.")
    if not os.access(folder, os.W_OK | os.X_OK):
        return Finding(Level.BAD, "disk", f"{folder} cannot be written.", "Give it to the user that runs makker.")
    free = shutil.disk_usage(folder).free // MB
    level = Level.BAD if free < 100 else Level.WARN if free < 1000 else Level.OK
    return Finding(level, "disk", f"{free:,} MB are free.", "" if level is Level.OK else "Make room.")


def _key_file(settings: Settings) -> Finding:
    path = settings.key_file
    if not path.exists():
        return Finding(Level.OK, "key file", f"There is none at {path}; the first start makes it.")
    try:
        vault.load(path)
    except Trouble as trouble:
        return Finding(Level.BAD, "key file", str(trouble), "Put the right one back, or mend MAKKER_KEY_FILE.")
    loose = stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO)
    if loose:
        return Finding(Level.WARN, "key file", f"Others on this machine can use {path}.", f"chmod 600 {path}")
    return Finding(Level.OK, "key file", f"{path} is for its owner only. Keep a copy away from the database.")


def _database(settings: Settings) -> Finding:
    try:
        standing = opening.examine(settings.database_url.get_secret_value(), settings.key_file)
    except Trouble as trouble:
        return Finding(Level.BAD, "database", str(trouble), "Mend MAKKER_DATABASE_URL, MAKKER_KEY_FILE or the server.")
    if standing.current == standing.newest:
        return Finding(Level.OK, "database", f"It is there, at revision {standing.current}, and the key opens it.")
    seen = (
        f"It is at revision {standing.current}, not {standing.newest}." if standing.current else "It is not made yet."
    )
    return Finding(Level.WARN, "database", seen, "makker migrate (or the next makker run) does it.")


def _copies(settings: Settings, now: datetime) -> Iterator[Finding]:
    try:
        address = database(settings.database_url.get_secret_value())
    except Trouble:
        return  # _database tells
    file = file_of(address)
    if address.get_backend_name() != "sqlite" or not file.exists():
        return
    yield _last_copy(settings, now)
    for old in sorted(file.parent.glob(f"{file.name}.before-*")):
        days = (now - datetime.fromtimestamp(old.stat().st_mtime, UTC)).days
        if days >= BACKUPS.days:
            seen = f"{old} is {days} days old: people were told that what they erased is gone by now."
            yield Finding(Level.WARN, "copies", seen, "Delete it.")


def _last_copy(settings: Settings, now: datetime) -> Finding:
    do = "makker backup FILE does it, also while the bot runs: let the machine do so each night."
    made = last_backup(settings.database_url.get_secret_value())
    if made is None:
        return Finding(Level.WARN, "copies", "makker backup never made one of this database.", do)
    if now - made > _OLD_COPY:
        return Finding(Level.WARN, "copies", f"The last one is {(now - made).days} days old.", do)
    return Finding(Level.OK, "copies", f"The last one is of {made:%Y-%m-%d %H:%M} UTC.")
