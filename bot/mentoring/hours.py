"""Quiet hours: when the bot keeps still for a person, in their own zone, over DST too."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `start` (included) to `end` (not included), local time; over midnight or not; none when they are equal."""

    start: time = time(21)
    end: time = time(8)


def is_quiet(instant: datetime, zone: str, quiet: Quiet) -> bool:
    """True when the clock on the wall in `zone` is within `quiet` at the aware `instant`."""
    if quiet.start == quiet.end:
        return False
    wall = instant.astimezone(ZoneInfo(zone)).time()
    if quiet.start < quiet.end:
        return quiet.start <= wall < quiet.end
    return wall >= quiet.start or wall < quiet.end


def after_quiet(instant: datetime, zone: str, quiet: Quiet) -> datetime:
    """The same instant when it is not quiet then, else the end of the quiet hours, in UTC."""
    while is_quiet(instant, zone, quiet):
        instant = _next_end(instant, zone, quiet)
    return instant


def _next_end(instant: datetime, zone: str, quiet: Quiet) -> datetime:
    """The next time after `instant` that the wall shows the end; an end in the spring gap moves forward."""
    tz = ZoneInfo(zone)
    today = instant.astimezone(tz).date()
    ends = (
        datetime.combine(today + timedelta(days=days), quiet.end.replace(fold=fold), tz).astimezone(UTC)
        for days in (0, 1)
        # In the autumn fold the wall may show the end twice; in the gap only the first reading moves forward.
        for fold in (0, 1)
    )
    return min(end for end in ends if end > instant)
