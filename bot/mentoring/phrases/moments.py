"""A clock time as said -> a time of day: morning or afternoon, and whether the part of the day agrees."""

from collections.abc import Collection
from datetime import time

from bot.mentoring.phrases.meaning import DoubtError, Reason
from bot.mentoring.phrases.said import Clock, Part

HOURS: dict[Part, Collection[int]] = {
    Part.MORNING: range(1, 12),
    Part.FORENOON: range(5, 13),
    Part.AFTERNOON: range(12, 19),
    Part.EVENING: range(17, 24),
    Part.NIGHT: {*range(19, 24), *range(6)},
}
# When people meet in it, where no time is said.
USUAL: dict[Part, tuple[int, ...]] = {
    Part.MORNING: (8, 9, 10),
    Part.FORENOON: (10, 9, 11),
    Part.AFTERNOON: (14, 15, 16),
    Part.EVENING: (19, 18, 20),
}


def time_of_day(clock: Clock, part: Part | None, *, early: bool) -> time:
    """The time meant; hours 1 to 7 without more are in the afternoon, unless `early`. Raises DoubtError."""
    if not (0 <= clock.hour < 24 and clock.minute < 60):
        raise DoubtError(Reason.NO_SUCH_TIME)
    if clock.midnight:
        return _midnight(part)
    hours = [hour for hour in _likely(clock, part, early=early) if part is None or hour in HOURS[part]]
    if not hours:
        raise DoubtError(Reason.NO_SUCH_TIME)
    found = time(hours[0], clock.minute)
    if clock.until and not _ends_after(found, clock.until):
        raise DoubtError(Reason.NO_SUCH_TIME)
    return found


def _midnight(part: Part | None) -> time:
    if part in {Part.MORNING, Part.FORENOON, Part.AFTERNOON}:
        raise DoubtError(Reason.NO_SUCH_TIME)
    return time()


def _likely(clock: Clock, part: Part | None, *, early: bool) -> list[int]:
    hour = clock.hour
    if clock.half_day:
        fits = hour < 13 if clock.half_day == "a" else hour > 0
        return [hour % 12 + (12 if clock.half_day == "p" else 0)] if fits else []
    if clock.exact or hour > 12 or hour == 0:
        return [hour]
    if part is not None:
        return [hour, (hour + 12) % 24]
    return [hour + 12 if hour < 8 and not early else hour]


def _ends_after(start: time, end: Clock) -> bool:
    hours = {end.hour, end.hour + 12} if end.hour < 12 else {end.hour}
    return end.minute < 60 and any(hour <= 24 and (hour, end.minute) > (start.hour, start.minute) for hour in hours)
