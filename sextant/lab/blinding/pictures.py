"""Pictures without EXIF, XMP, IPTC, comments and text; pixels and colour profile stay.

JPEG, PNG, GIF and WebP are cut block by block, so their pixels are not touched. Only where a camera wrote that the picture
is to be turned is it decoded, turned and written anew; TIFF, whose fields lie anywhere in the file, is always.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Callable
from typing import Any

from sextant.lab.pictures import PictureError, read_picture

from . import blocks
from .findings import refuse
from .limits import LIMITS, Limits
from .removals import Account

CUTTERS: dict[str, Callable[[bytes, Account], bytes]] = {"jpeg": blocks.jpeg, "png": blocks.png, "gif": blocks.gif, "webp": blocks.webp}
ORIENTATION = 0x0112
QUALITY = 95
BROKEN = (OSError, ValueError, SyntaxError, TypeError, KeyError, OverflowError, EOFError, AttributeError, struct.error)
"""What Pillow raises for files that do not add up (its own error for unknown files is an OSError)."""


def cleaned_picture(content: bytes, kind: str, account: Account, limits: Limits = LIMITS, *, turn: bool = True) -> bytes:
    """The picture without metadata. With `turn`, one that a camera marked as lying on its side is turned first; pictures
    inside documents are not, because the document has turned them already. BlindingError for a broken or too large one."""
    if kind == "tiff":
        return _tiff(content, account, limits)
    try:
        found = read_picture(content)
    except PictureError:
        raise refuse("broken") from None
    if found is None:
        raise refuse("broken")
    _bounded(found.width, found.height, found.frames, limits)
    if len(content) > found.end:
        account.took("after_the_end")
    content = content[: found.end]
    if turn and kind != "gif" and blocks.may_be_turned(content, kind):
        content = _turned(content, kind, account, limits)
    return CUTTERS[kind](content, account)


def _bounded(width: int, height: int, frames: int, limits: Limits) -> None:
    if width * height > limits.pixels or frames > limits.frames or width * height * frames > 4 * limits.pixels:
        raise refuse("too_many_pixels", most=limits.pixels // 1_000_000)


def _turned(content: bytes, kind: str, account: Account, limits: Limits) -> bytes:
    """The picture with its orientation carried out; the same bytes where there is none, or in an animation."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content)) as image:
            if image.getexif().get(ORIENTATION, 1) in (0, 1) or getattr(image, "n_frames", 1) > 1:
                return content
            upright = ImageOps.exif_transpose(image)
            out = io.BytesIO()
            how = {"jpeg": {"quality": QUALITY, "subsampling": 0}, "png": {}, "webp": {"lossless": b"VP8L" in content[:64], "quality": QUALITY}}[kind]
            upright.save(out, format=kind.upper(), icc_profile=image.info.get("icc_profile"), **how)
    except Image.DecompressionBombError:
        raise refuse("too_many_pixels", most=limits.pixels // 1_000_000) from None
    except BROKEN:
        raise refuse("broken") from None
    account.took("turned")
    return out.getvalue()


def _tiff(content: bytes, account: Account, limits: Limits) -> bytes:
    """Every page decoded, turned and written anew without loss; of the fields, resolution and colour profile stay."""
    from PIL import Image, ImageOps

    pages: list[Image.Image] = []
    pixels = 0
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content), formats=["TIFF"]) as image:
            for number in range(getattr(image, "n_frames", 1)):
                image.seek(number)
                pixels += image.width * image.height
                _bounded(image.width, max(image.height, -(-pixels // max(image.width, 1))), 1, limits)
                page = ImageOps.exif_transpose(image) or image
                bare = page.copy()
                bare.info = {name: value for name, value in image.info.items() if name in ("icc_profile", "dpi")}
                if hasattr(bare, "tag_v2"):
                    del bare.tag_v2
                bare.encoderinfo = {name: value for name, value in bare.info.items() if value}
                pages.append(bare)
            clean = _tiff_of(pages)
    except Image.DecompressionBombError:
        raise refuse("too_many_pixels", most=limits.pixels // 1_000_000) from None
    except BROKEN:
        raise refuse("broken") from None
    account.took("picture_fields", clean != content)
    return clean


def _tiff_of(pages: list[Any]) -> bytes:
    out = io.BytesIO()
    first, rest = pages[0], pages[1:]
    packing = "group4" if all(page.mode == "1" for page in pages) else "tiff_adobe_deflate"
    first.save(out, format="TIFF", compression=packing, save_all=bool(rest), append_images=rest, **first.encoderinfo)
    return out.getvalue()
