"""How the database stands, its key, its copies, and the disk below them: what the doctor looks at there."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.clock import Clock
from bot.config import Settings
from bot.findings import Finding, Level, clocks_apart
from bot.mentoring.retention import BACKUPS
from storage import checkup, opening, vault
from storage.backlog import Waiting
from storage.backup import last_backup
from storage.engine import database
from storage.files import file_of
from storage.migrate import stands
from storage.trouble import Trouble

MB = 1024 * 1024
_FIXED_SQLITE = (3, 51, 3)
# One night may fail.
_OLD_COPY = timedelta(days=2)
# What has been so for longer is no news to whoever looks each week.
_NEWS = timedelta(days=7)
# As in docs/alerts.yaml.
_LATE = timedelta(minutes=5)


def examine(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Every finding, in the order in which one would mend them; changes nothing."""
    checks: tuple[Callable[[Settings], Finding | None], ...] = (_sqlite, _disk, _key_file, _database)
    for check in checks:
        found = check(settings)
        if found is not None:
            yield found
    yield from _in_database(settings, clock)
    yield from _copies(settings, clock.now())


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
    if standing.is_newest:
        return Finding(Level.OK, "database", f"It is there, at revision {standing.current}, and the key opens it.")
    seen = (
        f"It is at revision {standing.current}, not {standing.newest}." if standing.current else "It is not made yet."
    )
    return Finding(Level.WARN, "database", seen, "makker migrate (or the next makker run) does it.")


def _in_database(settings: Settings, clock: Clock) -> Iterator[Finding]:
    url = settings.database_url.get_secret_value()
    try:
        if not stands(url).is_newest:
            return  # _database tells
        server = checkup.server_time(url)
        if server is not None:
            yield clocks_apart(server, clock.now(), "the database")
        yield _waiting(*checkup.waiting(url, clock.now()), clock.now())
        yield _uncertain(checkup.uncertain(url), clock.now())
    except Trouble:
        return  # _database tells


def _waiting(updates: Waiting, messages: Waiting, now: datetime) -> Finding:
    late = [
        f"{waiting.number} {what}{'s' * (waiting.number > 1)}, the oldest since {_minute(waiting.since)}"
        for waiting, what in ((updates, "update"), (messages, "message"))
        if waiting.since is not None and now - waiting.since > _LATE
    ]
    if not late:
        return Finding(Level.OK, "waiting", f"Nothing has waited for more than {_LATE.seconds // 60} minutes.")
    do = "When Makker is stopped they wait for its start; when it runs, look in its log for what holds it up."
    return Finding(Level.WARN, "waiting", f"What could have been done waits: {'; '.join(late)}.", do)


def _uncertain(found: checkup.Uncertain | None, now: datetime) -> Finding:
    if found is None:
        return Finding(Level.OK, "messages", "Of each it is known whether it came.")
    kinds = ", ".join(f"{kind} {number}" for kind, number in found.kinds.items())
    count = sum(found.kinds.values())
    times = f"Oldest {_minute(found.first)}, newest {_minute(found.last)}."
    seen = f"Of {count} nobody knows whether they came: {kinds}. {times}"
    if now - found.last > _NEWS:
        return Finding(Level.OK, "messages", seen)
    do = "None is sent again. If it grows, look in the log for what stops Makker or its way to Telegram."
    return Finding(Level.WARN, "messages", seen, do)


def _minute(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


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
    return Finding(Level.OK, "copies", f"The last one is of {_minute(made)}.")
