"""A time that is over, in plain words: "i går kl. 15", "last Thursday", "for tre dage siden", "3 November"."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from bot.mentoring.phrases.danish import DAYS as DANISH_DAYS
from bot.mentoring.phrases.english import DAYS as ENGLISH_DAYS
from bot.mentoring.phrases.grammar import Rule, readings
from bot.mentoring.phrases.lexicon import words
from bot.mentoring.phrases.meaning import Reason, Unclear, Understood
from bot.mentoring.phrases.resolve import resolve
from bot.mentoring.phrases.said import NAMES, Said
from bot.mentoring.phrases.tokens import Lexicon, folded, tokens

# What can be said of a day that is over; "next", "in two weeks" and rhythms are for those to come.
ALLOWED = frozenset({"clock", "part", "days", "weekdays", "date"})
# A weekday is the last one; a date is looked for in the last weeks, and then further back.
BACK = (timedelta(days=7), timedelta(days=31), timedelta(days=62), timedelta(days=366))

_DANISH_NUMBERS = words("en to tre fire fem seks syv otte ni ti")
_ENGLISH_NUMBERS = words("one two three four five six seven eight nine ten")
_NUMBERS = {
    "da": {"et": 1} | {word: n for n, word in enumerate(_DANISH_NUMBERS, start=1)},
    "en": {"a": 1} | {word: n for n, word in enumerate(_ENGLISH_NUMBERS, start=1)},
}
_NUMBER = r"(?P<n>\d{1,2}|[a-z]+)"
# Words of the past, folded -> words that the grammar knows, and how many days before today they count from.
_TURNS: dict[str, tuple[tuple[str, str, int], ...]] = {
    "da": (
        (r"\bi ?forgars\b", "i dag", 2),
        (r"\bi ?gar\b", "i dag", 1),
        (r"\bi ?aftes\b", "i aften", 1),
        (r"\bi ?morges\b", "i dag om morgenen", 0),
        (rf"\b(?:for )?{_NUMBER} dage? siden\b", "i dag", 1),
        (rf"\b(?:for )?{_NUMBER} uger? siden\b", "i dag", 7),
        (rf"\b(?:i|sidste) (?P<w>{'|'.join(map(folded, DANISH_DAYS))})s?\b", r"\g<w>", 0),
    ),
    "en": (
        (r"\b(?:the )?day before yesterday\b", "today", 2),
        (r"\byesterday\b", "today", 1),
        (r"\blast night\b", "tonight", 1),
        (rf"\b{_NUMBER} days? ago\b", "today", 1),
        (rf"\b{_NUMBER} weeks? ago\b", "today", 7),
        (rf"\blast (?P<w>{'|'.join(ENGLISH_DAYS)})\b", r"\g<w>", 0),
    ),
}


def recalled(text: str, now: datetime, language: str, lexicon: Lexicon, rules: Sequence[Rule]) -> Understood | Unclear:
    """The day up to today that `text` names at the naive local time `now`, with its time if one was said.

    Every word has to be understood. PAST says here that the time is known, and has not been in the last year.
    """
    plain, back = _turned(folded(text), language)
    found = tokens(plain, lexicon) or []
    for reading in readings(found, rules, now.year) if found else ():
        answers = [answer for said in reading for answer in _answers(said, now, back)]
        if answers:
            return next((answer for answer in answers if _is_over(answer, now)), Unclear(Reason.PAST))
        if any(said.date is not None and said.date[0] for said in reading):
            # A year that is too long ago, or to come, is no time of day: "3 March 2025" is not 20:25.
            return Unclear(Reason.PAST)
    return Unclear(Reason.NOTHING)


def _turned(text: str, language: str) -> tuple[str, int]:
    """The text in words that the grammar knows, and how many days before today its day is."""
    for pattern, plain, days in _TURNS[language]:
        match = re.search(pattern, text)
        if match is None:
            continue
        number = match.groupdict().get("n", "1")
        times = int(number) if number.isdecimal() else _NUMBERS[language].get(number)
        if times is not None:
            return text[: match.start()] + match.expand(plain) + text[match.end() :], days * times
    return text, 0


def _answers(said: Said, now: datetime, back: int) -> Iterator[Understood]:
    """What it can mean, the nearest first; a day before today is not one that is named, too."""
    facts = {name for name in NAMES if getattr(said, name) is not None}
    named = bool(facts & {"weekdays", "date"})
    if not facts <= ALLOWED or (named and back) or said.days:
        return
    # Counted from midnight, every hour of a day is still to come.
    midnight = datetime.combine(now.date(), time())
    for moment in (now - each for each in BACK) if named else (midnight,):
        answer = resolve(said, moment, early=False)
        if isinstance(answer, Understood):
            day = now.date() - timedelta(days=back)
            yield answer if named else Understood(day, answer.time, hours=answer.hours)


def _is_over(answer: Understood, now: datetime) -> bool:
    return answer.day is not None and (answer.start or datetime.combine(answer.day, time())) <= now
