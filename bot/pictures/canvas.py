"""What everything is drawn on: twice as fine as it is shown, for the library smooths no edges by itself."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Spot = tuple[float, float]
Box = tuple[float, float, float, float]

FINE = 2


class Canvas:
    """A picture of that size; all lengths are those of the finished picture."""

    def __init__(self, width: int, height: int, colour: Colour) -> None:
        """All of it in one colour."""
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * FINE, height * FINE), colour)
        self.draw = ImageDraw.Draw(self.image)

    def oval(self, at: Spot, wide: float, high: float, colour: Colour) -> None:
        """An ellipse around a spot, by its half axes."""
        x, y = at
        self.draw.ellipse(fine((x - wide, y - high, x + wide, y + high)), fill=colour)

    def shape(self, corners: Sequence[Spot], colour: Colour) -> None:
        """A polygon."""
        self.draw.polygon([(x * FINE, y * FINE) for x, y in corners], fill=colour)

    def line(self, start: Spot, end: Spot, wide: float, colour: Colour) -> None:
        """A straight line."""
        self.draw.line(fine((*start, *end)), fill=colour, width=max(2, round(wide * FINE)))

    def pill(self, box: Box, radius: float, colour: Colour) -> None:
        """A box with round corners."""
        self.draw.rounded_rectangle(fine(box), radius=radius * FINE, fill=colour)

    def png(self) -> bytes:
        """The finished picture."""
        out = io.BytesIO()
        size = (self.width, self.height)
        self.image.resize(size, Image.Resampling.BOX).save(out, "PNG", compress_level=6)
        return out.getvalue()


def fine(box: Box) -> Box:
    """A box in the canvas's own, finer units."""
    left, top, right, bottom = box
    return left * FINE, top * FINE, right * FINE, bottom * FINE


def between(one: Colour, other: Colour, part: float) -> Colour:
    """A colour between two, `part` of the way from the first to the second."""
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
