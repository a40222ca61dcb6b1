"""Plain words for parts of the week: "torsdag eftermiddag", "weekday mornings and weekends"."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, product, takewhile

from bot.mentoring.phrases.danish import DANISH
from bot.mentoring.phrases.english import ENGLISH
from bot.mentoring.phrases.tokens import Token, tokens
from bot.mentoring.profiles import DAYS, WEEKEND, WORKDAYS, Part, Slot, slot

_PLURAL = re.compile(
    r"\b(?:(mornings|formiddage)|(afternoons|eftermiddage)|(evenings|aftener|aftner)|(weekends|weekender))\b"
)
_SINGULAR = ("morning", "afternoon", "evening", "weekend"), ("formiddag", "eftermiddag", "aften", "weekend")
_WEEKDAY = re.compile(r"\bweekday\b|\bhverdags(?=[a-z])")
_PARTS = {0: Part.MORNING, 1: Part.MORNING, 2: Part.AFTERNOON, 3: Part.EVENING}
_DAYS = {1: tuple(WORKDAYS), 2: tuple(DAYS)}
_BETWEEN, _SILENT = "&,|", "peziI@_"
_Group = tuple[set[int], set[Part], bool]


def free_times(text: str, language: str) -> frozenset[Slot] | None:
    """The parts of the week that are meant; None when a word of it is not understood."""
    found = _tokens(text.casefold(), language)
    groups = [list(row) for silent, row in groupby(found or (), key=lambda token: token.code in _BETWEEN) if not silent]
    read = [_group(row) for row in groups]
    if not read or None in read:
        return None
    return frozenset(_slots([group for group in read if group is not None]))


def _tokens(text: str, language: str) -> list[Token] | None:
    danish = language == "da"
    singular = _SINGULAR[danish]
    apart = _WEEKDAY.sub("hverdage " if danish else "weekdays", text)
    plain = _PLURAL.sub(lambda match: singular[(match.lastindex or 1) - 1], apart)
    return tokens(plain, DANISH if danish else ENGLISH)


def _group(row: Sequence[Token]) -> _Group | None:
    """Days and parts that stand together, and whether the days are single ones; None for other words."""
    days: set[int] = set()
    parts: set[Part] = set()
    single = True
    for token in row:
        if token.code in "WP":
            days.add(token.value)
        elif token.code in "BV":
            days.update(_DAYS[token.value] if token.code == "B" else WEEKEND)
            single = False
        elif token.code == "A" and token.value in _PARTS:
            parts.add(_PARTS[token.value])
        elif token.code not in _SILENT:
            return None
    return (days, parts, single) if days or parts else None


def _slots(groups: Sequence[_Group]) -> Iterator[Slot]:
    """In "Mondays and Thursday afternoon" both are meant, in "weekday mornings and evenings" the same days."""
    days: set[int] = set()
    for at, (named, parts, _) in enumerate(groups):
        days = named or days or set(DAYS)
        for day, part in product(days, parts or _parts_after(groups[at:]) or Part):
            yield slot(day, Part(part))


def _parts_after(groups: Sequence[_Group]) -> set[Part]:
    """The part that single days get from the last of them."""
    single = takewhile(lambda group: group[0] and group[2], groups)
    return next((parts for _, parts, _ in single if parts), set())
