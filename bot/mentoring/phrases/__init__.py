"""Plain words for times, Danish and English: "torsdag halv fem" -> what is meant, or why it is not clear."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from bot.mentoring.phrases.clocks import clock_rules
from bot.mentoring.phrases.danish import DANISH
from bot.mentoring.phrases.days import day_rules
from bot.mentoring.phrases.english import ENGLISH
from bot.mentoring.phrases.grammar import readings
from bot.mentoring.phrases.meaning import Reason, Unclear, Understood, first_start, local
from bot.mentoring.phrases.past import recalled
from bot.mentoring.phrases.resolve import resolve
from bot.mentoring.phrases.rhythms import rhythm_rules
from bot.mentoring.phrases.spans import span
from bot.mentoring.phrases.stretches import stretch
from bot.mentoring.phrases.tokens import Token, tokens
from bot.mentoring.phrases.weekly import free_times

__all__ = [
    "LEXICONS",
    "Reason",
    "Unclear",
    "Understood",
    "between",
    "days",
    "first_start",
    "free_times",
    "local",
    "recall",
    "understand",
]

RULES = {
    "da": (*day_rules(month_first=False), *clock_rules(to="i", half="h"), *rhythm_rules()),
    # No English minutes are counted from a half hour.
    "en": (*day_rules(month_first=True), *clock_rules(to="[tbf]", half="(?!)"), *rhythm_rules()),
}
LEXICONS = {"da": DANISH, "en": ENGLISH}
NOTHING = Unclear(Reason.NOTHING)


def understand(text: str, now: datetime, language: str, *, early: bool = False) -> Understood | Unclear:
    """What `text` means at the naive local time `now`, read as Danish ("da") or else English.

    Every word has to be understood, else the answer is Unclear. Hours 1 to 7 without more mean the
    afternoon; with `early` ("wake me 7.15") they are taken as said. Never raises, whatever the text.
    """
    language = language if language in RULES else "en"
    found = tokens(text, LEXICONS[language]) or []
    answers = [_read(ending, now, language, early=early) for ending in _endings(found)]
    return _one_of(answers, now)


def recall(text: str, now: datetime, language: str) -> Understood | Unclear:
    """What `text` says of a day that is over, or today's, at the naive local time `now`: "i torsdags", "yesterday".

    A weekday is the last one. Unclear with PAST is a time that is known and has not been. Never raises.
    """
    language = language if language in RULES else "en"
    return recalled(text, now, language, LEXICONS[language], RULES[language])


def between(text: str, language: str) -> tuple[time, time] | None:
    """From and until, "22 til 7", as local times; None for all other words. Never raises, whatever the text."""
    language = language if language in RULES else "en"
    return stretch(text, LEXICONS[language], RULES[language])


def days(text: str, now: datetime, language: str) -> tuple[date, date] | Unclear:
    """The first and the last day that `text` names, "1.-14. juli", "next week"; a day alone is both. Never raises."""
    return span(text, now, lambda words, today: understand(words, today, language))


def _endings(found: list[Token]) -> list[list[Token]]:
    """A number and a full stop at the very end: the fifteenth, or fifteen and the end of the sentence."""
    if not found or found[-1].code != "o" or not found[-1].text.endswith("."):
        return [found]
    last = found[-1]
    plain = replace(last, code="n", text=last.text.rstrip("."))
    return [[*found[:-1], plain], found]


def _read(found: list[Token], now: datetime, language: str, *, early: bool) -> Understood | Unclear:
    for reading in readings(found, RULES[language], now.year) if found else ():
        answer = _one_of([resolve(said, now, early=early) for said in reading], now)
        if answer != NOTHING:
            return answer
    return NOTHING


def _one_of(answers: Sequence[Understood | Unclear], now: datetime) -> Understood | Unclear:
    """The only thing that makes sense; else both, to be asked about; else why none does."""
    sure = list(dict.fromkeys(answer for answer in answers if isinstance(answer, Understood)))
    if len(sure) == 1:
        return sure[0]
    if sure:
        return Unclear(Reason.AMBIGUOUS, tuple(first for answer in sure if (first := first_start(answer, now))))
    return next((answer for answer in answers if answer != NOTHING), NOTHING)
