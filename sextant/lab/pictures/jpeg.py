"""JPEG (ITU-T T.81; from memory)."""

from sextant.lab.pictures.blocks import Picture, PictureError, part

FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
ALONE = frozenset(range(0xD0, 0xD8)) | {0x01}
"""Markers without a length: restarts inside the scan, and TEM."""
SCAN, END = 0xDA, 0xD9


def read(content: bytes) -> Picture:
    """Walks the segments and the scans to the end marker; the size stands in the frame header."""
    place, width, height, marker = 2, 0, 0, 0
    while marker != END:
        if part(content, place, 1) != b"\xff":
            raise PictureError("broken")
        marker = part(content, place + 1, 1)[0]
        place += 1 if marker == 0xFF else 2
        if marker == END or marker in ALONE or marker == 0xFF:
            continue
        length = int.from_bytes(part(content, place, 2), "big")
        data = part(content, place + 2, length - 2)
        if marker in FRAMES:
            height, width = int.from_bytes(part(data, 1, 2), "big"), int.from_bytes(part(data, 3, 2), "big")
        place += length
        if marker == SCAN:
            place = _after_scan(content, place)
    return Picture("jpeg", width, height, end=place)


def _after_scan(content: bytes, place: int) -> int:
    """The place of the first marker after entropy-coded bytes: FF that is neither stuffed (FF 00) nor a restart."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            raise PictureError("broken")
        if content[place + 1] != 0 and content[place + 1] not in ALONE:
            return place
        place += 2
