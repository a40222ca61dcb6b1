"""Meetings as iCalendar text (RFC 5545): one as a file, all of a person's as a feed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from handlers.feeds import entries
from handlers.screen import Calendar
from storage.unit import Unit

if TYPE_CHECKING:
    from icalendar import Calendar as Sheet
    from icalendar import Event

NAME = "Makker"
PRODUCT = "-//Makker//Makker//EN"
# How often a calendar should look at a feed again; most look when they like.
AGAIN = timedelta(hours=6)


def document(meeting: Calendar) -> str:
    """One meeting as it is now, or that it is off, for a calendar that takes files."""
    sheet = _sheet("CANCEL" if meeting.off else "PUBLISH")
    sheet.add_component(_event(meeting))
    return bytes(sheet.to_ical()).decode()


def feed(meetings: Iterable[Calendar], name: str) -> bytes:
    """All meetings as one calendar of that name."""
    sheet = _sheet("PUBLISH")
    sheet.add("x-wr-calname", name)
    sheet.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    for meeting in meetings:
        sheet.add_component(_event(meeting))
    return bytes(sheet.to_ical())


def of_secret(secret: str, unit: Unit, now: datetime) -> bytes | None:
    """The feed at a person's secret address; None when nobody has that one."""
    owner = unit.calendars.owner(secret)
    return None if owner is None else feed(entries(unit.people.get(owner), unit, now), NAME)


def _sheet(method: str) -> "Sheet":
    from icalendar import Calendar as Sheet

    sheet = Sheet()
    sheet.add("prodid", PRODUCT)
    sheet.add("version", "2.0")
    sheet.add("method", method)
    return sheet


def _event(meeting: Calendar) -> "Event":
    """No place, no names, no alarm: whoever shares a calendar sees a time and one plain word."""
    from icalendar import Event

    event = Event()
    event.add("uid", meeting.uid)
    event.add("dtstamp", meeting.made_at)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("sequence", meeting.sequence)
    event.add("summary", meeting.title)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if meeting.off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if meeting.off else "OPAQUE")
    return event
