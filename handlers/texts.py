"""What people type, before it is kept: nothing invisible in it, one way of writing each letter, and not too long."""

import re
import unicodedata

# Line breaks are cut to size later, joiners and direction marks are part of emoji, Arabic and Persian:
# every other invisible sign is taken out.
_KEPT = {"\n", "\t", "\u200c", "\u200d", "\u200e", "\u200f", "\u061c"}
_HIDDEN = {"Cc", "Cf", "Cs", "Co"}
# Letters and signs that draw nothing, although Unicode does not call them spaces.
_BLANK = dict.fromkeys(map(ord, "\u115f\u1160\u2800\u3164\uffa0"), " ")
_EMOJI_TAGS = range(0xE0020, 0xE0080)


def clean(text: str) -> str:
    """The text without nulls, control signs and odd spaces, composed (NFC); empty when nothing of it can be seen.

    Line breaks stay, at most one empty line in a row.
    """
    written = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BLANK)
    shown = "".join(sign for sign in unicodedata.normalize("NFC", written) if _stays(sign))
    rows = [" ".join(row.split()) for row in shown.split("\n")]
    found = re.sub(r"\n{3,}", "\n\n", "\n".join(rows)).strip()
    return found if any(_seen(sign) for sign in found) else ""


def one_line(text: str) -> str:
    """As `clean`, with line breaks as spaces: for names, places and steps."""
    return " ".join(clean(text).split())


def too_long(text: str, limit: int) -> bool:
    """Whether the text has more than `limit` characters."""
    return len(text) > limit


def short(text: str, limit: int = 80) -> str:
    """The text's beginning, with "…" where it was longer than `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _stays(sign: str) -> bool:
    if sign in _KEPT or ord(sign) in _EMOJI_TAGS:
        return True
    return unicodedata.category(sign) not in _HIDDEN


def _seen(sign: str) -> bool:
    kind = unicodedata.category(sign)
    return kind not in _HIDDEN and kind[0] not in "ZM"
