"""The blocks of JPEG, PNG, GIF and WebP files that show the picture; every other block is left out.

Formats: JPEG, ITU-T T.81; PNG, W3C 3rd edition; GIF89a; WebP container (all from memory, clauses not seen). The readers of
`lab/pictures` have walked the file before, so the blocks are known to add up.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from sextant.lab.pictures import PictureError
from sextant.lab.pictures import jpeg as jpegs
from sextant.lab.pictures import png as pngs

from .findings import refuse
from .removals import Account

ICC = b"ICC_PROFILE\x00"
PNG_KEPT = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT")
)
WEBP_KEPT = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
WEBP_FRAME_KEPT = frozenset((b"VP8 ", b"VP8L", b"ALPH"))
EXIF_AND_XMP = 0b00001100
"""The flags of EXIF and XMP in the head of an extended WebP."""
PROFILE = b"profile"


def may_be_turned(content: bytes, kind: str) -> bool:
    """Whether there is EXIF at all: only then is a picture opened to see how it lies."""
    return {"jpeg": b"Exif\x00", "png": b"eXIf", "webp": b"EXIF"}[kind] in content


def jpeg(content: bytes, account: Account) -> bytes:
    """Keeps the picture's own segments, JFIF without its thumbnail, the colour profile and Adobe's colour transform."""
    out, place, taken = [content[:2]], 2, 0
    while place < len(content):
        marker = content[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == jpegs.END or marker in jpegs.ALONE:
            out.append(content[place : place + 2])
            place += 2
            continue
        stop = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        kept = _jpeg_segment(marker, content[place:stop])
        taken += kept != content[place:stop]
        out.append(kept)
        if marker == jpegs.SCAN:
            place, stop = stop, _after_scan(content, stop)
            out.append(content[place:stop])
        place = stop
    account.took("picture_fields", taken)
    return b"".join(out)


def _jpeg_segment(marker: int, segment: bytes) -> bytes:
    data = segment[4:]
    if marker == 0xE0:
        return b"\xff\xe0\x00\x10" + data[:12] + b"\x00\x00" if data.startswith(b"JFIF\x00") and len(data) >= 14 else b""
    if marker == 0xE2:
        return segment if data.startswith(ICC) else b""
    if marker == 0xEE:
        return b"\xff\xee\x00\x0e" + data[:12] if data.startswith(b"Adobe") and len(data) >= 12 else b""
    return b"" if 0xE0 <= marker <= 0xEF or marker == 0xFE or 0xF0 <= marker <= 0xFD else segment


def _after_scan(content: bytes, place: int) -> int:
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            raise refuse("broken")
        if content[place + 1] != 0 and content[place + 1] not in jpegs.ALONE:
            return place
        place += 2


def png(content: bytes, account: Account) -> bytes:
    """Keeps chunks that show; a colour profile loses its name. Check sums are computed anew."""
    out, place, taken = [pngs.START], len(pngs.START), 0
    while place + 12 <= len(content):
        length, name = int.from_bytes(content[place : place + 4], "big"), content[place + 4 : place + 8]
        data = content[place + 8 : place + 8 + length]
        place += 12 + length
        if name not in PNG_KEPT:
            taken += 1
            continue
        if name == b"iCCP":
            data = PROFILE + b"\x00" + data.partition(b"\x00")[2]
        out.append(struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)))
        if name == b"IEND":
            break
    account.took("picture_fields", taken)
    return b"".join(out)


def webp(content: bytes, account: Account) -> bytes:
    """Keeps chunks that show, in frames of an animation too, and clears the flags of what went."""
    out, taken = [], 0
    for name, data in _riff(content[12:]):
        if name not in WEBP_KEPT:
            taken += 1
            continue
        if name == b"VP8X":
            data = bytes([data[0] & ~EXIF_AND_XMP]) + data[1:]
        elif name == b"ANMF":
            data = data[:16] + b"".join(_chunk(*inner) for inner in _riff(data[16:]) if inner[0] in WEBP_FRAME_KEPT)
        out.append(_chunk(name, data))
    account.took("picture_fields", taken)
    body = b"WEBP" + b"".join(out)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _riff(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 0
    while place + 8 <= len(content):
        length = int.from_bytes(content[place + 4 : place + 8], "little")
        yield content[place : place + 4], content[place + 8 : place + 8 + length]
        place += 8 + length + length % 2


def _chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + b"\x00" * (len(data) % 2)


def gif(content: bytes, account: Account) -> bytes:
    """Keeps images, their controls and the loop of an animation; comments and other programs' blocks go."""
    place = 13 + _table(content[10])
    out, taken = [content[:place]], 0
    while place < len(content) and content[place] != 0x3B:
        start = place
        kept = True
        if content[place] == 0x2C:
            place = _sub_blocks(content, place + 11 + _table(content[place + 9]))
        else:
            label = content[place + 1]
            kept = label == 0xF9 or (label == 0xFF and content[place + 3 : place + 14] == b"NETSCAPE2.0")
            place = _sub_blocks(content, place + 2)
        out += [content[start:place]] if kept else []
        taken += not kept
    account.took("picture_fields", taken)
    return b"".join([*out, b"\x3b"])


def _table(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _sub_blocks(content: bytes, place: int) -> int:
    while place < len(content) and content[place]:
        place += content[place] + 1
    return place + 1


def jpeg2000(content: bytes, account: Account) -> bytes:
    """A JPEG 2000 of boxes without its XML, UUID and rights boxes; a bare codestream as it is."""
    if content[4:8] != b"jP  ":
        return content
    out, place, taken = [], 0, 0
    while place + 8 <= len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        name = content[place + 4 : place + 8]
        if length == 1:
            length = int.from_bytes(content[place + 8 : place + 16], "big")
        length = length or len(content) - place
        if length < 8:
            raise refuse("broken")
        if name in (b"jP  ", b"ftyp", b"jp2h", b"jp2c", b"rreq"):
            out.append(content[place : place + length])
        else:
            taken += 1
        place += length
    account.took("picture_fields", taken)
    return b"".join(out)


def embedded_jpeg(content: bytes, account: Account) -> bytes:
    """A photograph within a PDF: the same cut, for one whose end marker may be missing or be followed by something."""
    try:
        end = jpegs.read(content).end
    except PictureError:
        raise refuse("broken") from None
    return jpeg(content[:end], account)
