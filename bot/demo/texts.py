"""What becomes of a text on its way in: trimmed, measured, its links and commands found."""

import re
from typing import Any

from bot.demo.markup import Entity, cut, merged, parse, units
from bot.demo.params import Params
from bot.demo.refusals import bad

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_FOUND = re.compile(
    r"(?P<url>https?://[^\s<>\"]*[^\s<>\".,;:!?)'»])"
    r"|(?<![\w/])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?<![\w@])(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})(?!\w)"
)


def formatted(params: Params, name: str) -> tuple[str, list[Entity]]:
    """The named text with its entities, by parse_mode or as given; RefusalError (400) when unreadable."""
    source = params.text(name).replace("\r", "").replace("\0", "")
    mode = params.text("parse_mode").lower()
    if mode == "html":
        text, entities = parse(source)
    elif mode:
        raise bad("unsupported parse_mode")
    else:
        text, entities = source, _given(params, "caption_entities" if name == "caption" else "entities")
    return trimmed(text, entities)


def _given(params: Params, name: str) -> list[Entity]:
    entities: list[Any] = params.json(name) or []
    return merged([dict(entity) for entity in entities])


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space around it, and with the links, commands and addresses that Telegram finds."""
    left = units(text) - units(text.lstrip())
    text = text.strip()
    size = units(text)
    kept = []
    for entity in entities:
        start = min(max(entity["offset"] - left, 0), size)
        end = min(max(entity["offset"] + entity["length"] - left, 0), size)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return text, sorted(kept + _automatic(text, kept), key=lambda one: (one["offset"], -one["length"]))


def _automatic(text: str, known: list[Entity]) -> list[Entity]:
    taken = [one for one in known if one["type"] in {"code", "pre", "text_link"}]
    found = []
    for match in _FOUND.finditer(text):
        offset, length = units(text[: match.start()]), units(match.group())
        if not any(one["offset"] < offset + length and offset < one["offset"] + one["length"] for one in taken):
            found.append({"type": str(match.lastgroup), "offset": offset, "length": length})
    return found


def message_text(params: Params, *, too_long: str = "message is too long") -> tuple[str, list[Entity]]:
    """A message's text, 1 to 4096 UTF-16 units after entities; RefusalError (400) otherwise."""
    if not params.text("text"):
        raise bad("message text is empty")
    text, entities = formatted(params, "text")
    if not text:
        raise bad("text must be non-empty")
    if units(text) > LONGEST_TEXT:
        raise bad(too_long)
    return text, entities


def caption_text(params: Params) -> tuple[str, list[Entity]]:
    """A picture's or document's caption, up to 1024 UTF-16 units; RefusalError (400) otherwise."""
    text, entities = formatted(params, "caption")
    if units(text) > LONGEST_CAPTION:
        raise bad("message caption is too long")
    return text, entities


def covered(text: str, entity: Entity) -> str:
    """The words that an entity covers."""
    return cut(text, entity["offset"], entity["length"])
