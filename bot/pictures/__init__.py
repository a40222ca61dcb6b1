"""Pictures as bytes: a link's QR code, the way so far, the weeks. The heavy libraries are imported when needed."""

from bot.pictures.codes import qr
from bot.pictures.trail import trail
from bot.pictures.weeks import weeks
from handlers.screen import Trail, Weeks

__all__ = ["drawn", "qr", "trail", "weeks"]


def drawn(seen: Trail | Weeks) -> bytes:
    """A PNG of either; it takes up to half a second: draw it in a thread."""
    return trail(seen) if isinstance(seen, Trail) else weeks(seen)
