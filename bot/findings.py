"""One thing that the doctor found: how it stands, and what to do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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


def clocks_apart(there: datetime | None, now: datetime, whose: str) -> Finding:
    """Whether it is now there, too; None where nobody said."""
    if there is None:
        return Finding(
            Level.WARN, "clock", f"It is not known what time it is at {whose}.", "Compare the clock by hand."
        )
    apart = abs((now - there).total_seconds())
    if apart <= 5:
        return Finding(Level.OK, "clock", f"It is {now:%Y-%m-%d %H:%M} UTC here and at {whose}.")
    level = Level.BAD if apart > 60 else Level.WARN
    seen = f"It is {apart:.0f} seconds away from that of {whose}."
    return Finding(level, "clock", seen, "Turn on time synchronisation on both (timedatectl set-ntp true).")
