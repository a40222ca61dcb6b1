"""The pieces that a phrase is made of, as patterns over token codes, and the ways to read a phrase as such pieces."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.mentoring.phrases.said import Said
from bot.mentoring.phrases.tokens import Token


@dataclass(frozen=True, slots=True)
class Found:
    """One piece: its tokens, by the names that its pattern gives them."""

    match: re.Match[str]
    tokens: Sequence[Token]
    year: int

    def __contains__(self, name: str) -> bool:
        return self.match.groupdict().get(name) is not None

    def token(self, name: str) -> Token:
        return self.tokens[self.match.start(name)]

    def value(self, name: str) -> int:
        return self.token(name).value

    def each(self, codes: str) -> list[Token]:
        """Its tokens of these codes, in order."""
        return [token for token in self.tokens[self.match.start() : self.match.end()] if token.code in codes]


# What a piece says: nothing when it turns out not to be one, several when it can be read in several ways.
Maker = Callable[[Found], Sequence[Said]]


def one(**facts: Any) -> Sequence[Said]:
    """A piece that can be read in one way."""
    return (Said(**facts),)


@dataclass(frozen=True, slots=True)
class Rule:
    pattern: re.Pattern[str]
    make: Maker


def rule(pattern: str, make: Maker) -> Rule:
    """A piece by its pattern; blanks in the pattern are for the eye."""
    return Rule(re.compile(pattern.replace(" ", "")), make)


def readings(tokens: Sequence[Token], rules: Sequence[Rule], year: int) -> Iterator[list[Said]]:
    """Every way to understand all of the tokens, the longest pieces first; each with its alternatives.

    It stays small without a limit, as a fact that is said twice ends a reading (38 steps at most in a long search).
    """
    codes = "".join(token.code for token in tokens)

    def pieces(at: int) -> list[tuple[int, Sequence[Said]]]:
        found = [
            (match.end(), said)
            for rule in rules
            if (match := rule.pattern.match(codes, at)) and (said := rule.make(Found(match, tokens, year)))
        ]
        return sorted(found, key=lambda piece: -piece[0])

    known: dict[int, list[tuple[int, Sequence[Said]]]] = {}

    def read(at: int, before: list[Said]) -> Iterator[list[Said]]:
        if at == len(codes):
            yield before
            return
        if at not in known:
            known[at] = pieces(at)
        for end, said in known[at]:
            joined = [both for first in before for second in said if (both := first.joined(second))]
            if joined:
                yield from read(end, joined)

    yield from read(0, [Said()])
