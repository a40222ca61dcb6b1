"""Words in a picture: fonts that come with us, lines that fit, right-to-left writing, and never an empty box."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

import fontpkg
from PIL import ImageFont, features

from bot.pictures.canvas import FINE, Canvas, Colour, Spot

# A sign that no font has: whatever looks like it is a box.
_NO_SIGN = "\U0010ffff"
# Size and weight in which it is found out which signs there are.
_TRIED = (24, 400)
_RIGHT_TO_LEFT = {"R", "AL"}


class Lettering:
    """One size and weight of letters; lengths are those of the finished picture."""

    def __init__(self, size: int, weight: int) -> None:
        """The fonts are read once, and kept."""
        self._fonts = _fonts(size, weight)

    def plain(self, text: str) -> str:
        """The text in one line, without the signs that no font of ours has, such as emoji."""
        # Marks that only steer the sign before them would stand alone where that sign has gone.
        kept = "".join(s if s.isspace() or _font_of(s) is not None else " " for s in text if not _steers(s))
        return " ".join(kept.split())

    def width(self, text: str) -> float:
        """How wide the text is, in the picture's units."""
        return sum(self._fonts[n].getlength(part) for n, part in self._runs(text)) / FINE

    def lines(self, text: str, room: float, most: int) -> list[str]:
        """The text in at most `most` lines of that width, ended with "…" where more was said."""
        lines, left = [""], self.plain(text).split()
        while left:
            tried = f"{lines[-1]} {left[0]}".strip()
            if self.width(tried) <= room:
                lines[-1] = tried
                left.pop(0)
            elif lines[-1] and len(lines) < most:
                lines.append("")
            elif lines[-1]:
                lines[-1] = self._ended(lines[-1], room)
                break
            else:
                fits = max((n for n in range(1, len(left[0])) if self.width(left[0][:n]) <= room), default=1)
                left[:1] = [left[0][:fits], left[0][fits:]]
        return [line for line in lines if line]

    def _ended(self, line: str, room: float) -> str:
        while line and self.width(f"{line}…") > room:
            line = line[:-1].rstrip()
        return f"{line}…"

    def write(self, canvas: Canvas, at: Spot, text: str, colour: Colour, anchor: str = "l") -> None:
        """Writes one line with its baseline at `at`; the anchor is l, m or r, as in left, middle and right."""
        x, y = at
        x -= {"l": 0.0, "m": 0.5, "r": 1.0}[anchor] * self.width(text)
        runs = list(self._runs(text))
        for n, part in reversed(runs) if is_right_to_left(text) else runs:
            font = self._fonts[n]
            canvas.draw.text((x * FINE, y * FINE), part, colour, font, "ls")
            x += font.getlength(part) / FINE

    @staticmethod
    def _runs(text: str) -> Iterator[tuple[int, str]]:
        """The text in pieces of one font each; a space stays with what stands before it."""
        fonts: list[int] = []
        for sign in text:
            before = fonts[-1] if fonts else 0
            found = before if sign.isspace() else _font_of(sign)
            fonts.append(before if found is None else found)
        for n, group in groupby(zip(fonts, text, strict=True), key=lambda pair: pair[0]):
            yield n, "".join(sign for _, sign in group)


@lru_cache(maxsize=16)
def _fonts(size: int, weight: int) -> list[ImageFont.FreeTypeFont]:
    """Latin, Greek and Cyrillic letters first; Arabic ones where the shaping that they need is there."""
    families = ["Noto Sans", *(["Noto Sans Arabic"] if features.check("raqm") else [])]
    fonts = [ImageFont.truetype(fontpkg.path(family), size * FINE) for family in families]
    for font in fonts:
        # The axes are width last or first, by family; each is asked what it is.
        axes = [
            float(weight if axis["name"] == b"Weight" else axis["default"] or 0) for axis in font.get_variation_axes()
        ]
        font.set_variation_by_axes(axes)
    return fonts


@lru_cache(maxsize=4096)
def _font_of(sign: str) -> int | None:
    """Which of the fonts has the sign; None when it would be an empty box."""
    if unicodedata.category(sign)[0] == "C":
        return None
    found = (n for n, font in enumerate(_fonts(*_TRIED)) if bytes(font.getmask(sign)) != _box(n))
    return next(found, None)


@lru_cache(maxsize=4)
def _box(number: int) -> bytes:
    return bytes(_fonts(*_TRIED)[number].getmask(_NO_SIGN))


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    directions = (unicodedata.bidirectional(sign) for sign in text)
    return next((found in _RIGHT_TO_LEFT for found in directions if found in _RIGHT_TO_LEFT | {"L"}), False)


def _steers(sign: str) -> bool:
    return sign == "\u20e3" or 0xFE00 <= ord(sign) <= 0xFE0F or 0x1F3FB <= ord(sign) <= 0x1F3FF
