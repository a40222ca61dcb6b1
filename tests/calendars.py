"""Reads calendar files as others do: strictly by RFC 5545, and with two libraries that are not the writer."""

import re

import vobject
from ical.calendar_stream import IcsCalendarStream


def properties(text):
    """The lines of a file as (name, value), unfolded; fails on what RFC 5545 does not allow."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    for line in text.split("\r\n"):
        assert len(line.encode()) <= 75, line
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", line)
    unfolded = text.replace("\r\n ", "").replace("\r\n\t", "")
    found = [re.fullmatch(r"([A-Z-]+)((?:;[A-Z-]+=[^;:]+)*):(.*)", line) for line in unfolded.split("\r\n")[:-1]]
    assert all(found), unfolded
    pairs = [(match[1], match[3]) for match in found]
    assert pairs[0] == ("BEGIN", "VCALENDAR")
    assert pairs[-1] == ("END", "VCALENDAR")
    assert [pair for pair in pairs if pair[0] == "VERSION"] == [("VERSION", "2.0")]
    return pairs


def events(text):
    """The events as two readers agree on them: (uid, sequence, title, start, end, status), in order."""
    properties(text)
    one = [
        (e.uid, e.sequence, e.summary, e.dtstart, e.dtend, e.status and e.status.value)
        for e in IcsCalendarStream.calendar_from_ics(text).events
    ]
    other = [
        (e.uid.value, int(e.sequence.value), e.summary.value, e.dtstart.value, e.dtend.value, e.status.value)
        for e in vobject.readOne(text).contents.get("vevent", [])
    ]
    assert sorted(one) == sorted(other)
    return sorted(one, key=lambda each: each[3])
