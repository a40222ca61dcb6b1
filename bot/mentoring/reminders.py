"""A person's own small reminders: one line -> what and when, and when it is due next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.mentoring.cadence import to_instant, to_local
from bot.mentoring.phrases import LEXICONS, Reason, Unclear, Understood, first_start, understand
from bot.mentoring.phrases.tokens import tokens

# The kind of the message: asked for at that very time, so it counts as agreed, also in quiet hours.
OWN = "own.reminder"
# A day without a time, "Wednesday: ring to the library".
USUAL = time(9)
# Of use this long after its time. Source: product.md, "it waits, or expires if it makes no sense later".
USEFUL = timedelta(hours=2)
# A time is said in at most so many words.
WORDS = 10
_EDGES = " \t,.:;!-–—"
_OPENING = re.compile(
    r"(?:(?:husk|mind|påmind) mig (?:på|om)(?: at)?|husk at|(?:please )?remind me(?: to| of| about| that)?)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"(?:(?:væk|husk|mind|påmind) mig|husk at|(?:please )?(?:wake|remind) me)\b", re.IGNORECASE)
_NO_SUCH = Unclear(Reason.NO_SUCH_TIME)
_DANGLING = re.compile(r"\s(?:til|på|for|om|to|on|at|by|the)$", re.IGNORECASE)
# "Every", "hver": what is left over of a rhythm that we do not keep.
_RHYTHM = frozenset("eEKLB")


class Missed(StrEnum):
    """Why a line is no reminder yet."""

    NO_TIME = "no_time"
    NO_SUCH_TIME = "no_such_time"
    NO_WORDS = "no_words"
    PAST = "past"
    TWO_TIMES = "two_times"
    RHYTHM = "rhythm"


_MISSED = {Reason.PAST: Missed.PAST, Reason.NO_SUCH_TIME: Missed.NO_SUCH_TIME}


@dataclass(frozen=True)
class Wish:
    """What to remind of, and when: on these weekdays (0 = Monday) or on one day, at a local time.

    `other` is the same time in the other half of the day, when that may have been meant.
    """

    text: str
    weekdays: tuple[int, ...]
    day: date | None
    at: time
    other: time | None = None


@dataclass(frozen=True)
class Reminder:
    """One of a person's own. `due_at` is the next time, aware UTC; None when it rests or has had its time."""

    id: int
    person: int
    text: str
    weekdays: tuple[int, ...]
    day: date | None
    at: time
    paused: bool
    due_at: datetime | None


@dataclass(frozen=True)
class _Span:
    """Words of the line that say a time."""

    start: int
    end: int
    answer: Understood | Unclear
    words: str

    @property
    def weak(self) -> bool:
        """A lone number or short word, which in a task is seldom a time: "2 friends", Danish "man" and "to"."""
        if self.end - self.start > 1:
            return False
        word = self.words.strip(_EDGES)
        if isinstance(self.answer, Unclear):
            return self.answer.reason is Reason.NO_SUCH_TIME and word.isdecimal()
        return word.isdecimal() or len(word) <= 3 or (word.isalpha() and self.answer.day is None)


def is_asked(line: str, now: datetime) -> bool:
    """Whether a line that nobody asked for is plainly one: "wake me 7.15", or a time, a colon, and what to do."""
    when, colon, _what = line.partition(": ")
    if _ASKED.match(line):
        return True
    return bool(colon) and any(parse(when, now, language) is Missed.NO_WORDS for language in LEXICONS)


def read(line: str, now: datetime, language: str, kept: str = "") -> Wish | Missed:
    """As `parse`, in the reader's language or in the other one of ours: the one that leaves fewer words unread."""
    own, other = (parse(line, now, each, kept) for each in (language, "en" if language == "da" else "da"))
    if Missed.RHYTHM in {own, other}:
        return Missed.RHYTHM
    if isinstance(own, Wish) and isinstance(other, Wish):
        return min(own, other, key=lambda wish: 0 if wish.text == kept else len(wish.text))
    return other if isinstance(other, Wish) and own is Missed.NO_TIME else own


def parse(line: str, now: datetime, language: str, kept: str = "") -> Wish | Missed:
    """What a line asks for at the naive local time `now`, or what is missing; never a guess about words left over.

    A line that only says when is of what is `kept`, if there is such a thing.
    """
    words = line.split()
    spans = _spans(words, now, language)
    told = _told(spans, len(words), now, language)
    if isinstance(told, Missed):
        return told
    used = {at for span in told for at in range(span.start, span.end)}
    rest = [word for at, word in enumerate(words) if at not in used]
    if any(token.code in _RHYTHM for word in rest for token in tokens(word, LEXICONS[language]) or ()):
        return Missed.RHYTHM
    text = _task(" ".join(rest)) or kept
    return _wish(text, " ".join(span.words for span in told), now, language) if text else Missed.NO_WORDS


def _spans(words: Sequence[str], now: datetime, language: str) -> list[_Span]:
    """The pieces that say a time, the longest first, none within another."""
    found: list[_Span] = []
    for length in range(min(WORDS, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            end = start + length
            if any(span.start < end and start < span.end for span in found):
                continue
            said = " ".join(words[start:end])
            answer = understand(said, now, language, early=True)
            if isinstance(answer, Understood) or answer.reason is not Reason.NOTHING:
                found.append(_Span(start, end, answer, said))
    return found


def _told(spans: Sequence[_Span], length: int, now: datetime, language: str) -> list[_Span] | Missed:
    """The one span that counts, or a day and a time that were said apart."""
    strong = sorted((span for span in spans if not span.weak), key=lambda span: span.start)
    if not strong:
        # "Wake me 7": a number counts where a time would stand, at either end.
        strong = [span for span in spans if span.words.strip(_EDGES).isdecimal() and _at_an_end(span, length)]
    if not strong:
        return Missed.NO_TIME
    if any(span.answer == _NO_SUCH for span in strong):
        return Missed.NO_SUCH_TIME
    if len(strong) == 1:
        return strong
    joined = understand(" ".join(span.words for span in strong), now, language, early=True)
    return strong if len(strong) == 2 and isinstance(joined, Understood) else Missed.TWO_TIMES


def _at_an_end(span: _Span, length: int) -> bool:
    return span.start == 0 or span.end == length


def _wish(text: str, when: str, now: datetime, language: str) -> Wish | Missed:
    answer = understand(when, now, language, early=True)
    later = understand(when, now, language)
    if isinstance(answer, Unclear):
        return _MISSED.get(answer.reason, Missed.TWO_TIMES)
    other = later.time if isinstance(later, Understood) and later.time != answer.time else None
    if other is not None and answer.time is not None and answer.time.hour < 5:
        # Nobody is rung out of bed at three by a word too few.
        answer, other = replace(answer, time=other), answer.time
    if answer.is_rhythm:
        if answer.every != 1 or answer.nth is not None or not answer.weekdays:
            return Missed.RHYTHM
        return Wish(text, answer.weekdays, None, answer.time or USUAL, other)
    start = first_start(answer, now)
    if not isinstance(start, datetime):
        start = datetime.combine(start or now.date(), USUAL)
    return Wish(text, (), start.date(), start.time(), other) if start > now else Missed.PAST


def _task(rest: str) -> str:
    """The words that are not about time, without "remind me to" and what dangles where a time stood."""
    task = rest.strip(_EDGES)
    opened = _OPENING.match(task)
    if opened:
        task = task[opened.end() :].strip(_EDGES)
    return _DANGLING.sub("", task).strip(_EDGES)


def next_at(weekdays: Sequence[int], day: date | None, at: time, now: datetime, zone: str) -> datetime | None:
    """The first such instant after `now` on the clock in `zone`, aware UTC; None when its one day is over."""
    today = to_local(now, zone).date()
    days = [day] if day else [today + timedelta(days=n) for n in range(9)]
    for each in days:
        instant = to_instant(datetime.combine(each, at), zone)
        if instant > now and (day or each.weekday() in weekdays):
            return instant
    return None
