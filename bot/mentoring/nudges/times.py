"""Kind hours: when something that nobody waits for may ring."""

from datetime import date, datetime, time, timedelta

from bot.mentoring.cadence import to_instant, to_local

# Mid-morning: awake, and a whole day to do something about it, or not.
MORNING = time(10)
# Late afternoon, the day before: time to choose one small thing, not to lie awake over it.
AFTERNOON = time(17)


def on(day: date, at: time, zone: str) -> datetime:
    """The instant when the wall in `zone` shows `at` on that day, aware UTC."""
    return to_instant(datetime.combine(day, at), zone)


def next_morning(instant: datetime, zone: str) -> datetime:
    """The first 10:00 in `zone` at or after the instant."""
    today = to_local(instant, zone).date()
    morning = on(today, MORNING, zone)
    return morning if morning >= instant else on(today + timedelta(days=1), MORNING, zone)


def midnight_after(instant: datetime, zone: str) -> datetime:
    """When the reader's day ends."""
    return on(to_local(instant, zone).date() + timedelta(days=1), time(0), zone)


def midnight_before(instant: datetime, zone: str) -> datetime:
    """When the reader's day began."""
    return on(to_local(instant, zone).date(), time(0), zone)
