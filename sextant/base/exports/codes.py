"""Codes to be scanned, as SVG."""

import io

import segno


def qr_svg(text: str, *, border: int = 4, light: str | None = "#ffffff") -> bytes:
    """A QR code with its quiet zone (ISO/IEC 18004 wants four modules; a smaller `border` is for where the page leaves the room itself)."""
    drawn = io.BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="svg", border=border, dark="#16202c", light=light, scale=4)
    return drawn.getvalue()
