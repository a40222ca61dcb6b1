"""Pictures as bytes: the QR code of a link, the way so far. The heavy libraries are imported when one is drawn."""

from bot.pictures.codes import qr
from bot.pictures.trail import trail

__all__ = ["qr", "trail"]
