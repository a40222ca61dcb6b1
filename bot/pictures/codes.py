"""The QR code of a link."""

import io


def qr(link: str) -> bytes:
    """A PNG that a phone's camera reads from a screen or a sheet of paper."""
    import segno

    out = io.BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="png", scale=10, border=4)
    return out.getvalue()
