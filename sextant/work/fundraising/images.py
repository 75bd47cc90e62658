"""Pictures told by their bytes: PNG, JPEG and WebP, with their width and height; everything else is refused.

Signatures and headers: PNG (W3C, IHDR), JPEG (ITU-T T.81, SOF markers), WebP (RFC 9649); clauses from memory.
"""

import hashlib
import struct
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

LARGEST = 4 * 1024 * 1024
SMALLEST_SIDE, LARGEST_SIDE = 200, 8000
SOF = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}


@dataclass(frozen=True)
class Image:
    """A picture that may be shown: its kind, its size in pixels, its SHA-256 and its bytes."""

    kind: str
    ending: str
    width: int
    height: int
    sha256: str
    content: bytes


def inspect(upload: UploadedFile) -> Image:
    """Looks into the file; refuses what is no picture, too large or too small, with a sentence."""
    content = upload.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValidationError(_("The picture is larger than 4 MB. Make it smaller: 1600 pixels across are enough."))
    for kind, ending, size_of in (("image/png", "png", size_of_png), ("image/jpeg", "jpg", _jpeg), ("image/webp", "webp", _webp)):
        try:
            size = size_of(content)
        except (struct.error, IndexError):
            size = None
        if size is not None:
            return _sized(Image(kind, ending, *size, hashlib.sha256(content).hexdigest(), content))
    raise ValidationError(_("This is no picture that can be shown. Choose a PNG, JPEG or WebP file."))


def _sized(image: Image) -> Image:
    if min(image.width, image.height) < SMALLEST_SIDE:
        raise ValidationError(_("The picture is too small: each side needs at least %(pixels)s pixels.") % {"pixels": SMALLEST_SIDE})
    if max(image.width, image.height) > LARGEST_SIDE:
        raise ValidationError(_("The picture has more than %(pixels)s pixels on a side. Make it smaller.") % {"pixels": LARGEST_SIDE})
    return image


def size_of_png(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or content[12:16] != b"IHDR" or b"IEND" not in content[-16:]:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg(content: bytes) -> tuple[int, int] | None:
    """Walks the segments to the frame header; other bytes between segments are no JPEG."""
    if not content.startswith(b"\xff\xd8\xff"):
        return None
    place = 2
    while place + 9 < len(content):
        if content[place] != 0xFF:
            return None
        marker = content[place + 1]
        if marker in SOF:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        (length,) = struct.unpack(">H", content[place + 2 : place + 4])
        place += 2 + length
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        return None
    chunk = content[12:16]
    if chunk == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF)
    if chunk == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return None
