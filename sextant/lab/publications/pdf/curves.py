"""Letters drawn as curves: filled shapes of one height standing in a row, as a line of type has them and a drawing has not."""

from __future__ import annotations

from collections import defaultdict

from ..pages import Box

LOW, HIGH = 2.0, 120.0
"""Points: the heights that letters may have."""
IN_A_ROW = 12
"""Shapes on one baseline that make a line of letters; fewer lines of fewer letters are taken together."""
FEW = 7
STEP = 0.75
"""Points: shapes whose feet differ by less stand on one baseline."""


def letters_in(outlines: list[Box]) -> int:
    """How many of the shapes stand in rows like letters; 0 where no row is long enough (twelve shapes, or two rows of seven)."""
    rows: dict[int, list[Box]] = defaultdict(list)
    for box in outlines:
        width, height = box[2] - box[0], box[3] - box[1]
        if LOW <= height <= HIGH and 0.05 * height <= width <= 2.5 * height:
            rows[round(box[1] / STEP)].append(box)
    lengths = sorted((_longest(row) for row in rows.values()), reverse=True)
    long = [length for length in lengths if length >= FEW]
    return sum(long) if long and (long[0] >= IN_A_ROW or len(long) > 1) else 0


def _longest(row: list[Box]) -> int:
    """The most shapes beside each other, none over another, with gaps no wider than a few letters and alike in height."""
    row.sort()
    best = length = 0
    last: Box | None = None
    for box in row:
        if last is not None and box[0] < last[2] - 0.3 * (last[2] - last[0]):
            continue
        height = box[3] - box[1]
        follows = last is not None and box[0] - last[2] <= 2.5 * height and 0.4 <= height / max(last[3] - last[1], 1e-9) <= 2.5
        length = length + 1 if follows else 1
        best, last = max(best, length), box
    return best
