"""Whom somebody can ring, from the data file: only what was found at a source, and how old that is."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("lines.toml")
# Later than this, nobody can say that the number still rings. Source: words.md, Crisis card data.
LASTS = timedelta(days=180)
# Whoever tests before the sun comes up in Denmark is not in the future.
_AHEAD = timedelta(days=1)
_PREFIX = {"DK": "+45"}
_SHORT = 6


class Use(StrEnum):
    """What a line is for."""

    DANGER = "danger"
    TALK = "talk"
    DOCTOR = "doctor"


@dataclass(frozen=True)
class Line:
    """Somebody to ring, or a page to open: `name`, `about` and `hours` by language, `hours` only where confirmed.

    `languages` are those in which it answers, as far as that is known; `first` says that it stands on the first card.
    """

    country: str
    use: Use
    first: bool
    name: Mapping[str, str]
    source: str
    verified_on: date
    number: str = ""
    link: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    hours: Mapping[str, str] = field(default_factory=dict)
    languages: Sequence[str] = ()


@cache
def every() -> tuple[Line, ...]:
    """All lines of all countries, in the file's order; raises TypeError or ValueError when the file is wrong."""
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))["line"]
    return tuple(Line(**(entry | {"use": Use(entry["use"])})) for entry in found)


def of(country: str) -> list[Line]:
    """The country's lines; none for a country that nobody has looked up."""
    return [line for line in every() if line.country == country]


def stale(lines: Sequence[Line], today: date) -> list[Line]:
    """Those that were last found at their source too long before `today`, or are dated after it."""
    return [line for line in lines if not today - LASTS <= line.verified_on <= today + _AHEAD]


def tappable(number: str, country: str) -> str:
    """The number as phones know it for one: with the country's prefix where it is long enough and has none."""
    digits = number.replace(" ", "")
    bare = digits.isdecimal() and len(digits) > _SHORT and not digits.startswith("0")
    return f"{_PREFIX[country]} {number}" if bare and country in _PREFIX else number
