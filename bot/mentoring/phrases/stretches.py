"""From and until on the clock, over midnight or not, in plain words: "22 til 7", "from 10pm to 7am"."""

import re
from collections.abc import Sequence
from datetime import time

from bot.mentoring.phrases.grammar import Rule, readings
from bot.mentoring.phrases.said import Clock, Said
from bot.mentoring.phrases.tokens import Lexicon, folded, tokens

# Other words for the dash between the two.
_BETWEEN = re.compile(r"^(?:mellem|between) (.+) (?:og|and|&) (.+)$")
_UNTIL = re.compile(r"\b(?:un)?till?\b")


def stretch(text: str, lexicon: Lexicon, rules: Sequence[Rule]) -> tuple[time, time] | None:
    """The two local times that `text` names and nothing else, from and until; None when it is no such thing.

    Where the first is the later of two hours without more, "10 to 7", it is in the evening.
    """
    found = tokens(_UNTIL.sub("-", _BETWEEN.sub(r"\1 - \2", folded(text))), lexicon) or []
    for reading in readings(found, rules, 1) if found else ():
        for said in reading:
            if said.clock is not None and said.clock.until is not None and said == Said(clock=said.clock):
                return _times(said.clock, said.clock.until)
    return None


def _times(start: Clock, end: Clock) -> tuple[time, time] | None:
    until = _time(end)
    begin = _time(start)
    if begin is None or until is None:
        return None
    bare = not (start.half_day or start.exact) and start.hour <= 12
    if bare and begin > until:
        begin = begin.replace(hour=(begin.hour + 12) % 24)
    return begin, until


def _time(clock: Clock) -> time | None:
    hour = clock.hour
    if clock.half_day:
        if not 0 < hour < 13:
            return None
        hour = hour % 12 + (12 if clock.half_day == "p" else 0)
    return time(hour % 24, clock.minute) if hour <= 24 and clock.minute < 60 else None
