"""Cells of few persons are withheld, and with them as many others as are needed so that no cell can be reckoned back from totals.

In a table whose totals are shown, a withheld cell can be reckoned exactly when it is a bridge in the graph whose points are the rows and
columns and whose edges are the withheld cells (Gusfield 1988, SIAM Journal on Computing 17:552–571; theorem known, text not seen).
Totals of few persons are withheld as well, and count as cells of the line of totals. Cells that are 0 are shown: nobody stands behind them.
What non-negativity alone gives away (that a withheld cell is at most its row's remainder) is not hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

SMALL = 5
"""A cell of 1 to 4 persons is withheld."""

Cell = tuple[int, int]


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
        added = _beside(bridge, found, whole, last)
        if added is None:
            break
        found.add(added)
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


def _beside(cell: Cell, found: set[Cell], whole: list[list[int]], last: Cell) -> Cell | None:
    """The smallest cell, inner ones and ones with persons first, of the row or else of the column of a bridge, that is shown so far."""
    row, column = cell
    lines = [[(row, place) for place in range(len(whole[0]))], [(place, column) for place in range(len(whole))]]
    for line in lines:
        free = [one for one in line if one not in found and one != last]
        if free:
            return min(free, key=lambda one: (one[0] == last[0] or one[1] == last[1], whole[one[0]][one[1]] == 0, whole[one[0]][one[1]], one))
    return None
