"""What is well and what is not with this installation, and what to do about it."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib import metadata
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot import storeroom
from bot.clock import Clock
from bot.config import PREFIX, Settings, described
from bot.findings import Finding, Level, clocks_apart
from bot.whoami import Refused, Unreachable, who_am_i
from handlers.safety import lines
from storage.trouble import Trouble


def examine(settings: Settings, clock: Clock) -> Iterator[Finding]:
    """Every finding, in the order in which one would mend them; changes nothing."""
    yield from _variables()
    yield from _platform(settings, clock)
    yield _zones()
    yield _numbers(clock.now())
    yield from storeroom.examine(settings, clock)


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
        yield clocks_apart(me.server_time, clock.now(), "the Bot API")


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
