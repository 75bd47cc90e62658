"""What a round says, worked by hand and held against scipy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import friedmanchisquare

from sextant.lab.opinions.delphi import Answer, Concordance, Dissent, Summary, concordance, modes, share_between, summary, weighted_median
from sextant.lab.opinions.findings import OpinionError


def answered(*values: float, weights: tuple[float, ...] = ()) -> list[Answer]:
    return [Answer(f"p{place}", 1, "a", value, weights[place] if weights else 1.0) for place, value in enumerate(values)]


def test_a_round_is_summed_up() -> None:
    # 2 3 4 4 4 5 5 9 in order: places 0 … 7, q1 at 1.75: 3 + 0.75·(4 − 3) = 3.75, median (4 + 4)/2 = 4, q3 at 5.25: 5.
    # (5 − 3.75)/(5 + 3.75) = 0.142857. Mean 36/8 = 4.5; squares 6.25 + 2.25 + 3·0.25 + 2·0.25 + 20.25 = 30, deviation √(30/7) = 2.070197,
    # over the mean 0.460044. Within 4 ± 1: 6 of 8 = 0.75.
    found = summary(answered(4, 9, 2, 4, 5, 3, 5, 4))
    assert (found.answers, found.median, found.weighted_median, found.q1, found.q3, found.iqr, found.mean) == (8, 4, 4, 3.75, 5, 1.25, 4.5)
    assert (found.quartile_variation, found.variation) == pytest.approx((1.25 / 8.75, (30 / 7) ** 0.5 / 4.5))
    assert (found.modes, found.at_mode, found.within, found.consensus) == ((4.0,), 0.375, 0.75, True)
    assert found.dissent == (Dissent("p2", 2, "below"), Dissent("p1", 9, "above"))


def test_a_round_of_one_answer_has_no_spread() -> None:
    assert summary(answered(3)) == Summary(1, "a", 1, 3, 3, 3, 3, 0, 3, None, (3,), 1, 1, True, ())


def test_means_of_zero_are_not_divided_by() -> None:
    found = summary(answered(-1, 1))
    assert (found.quartile_variation, found.variation) == (None, None)


def test_no_answers_are_refused() -> None:
    with pytest.raises(OpinionError) as refusal:
        summary([])
    assert refusal.value.code == "no_answers"


def test_several_answers_may_be_the_commonest() -> None:
    assert modes([3, 1, 3, 1, 2]) == (1, 3)


def test_per_cent_agreement_may_be_a_part_of_the_scale() -> None:
    assert share_between([5, 4, 4, 2, 1], 4, 5) == 0.6


def test_the_experts_weigh_in_the_median() -> None:
    # Weights 1, 1, 4 of 6: half is 3; 1 → 1, 2 → 2, 5 → 6 reaches it.
    assert weighted_median([5, 1, 2], [4, 1, 1]) == 5
    # Weights 1, 2, 3: half is 3; 1 → 1, 2 → 3 is exactly half: the middle of 2 and 5.
    assert weighted_median([1, 2, 5], [1, 2, 3]) == 3.5
    assert weighted_median([1, 9], [0, 2]) == 9


@given(st.lists(st.integers(1, 9), min_size=1, max_size=20), st.sampled_from([0.5, 1, 3]))
def test_with_equal_weights_it_is_the_median(values: list[int], weight: float) -> None:
    assert weighted_median(values, [weight] * len(values)) == np.median(values)


@pytest.mark.parametrize(("weights", "code"), [([1, -1], "weight_negative"), ([0, 0], "no_answers")])
def test_weights_that_say_nothing_are_refused(weights: list[float], code: str) -> None:
    with pytest.raises(OpinionError) as refusal:
        weighted_median([1, 2], weights)
    assert refusal.value.code == code


def test_concordance_is_kendalls_w() -> None:
    # Three raters of four items, ranks 1234, 1243, 2134: sums 4, 5, 10, 11, mean 7.5, S = 12.25 + 6.25 + 6.25 + 12.25 = 37.
    # W = 12·37/(9·60) = 0.822222, χ² = 3·3·W = 7.4, p(3) = 0.0602
    found = concordance([[1, 2, 3, 4], [1, 2, 4, 3], [2, 1, 3, 4]])
    assert found == Concordance(pytest.approx(444 / 540), pytest.approx(7.4), pytest.approx(0.060184, abs=1e-6), 3, 4)


def test_concordance_corrects_for_ties() -> None:
    # Ranks 1.5 1.5 3 and 1 2 3: sums 2.5, 3.5, 6, mean 4, S = 2.25 + 0.25 + 4 = 6.5; T = 2³ − 2 = 6; W = 12·6.5/(4·24 − 2·6) = 78/84
    found = concordance([[5, 5, 7], [1, 2, 3], [None, 2, 3]])
    assert found is not None
    assert (found.w, found.raters, found.items) == (pytest.approx(78 / 84), 2, 3)


@given(st.lists(st.lists(st.integers(1, 5), min_size=4, max_size=4), min_size=3, max_size=8))
def test_its_chi_square_is_that_of_friedmans_test(table: list[list[int]]) -> None:
    found = concordance(table)
    if found is not None:
        columns = np.array(table).T
        assert (found.chi_square, found.p) == pytest.approx(tuple(friedmanchisquare(*columns)), abs=1e-9)


def test_one_rater_one_item_or_ties_throughout_have_no_concordance() -> None:
    assert [concordance(table) for table in ([], [[1, 2, 3]], [[1], [2]], [[1, 1], [2, 2]])] == [None] * 4
