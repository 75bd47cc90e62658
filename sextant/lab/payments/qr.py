"""QR symbols of payment payloads: the bytes as they are, error correction M, no ECI, drawn as SVG, PNG or modules.

A reader gets the very bytes of the payload: byte mode only, and no ECI header, since the payloads name their encoding
themselves and banks' readers of them do not expect one. Error correction M is fixed by EPC069-12 and used for both.
"""

from __future__ import annotations

import io

import segno
from segno.encoder import DataOverflowError

from . import epc
from .refusals import refuse

QUIET = 4


def symbol(payload: bytes) -> segno.QRCode:
    """The smallest QR code that holds the payload; a European one of at most version 13 (69 × 69 modules)."""
    most = epc.MOST_VERSION if payload.startswith(b"BCD\n") else 40
    try:
        code = segno.make(payload, error="m", mode="byte", micro=False, boost_error=False)
    except DataOverflowError:
        raise refuse("qr_too_long", field="purpose", length=len(payload)) from None
    if int(code.version) > most:
        raise refuse("qr_too_long", field="purpose", length=len(payload))
    return code


def svg(payload: bytes, scale: float = 4) -> str:
    """An SVG document, `scale` user units a module, with the quiet zone of four modules on white."""
    drawn = io.BytesIO()
    symbol(payload).save(drawn, kind="svg", scale=scale, border=QUIET, light="#fff", nl=True)
    return drawn.getvalue().decode("utf-8")


def png(payload: bytes, scale: int = 8) -> bytes:
    """A PNG image in black and white, `scale` pixels a module, with the quiet zone."""
    drawn = io.BytesIO()
    symbol(payload).save(drawn, kind="png", scale=scale, border=QUIET)
    return drawn.getvalue()


def matrix(payload: bytes) -> tuple[tuple[bool, ...], ...]:
    """Rows of modules, True for dark, without the quiet zone, for drawing elsewhere."""
    return tuple(tuple(bool(module) for module in row) for row in symbol(payload).matrix)
