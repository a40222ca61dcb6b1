"""Tables of words -> a Lexicon: one token a phrase, folded as the text will be."""

from collections.abc import Iterable, Mapping

from bot.mentoring.phrases.tokens import Lexicon, Token, folded


def lexicon(table: Mapping[str, Mapping[int, str]], *, forgiven: Iterable[str]) -> Lexicon:
    """A language from {code: {value: "phrase, phrase"}} and the words in which one wrong letter is forgiven."""
    phrases = {
        folded(phrase): Token(code, folded(phrase), value)
        for code, by_value in table.items()
        for value, listed in by_value.items()
        for phrase in listed.split(", ")
    }
    return Lexicon(phrases, tuple(folded(word) for word in forgiven))


def words(listed: str) -> list[str]:
    """A row of words, written as people read them."""
    return listed.split()
