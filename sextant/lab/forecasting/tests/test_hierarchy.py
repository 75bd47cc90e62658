"""Sums that agree: worked by hand, and for whatever comes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sextant.lab.forecasting.hierarchy import WAYS, Tree, agreed, filled, reconciled, top_down
from sextant.lab.forecasting.totals import NATION, foresee_levels
from sextant.lab.forecasting.yearly import YearlySeries

TREE = Tree(np.array([0, 0, 1]), 2)


def test_least_squares_with_equal_variances_by_hand():
    # Units 10 and 20, region and nation 33. Each unit moves by d: 2d² + 2(30 + 2d − 33)² is least at d = 1.2.
    one = Tree(np.array([0, 0]), 1)
    base, errors = np.array([[10.0], [20], [33], [33]]), np.array([[1.0, -1], [1, -1], [1, -1], [1, -1]])
    assert reconciled(one, base, errors, "wls")[:, 0] == pytest.approx([11.2, 21.2, 32.4, 32.4])


def test_bottom_up_and_top_down_by_hand():
    base = np.array([[1.0], [2], [3], [9], [9], [12]])
    assert reconciled(TREE, base, np.ones((6, 2)), "bottom_up")[:, 0].tolist() == [1, 2, 3, 3, 3, 6]
    # The nation's 12 by the shares 1, 1 and 2 of 4.
    assert top_down(TREE, base, np.array([1.0, 1, 2, 2, 2, 4]))[:, 0].tolist() == [3, 3, 6, 6, 6, 12]


@settings(max_examples=40, deadline=None)
@given(arrays(np.float64, (6, 2), elements=st.floats(0, 1000)), arrays(np.float64, (6, 5), elements=st.floats(-50, 50)), st.sampled_from(WAYS))
def test_whatever_comes_is_made_to_add_up_and_is_never_below_nought(base, errors, way):
    made = top_down(TREE, base, np.ones(6)) if way == "top_down" else reconciled(TREE, base, errors, way)
    assert np.abs(TREE.gaps(made)).max() < 1e-6
    assert made.min() >= 0


def test_what_adds_up_already_is_left_alone():
    ahead = np.repeat(TREE.summed(np.array([[1.0, 2, 3]]).T)[:, None], 4, axis=1)
    made, verdict = agreed(TREE, ahead, ahead[:, :, 0])
    assert (made.tolist(), verdict.way, verdict.table) == (ahead[:, -1].tolist(), "none needed", {})


def test_a_way_that_makes_a_level_worse_is_refused_and_the_best_of_the_others_taken():
    chance = np.random.default_rng(2)
    units = 100 + chance.normal(0, 5, (3, 12)).cumsum(axis=1)
    actual = TREE.summed(units)
    right = actual[:, 1:].copy()
    good = np.concatenate([right, right[:, -1:]], axis=1)[:, :, None]
    bad = good + chance.normal(0, 30, good.shape)
    # Units know the future, regions and nation do not: bottom-up is best, and top-down would spoil the units.
    mixed = np.concatenate([good[:3] + 0.1, bad[3:]])
    made, verdict = agreed(TREE, mixed, actual)
    assert (verdict.way, verdict.table["top_down"][0] > 1) == ("bottom_up", True)
    assert np.abs(TREE.gaps(made)).max() < 1e-9
    # The other way about, what bottom-up would do to the nation is refused.
    assert agreed(TREE, np.concatenate([bad[:3], good[3:] + 0.1]), actual)[1].way != "bottom_up"


def test_gaps_are_filled_for_sums_only_while_a_unit_was_there():
    values = np.array([[1.0, np.nan, 3, np.nan], [np.nan, 5, np.nan, np.nan], [np.nan] * 4])
    present = np.array([[True] * 4, [False, True, True, False], [True] * 4])
    assert filled(values, present).tolist() == [[1, 2, 3, 3], [0, 5, 5, 0], [0, 0, 0, 0]]


def test_regions_and_nation_are_the_sums_of_their_libraries():
    chance = np.random.default_rng(8)
    values = np.exp(chance.normal(7, 1, (60, 1)) + chance.normal(0, 0.1, (60, 8)).cumsum(axis=1))
    units = tuple(f"u{row:02}" for row in range(60))
    found = foresee_levels(YearlySeries(units, 2000, values, ("",) * 60), {unit: unit[1] for unit in units}, 2)
    assert (found.totals.series.units, found.filled_in) == (("0", "1", "2", "3", "4", "5", NATION), pytest.approx(0, abs=1e-9))
    assert found.totals.series.values[-1] == pytest.approx(values.sum(axis=0))
    region, part = found.outlook("region")
    assert region.values[part].sum(axis=0) == pytest.approx(found.libraries.values.sum(axis=0))
    assert found.outlook("nation")[0].values[-1] == pytest.approx(found.libraries.values.sum(axis=0))
