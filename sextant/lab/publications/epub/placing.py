"""Where blocks stand on a page of fixed layout, and how `transform` scales what is in them."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from sextant.lab.publications.pages import Box

from .styles import Style, length

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f of CSS: x' = a·x + c·y + e, y' = b·x + d·y + f."""
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_CALL = re.compile(r"([a-zA-Z0-9]+)\(([^()]*)\)")
_SIDES = {"left": 0.0, "top": 0.0, "center": 50.0, "right": 100.0, "bottom": 100.0}


@dataclass(frozen=True, slots=True)
class Frame:
    """What an element finds around it. `scale` turns its units into px of the page (translations aside; None: cannot be told); `place` is the same for
    points of the block that its `left` and `top` count from, `size` that block's size; None where they are not known. `box` is the nearest block
    whose place is known, in px of the page."""

    scale: Matrix | None
    place: Matrix | None
    size: tuple[float, float] | None
    box: Box | None


def whole_page(size: tuple[float, float]) -> Frame:
    """Around the root: the page itself, which is no block."""
    return Frame(SAME, SAME, size, None)


def inside(style: Style, frame: Frame, page: tuple[float, float]) -> Frame:
    """The frame for what stands inside an element of that style."""
    own = read_transform(style.own("transform") or style.own("-webkit-transform") or style.own("-epub-transform"), style)
    scale = None if own is None or frame.scale is None else product(frame.scale, own)
    position = style.own("position") or "static"
    if position in ("absolute", "fixed"):
        return _placed(style, frame, own, scale)
    if position == "static" and own == SAME:
        return Frame(scale, frame.place, frame.size, frame.box)
    width, height = length(style.own("width"), style.size), length(style.own("height"), style.size)
    wraps_page = own == SAME and frame.place == SAME and width == page[0] and height == page[1] and not (style.own("left") or style.own("top"))
    return Frame(scale, SAME if wraps_page else None, page if wraps_page else None, frame.box)


def _placed(style: Style, frame: Frame, own: Matrix | None, scale: Matrix | None) -> Frame:
    across, down = frame.size or (None, None)
    sizes = length(style.own("width"), style.size, across), length(style.own("height"), style.size, down)
    left = _start(style, "left", "right", sizes[0], across)
    top = _start(style, "top", "bottom", sizes[1], down)
    origin = _origin(style, sizes) if own != SAME else (0.0, 0.0)
    if frame.place is None or own is None or left is None or top is None or sizes[0] is None or sizes[1] is None or origin is None:
        return Frame(scale, None, None, None)
    about = product(product((1, 0, 0, 1, origin[0], origin[1]), own), (1, 0, 0, 1, -origin[0], -origin[1]))
    place = product(product(frame.place, (1, 0, 0, 1, left, top)), about)
    corners = [_moved(place, x, y) for x in (0.0, sizes[0]) for y in (0.0, sizes[1])]
    box = (min(x for x, _y in corners), min(y for _x, y in corners), max(x for x, _y in corners), max(y for _x, y in corners))
    return Frame(scale, place, (sizes[0], sizes[1]), box)


def _start(style: Style, near: str, far: str, size: float | None, whole: float | None) -> float | None:
    """Left or top, by itself or from the opposite side."""
    if style.own(near) and style.own(near) != "auto":
        return length(style.own(near), style.size, whole)
    away = length(style.own(far), style.size, whole) if style.own(far) else None
    return None if away is None or size is None or whole is None else whole - away - size


def _origin(style: Style, sizes: tuple[float | None, float | None]) -> tuple[float, float] | None:
    """The point that a `transform` leaves in place: the middle where nothing is said."""
    words = (style.own("transform-origin") or style.own("-webkit-transform-origin") or "50% 50%").lower().split()[:2]
    if words and words[0] in ("top", "bottom"):
        words.reverse()
    words = [*words, "center"][:2] if len(words) == 1 else words
    found = [length(f"{_SIDES[word]}%" if word in _SIDES else word, style.size, size) for word, size in zip(words, sizes, strict=False)]
    return (found[0], found[1]) if len(found) == 2 and found[0] is not None and found[1] is not None else None


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


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
