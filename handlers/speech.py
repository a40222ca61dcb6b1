"""One reader's language, zone, and forms of dates and numbers: how every sentence is said."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from bot.mentoring.people import Person
from locales import catalog

_LOCALES = {"da": Locale("da"), "en": Locale("en", "GB")}
# A value that begins the text, or a sentence in it.
_OPENING = re.compile(r"(?:^|[.?!]\s+)\{(\w+)(?=\})")


def mark(message: str) -> str:
    """A sentence that is said elsewhere: makes it known to the catalogs."""
    return message


_NUMBERS = (
    mark("no"),
    mark("one"),
    mark("two"),
    mark("three"),
    mark("four"),
    mark("five"),
    mark("six"),
    mark("seven"),
    mark("eight"),
    mark("nine"),
)
_NEAR = {-1: mark("yesterday"), 0: mark("today"), 1: mark("tomorrow")}


class StandIn(Markup):
    """Words in the place of a name, such as "your partner": where they open a sentence, they take a capital."""

    __slots__ = ()

    @property
    def opening(self) -> Markup:
        """The words as a sentence's beginning."""
        return capital(self)


@dataclass(frozen=True)
class Speech:
    """Says sentences to one reader, at one instant (`now`, aware UTC) that makes "tomorrow" mean something.

    Called with a sentence in English it gives the reader's words as HTML; values are escaped unless they are
    Markup already.
    """

    language: str
    zone: str
    now: datetime

    @classmethod
    def to(cls, person: Person, now: datetime) -> "Speech":
        """The speech of a person we know."""
        return cls(person.language, person.zone, now)

    def __call__(self, message: str, /, **values: object) -> Markup:
        """The sentence in the reader's language, with its values."""
        return _filled(catalog(self.language).gettext(message), values)

    def many(self, one: str, other: str, n: int, /, **values: object) -> Markup:
        """The sentence in the right number; `{n}` is the number, as a word up to nine."""
        message = catalog(self.language).ngettext(one, other, n)
        return _filled(message, {"n": self.number(n), **values})

    # --- Numbers and lists ---

    def number(self, n: int) -> Markup:
        """A whole number: a word up to nine, digits from ten."""
        return self(_NUMBERS[n]) if 0 <= n < len(_NUMBERS) else Markup(n)

    def decimal(self, value: float) -> Markup:
        """Such as "two", "1.5" or, in Danish, "1,5"."""
        whole = int(value)
        return self.number(whole) if whole == value else Markup(format_decimal(value, locale=_LOCALES[self.language]))

    def listed(self, parts: Sequence[str]) -> Markup:
        """Such as "Tuesday, Thursday and Friday"; words in the place of a name stay such where they come first."""
        kind = StandIn if parts and isinstance(parts[0], StandIn) else Markup
        return kind(format_list([Markup.escape(part) for part in parts], locale=_LOCALES[self.language]))

    # --- Days and times ---

    def local(self, instant: datetime) -> datetime:
        """The instant on the reader's own clock."""
        return instant.astimezone(ZoneInfo(self.zone))

    def clock(self, at: time | datetime) -> Markup:
        """Such as "16:30", "16.30"; an instant is read on the reader's own clock."""
        local = self.local(at) if isinstance(at, datetime) else at
        return Markup(_clock(self.language, local.hour, local.minute))

    def weekday(self, day: int | dt.date) -> Markup:
        """Such as "Thursday", "torsdag", from 0 = Monday or a date."""
        number = day if isinstance(day, int) else day.weekday()
        return Markup(_date(self.language, "EEEE", dt.date(2024, 1, 1) + timedelta(days=number)))

    def date(self, day: dt.date) -> Markup:
        """Such as "Thursday 26 November", "torsdag den 26. november"; with the year when it is another one."""
        same = day.year == self.local(self.now).year
        if self.language == "da":
            pattern = "EEEE 'den' d. MMMM" if same else "EEEE 'den' d. MMMM y"
        else:
            pattern = "EEEE d MMMM" if same else "EEEE d MMMM y"
        return Markup(_date(self.language, pattern, day))

    def month(self, day: dt.date) -> Markup:
        """Such as "20 May", "20. maj": a date in running text where the weekday says nothing."""
        pattern = "d. MMMM y" if self.language == "da" else "d MMMM y"
        return Markup(_date(self.language, pattern, day))

    def month_name(self, day: dt.date) -> Markup:
        """Such as "March", "marts"; with the year when it is another one and that is not plain."""
        far = abs((day - self.local(self.now).date()).days) > 300
        return Markup(_date(self.language, "LLLL y" if far else "LLLL", day))

    def brief(self, day: dt.date) -> Markup:
        """Such as "20 Nov", "20. nov.": a date where there is hardly any room."""
        return Markup(_date(self.language, "d. MMM" if self.language == "da" else "d MMM", day))

    def full(self, instant: datetime) -> Markup:
        """Such as "Thursday 26 November at 16:30": how an answer is echoed."""
        say = self
        local = self.local(instant)
        return say("{date} at {time}", date=self.date(local.date()), time=self.clock(local.time()))

    def on(self, day: dt.date) -> Markup:
        """Such as "today", "tomorrow", "on Thursday", "last Thursday", else "on Thursday 26 November"."""
        say = self
        away = (day - self.local(self.now).date()).days
        if away in _NEAR:
            return say(_NEAR[away])
        if 1 < away < 7:
            return say("on {weekday}", weekday=self.weekday(day))
        if -7 < away < -1:
            return say("last {weekday}", weekday=self.weekday(day))
        return say("on {date}", date=self.date(day))

    def when(self, instant: datetime) -> Markup:
        """Such as "tomorrow at 16:30", "on Thursday at 16:30": a time in the middle of a sentence."""
        say = self
        local = self.local(instant)
        return say("{day} at {time}", day=self.on(local.date()), time=self.clock(local.time()))


def capital(words: Markup) -> Markup:
    """The words as a sentence's beginning."""
    return Markup(words[:1].upper() + words[1:])


def opened(words: Markup) -> Markup:
    """A name where it stands alone or first: as the person writes it, and words in its place with a capital."""
    return words.opening if isinstance(words, StandIn) else words


def _filled(message: str, values: Mapping[str, object]) -> Markup:
    if not values and "{" not in message:
        return Markup(message)
    if any(isinstance(value, StandIn) for value in values.values()):
        message = _OPENING.sub(
            lambda found: f"{found[0]}.opening" if isinstance(values[found[1]], StandIn) else found[0], message
        )
    # As `Markup(message).format`, which takes each sentence apart in Python.
    return Markup(message.format(**{name: _safe(value) for name, value in values.items()}))


def _safe(value: object) -> Markup:
    return value if isinstance(value, Markup) else escape(value)


@lru_cache(maxsize=4096)
def _date(language: str, pattern: str, day: dt.date) -> str:
    return format_date(day, pattern, locale=_LOCALES[language])


@lru_cache(maxsize=4096)
def _clock(language: str, hour: int, minute: int) -> str:
    return format_time(time(hour, minute), "short", locale=_LOCALES[language])
