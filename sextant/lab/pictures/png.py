"""PNG and animated PNG (Portable Network Graphics, W3C Recommendation, third edition; from memory)."""

import zlib

from sextant.lab.pictures.blocks import Picture, PictureError, part

START = b"\x89PNG\r\n\x1a\n"


def read(content: bytes) -> Picture:
    """Walks the chunks, each with its check sum, from IHDR to IEND."""
    place, width, height, frames, seconds, kind = len(START), 0, 0, 1, 0.0, b""
    while kind != b"IEND":
        length = int.from_bytes(part(content, place, 4), "big")
        kind, data = part(content, place + 4, 4), part(content, place + 8, length)
        if zlib.crc32(kind + data) != int.from_bytes(part(content, place + 8 + length, 4), "big"):
            raise PictureError("broken")
        if (kind == b"IHDR") != (place == len(START)):
            raise PictureError("broken")
        if kind == b"IHDR":
            width, height = int.from_bytes(part(data, 0, 4), "big"), int.from_bytes(part(data, 4, 4), "big")
        elif kind == b"acTL":
            frames = int.from_bytes(part(data, 0, 4), "big")
        elif kind == b"fcTL":
            numerator, denominator = int.from_bytes(part(data, 20, 2), "big"), int.from_bytes(part(data, 22, 2), "big")
            seconds += numerator / (denominator or 100)
        place += 12 + length
    return Picture("png", width, height, frames, seconds if frames > 1 else 0.0, place)
