"""Text -> tokens: letters folded, numbers read, words looked up, a letter forgiven where only one word is meant."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

# Longer than any way of saying a time; what is longer is a letter, not an answer.
LONGEST = 160
MOST_TOKENS = 24
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number. `code` is one character: a phrase's shape is then a string that patterns match."""

    code: str
    text: str
    value: int = 0
    more: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """A language: its phrases with their tokens, and the words that may be one letter off; all of it folded."""

    phrases: Mapping[str, Token]
    forgiven: tuple[str, ...]


# What phones and people put around a time, and that says nothing about it: emoji, marks of direction, accents.
SILENT = {"So", "Sk", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"}
LETTERS = str.maketrans({"æ": "ae", "ä": "ae", "ø": "o", "ö": "o", "å": "a", "’": "'", "\n": " ", "\t": " "})
REWRITES = (
    (re.compile(r"(?<=\d) ?½|(?<=\d) 1/2"), ",5"),
    (re.compile(r"½|\b1/2(?= *(?:time|hour))"), " 0,5 "),
    (re.compile(r"[‐-―−]"), "-"),
    (re.compile(r"oe"), "o"),
    (re.compile(r"aa"), "a"),
    (re.compile(r"(?<![a-z])([ap])\. ?m(?![a-z])\.?"), r"\1m"),
    (re.compile(r"(?<![0-9])[:;]-?[()]+"), " "),
    (re.compile(r"(?<=[a-z])tiden\b"), " tiden"),
    (re.compile(r"\bhalv(?=(?:et|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv)\b)"), "halv "),
    (re.compile(r"\b2(?:moro|morrow|mrw|moz)\b"), "tomorrow"),
    # "half-past", "twenty-five", "four-thirty", but not "man-fre" and "four-five".
    (re.compile(r"(?:\b(half|quarter|mid|twenty|thirty|forty|fifty)-(?=[a-z]))"), r"\1 "),
    (re.compile(r"(?<=[a-z])-(?=ten\b|fifteen|twenty|thirty|forty|fifty)"), " "),
)
# "tue/thu" may be both or one of them: it is asked about, as "or" is.
MARKS = {"+": "&", "/": "|"}
NUMBERS = re.compile(
    r"""
      (?P<iso> \d{4}-\d\d?-\d\d? (?:t(?=\d)|(?!\d)) )
    | (?P<date> \d\d?\ ?/\ ?\d\d? (?:[-/.](?:\d{4}|\d\d)(?![.:]?\d))? (?![/\d])
              | \d\d?(?P<sep>[.-])\d\d?(?P=sep)(?:\d{4}|\d\d)(?!\d) )
    | (?P<decimal> \d\d?[.,]\d(?!\d) )
    | (?P<clock> \d\d?[:h.,]\d\d(?![\d:]) )
    | (?P<ordinal> \d\d?(?:(?:st|nd|rd|th)\b | \.(?=\ *[a-z]|\ +\d|\ *$)) )
    | (?P<number> (?:\d{1,2}|[1-9]\d\d|\d{4})(?!\d) )
    | (?P<word> [a-z]+(?:'[a-z]+)* )
    | (?P<mark> [-,&+@|~/] )
    | (?P<noise> [\ .!?;"'()«»“”„…]+ | :(?!\d) )
    """,
    re.VERBOSE | re.ASCII,
)


def folded(text: str) -> str:
    """Small letters without accents, æ ø å as phones without them write it, no emoji, one kind of space and dash."""
    plain = text.replace("½", "\0").casefold().translate(LETTERS)
    plain = unicodedata.normalize("NFKC", plain).translate(LETTERS)
    spread = unicodedata.normalize("NFD", plain).replace("\0", "½")
    kept = "".join(
        ("" if kind in {"Mn", "Me", "Cf"} else " ") if (kind := unicodedata.category(c)) in SILENT else c
        for c in spread
    )
    for pattern, new in REWRITES:
        kept = pattern.sub(new, kept)
    return kept.strip()


def tokens(text: str, lexicon: Lexicon) -> list[Token] | None:
    """The tokens of a phrase, or None when a word of it is unknown, or when it is far too long."""
    if len(text) > LONGEST:
        return None
    found: list[Token] = []
    for is_word, run in groupby(_raw(folded(text)), key=lambda token: token.code == "word"):
        row = list(run)
        found += _looked_up([token.text for token in row], lexicon) if is_word else row
    if len(found) > MOST_TOKENS or any(token.code == "?" for token in found):
        return None
    return found


def _raw(text: str) -> Iterator[Token]:
    at = 0
    while at < len(text):
        match = NUMBERS.match(text, at)
        if match is None:
            yield Token("?", text[at:])
            return
        at = match.end()
        if match.lastgroup != "noise":
            yield _read(match.lastgroup or "", match[0])


def _read(kind: str, text: str) -> Token:
    if kind == "word":
        return Token("word", text)
    if kind == "mark":
        return Token(MARKS.get(text, text), text)
    return _number(kind, text, tuple(int(part) for part in re.findall(r"[0-9]+", text)))


def _number(kind: str, text: str, digits: tuple[int, ...]) -> Token:
    match kind:
        case "iso":
            return Token("D", text, more=digits)
        case "date":
            day, month, *year = digits
            return Token("D", text, more=(_full(*year), month, day))
        case "decimal":
            # "1,5" is a number only, "1.5" can be a day too.
            return Token("5", text, digits[0] * 60 + digits[1] * 6, digits if "." in text else ())
        case "clock":
            dotted = text[-3] == "." and 1 <= digits[0] <= 31 and 1 <= digits[1] <= 12
            return Token("x" if dotted else "c", text, more=digits)
        case "ordinal":
            return Token("o", text, digits[0])
    return Token("n" if len(text) < 3 else "q", text, digits[0], divmod(digits[0], 100))


def _full(*year: int) -> int:
    """The year in four digits, 0 when none was said."""
    return next((said if said > 99 else said + 2000 for said in year), 0)


def _looked_up(words: list[str], lexicon: Lexicon) -> Iterator[Token]:
    at = 0
    while at < len(words):
        for count in range(min(MOST_WORDS, len(words) - at), 0, -1):
            token = lexicon.phrases.get(" ".join(words[at : at + count]))
            if token:
                break
        else:
            count, token = 1, lexicon.phrases.get(_meant(words[at], lexicon.forgiven), Token("?", words[at]))
        yield token
        at += count


def _meant(word: str, forgiven: tuple[str, ...]) -> str:
    """The only word that is one letter off, or nothing: "tersdag" may be Tuesday or Thursday, so it is neither."""
    near = [known for known in forgiven if len(word) > 4 and _one_off(word, known)]
    return near[0] if len(near) == 1 else ""


def _one_off(word: str, known: str) -> bool:
    """One letter wrong, missing, too many, or two neighbours swapped."""
    if abs(len(word) - len(known)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))
    left, right = word[at:], known[at:]
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or swapped
