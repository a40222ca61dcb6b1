"""Finding people by what somebody types of their names: case, accents and Danish letters don't stand in the way."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

K = TypeVar("K")
# Whoever looks for a pair may say it as a sentence would.
_BETWEEN = frozenset({"og", "and"})
# Letters that no accent is taken off from, as people write them where the keyboard has none.
_SPELT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_BARE = str.maketrans({"æ": "ae", "ø": "o", "ß": "ss", "đ": "d", "ð": "d", "ł": "l", "þ": "th"})
_TWO = re.compile("(?<=[ao])[ae]|(?<=u)e")
_MARKS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Hits(Generic[K]):
    """What was found, the likeliest first, and how much there is in all."""

    first: Sequence[K]
    total: int


def best(text: str, among: Iterable[tuple[K, Sequence[str]]], limit: int) -> Hits[K]:
    """Those to whom every word of the text belongs, at most so many; `among` are keys, each with one name or several.

    A word that begins a part of a name goes before one that stands in the middle of it; else the order stays.
    """
    sought = [(_bare(word), _spelt(word)) for word in _words(text)]
    if not sought:
        return Hits((), 0)
    ranked = ((_rank(sought, names), key) for key, names in among)
    found = sorted(((rank, key) for rank, key in ranked if rank is not None), key=lambda each: each[0])
    return Hits([key for _, key in found[:limit]], len(found))


def _words(text: str) -> list[str]:
    words = _WORD.findall(_folded(text))
    return [word for word in words if word not in _BETWEEN] or words


def _rank(sought: Sequence[tuple[str, str]], names: Sequence[str]) -> int | None:
    """How far from the beginnings the words stand, 0 for all at one; None when one stands nowhere."""
    there = [_parts(name) for name in names]
    ranks = [min((_place(word, plain, full) for plain, full in there), default=2) for word in sought]
    return sum(ranks) if max(ranks) < 2 else None


def _place(word: tuple[str, str], plain: str, full: str) -> int:
    """0 where a part of the name begins with the word, 1 where it stands elsewhere in it, 2 where it does not."""
    bare, spelt = word
    if f" {bare}" in plain or f" {spelt}" in full:
        return 0
    # "Annemarie" for Anne-Marie, "Soren" for whoever writes Soeren.
    odd = plain.replace(" ", "").startswith(bare) or f" {bare}" in _TWO.sub("", full)
    return 1 if odd or bare in plain else 2


def _parts(name: str) -> tuple[str, str]:
    """A name's parts with a space before each, in both ways of typing them."""
    parts = "".join(f" {part}" for part in _WORD.findall(_folded(name)))
    return _bare(parts), _spelt(parts)


def _spelt(text: str) -> str:
    """With two letters for each of those that not every keyboard has."""
    return text if text.isascii() else _bare(text.translate(_SPELT))


def _bare(text: str) -> str:
    """Without accents, and with one letter where there is one that is alike."""
    if text.isascii():
        return text
    return _MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_BARE)))


def _folded(text: str) -> str:
    """One way of writing each letter, all of them small."""
    return unicodedata.normalize("NFC", text).casefold()
