"""Every method on numbers that can be worked by hand; all libraries are of one stratum."""

from __future__ import annotations

import numpy as np
import pytest

from sextant.lab.returns.imputing.methods import METHODS, workings

from .grids import panel

NOW = {"visits": [20, 20, "missing"], "loans": [10, 40, 30], "population": [100, 300, 200]}
BEFORE = {"visits": [10, 20, 40], "loans": [10, 20, 60]}

BY_HAND = {
    "last_value": 40,
    "growth_ratio_of_sums": 40 * (20 + 20) / (10 + 20),
    "growth_mean_of_ratios": 40 * (20 / 10 + 20 / 20) / 2,
    "growth_median": 40 * 1.5,  # of 2 and 1
    "own_ratio": 40 * 30 / 60,  # its own earlier visits by loans
    "ratio_to_related": 30 * (20 + 20) / (10 + 40),  # visits go with loans
    "median_ratio_to_related": 30 * (20 / 10 + 20 / 40) / 2,
    "cell_mean": 20,
    "cell_median": 20,
    "cell_mean_by_population": 200 * (20 + 20) / (100 + 300),
    "cell_median_by_population": 200 * (20 / 100 + 20 / 300) / 2,
    "nearest": 20,
    "nearest_five": 200 * (20 / 100 + 20 / 300) / 2,
}


@pytest.mark.parametrize("name", METHODS)
def test_each_method_gives_what_pencil_and_paper_give(name: str) -> None:
    grid = panel(NOW, BEFORE)
    found = METHODS[name](workings(grid), grid.place("visits"))
    assert found.values[2] == pytest.approx(BY_HAND[name])


def test_growth_from_almost_nothing_carries_the_mean_of_ratios_away_but_not_the_ratio_of_sums() -> None:
    grid = panel({"visits": [1000, 100, 100, "missing"]}, {"visits": [1, 100, 100, 100]})
    work = workings(grid)
    found = {name: METHODS[name](work, grid.place("visits")).values[3] for name in ("growth_mean_of_ratios", "growth_median", "growth_ratio_of_sums")}
    # mean of 1000, 1 and 1 is 334; their median 1; 1200 / 201 of the sums
    assert found == {"growth_mean_of_ratios": 33400, "growth_median": 100, "growth_ratio_of_sums": pytest.approx(100 * 1200 / 201)}


def test_a_cell_without_an_earlier_value_has_no_answer_from_methods_that_need_one() -> None:
    grid = panel({"visits": [20, "missing"]})
    work = workings(grid)
    names = ("last_value", "growth_ratio_of_sums", "growth_mean_of_ratios", "growth_median", "own_ratio")
    assert all(np.isnan(METHODS[name](work, grid.place("visits")).values[1]) for name in names)


def test_the_newest_earlier_value_is_used_and_its_year_told() -> None:
    from sextant.lab.returns.imputing.grid import grid as make

    from .grids import year

    held = make(year(2018, visits=[5, "missing"]), [year(2015, visits=[3, 4]), year(2017, visits=[4, "missing"])])
    found = METHODS["last_value"](workings(held), held.place("visits"))
    assert (found.values.tolist(), found.years.tolist()) == ([4, 4], [2017, 2015])
