"""The page with everything about one person: one file of HTML that needs nothing else, and reads well on a phone."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from markupsafe import Markup

from bot.mentoring.profiles import Profile
from handlers.chips import profile_lines
from handlers.privacy import labels
from handlers.screen import lines
from handlers.speech import Speech, capital

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: auto; padding: 1rem;
  color: #1c2a33; background: #fff }
h1 { line-height: 1.2 } h2 { margin-top: 2.5rem }
dl { border-top: 1px solid #c9d3d9; padding-top: .5rem; margin: .5rem 0 }
dt { font-weight: 600; float: left; clear: left; width: 14rem } dd { margin: 0 0 .2rem 14.5rem; overflow-wrap: anywhere;
  white-space: pre-wrap }
@media (max-width: 34rem) { dt { float: none; width: auto } dd { margin-left: 0 } }
@media (prefers-color-scheme: dark) { body { color: #e6edf1; background: #10181d } dl { border-color: #3b4a54 } }
"""
_HEAD = Markup(
    '<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="referrer" content="no-referrer">\n<title>{title}</title>\n<style>'
)
_BODY = Markup("</style>\n</head>\n<body>\n<h1>{title}</h1>\n{first}\n{parts}\n</body>\n</html>\n")


def page(found: Mapping[str, Sequence[Mapping[str, Any]]], say: Speech) -> str:
    """The whole page in the reader's language; what people wrote is escaped."""
    first = Markup("<p>{}</p>\n<p>{}</p>").format(
        say("Everything that is kept about you here, on {date}.", date=say.month(say.local(say.now).date())),
        say("What the one you meet wrote for themselves is theirs, and not here. Telegram keeps a copy of your chat."),
    )
    parts = Markup("\n").join(_part(name, records, say) for name, records in found.items())
    title = say("What we know about you")
    head, body = _HEAD.format(language=say.language, title=title), _BODY.format(title=title, first=first, parts=parts)
    return f"{head}{_STYLE}{body}"


def _part(name: str, records: Sequence[Mapping[str, Any]], say: Speech) -> Markup:
    shown = Markup("\n").join(_record(record, say) for record in records)
    return Markup("<h2>{}</h2>\n{}").format(labels.title(name, say), shown)


def _record(record: Mapping[str, Any], say: Speech) -> Markup:
    """One row: what is empty, and the numbers by which rows find each other, stand in the other file only."""
    lines = [
        Markup("<dt>{}</dt><dd>{}</dd>").format(labels.label(name, say), value_words(value, say))
        for name, value in record.items()
        if not labels.is_number(name) and value not in {None, "", ()}
    ]
    return Markup("<dl>{}</dl>").format(Markup("").join(lines)) if lines else Markup()


def value_words(value: Any, say: Speech) -> Markup:
    """A value as the reader would say it."""
    if isinstance(value, bool):
        return say("yes") if value else say("not so")
    if isinstance(value, StrEnum):
        return labels.word(value, say)
    if isinstance(value, Profile):
        return lines(*profile_lines(value, say))
    if isinstance(value, tuple):
        return say.listed([say.weekday(day) for day in value])
    return _time_words(value, say) if isinstance(value, (date, time)) else Markup.escape(value)


def _time_words(value: date | time, say: Speech) -> Markup:
    if isinstance(value, datetime):
        local = say.local(value)
        return say("{date} at {time}", date=_day(local.date(), say), time=say.clock(local.time()))
    return say.clock(value) if isinstance(value, time) else _day(value, say)


def _day(day: date, say: Speech) -> Markup:
    return say("{weekday} {date}", weekday=capital(say.weekday(day)), date=say.month(day))
