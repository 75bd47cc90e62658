"""Cells of few persons are withheld, and with them as many others as are needed so that no cell can be reckoned back from totals.

In a table whose totals are shown, a withheld cell can be reckoned exactly when it is a bridge in the graph whose points are the rows and
columns and whose edges are the withheld cells (Gusfield 1988, SIAM Journal on Computing 17:552–571; theorem known, text not seen).
Totals of few persons are withheld as well, and count as cells of the line of totals. Cells that are 0 are shown: nobody stands behind them.
What non-negativity alone gives away (that a withheld cell is at most its row's remainder) is not hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import heappop, heappush

SMALL = 5
"""A cell of 1 to 4 persons is withheld."""

Cell = tuple[int, int]
Point = tuple[str, int]


def is_small(count: int) -> bool:
    return 0 < count < SMALL


def withheld_in_row(counts: Sequence[int]) -> set[int]:
    """Places to withhold in one row whose total is shown: the small ones, and where that is a single one, the next smallest with it."""
    found = {place for place, count in enumerate(counts) if is_small(count)}
    if len(found) == 1:
        others = [place for place in range(len(counts)) if place not in found]
        if others:
            found.add(min(others, key=lambda place: (counts[place] == 0, counts[place], place)))
    return found


def withheld_alone(count: int, asked: int) -> bool:
    """Whether the number of those who chose something, of those asked, is withheld: few chose it, or few did not."""
    return is_small(count) or is_small(asked - count)


def withheld(counts: Sequence[Sequence[int]], also: Iterable[Cell] = ()) -> set[Cell]:
    """Cells to withhold in a table of counts that is shown with the totals of rows and columns. The last row and column of the answer's
    places, one beyond the table's own, are the totals. `also` are cells that were withheld elsewhere."""
    if not counts or not counts[0]:
        return set()
    whole = with_totals(counts)
    last = (len(counts), len(counts[0]))
    if is_small(whole[last[0]][last[1]]):
        return {(row, column) for row in range(len(whole)) for column in range(len(whole[0]))}
    found = {(row, column) for row, line in enumerate(whole) for column, count in enumerate(line) if is_small(count)} | set(also)
    while bridge := _bridge(found):
        circle = _circle(bridge, found, whole)
        if circle is None:
            return {(row, column) for row in range(len(whole)) for column in range(len(whole[0]))}
        found |= circle
    return found


def with_totals(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    """The table with the totals of its rows and columns."""
    rows = [[*line, sum(line)] for line in counts]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def _bridge(cells: set[Cell]) -> Cell | None:
    """A withheld cell that can be reckoned back: no way of other withheld cells joins its row and its column."""
    for cell in sorted(cells):
        if not _joined(cells - {cell}, cell):
            return cell
    return None


def _joined(cells: set[Cell], ends: Cell) -> bool:
    rows: set[int] = {ends[0]}
    columns: set[int] = set()
    grown = True
    while grown:
        before = (len(rows), len(columns))
        columns |= {column for row, column in cells if row in rows}
        rows |= {row for row, column in cells if column in columns}
        grown = before != (len(rows), len(columns))
    return ends[1] in columns


def _circle(cell: Cell, found: set[Cell], whole: list[list[int]]) -> set[Cell] | None:
    """The cheapest cells that close a circle through a bridge: a shortest way (Dijkstra) from its row to its column. Withheld cells cost nothing,
    others their persons, totals and empty cells more than all others. None where there is no way; the whole number of people stays shown."""
    start, end = ("row", cell[0]), ("column", cell[1])
    best: dict[Point, int] = {start: 0}
    came: dict[Point, tuple[Point, Cell]] = {}
    heap: list[tuple[int, Point]] = [(0, start)]
    while heap:
        cost, point = heappop(heap)
        if point == end:
            return _way(came, start, end)
        if cost > best[point]:
            continue
        for other, through in _beside(point, whole):
            price = cost + _price(through, found, whole)
            if through != cell and price < best.get(other, price + 1):
                best[other], came[other] = price, (point, through)
                heappush(heap, (price, other))
    return None


def _way(came: dict[Point, tuple[Point, Cell]], start: Point, end: Point) -> set[Cell]:
    cells = set()
    while end != start:
        end, through = came[end]
        cells.add(through)
    return cells


def _beside(point: Point, whole: list[list[int]]) -> Iterator[tuple[Point, Cell]]:
    """The columns that a row meets, or the rows that a column meets, each with the cell between; not by the whole number of people."""
    kind, place = point
    if kind == "row":
        cells: list[tuple[Point, Cell]] = [(("column", column), (place, column)) for column in range(len(whole[0]))]
    else:
        cells = [(("row", row), (row, place)) for row in range(len(whole))]
    return (one for one in cells if one[1] != (len(whole) - 1, len(whole[0]) - 1))


def _price(cell: Cell, found: set[Cell], whole: list[list[int]]) -> int:
    if cell in found:
        return 0
    people = whole[-1][-1]
    count = whole[cell[0]][cell[1]]
    is_total = cell[0] == len(whole) - 1 or cell[1] == len(whole[0]) - 1
    return 1 + count + people * ((2 if is_total else 0) + (1 if count == 0 else 0))
