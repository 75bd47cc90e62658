"""The picture of a conversation: people in the plane of opinions, groups as hulls, as SVG that stands alone.

Groups are told apart by colour and by the shape of their marks, and named in the drawing; the sheet has a ground of its own, so that it reads the same on
a light and on a dark page. Nobody's name stands in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ..observatory.sheets import COLOURS, FAINT, LINE, sheet, text
from .findings import say
from .groups import Groups

WIDTH, HEIGHT, MARGIN, FOOT = 900, 620, 52, 34
SIZE: Final = 15.0
LETTER: Final = 0.6
"""The mean width of a letter of the text face, in its size."""
Point = tuple[float, float]
Box = tuple[float, float, float, float]
MARKS: Final = (
    ((1, 0), (0.71, 0.71), (0, 1), (-0.71, 0.71), (-1, 0), (-0.71, -0.71), (0, -1), (0.71, -0.71)),
    ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    ((0, -1.2), (1.1, 0.8), (-1.1, 0.8)),
    ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    (
        (-0.4, -1.2),
        (0.4, -1.2),
        (0.4, -0.4),
        (1.2, -0.4),
        (1.2, 0.4),
        (0.4, 0.4),
        (0.4, 1.2),
        (-0.4, 1.2),
        (-0.4, 0.4),
        (-1.2, 0.4),
        (-1.2, -0.4),
        (-0.4, -0.4),
    ),
)
"""Octagon, square, triangle, diamond, cross: one shape a group, radius about 1."""


def drawn(found: Groups, *, language: str = "en") -> str:
    """The map as SVG, labels in `en` or `ru`; without claimed groups all people are drawn alike and no hull is."""
    placed = [one for one in found.participants if one.x is not None and one.y is not None]
    origin, *at = _scaled([(0.0, 0.0), *((one.x or 0.0, one.y or 0.0) for one in placed)])
    by_group: dict[int, list[Point]] = {}
    for one, point in zip(placed, at, strict=True):
        by_group.setdefault(one.group or 1, []).append(point)
    parts = [f'<path d="M{MARGIN} {origin[1]}H{WIDTH - MARGIN}M{origin[0]} {MARGIN}V{HEIGHT - MARGIN}" stroke="{LINE}"/>']
    if found.k > 1:
        parts += [_outline(hull(points), group) for group, points in sorted(by_group.items())]
    parts += [_mark(point, one.group or 1) for one, point in zip(placed, at, strict=True)]
    parts += _labels(found, by_group, language)
    parts.append(text(MARGIN, HEIGHT + 12, _foot(found, len(placed), language), 12.5, colour=FAINT))
    return sheet(WIDTH, HEIGHT + FOOT, say("map_title").sentence(language), parts)


def _foot(found: Groups, placed: int, language: str) -> str:
    shares = [f"{100 * share:.0f}" for share in found.spread[:2]] + ["0", "0"]
    return say("map_foot", placed=placed, others=len(found.left_out), first=shares[0], second=shares[1]).sentence(language)


def _scaled(places: Sequence[Point]) -> list[Point]:
    """Places in pixels: one scale for both axes, as large as the sheet allows, upwards drawn upwards."""
    left, right = min(x for x, _ in places), max(x for x, _ in places)
    low, high = min(y for _, y in places), max(y for _, y in places)
    unit = max((right - left) / (WIDTH - 2 * MARGIN), (high - low) / (HEIGHT - 2 * MARGIN)) or 1.0
    middle = (left + right) / 2, (low + high) / 2
    return [(round(WIDTH / 2 + (x - middle[0]) / unit, 1), round(HEIGHT / 2 - (y - middle[1]) / unit, 1)) for x, y in places]


def hull(points: Sequence[Point]) -> list[Point]:
    """The corners of the least convex figure around the points, in turn (A. M. Andrew, 1979); fewer than three different points are given back."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return [*_chain(ordered)[:-1], *_chain(ordered[::-1])[:-1]]


def _chain(ordered: Sequence[Point]) -> list[Point]:
    found: list[Point] = []
    for point in ordered:
        while len(found) > 1 and _turn(found[-2], found[-1], point) <= 0:
            found.pop()
        found.append(point)
    return found


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _colour(group: int) -> str:
    return COLOURS[(group - 1) % len(COLOURS)]


def _outline(corners: Sequence[Point], group: int) -> str:
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in corners) + "Z"
    colour = _colour(group)
    return f'<path d="{path}" fill="{colour}" fill-opacity="0.1" stroke="{colour}" stroke-width="14" stroke-opacity="0.1" stroke-linejoin="round"/>'


def _mark(point: Point, group: int, radius: float = 4.0) -> str:
    corners = " ".join(f"{point[0] + radius * x:.1f},{point[1] + radius * y:.1f}" for x, y in MARKS[(group - 1) % len(MARKS)])
    return f'<polygon points="{corners}" fill="{_colour(group)}" fill-opacity="0.75"/>'


def _labels(found: Groups, by_group: dict[int, list[Point]], language: str) -> list[str]:
    """A label a group with its mark, above the groups of the upper half and below those of the lower, or as near as no other label is."""
    if found.k < 2:
        return []
    parts, taken = [], list[Box]()
    for group, points in sorted(by_group.items()):
        said = say("group_label", group=group, people=len(points)).sentence(language)
        heights = [y for _, y in points]
        edge = min(heights) - 24 if sum(heights) / len(heights) < HEIGHT / 2 else max(heights) + 24
        middle = sum(x for x, _ in points) / len(points), min(max(edge, 22.0), HEIGHT - 22.0)
        box = _free(middle, LETTER * SIZE * len(said) + 34, SIZE + 12, taken)
        taken.append(box)
        left, top, right, bottom = box
        parts.append(
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" rx="6" fill="#fff" fill-opacity="0.92"'
            f' stroke="{_colour(group)}"/>'
        )
        parts.append(_mark((left + 15, (top + bottom) / 2), group, 6.0))
        parts.append(text(left + 28, bottom - 8.5, said, SIZE, weight=600))
    return parts


def _free(middle: Point, width: float, height: float, taken: Sequence[Box]) -> Box:
    """The box about the middle that stays on the sheet, moved up and down by steps until it touches none that is taken."""
    left = min(max(middle[0] - width / 2, 6.0), WIDTH - width - 6)
    for step in range(80):
        top = middle[1] - height / 2 + (step + 1) // 2 * (8 if step % 2 else -8)
        box = (left, top, left + width, top + height)
        if top >= 6 and box[3] <= HEIGHT - 6 and not any(_touch(box, other) for other in taken):
            return box
    return (left, 6.0, left + width, 6.0 + height)


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] + 4 and other[0] < one[2] + 4 and one[1] < other[3] + 4 and other[1] < one[3] + 4
