"""Small cells are withheld, and nothing that is withheld can be reckoned back."""

from __future__ import annotations

from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sextant.lab.surveys.withholding import is_small, with_totals, withheld, withheld_alone, withheld_in_row

TABLES = st.integers(2, 4).flatmap(
    lambda rows: st.integers(2, 4).flatmap(
        lambda columns: st.lists(st.lists(st.integers(0, 14), min_size=columns, max_size=columns), min_size=rows, max_size=rows)
    )
)


def test_a_small_cell_takes_the_next_smallest_with_it():
    assert withheld_in_row([30, 3, 9, 0]) == {1, 2}
    assert withheld_in_row([30, 3, 4, 0]) == {1, 2}
    assert withheld_in_row([30, 5, 9, 0]) == set()
    assert withheld_in_row([30, 3, 0]) == {0, 1}


def test_few_who_did_not_choose_are_withheld_like_few_who_did():
    assert [withheld_alone(count, 50) for count in (0, 3, 5, 45, 47, 50)] == [False, True, False, False, True, False]


def test_one_small_cell_in_a_table_withholds_four():
    # the circle through the 3 with the fewest persons beside it: 12 and 9 cannot close one, 20, 9 and 31 (60) or 20, 25, 40 (85) or 30, 12, 25 (67)
    # or 30, 15, 31 (76) can
    assert withheld([[20, 3, 30], [40, 25, 12], [9, 31, 15]]) == {(0, 0), (0, 1), (2, 0), (2, 1)}


def test_a_small_total_is_withheld_with_its_line():
    found = withheld([[1, 2], [40, 50]])
    assert {(0, 0), (0, 1), (0, 2)} <= found


def test_a_table_of_few_people_is_withheld_whole():
    assert withheld([[1, 1], [1, 0]]) == set(product(range(3), range(3)))


def _determined(cells: set[tuple[int, int]]) -> bool:
    """Whether some withheld cell is the same in every table with these totals: no change of the withheld cells that keeps all lines at nought
    moves it. The changes are the circles of the graph, found here by elimination over fractions."""
    from fractions import Fraction

    order = sorted(cells)
    lines = [[Fraction(int(cell[0] == row)) for cell in order] for row in {cell[0] for cell in order}]
    lines += [[Fraction(int(cell[1] == column)) for cell in order] for column in {cell[1] for cell in order}]
    pivots, rank = [], 0
    for column in range(len(order)):
        pivot = next((row for row in range(rank, len(lines)) if lines[row][column]), None)
        if pivot is None:
            continue
        lines[rank], lines[pivot] = lines[pivot], lines[rank]
        first = lines[rank][column]
        lines[rank] = [value / first for value in lines[rank]]
        for row in range(len(lines)):
            if row != rank and lines[row][column]:
                factor = lines[row][column]
                lines[row] = [value - factor * own for value, own in zip(lines[row], lines[rank], strict=True)]
        pivots.append(column)
        rank += 1
    return any(sum(bool(value) for value in lines[row]) == 1 for row in range(rank))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TABLES)
def test_no_withheld_cell_can_be_reckoned_from_what_is_shown(counts):
    whole, found = with_totals(counts), withheld(counts)
    assert all((row, column) in found for row, line in enumerate(whole) for column, count in enumerate(line) if is_small(count))
    everything = len(found) == len(whole) * len(whole[0])
    assert everything or not found or not _determined(found)
