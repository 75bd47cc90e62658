"""Lines into strips: lines of one size under each other with one step between them; and strips into columns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median

from .frames import MM
from .rows import Row

SIZES_ALIKE = 0.25
"""Points by which the sizes of lines of one strip may differ."""
NARROWEST, WIDEST = 0.5, 2.6
"""The step from line to line in sizes."""
LARGER = 0.6
"""Points: a step so much over the steps beside it begins a new strip."""
EDGE = 0.75
"""Points within which edges are one."""


@dataclass
class Strip:
    """Lines with one step, which stay as they are. `leading` is the step minus the size, the median over its lines; None for a single line."""

    lines: list[Row]
    column: int = 0
    measure: float | None = None
    first_block: int = 0
    blocks: list[int] = field(default_factory=list)

    @cached_property
    def size(self) -> float:
        return self.lines[0].size

    @cached_property
    def angle(self) -> float:
        return self.lines[0].angle

    @cached_property
    def left(self) -> float:
        return min(line.start for line in self.lines)

    @cached_property
    def right(self) -> float:
        return max(line.end for line in self.lines)

    @cached_property
    def top(self) -> float:
        return self.lines[0].base + 0.7 * self.size

    @cached_property
    def foot(self) -> float:
        return self.lines[-1].base - 0.2 * self.size

    @cached_property
    def leading(self) -> float | None:
        steps = _steps(self.lines)
        return median(steps) - median(line.size for line in self.lines) if steps else None

    @cached_property
    def letters(self) -> int:
        return sum(line.letters for line in self.lines)

    @cached_property
    def string(self) -> str:
        return " ".join(line.string for line in self.lines)


@dataclass(slots=True)
class Column:
    """A column of strips, from `left` to `right` along the lines; `known` is false where only single lines stand in it."""

    strips: list[Strip]
    left: float = 0.0
    right: float = 0.0
    known: bool = True


def _steps(lines: list[Row]) -> list[float]:
    return [above.base - below.base for above, below in pairwise(lines)]


def strips_of(lines: list[Row]) -> list[Strip]:
    """The strips of a page, in the order of their first lines."""
    directions: dict[float, list[Row]] = defaultdict(list)
    for line in lines:
        directions[line.angle].append(line)
    return [Strip(part) for group in directions.values() for chain in _chains(group) for part in _alike(chain)]


def _chains(group: list[Row]) -> list[list[Row]]:
    """Every line is hung on the nearest one above it of its size that it lies under."""
    chains: list[list[Row]] = []
    near: list[list[Row]] = []
    for line in sorted(group, key=lambda one: (-one.base, one.start)):
        near = [chain for chain in near if chain[-1].base - line.base <= WIDEST * (chain[-1].size + SIZES_ALIKE)]
        above = [chain for chain in near if _under(chain[-1], line)]
        if above:
            min(above, key=lambda chain: (chain[-1].base - line.base, abs(chain[-1].start - line.start))).append(line)
        else:
            chains.append([line])
            near.append(chains[-1])
    return chains


def _under(above: Row, line: Row) -> bool:
    step = above.base - line.base
    if not NARROWEST * line.size <= step <= WIDEST * line.size or abs(above.size - line.size) > SIZES_ALIKE:
        return False
    common = min(above.end, line.end) - max(above.start, line.start)
    return common >= 0.3 * min(above.end - above.start, line.end - line.start)


def _alike(chain: list[Row]) -> list[list[Row]]:
    """The chain cut at steps that are larger than a step beside them: a space between paragraphs is no leading."""
    steps = _steps(chain)
    parts = [[chain[0]]]
    for place, step in enumerate(steps):
        beside = steps[max(place - 1, 0) : place] + steps[place + 1 : place + 2]
        if beside and step > min(beside) + LARGER:
            parts.append([])
        parts[-1].append(chain[place + 1])
    return parts


def columns_of(strips: list[Strip]) -> list[Column]:
    """The columns of one direction, from left to right. Strips that stand beside others make columns among themselves; the others are wide, or, where
    nothing wide is on the page, belong to the column over or under which they stand."""
    beside = [any(_side_by_side(one, other) for other in strips) for one in strips]
    order = sorted(range(len(strips)), key=lambda place: (-(strips[place].right - strips[place].left), -strips[place].top))
    narrow: list[Column] = []
    wide: list[Column] = []
    for place in order:
        if beside[place]:
            _join(strips[place], narrow)
    for place in order:
        strip = strips[place]
        if not beside[place]:
            home = next((column for column in narrow if _within(strip, column)), None)
            if home is not None and not any(_within(strip, column) for column in wide):
                home.strips.append(strip)
            else:
                _join(strip, wide)
    columns = [*narrow, *wide]
    for column in columns:
        _edges(column)
    return sorted(columns, key=lambda column: (column.left, column.right))


def _side_by_side(one: Strip, other: Strip) -> bool:
    if one is other or min(one.top, other.top) <= max(one.foot, other.foot):
        return False
    return one.right <= other.left or other.right <= one.left


def _join(strip: Strip, columns: list[Column]) -> None:
    for column in columns:
        left, right = min(one.left for one in column.strips), max(one.right for one in column.strips)
        common = min(right, strip.right) - max(left, strip.left)
        if common >= 0.5 * min(right - left, strip.right - strip.left) and not any(_side_by_side(strip, one) for one in column.strips):
            column.strips.append(strip)
            return
    columns.append(Column([strip]))


def _within(strip: Strip, column: Column) -> bool:
    left, right, room = min(one.left for one in column.strips), max(one.right for one in column.strips), 2 * strip.size
    return left - room <= strip.left and strip.right <= right + room


def _edges(column: Column) -> None:
    """The left edge at which the leftmost lines stand together, the right edge to which the fullest come; a single line tells no measure."""
    texts = [strip for strip in column.strips if len(strip.lines) > 1] or column.strips
    column.known = len(texts[0].lines) > 1
    lines = [line for strip in _main(texts) for line in strip.lines]
    begins = sorted((row.start, row.string[:1].isalnum()) for row in lines)
    ends = sorted(((row.end, row.string[-1:].isalnum()) for row in lines), reverse=True)
    column.left = _together(begins, max(2, 0.3 * len(lines)))
    column.right = _together(ends, max(3, 0.4 * len(lines)))


def _main(strips: list[Strip]) -> list[Strip]:
    """Strips of the size in which most letters of the column are set: a heading of two lines does not tell the measure of the text."""
    letters: dict[float, int] = defaultdict(int)
    for strip in strips:
        letters[round(strip.size * 2)] += strip.letters
    most = max(letters, key=lambda size: letters[size])
    return [strip for strip in strips if round(strip.size * 2) == most]


def _together(edges: list[tuple[float, bool]], enough: float) -> float:
    """The first edge that so many lines share; the outermost where none do, as in ragged setting. Lines that begin or end with a letter are asked
    first: hyphens, stops and quotation marks may hang out of the column."""
    lettered = [edge for edge, letter in edges if letter]
    for asked, needed in ((lettered, max(0.5 * enough, 3)), ([edge for edge, _ in edges], enough)):
        for first in asked:
            alike = [edge for edge in asked if abs(edge - first) <= EDGE]
            if len(alike) >= needed and 2.5 * len(alike) >= len(asked):
                return median(alike)
    return edges[0][0]


def gap_of(columns: list[Column]) -> float | None:
    """The least gap in millimetres between two columns that stand beside each other; None for one column."""
    gaps = [
        other.left - one.right
        for one in columns
        for other in columns
        if other.left > one.right and one.known and other.known and any(_side_by_side(a, b) for a in one.strips for b in other.strips)
    ]
    return min(gaps) * MM if gaps else None
