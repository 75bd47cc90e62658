"""Where blocks stand on a page of fixed layout, and how `transform` scales what is in them."""

from __future__ import annotations

import math
import re

from sextant.lab.publications.pages import Box

from .markup import Element, local
from .styles import Style, length

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f of CSS: x' = a·x + c·y + e, y' = b·x + d·y + f."""
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_CALL = re.compile(r"([a-zA-Z0-9]+)\(([^()]*)\)")


def placed(element: Element, style: Style, matrix: Matrix | None, box: Box | None, known: bool) -> tuple[Matrix | None, Box | None, bool]:
    """The matrix for what is inside, and the block it stands in, in px of the page; `known` once a block with all four sides was seen."""
    own = read_transform(style.own("transform") or style.own("-webkit-transform") or style.own("-epub-transform"), style)
    joined = None if own is None or matrix is None else product(matrix, own)
    sides = _sides(style, box if not known else None)
    if sides is None or local(element) == "body":
        return joined, (box if joined is not None else None), known and joined is not None
    left, top, width, height = sides
    origin = (box[0], box[1]) if box else (0.0, 0.0)
    if joined is None or matrix is None:
        return joined, None, False
    scale_x, scale_y = abs(matrix[0]) or 1.0, abs(matrix[3]) or 1.0
    x, y = origin[0] + left * scale_x, origin[1] + top * scale_y
    if own is not None and own != SAME:
        x, y = x + own[4] * scale_x, y + own[5] * scale_y
        width, height = width * abs(own[0]), height * abs(own[3])
    turned = bool(own and (abs(own[1]) > 1e-6 or abs(own[2]) > 1e-6))
    return joined, (x, y, x + width * scale_x, y + height * scale_y), not turned


def _sides(style: Style, whole: Box | None) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of a block that is placed with all four; None for any other."""
    if style.own("position") not in ("absolute", "fixed"):
        return None
    across, down = (whole[2] - whole[0], whole[3] - whole[1]) if whole else (None, None)
    left, top = length(style.own("left"), style.size, across), length(style.own("top"), style.size, down)
    width, height = length(style.own("width"), style.size, across), length(style.own("height"), style.size, down)
    if left is None or top is None or width is None or height is None:
        return None
    return left, top, width, height


def scale_of(matrix: Matrix) -> float:
    """The vertical scale: the length that an upright unit becomes."""
    return math.hypot(matrix[2], matrix[3])


def product(one: Matrix, other: Matrix) -> Matrix:
    """`other` first, then `one`."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def read_transform(text: str, style: Style) -> Matrix | None:
    """The matrix of a `transform`; None where it holds anything but translations, scales, turns and plain matrices."""
    plain = text.strip().lower()
    if plain in ("", "none"):
        return SAME
    calls = _CALL.findall(plain)
    if not calls or _CALL.sub("", plain).strip():
        return None
    matrix = SAME
    for name, arguments in calls:
        own = _call(name, [part.strip() for part in re.split(r"[,\s]+", arguments.strip())], style)
        if own is None:
            return None
        matrix = product(matrix, own)
    return matrix if all(math.isfinite(part) for part in matrix) else None


def _call(name: str, given: list[str], style: Style) -> Matrix | None:
    if name.startswith("translate"):
        shifts = [length(part, style.size) for part in given]
        if None in shifts or not 1 <= len(shifts) <= 2:
            return None
        x, y = shifts[0] or 0.0, (shifts[1] if len(shifts) == 2 else 0.0) or 0.0
        return (1.0, 0.0, 0.0, 1.0, 0.0 if name == "translatey" else x, x if name == "translatey" else y)
    if name == "rotate":
        return _turn(given[0])
    try:
        numbers = [float(part) for part in given]
    except ValueError:
        return None
    if name == "matrix" and len(numbers) == 6:
        return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    if name == "scale" and len(numbers) in (1, 2):
        return (numbers[0], 0.0, 0.0, numbers[-1], 0.0, 0.0)
    if name in ("scalex", "scaley") and len(numbers) == 1:
        return (numbers[0], 0.0, 0.0, 1.0, 0.0, 0.0) if name == "scalex" else (1.0, 0.0, 0.0, numbers[0], 0.0, 0.0)
    return None


def _turn(text: str) -> Matrix | None:
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)(deg|rad|turn|grad)?", text)
    if not found:
        return None
    angle = float(found[1]) * {"deg": math.pi / 180, "rad": 1.0, "turn": 2 * math.pi, "grad": math.pi / 200}.get(found[2] or "deg", 0.0)
    return (math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), 0.0, 0.0)
