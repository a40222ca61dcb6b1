"""Telegram's HTML, read as Telegram reads it: plain text and entities, or its complaint."""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.demo.refusals import bad

Entity = dict[str, Any]

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_REFERENCE = re.compile(rb"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")
_NAME = re.compile(rb"[^\s>\0]*")
_ATTRIBUTE = re.compile(rb"[^\s=>\0]*")
_SPACES = re.compile(rb"\s*")
_BARE = re.compile(rb"[0-9A-Za-z.-]*")
_TEXT = re.compile(rb"[^&<]+|&")
_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")


def units(text: str) -> int:
    """Length in UTF-16 code units, in which Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """The part of a text that an entity covers."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return raw[offset * 2 : (offset + length) * 2].decode("utf-16-le", "surrogatepass")


def parse(source: str) -> tuple[str, list[Entity]]:
    """Plain text and entities of an HTML message; RefusalError (400) where Telegram can't parse it."""
    return _Reader(source.encode("utf-8", "surrogatepass")).read()


@dataclass
class _Tag:
    name: str
    offset: int
    piece: int
    values: dict[str, str]


@dataclass
class _Reader:
    raw: bytes
    at: int = 0
    offset: int = 0
    pieces: list[str] = field(default_factory=list)
    open: list[_Tag] = field(default_factory=list)
    found: list[Entity] = field(default_factory=list)

    def read(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.raw):
            if self.raw.startswith(b"</", self.at):
                self._end_tag()
            elif self.raw.startswith(b"<", self.at):
                self._start_tag()
            else:
                self._put(self._reference() or self._take(_TEXT))
        if self.open:
            raise _unparsed(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return "".join(self.pieces), merged(self.found)

    def _put(self, text: str) -> None:
        if any("\ud800" <= letter <= "\udfff" for letter in text):
            raise _unparsed(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        self.pieces.append(text)
        self.offset += units(text)

    def _take(self, pattern: re.Pattern[bytes]) -> str:
        match = pattern.match(self.raw, self.at)
        taken = match.group() if match else b""
        self.at += len(taken)
        return taken.decode("utf-8", "replace")

    def _peek(self) -> bytes:
        return self.raw[self.at : self.at + 1]

    def _reference(self) -> str:
        match = _REFERENCE.match(self.raw, self.at)
        if not match:
            return ""
        hexadecimal, decimal, name = match.groups()
        if name:
            letter = _NAMED.get(name, "")
        else:
            code = int(hexadecimal, 16) if hexadecimal else int(decimal)
            letter = chr(code) if 0 < code < 0x10FFFF else ""
        self.at += len(match.group()) if letter else 0
        return letter

    def _start_tag(self) -> None:
        begin = self.at
        self.at += 1
        name = self._take(_NAME).lower()
        if self._peek() in {b"", b"\0"}:
            raise _unparsed(f"Unclosed start tag at byte offset {begin}")
        if name not in _KINDS:
            raise _unparsed(f'Unsupported start tag "{name}" at byte offset {begin}')
        values = self._attributes(name, begin)
        self.at += 1
        self.open.append(_Tag(name, self.offset, len(self.pieces), values))

    def _attributes(self, tag: str, begin: int) -> dict[str, str]:
        values: dict[str, str] = {}
        while True:
            self._take(_SPACES)
            if self._peek() == b">":
                break
            name = self._attribute_name(tag, begin)
            self._take(_SPACES)
            if self._peek() == b"=":
                values[name] = self._value(tag, begin)
            elif tag == "blockquote" and name == "expandable":
                values[name] = ""
            else:
                raise _unparsed(
                    f'Expected equal sign in declaration of an attribute of the tag "{tag}" at byte offset {begin}'
                )
        if tag == "span" and values.get("class") != "tg-spoiler":
            raise _unparsed(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        return values

    def _attribute_name(self, tag: str, begin: int) -> str:
        if self._peek() in {b"", b"\0"}:
            raise _unparsed(f'Unclosed start tag "{tag}" at byte offset {begin}')
        name = self._take(_ATTRIBUTE).lower()
        if not name:
            raise _unparsed(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        return name

    def _value(self, tag: str, begin: int) -> str:
        self.at += 1
        self._take(_SPACES)
        quote = self._peek()
        if quote in {b"", b"\0"}:
            raise _unparsed(f'Unclosed start tag "{tag}" at byte offset {begin}')
        if quote not in {b'"', b"'"}:
            return self._bare_value()
        self.at += 1
        return self._quoted(quote, begin)

    def _bare_value(self) -> str:
        begin = self.at
        value = self._take(_BARE).lower()
        if not self._peek().isspace() and self._peek() != b">":
            raise _unparsed(f"Unexpected end of name token at byte offset {begin}")
        return value

    def _quoted(self, quote: bytes, begin: int) -> str:
        plain = re.compile(rb"[^&\0" + quote + rb"]+|&")
        value = ""
        while self._peek() != quote:
            if self._peek() in {b"", b"\0"}:
                raise _unparsed(f"Unclosed start tag at byte offset {begin}")
            value += self._reference() or self._take(plain)
        self.at += 1
        return value

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise _unparsed(f"Unexpected end tag at byte offset {begin}")
        self.at += 2
        name = self._take(_NAME).lower()
        self._take(_SPACES)
        if self._peek() != b">":
            raise _unparsed(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        tag = self.open.pop()
        if name not in {"", tag.name}:
            raise _unparsed(f'Unmatched end tag at byte offset {begin}, expected "</{tag.name}>", found "</{name}>"')
        if self.offset > tag.offset:
            self._close(tag)

    def _close(self, tag: _Tag) -> None:
        entity: Entity = {"type": _KINDS[tag.name], "offset": tag.offset, "length": self.offset - tag.offset}
        extra = _details(tag, "".join(self.pieces[tag.piece :]))
        if extra is not None:
            self.found.append(entity | extra)


def _details(tag: _Tag, covered: str) -> Entity | None:
    """What an entity of this tag carries beside its place; None when Telegram leaves it out."""
    if tag.name == "a":
        url = link(tag.values.get("href") or covered)
        return {"url": url} if url else None
    if tag.name == "blockquote" and "expandable" in tag.values:
        return {"type": "expandable_blockquote"}
    if tag.name == "code" and tag.values.get("class", "").startswith("language-"):
        return {"language": tag.values["class"].removeprefix("language-")}
    if tag.name == "tg-emoji":
        return _emoji(tag.values.get("emoji-id", ""))
    if tag.name == "tg-time":
        return _time(tag.values.get("unix", ""), tag.values.get("format", ""))
    return {}


def _emoji(number: str) -> Entity:
    if not number.isdecimal():
        raise _unparsed("Invalid custom emoji identifier specified")
    return {"custom_emoji_id": number}


def _time(unix: str, shape: str) -> Entity:
    if not unix.isdecimal():
        raise _unparsed("Invalid Unix time specified")
    if not _TIME_FORMAT.fullmatch(shape):
        raise _unparsed("Invalid date-time format specified")
    return {"unix_time": int(unix)} | ({"date_time_format": shape} if shape else {})


def link(url: str) -> str:
    """A URL as Telegram stores it, or "" when it would be dropped."""
    url = url.strip()
    if re.match(r"(tg|ton|mailto|tel):", url):
        return url
    if not re.match(r"https?://", url, re.IGNORECASE):
        url = f"http://{url}"
    match = re.fullmatch(r"(https?://)([^/?#\s]+)([^\s]*)", url, re.IGNORECASE)
    if not match or ("." not in match[2] and not match[2].startswith("localhost")):
        return ""
    return url if match[3].startswith("/") else f"{match[1]}{match[2]}/{match[3]}"


def merged(found: list[Entity]) -> list[Entity]:
    """Entities in Telegram's order, a language on its own block of code only."""
    spans = {(one["offset"], one["length"]): one.get("language") for one in found if one["type"] == "code"}
    blocks = {(one["offset"], one["length"]) for one in found if one["type"] == "pre"}
    kept = []
    for one in found:
        place = (one["offset"], one["length"])
        language = spans.get(place)
        if one["type"] == "code" and place in blocks and language:
            continue
        entity = {key: value for key, value in one.items() if key != "language"}
        kept.append(entity | ({"language": language} if one["type"] == "pre" and language else {}))
    return sorted(kept, key=lambda one: (one["offset"], -one["length"]))


def _unparsed(why: str) -> Exception:
    return bad(f"can't parse entities: {why}")
