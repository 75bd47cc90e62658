"""WebP (RFC 9649; from memory)."""

from sextant.lab.pictures.blocks import Picture, PictureError, part


def _lossy(data: bytes) -> tuple[int, int]:
    if part(data, 3, 3) != b"\x9d\x01\x2a":
        raise PictureError("broken")
    return int.from_bytes(part(data, 6, 2), "little") & 0x3FFF, int.from_bytes(part(data, 8, 2), "little") & 0x3FFF


def _lossless(data: bytes) -> tuple[int, int]:
    if part(data, 0, 1) != b"\x2f":
        raise PictureError("broken")
    bits = int.from_bytes(part(data, 1, 4), "little")
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1


def _canvas(data: bytes) -> tuple[int, int]:
    return int.from_bytes(part(data, 4, 3), "little") + 1, int.from_bytes(part(data, 7, 3), "little") + 1


SIZES = {b"VP8 ": _lossy, b"VP8L": _lossless, b"VP8X": _canvas}


def read(content: bytes) -> Picture:
    """Walks the chunks of the RIFF file; the first of them tells the size."""
    end = 8 + int.from_bytes(part(content, 4, 4), "little")
    content = part(content, 0, end)
    place, size, frames, milliseconds = 12, (0, 0), 0, 0
    while place < end:
        kind, length = part(content, place, 4), int.from_bytes(part(content, place + 4, 4), "little")
        data = part(content, place + 8, length)
        if place == 12:
            if kind not in SIZES:
                raise PictureError("broken")
            size = SIZES[kind](data)
        if kind == b"ANMF":
            frames += 1
            milliseconds += int.from_bytes(part(data, 12, 3), "little")
        place += 8 + length + length % 2
    return Picture("webp", *size, frames=max(frames, 1), seconds=milliseconds / 1000 if frames > 1 else 0.0, end=end)
