"""A programme and its settings: language, zone, hours, rhythm, and when its digest is due."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.mentoring.cadence import to_instant
from bot.mentoring.pairs import Rhythm


@dataclass(frozen=True)
class Programme:
    """One programme. Digest weekday counts from 0 = Monday; times are local to `zone`."""

    id: int
    name: str
    language: str
    zone: str
    country: str
    quiet_from: time
    quiet_until: time
    digest_weekday: int
    digest_time: time
    months: int
    rhythm: Rhythm
    phone: str
    places_not_to_meet: str
    contact: str


def next_digest(programme: Programme, after: datetime) -> datetime:
    """The first digest instant strictly after `after` (aware UTC in, aware UTC out).

    Source: product.md, "Weekly digest, Monday 08:30 local".
    """
    local = after.astimezone(ZoneInfo(programme.zone))
    day = local.date() + timedelta(days=(programme.digest_weekday - local.weekday()) % 7)
    due = to_instant(datetime.combine(day, programme.digest_time), programme.zone)
    if due <= after:
        due = to_instant(datetime.combine(day + timedelta(days=7), programme.digest_time), programme.zone)
    return due
