"""Masks in the pattern of the gaps, and a choice that does not peek."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sextant.lab.returns.imputing.backtest import choose, judge, score
from sextant.lab.returns.imputing.cells import effects, imputed_cells
from sextant.lab.returns.imputing.gaps import draw, gaps_of
from sextant.lab.returns.imputing.grid import Grid
from sextant.lab.returns.imputing.plans import Plan, Sequence, fill, official_plan
from sextant.lab.returns.imputing.strata import strata

from .grids import panel


def made(libraries: int = 400, seed: int = 5) -> Grid:
    """Visits that grow by a tenth and loans that stay, with one library in eight silent on both or on one."""
    chance = np.random.default_rng(seed)
    people = chance.lognormal(9, 1, libraries).round()
    visits, loans = (people * chance.lognormal(0, 0.6, libraries)).round(), (people * chance.lognormal(1, 0.6, libraries)).round()
    now = {"population": people.tolist(), "visits": (visits * 1.1).round().tolist(), "loans": loans.tolist()}
    for line in range(0, libraries, 8):
        now["visits"][line] = "missing"
        if line % 16:
            now["loans"][line] = "missing"
    return panel(now, {"population": people.tolist(), "visits": visits.tolist(), "loans": loans.tolist()})


def test_a_mask_lends_whole_patterns_and_hides_reported_cells_only() -> None:
    grid = made()
    patterns = gaps_of(grid)
    mask = draw(grid, strata(grid), patterns, seed=1)
    lent = sorted(tuple(np.flatnonzero(line)) for line in mask.cells if line.any())
    assert lent == sorted(gap.columns for gap in patterns)
    assert not (mask.cells & np.isnan(grid.values)).any()
    assert np.array_equal(mask.cells, draw(grid, strata(grid), patterns, seed=1).cells)
    assert not np.array_equal(mask.cells, draw(grid, strata(grid), patterns, seed=2).cells)


def test_a_pattern_is_lent_within_its_class_of_population() -> None:
    grid = made()
    held = strata(grid)
    mask = draw(grid, held, gaps_of(grid), seed=1)
    classes = held.levels[1].numbers
    given = sorted(classes[[gap.line for gap in gaps_of(grid)]])
    assert sorted(classes[mask.cells.any(axis=1)]) == given


def test_growth_is_chosen_for_what_grows_and_the_last_value_for_what_stays() -> None:
    grid = made()
    plan = choose(grid, gaps_of(grid))
    assert plan.sequences["visits"].with_prior[0].startswith("growth")
    assert plan.sequences["loans"].with_prior[0] in ("last_value", "growth_median", "growth_ratio_of_sums", "growth_mean_of_ratios")
    filled = fill(grid, plan)
    line = int(np.flatnonzero(grid.gaps[:, grid.place("visits")])[0])
    before = grid.earlier[0].values[line, grid.place("visits")]
    assert filled.values[line, grid.place("visits")] == pytest.approx(before * 1.1, rel=0.01)


def test_the_choice_does_not_see_what_it_is_judged_on() -> None:
    grid = made()
    patterns = gaps_of(grid)
    mask = draw(grid, strata(grid), patterns, seed=1)
    spoiled = replace(grid, values=np.where(mask.cells, 1e6, grid.values))
    first, second = (choose(one.hidden(mask.cells, mask.earlier), patterns, seed=1) for one in (grid, spoiled))
    assert first == second


def test_figures_of_a_score_by_hand() -> None:
    # errors 10, 0 and 5 of 100, 50 and nought: relative 10 % and 0 %, median 5 %; 15 / 150; (110 + 50 + 5 - 150) / 150; 15 / 1000
    found = score(np.array([100.0, 50.0, 0.0]), np.array([110.0, 50.0, 5.0]), 1000)
    assert (found.cells, found.median_error, found.absolute_error, found.bias, found.national_bias) == pytest.approx((3, 5, 10, 10, 1.5))


def test_every_variable_with_gaps_is_judged_beside_the_official_sequence() -> None:
    found = {row.variable: row for row in judge(made(), gaps_of(made()), seeds=(1, 2))}
    assert set(found) == {"loans", "visits"}
    assert found["visits"].ours.absolute_error <= found["visits"].official.absolute_error + 0.1


def test_the_official_order_goes_from_growth_to_the_ratio_of_population() -> None:
    grid = panel(
        {"visits": [20, 30, "missing", "missing"], "population": [100, 100, 100, 300]}, {"visits": [10, 10, 10, "missing"], "population": [1] * 4}
    )
    cells = list(imputed_cells(fill(grid, official_plan(grid.variables))))
    # 10 × mean(2, 3) = 25; 300 × (20 + 30) / (100 + 100) = 75
    assert [(cell.library, cell.value, cell.method, cell.source_year) for cell in cells] == [
        ("L2", 25, "growth_mean_of_ratios", 2017),
        ("L3", 75, "cell_mean_by_population", 2018),
    ]


def test_donors_are_named_and_a_sum_of_parts_is_told_as_one() -> None:
    grid = panel(
        {"visits": [20, 30, "missing"], "population": [100, 200, 199], "income": [1, 1, "missing"]}
        | {f"income_{kind}": [1, 1, 2] for kind in ("local", "state", "federal", "other")}
    )
    plan = Plan({"visits": Sequence(("nearest",), ("nearest",))}, frozenset())
    told = {cell.variable: (cell.value, cell.method, cell.donors) for cell in imputed_cells(fill(grid, plan))}
    assert told == {"visits": (30, "nearest", ("L1",)), "income": (8, "sum_of_parts", ())}


def test_the_effect_on_a_national_total_is_told() -> None:
    grid = panel({"visits": [20, 30, "missing"], "population": [100, 200, 150]})
    (found,) = effects(fill(grid, Plan({"visits": Sequence(("cell_mean",), ("cell_mean",))})))
    assert (found.variable, found.reported, found.imputed, found.cells, found.left) == ("visits", 50, 25, 1, 0)
