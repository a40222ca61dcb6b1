"""A picture that a person on the page may send: drawn, so that nobody's photo is needed."""

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from bot.demo.params import Upload

SIZE = (320, 240)
_SKY, _SUN, _SEA, _SAND = "#f6d8b8", "#e8894a", "#6d93a8", "#d9c9a3"


@cache
def snapshot() -> Upload:
    """An evening by the sea, as a JPEG."""
    picture = Image.new("RGB", SIZE, _SKY)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((190, 60, 250, 120), fill=_SUN)
    draw.rectangle((0, 110, 320, 190), fill=_SEA)
    draw.rectangle((0, 190, 320, 240), fill=_SAND)
    content = BytesIO()
    picture.save(content, "JPEG")
    return Upload("photo.jpg", "image/jpeg", content.getvalue())
