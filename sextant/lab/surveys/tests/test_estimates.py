"""Shares, means and their intervals; scales."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sextant.lab.shares import score_interval, wilson
from sextant.lab.surveys.estimates import cronbach_alpha, mean, quartiles, share


def test_wilson_by_hand():
    # 8 of 10, z = 1.96: z² = 3.8416; middle (0.8 + 0.19208) / 1.38416 = 0.716738;
    # half 1.96 / 1.38416 × √(0.016 + 0.009604) = 1.416021 × 0.160013 = 0.226581
    low, middle, high = score_interval(0.8, 10, 1.96)
    assert (round(low, 4), round(middle, 4), round(high, 4)) == (0.4902, 0.7167, 0.9433)


def test_a_share_of_nobody_and_of_all_stays_within_nought_and_one():
    assert score_interval(0, 20)[0] == 0
    assert score_interval(1, 20)[2] == 1
    assert (score_interval(0, 0), wilson(0, 0)) == ((0.0, 0.5, 1.0), (0.0, 1.0))


def test_equal_weights_change_a_share_only_by_the_free_degree():
    # the linearised variance has n/(n−1): the number of plain answers that it stands for is n − 1
    plain, weighted = share([True] * 3 + [False] * 7), share([True] * 3 + [False] * 7, [1.0] * 10)
    assert plain is not None
    assert weighted is not None
    assert (plain.value, plain.effective_n, round(weighted.value, 9), round(weighted.effective_n, 9)) == (0.3, 10, 0.3, 9.0)


def test_a_weighted_mean_by_hand():
    # weights 1 1 2, values 1 2 4: mean 11/4 = 2.75; residuals −1.75 −0.75 1.25; Σ (w r / 4)² = (3.0625 + 0.5625 + 6.25) / 16 = 0.6171875;
    # × 3/2 = 0.92578125; root 0.962175; × 1.959964 = 1.885829
    found = mean([1, 2, 4], [1, 1, 2])
    assert found is not None
    assert (found.value, round(found.low, 4), round(found.high, 4)) == (2.75, 0.8642, 4.6358)


def test_nobody_has_no_share_and_one_answer_no_width():
    assert (share([]), mean([])) == (None, None)
    one = mean([3.0])
    assert one is not None
    assert (one.value, one.low, one.high) == (3.0, 3.0, 3.0)


def test_quartiles_by_hand():
    assert quartiles([4, 1, 3, 2]) == (1, 2, 3)
    assert quartiles([1, 2, 3], [1, 1, 6]) == (2, 3, 3)


def test_alpha_by_hand():
    # items (1,2) (2,2) (3,5): variances 1 and 3, sums 3 4 8: mean 5, variance (4 + 1 + 9) / 2 = 7; 2 × (1 − 4/7) = 6/7
    assert cronbach_alpha([[1, 2], [2, 2], [3, 5]]) == pytest.approx(6 / 7)
    assert cronbach_alpha([[1, 1], [2, 2], [3, 3]]) == pytest.approx(1.0)
    assert (cronbach_alpha([[1, 2]]), cronbach_alpha([[1], [2]]), cronbach_alpha([[1, 2], [2, 1]])) == (None, None, None)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.booleans(), min_size=1, max_size=60), st.randoms(use_true_random=False))
def test_an_interval_holds_its_share(chosen, chance):
    weights = [chance.uniform(0.2, 5) for _one in chosen]
    for found in (share(chosen), share(chosen, weights)):
        assert found is not None
        assert 0 <= found.low <= found.value + 1e-9
        assert found.value - 1e-9 <= found.high <= 1


def test_weighted_intervals_cover_what_they_say_in_repeated_draws():
    # a population of two groups, one drawn three times as often; weights undo it
    chance, covered, draws = Random(7), 0, 600
    for _draw in range(draws):
        group = [chance.random() < 0.75 for _one in range(200)]
        chosen = [chance.random() < (0.6 if one else 0.3) for one in group]
        weights = [(0.5 / 0.75) if one else (0.5 / 0.25) for one in group]
        found = share(chosen, weights)
        assert found is not None
        covered += found.low <= 0.45 <= found.high
    assert 0.93 <= covered / draws <= 0.98
