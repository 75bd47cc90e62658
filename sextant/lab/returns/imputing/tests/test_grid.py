"""What counts as reported, flagged and missing."""

from __future__ import annotations

import numpy as np
import pytest

from sextant.lab.returns.imputing.grid import grid

from .grids import panel, year


def test_flagged_values_are_neither_truth_nor_gaps_and_suppressed_cells_are_left_alone() -> None:
    rows = year(2018, visits=[10, 20, "missing", "suppressed", "not_applicable"])
    rows[1].origins["visits"] = "imputed"
    held = grid(rows)
    place = held.place("visits")
    assert np.nan_to_num(held.values[:, place], nan=-1).tolist() == [10, -1, -1, -1, -1]
    assert held.flagged[1, place] == 20
    assert held.gaps[:, place].tolist() == [False, False, True, False, False]
    assert grid(rows, again=True).gaps[:, place].tolist() == [False, True, True, False, False]


def test_a_part_that_an_earlier_year_did_not_ask_is_what_the_total_leaves_for_it() -> None:
    held = panel({"staff_fte": [5, 5], "librarians": [2, 2], "staff_other": [3, "missing"]}, {"staff_fte": [6, 4], "librarians": [2, 5]})
    earlier = held.earlier[0].values[:, held.place("staff_other")]
    # 6 - 2 = 4; 4 - 5 is below nought and says nothing
    assert (earlier[0], np.isnan(earlier[1])) == (4, True)


def test_rows_of_several_years_are_no_grid() -> None:
    with pytest.raises(ValueError, match="one year"):
        grid([*year(2017, visits=[1]), *year(2018, visits=[1])])


def test_hidden_cells_are_gaps_and_their_earlier_values_can_be_hidden_too() -> None:
    held = panel({"visits": [10, 20]}, {"visits": [11, 21]})
    mask = np.zeros(held.values.shape, dtype=bool)
    mask[1, held.place("visits")] = True
    room = held.hidden(mask, mask)
    place = held.place("visits")
    assert (room.gaps[:, place].tolist(), np.isnan(room.earlier[0].values[:, place]).tolist()) == ([False, True], [False, True])
    assert held.values[1, place] == 20
