"""The visible page: trimmed, turned upright, in PDF points. All that the reader says of places is said in it.

A point (x, y) of user space becomes one of the visible page in three steps: the lower left corner of the trim is moved to the origin, the page is turned
clockwise by /Rotate, and both coordinates are multiplied by UserUnit. So sizes, boxes, margins and steps between lines are all in true points, 1/72 inch,
on paper. The trim is the TrimBox, where there is none the CropBox, where there is none the MediaBox, cut to what is drawn at all
(ISO 32000-1, 14.11.2 and table 30).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..pages import Box

Matrix = tuple[float, float, float, float, float, float]
MM = 25.4 / 72
"""Millimetres in a point."""
LEAST = 3.0
"""Points: the least side of a box that is taken for a page's."""
LETTER: Box = (0, 0, 612, 792)
TURNS: dict[int, Matrix] = {0: (1, 0, 0, 1, 0, 0), 90: (0, -1, 1, 0, 0, 1), 180: (-1, 0, 0, -1, 1, 1), 270: (0, 1, -1, 0, 1, 0)}
"""Clockwise turns of the unit square onto itself."""


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does the first, then the other (row vectors, as in PDF)."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """The point as the matrix moves it."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def around(matrix: Matrix, box: Sequence[float]) -> Box:
    """The upright box around a box that was moved."""
    x0, y0, x1, y1 = box
    points = [moved(matrix, x, y) for x in (x0, x1) for y in (y0, y1)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible page: its matrix from user space, its size in points, the trim and the crop in user space, the turn and UserUnit."""

    matrix: Matrix
    width: float
    height: float
    trim: Box
    crop: Box
    turn: int
    unit: float


def frame_of(attributes: dict[str, Any], media: Box) -> Frame:
    """The frame of a page by its (inherited) attributes, already resolved."""
    crop = _common(_box(attributes.get("CropBox")) or media, media) or media
    trim = _common(_box(attributes.get("TrimBox")) or crop, crop) or crop
    turn = _turn(attributes.get("Rotate"))
    unit = attributes.get("UserUnit", 1)
    unit = float(unit) if isinstance(unit, int | float) and 0.01 <= unit <= 1000 else 1.0
    width, height = trim[2] - trim[0], trim[3] - trim[1]
    a, b, c, d, e, f = TURNS[turn]
    across, up = (height, width) if turn in (90, 270) else (width, height)
    turned: Matrix = (a, b, c, d, e * across, f * up)
    placed = times(times((1, 0, 0, 1, -trim[0], -trim[1]), turned), (unit, 0, 0, unit, 0, 0))
    return Frame(placed, across * unit, up * unit, trim, crop, turn, unit)


def _turn(value: object) -> int:
    return int(value) % 360 if isinstance(value, int | float) and math.isfinite(value) and int(value) % 90 == 0 else 0


def _box(value: object) -> Box | None:
    if not isinstance(value, list | tuple) or len(value) != 4 or not all(isinstance(x, int | float) and abs(x) < 1e7 for x in value):
        return None
    x0, y0, x1, y1 = (float(x) for x in value)
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _common(one: Box, other: Box) -> Box | None:
    x0, y0, x1, y1 = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    return (x0, y0, x1, y1) if x1 - x0 >= LEAST and y1 - y0 >= LEAST else None


def media_of(attributes: dict[str, Any]) -> Box:
    """The MediaBox; a letter page where there is none that could be one, as viewers do."""
    box = _box(attributes.get("MediaBox"))
    return box if box and _common(box, box) else LETTER
