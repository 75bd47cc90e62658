"""Rest between rounds and drop-out, worked by hand and held against scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency, permutation_test

from sextant.lab.opinions.findings import OpinionError
from sextant.lab.opinions.stability import (
    DropOut,
    drop_out,
    frequencies_changed,
    mcnemar_p,
    permutation_p,
    side_changes,
    stability,
    weighted_kappa,
    wilcoxon_p,
)

ANSWERS = st.lists(st.integers(1, 5), min_size=2, max_size=12)


def test_an_item_is_at_rest_when_its_variation_no_longer_changes() -> None:
    # Before 2 4 6: mean 4, deviation 2, 0.5. After 4 4 7: mean 5, deviation √3 = 1.732, 0.34641. Change 0.15359, less than 0.2.
    # Two of three changed. Ranks 1 2 3 and 1.5 1.5 3: Spearman 0.866025.
    found = stability("a", (1, 2), [(2, 4), (4, 4), (6, 7)])
    assert (found.pairs, found.variation_change, found.stable) == (3, pytest.approx(0.5 - 3**0.5 / 5), True)
    assert (found.changed, found.spearman) == (pytest.approx(2 / 3), pytest.approx(0.8660254))


def test_where_the_mean_is_zero_the_variation_decides_nothing() -> None:
    found = stability("a", (1, 2), [(-1, 1), (1, 2)])
    assert (found.variation_change, found.stable) == (None, None)


@pytest.mark.parametrize(("rule", "stable"), [("variation", True), ("wilcoxon", False), ("chi_square", False)])
def test_the_rule_decides_what_rest_is(rule: str, stable: bool) -> None:
    # Everybody goes up by one: the spread stays, the answers do not. Variation 0.5 √… changes by less than 0.2.
    pairs = [(4.0, 5.0)] * 10 + [(5.0, 6.0)] * 10
    assert stability("a", (1, 2), pairs, rule=rule).stable is stable  # type: ignore[arg-type]


def test_signed_ranks_are_exact_for_few_changes() -> None:
    # Changes 1, 2, 3, 4 all upwards: the sum of ranks 10 is one of 2⁴ = 16 cases, two-sided 2/16.
    assert wilcoxon_p([1, 1, 1, 1, 3], [2, 3, 4, 5, 3]) == 0.125
    assert wilcoxon_p([1, 2], [1, 2]) == 1.0


def test_signed_ranks_with_ties_follow_the_normal_curve() -> None:
    # Changes 1 1 1 1 −1, all of rank 3: 12 against 3, mean 7.5, variance 5·6·11/24 − (5³ − 5)/48 = 11.25; (4.5 − 0.5)/√11.25 = 1.192570, p = 0.233038.
    assert wilcoxon_p([1, 1, 1, 1, 2], [2, 2, 2, 2, 1]) == pytest.approx(0.233038, abs=1e-6)


def test_dajanis_chi_square_compares_how_answers_are_spread() -> None:
    # Before 1 1 2 2, after 1 2 2 2: expected 1.5 and 2.5 in both rounds, χ² = 2·0.25/1.5 + 2·0.25/2.5 = 0.533333 on 1 degree of freedom.
    assert frequencies_changed([1, 1, 2, 2], [1, 2, 2, 2]) == pytest.approx((0.5333333, 0.4652088))
    assert frequencies_changed([3, 3], [3, 3]) == (0.0, 1.0)


@given(ANSWERS, ANSWERS)
def test_it_is_the_chi_square_of_a_table(before: list[int], after: list[int]) -> None:
    kinds = sorted({*before, *after})
    if len(kinds) > 1:
        table = [[values.count(kind) for kind in kinds] for values in (before, after)]
        known = chi2_contingency(table, correction=False)
        assert frequencies_changed(before, after) == pytest.approx((known.statistic, known.pvalue))


def test_kappa_weighs_by_squared_distance() -> None:
    # Pairs (1,1), (2,3), (3,3): observed (0 + 1 + 0)/3. Expected over all nine pairs of 1 2 3 and 1 3 3: 0 4 4, 1 1 1, 4 0 0 = 15/9.
    # 1 − (1/3)/(15/9) = 0.8
    assert weighted_kappa([1, 2, 3], [1, 3, 3]) == pytest.approx(0.8)
    assert weighted_kappa([2, 2], [2, 2]) is None


def test_mcnemar_is_a_fair_coin_over_those_who_changed() -> None:
    # 6 came, 1 left: 2·(C(7,0) + C(7,1))/2⁷ = 16/128
    assert mcnemar_p(6, 1) == pytest.approx(0.125)
    assert mcnemar_p(0, 0) == 1.0


def test_who_came_to_and_left_the_commonest_answer_is_counted() -> None:
    assert side_changes([(3, 3), (3, 4), (5, 3), (4, 3)]) == (2, 1)


def test_those_who_left_are_compared_with_those_who_stayed() -> None:
    # Stayed 1 2 3, left 8 9: of C(5, 2) = 10 deals of two only {8, 9} has so large a sum (17, centre 9.2) and none so small one: {1, 2} is 3, 6.2 away
    # from the centre against 7.8. p = 1/10, twice for two items.
    found = drop_out({"a": [1, 2, 3], "b": [1, 2, 3], "c": [4]}, {"a": [8, 9], "b": [8, 9]})
    assert found == tuple(DropOut(item, 3, 2, 2.0, 8.5, 6.5, 0.1, 0.2) for item in "ab")


@given(ANSWERS, ANSWERS)
def test_few_people_are_dealt_in_every_way(one: list[int], other: list[int]) -> None:
    if len(one) + len(other) <= 12:
        known = permutation_test((one, other), lambda a, b: np.abs(np.mean(a) - np.mean(b)), n_resamples=np.inf, alternative="greater")
        assert permutation_p(one, other) == pytest.approx(known.pvalue)


def test_many_people_are_dealt_by_chance_alike_each_time() -> None:
    one, other = [float(value % 5) for value in range(40)], [float(value % 5) + 1 for value in range(30)]
    assert permutation_p(one, other) == permutation_p(other, one) < 0.01


def test_no_pairs_are_refused() -> None:
    with pytest.raises(OpinionError) as refusal:
        stability("a", (1, 2), [])
    assert refusal.value.code == "no_answers"
