"""What is seen of the text: the page is drawn with its text and without it, and the two are compared.

Letters that make no difference are not seen: cut off, covered, in a hidden layer, or of the colour of the ground. The ground is what is drawn under the
letters without them; its optical density is −log10 of the reflectance, taken as the luminance of the sRGB colour over that of white paper (IEC 61966-2-1).
It is an indication: paper, ink and screen decide in print.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from ctypes import c_void_p
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from ..pages import Box
from .frames import Frame
from .limits import LIMITS
from .shown import Colour, Shown

DPI = 100
"""At which pages are drawn: a stem of 8-point type is then about a pixel wide."""
SEEN = 14
"""Levels of 255 by which a pixel must change to be changed at all."""
CONTRAST = 20
"""Levels between ink and ground under which a letter counts as unseen."""
AROUND = 6.0
"""Points around the text that are drawn with it."""
FORMS = 12
"""Forms within forms into which text is looked for."""
Pixels = Any


@dataclass(frozen=True, slots=True)
class Seen:
    """Two drawings of the part of a page where its text stands: rows from the top, colours red, green, blue; `scale` pixels a point. `height` is that of the
    visible page. `sums` counts changed
    pixels up and left of each; `left` and `top` are the points cut off at the left and above."""

    with_text: Pixels
    without: Pixels
    sums: Pixels
    scale: float
    height: float
    left: float
    top: float


def seen_on(page: pypdfium2.PdfPage, frame: Frame, boxes: Pixels | None) -> Seen:
    """The page drawn twice where the boxes are, or whole where there are none. Raises `pypdfium2.PdfiumError` where it cannot be drawn."""
    scale = min(DPI / 72, math.sqrt(LIMITS.drawn / (frame.width * frame.height)))
    region = (0.0, 0.0, frame.width, frame.height) if boxes is None else _around(boxes, frame)
    with_text, left, top = drawn(page, frame, scale, region)
    for one in texts_on(page):
        pdfium.FPDFPageObj_SetIsActive(one, False)
    without, _, _ = drawn(page, frame, scale, region)
    changed = _changed(with_text, without)
    sums = np.zeros((changed.shape[0] + 1, changed.shape[1] + 1), dtype=np.int32)
    sums[1:, 1:] = changed.cumsum(axis=0, dtype=np.int32).cumsum(axis=1, dtype=np.int32)
    return Seen(with_text, without, sums, scale, frame.height, left, top)


def _around(boxes: Pixels, frame: Frame) -> Box:
    """What the boxes take of the visible page and a little more; the whole of it where none is within."""
    low, high = boxes[:, :2].min(axis=0) - AROUND, boxes[:, 2:].max(axis=0) + AROUND
    x0, y0, x1, y1 = max(low[0], 0.0), max(low[1], 0.0), min(high[0], frame.width), min(high[1], frame.height)
    return (float(x0), float(y0), float(x1), float(y1)) if x1 - x0 > AROUND and y1 - y0 > AROUND else (0.0, 0.0, frame.width, frame.height)


def _changed(one: Pixels, other: Pixels) -> Pixels:
    """Where a channel differs by more than `SEEN`."""
    if one.shape != other.shape:
        raise ValueError("two drawings of one page differ in size")
    apart_by = np.maximum(one, other) - np.minimum(one, other) > SEEN
    return apart_by[:, :, 0] | apart_by[:, :, 1] | apart_by[:, :, 2]


def drawn(page: pypdfium2.PdfPage, frame: Frame, scale: float, region: Box | None = None) -> tuple[Pixels, float, float]:
    """The visible page, or a region of it, as rows of red, green, blue, with the points cut off at its left and above; `scale` pixels a point."""
    x0, y0, x1, y1 = region or (0.0, 0.0, frame.width, frame.height)
    unit = frame.unit
    outer = _cut(page, frame)
    inner = (x0 / unit, y0 / unit, (frame.width - x1) / unit, (frame.height - y1) / unit)
    cut = tuple(one + other for one, other in zip(outer, inner, strict=True))
    bitmap = page.render(scale=scale * unit, crop=cut, may_draw_forms=False, draw_annots=False, rev_byteorder=True, fill_color=(255, 255, 255, 255))
    try:
        pixels = np.array(bitmap.to_numpy()[:, :, :3])
    finally:
        bitmap.close()
    left, top = (math.ceil(cut[side] * scale * unit) / scale - outer[side] * unit for side in (0, 3))
    return pixels, left, top


def _cut(page: pypdfium2.PdfPage, frame: Frame) -> tuple[float, float, float, float]:
    """What is cut off left, below, right and above the trim, of the page as it is drawn: cropped and turned."""
    width, height = page.get_size()
    crop, trim = frame.crop, frame.trim
    left, below, right, above = trim[0] - crop[0], trim[1] - crop[1], crop[2] - trim[2], crop[3] - trim[3]
    turned = {0: (left, below, right, above), 90: (below, right, above, left), 180: (right, above, left, below), 270: (above, left, below, right)}
    cut = tuple(max(one, 0.0) for one in turned[frame.turn])
    if cut[0] + cut[2] >= width - 1 or cut[1] + cut[3] >= height - 1:
        return (0.0, 0.0, 0.0, 0.0)
    return (cut[0], cut[1], cut[2], cut[3])


def texts_on(page: pypdfium2.PdfPage) -> Iterator[c_void_p]:
    """The text objects of the page, those within forms included."""
    count = pdfium.FPDFPage_CountObjects(page)
    yield from _texts([pdfium.FPDFPage_GetObject(page, place) for place in range(count)], 0)


def _texts(objects: list[c_void_p], depth: int) -> Iterator[c_void_p]:
    for one in objects:
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield one
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < FORMS:
            yield from _texts([pdfium.FPDFFormObj_GetObject(one, place) for place in range(pdfium.FPDFFormObj_CountObjects(one))], depth + 1)


def boxes_of(shown: list[Shown]) -> Pixels:
    """The boxes x0, y0, x1, y1 of all their glyphs in the visible page, a row each: from a fifth of the size under the baseline to four fifths over it."""
    lengths = [len(one.starts) for one in shown]
    low, high = np.concatenate([one.starts for one in shown]), np.concatenate([one.ends for one in shown])
    table = np.repeat(np.array([(one.base + one.rise, one.size, math.radians(one.angle), one.upside) for one in shown]), lengths, axis=0)
    base, size, angle, upside = table.T
    foot, top = np.where(upside > 0, base - 0.8 * size, base - 0.22 * size), np.where(upside > 0, base + 0.22 * size, base + 0.8 * size)
    cos, sin = np.cos(angle), np.sin(angle)
    xs = np.stack([u * cos - v * sin for u in (low, high) for v in (foot, top)])
    ys = np.stack([u * sin + v * cos for u in (low, high) for v in (foot, top)])
    return np.stack([xs.min(axis=0), ys.min(axis=0), xs.max(axis=0), ys.max(axis=0)], axis=1)


def pixels_of(boxes: Pixels, seen: Seen) -> Pixels:
    """The boxes in pixels: first and last column, first and last row (these not included), cut to the page."""
    rows, columns = seen.without.shape[:2]
    x0, y0, x1, y1 = boxes.T
    left, right = (x0 - seen.left) * seen.scale, (x1 - seen.left) * seen.scale
    top, foot = (seen.height - seen.top - y1) * seen.scale, (seen.height - seen.top - y0) * seen.scale
    cut = np.stack([np.floor(left), np.ceil(right), np.floor(top), np.ceil(foot)], axis=1)
    return np.clip(cut, 0, [columns, columns, rows, rows]).astype(np.int64)


def changed_in(cut: Pixels, seen: Seen) -> Pixels:
    """How many pixels the text changes in each of the boxes."""
    left, right, top, foot = cut.T
    right, foot = np.maximum(left, right), np.maximum(top, foot)
    return seen.sums[foot, right] - seen.sums[top, right] - seen.sums[foot, left] + seen.sums[top, left]


def colours_in(cut: tuple[int, int, int, int], seen: Seen) -> tuple[Colour, Colour] | None:
    """Ground and ink in a box of pixels: the median without text, and the colour farthest from it with text; None outside the page."""
    left, right, top, foot = cut
    if right <= left or foot <= top:
        return None
    step = max((right - left) * (foot - top) // 3000, 1)
    under = seen.without[top:foot, left:right].reshape(-1, 3)[::step]
    ground = under[0] if (under == under[0]).all() else np.median(under, axis=0)
    over = seen.with_text[top:foot, left:right].reshape(-1, 3)[::step]
    far = np.abs(over.astype(np.int16) - ground.astype(np.int16)) @ (1, 1, 1)
    return _colour(ground), _colour(over[int(far.argmax())])


def _colour(values: Pixels) -> Colour:
    return (round(float(values[0])), round(float(values[1])), round(float(values[2])))


def luminance(colour: Colour) -> float:
    """Relative luminance 0–1 of an sRGB colour (IEC 61966-2-1)."""
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in (one / 255 for one in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def density(ground: Colour) -> float:
    """−log10 of the reflectance, white paper being 1; at most 3."""
    return min(-math.log10(max(luminance(ground), 0.001)), 3.0) + 0.0


def apart(ink: Colour, ground: Colour) -> bool:
    """Whether the ink can be told from the ground at all."""
    return max(abs(a - b) for a, b in zip(ink, ground, strict=True)) >= CONTRAST
