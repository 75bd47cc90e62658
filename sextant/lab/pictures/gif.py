"""GIF (Graphics Interchange Format, version 89a; from memory)."""

from sextant.lab.pictures.blocks import Picture, PictureError, part

IMAGE, EXTENSION, TRAILER, CONTROL = 0x2C, 0x21, 0x3B, 0xF9


def _table(flags: int) -> int:
    """Bytes of a colour table, by its flags."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(content: bytes, place: int) -> int:
    """The place after a row of sub-blocks; the last of them is empty."""
    while length := part(content, place, 1)[0]:
        part(content, place + 1, length)
        place += 1 + length
    return place + 1


def read(content: bytes) -> Picture:
    """Walks descriptors and extensions to the trailer; the seconds are the delays of the frames, hundredths of a second each."""
    screen = part(content, 6, 7)
    width, height = int.from_bytes(screen[0:2], "little"), int.from_bytes(screen[2:4], "little")
    place, frames, hundredths, kind = 13 + _table(screen[4]), 0, 0, 0
    while kind != TRAILER:
        kind = part(content, place, 1)[0]
        if kind == IMAGE:
            frames += 1
            flags = part(content, place + 1, 9)[8]
            place = _after_blocks(content, place + 11 + _table(flags))
        elif kind == EXTENSION:
            if part(content, place + 1, 1)[0] == CONTROL:
                hundredths += int.from_bytes(part(content, place + 4, 2), "little")
            place = _after_blocks(content, place + 2)
        elif kind != TRAILER:
            raise PictureError("broken")
    if not frames:
        raise PictureError("empty")
    return Picture("gif", width, height, frames, hundredths / 100 if frames > 1 else 0.0, place + 1)
