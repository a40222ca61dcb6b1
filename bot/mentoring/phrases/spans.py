"""From a day until a day, in plain words: "1.-14. juli", "Monday to Friday", "week 30", "until 3 December"."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta

from bot.mentoring.phrases.meaning import Reason, Unclear, Understood
from bot.mentoring.phrases.tokens import folded

Span = tuple[date, date]
Reader = Callable[[str, datetime], Understood | Unclear]

NOTHING = Unclear(Reason.NOTHING)
_FROM = re.compile(r"^(?:i'm |i am |jeg er )?(?:away |vaek )?(?:from |fra |between |mellem )?")
_UNTIL = re.compile(r"^(?:until|till?|indtil|to|through)\s+")
_BETWEEN = re.compile(r"\s*-\s*|\s+(?:until|till?|indtil|to|through|and|og)\s+")
_WEEK = re.compile(r"^(?:(?:in|i)\s+)?(?:week|uge)\s+(\d{1,2})$")
_NEXT_WEEK = re.compile(r"^(?:next week|naeste uge)$")
_DAY_AND_MONTH = re.compile(r"^\d{1,2}\.\d{1,2}$")
_DAY_OF_MONTH = re.compile(r"^(?:the |den |d\. ?)?(\d{1,2})(?:\.|st|nd|rd|th)?$")
_WEEKEND = timedelta(days=6)


def span(text: str, now: datetime, read: Reader) -> Span | Unclear:
    """The first and the last day that `text` names; a day alone is both. Every word must be understood by `read`."""
    words = _FROM.sub("", folded(text), count=1).rstrip(".!") + ("." if folded(text).endswith(".") else "")
    found = dict.fromkeys(_readings(words.strip(), now, read))
    if len(found) == 1:
        return next(iter(found))
    return Unclear(Reason.AMBIGUOUS, tuple(first for first, _ in found)) if found else NOTHING


def _readings(words: str, now: datetime, read: Reader) -> Iterator[Span]:
    today = datetime.combine(now.date(), time())
    if week := _week(words, now.date()):
        yield week
    elif _UNTIL.match(words):
        last = _day(_UNTIL.sub("", words), today, read)
        yield from [(now.date(), last)] if last and last >= now.date() else []
    else:
        cuts = _BETWEEN.finditer(words)
        both = [_both(words[: cut.start()], words[cut.end() :], today, read) for cut in cuts]
        # Only then: a reader may pass over the "to" of "today to Friday".
        alone = None if any(both) else _day(words, today, read)
        yield from (each for each in (*both, alone and (alone, alone)) if each)


def _both(first: str, last: str, today: datetime, read: Reader) -> Span | None:
    """Both days; a bare number takes its month from the last, and the last comes after the first."""
    number, end = _DAY_OF_MONTH.match(first), _day(last, today, read)
    if number and end and not _DAY_OF_MONTH.match(last):
        day = int(number[1])
        return (end.replace(day=day), end) if 0 < day <= end.day else None
    start = _day(first, today, read)
    if start is None:
        return None
    if end is None or end < start:
        end = _day(last, datetime.combine(start, time()), read)
    return (start, end) if end and end >= start else None


def _day(words: str, today: datetime, read: Reader) -> date | None:
    words = words.strip()
    said = read(words + "." if _DAY_AND_MONTH.match(words) else words, today)
    if isinstance(said, Unclear):
        # What may be a day or an hour is a day here.
        days = [each for each in said.choices if not isinstance(each, datetime)]
        return days[0] if len(days) == 1 else None
    return None if said.is_rhythm or said.hours or said.time is not None else said.day


def _week(words: str, today: date) -> Span | None:
    """Monday to Sunday of the next week, or of the week of that number that is not over."""
    if _NEXT_WEEK.match(words):
        monday = today + timedelta(days=7 - today.weekday())
        return monday, monday + _WEEKEND
    if not (number := _WEEK.match(words)):
        return None
    for year in (today.isocalendar().year, today.isocalendar().year + 1):
        try:
            monday = date.fromisocalendar(year, int(number[1]), 1)
        except ValueError:
            continue
        if monday + _WEEKEND >= today:
            return monday, monday + _WEEKEND
    return None
