"""Raking: hand-worked, within its bounds, and refused where nobody can stand for a group."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sextant.lab.surveys.findings import SurveysError
from sextant.lab.surveys.targets import margin, targets
from sextant.lab.surveys.weighting import Bounds, design_effect, rake

HALF = margin("sex", {"w": 50, "m": 50})
WIDE = Bounds(0, 1000)


def people(**counts: int) -> list[dict[str, str]]:
    """`w_young=3` is three young women."""
    return [{"sex": name.split("_")[0], "age": name.split("_")[1]} for name, count in counts.items() for _one in range(count)]


def test_one_margin_is_post_stratification():
    # 6 women, 2 men of 8; half each in the population: women 0.5 × 8 / 6 = 2/3, men 0.5 × 8 / 2 = 2
    found = rake(people(w_x=6, m_x=2), [HALF], WIDE)
    assert [round(one, 9) for one in found.weights] == [round(2 / 3, 9)] * 6 + [2.0] * 2
    # 1 + cv²: Σw² = 6 × 4/9 + 2 × 4 = 32/3; 8 × 32/3 / 8² = 4/3; effective 8 / (4/3) = 6
    assert (round(found.design_effect, 9), round(found.effective_n, 9)) == (round(4 / 3, 9), 6.0)
    assert (found.converged, found.turns, found.trimmed) == (True, 1, 0)


def test_two_margins_meet_both_targets_and_keep_the_odds_ratio():
    # the table 4 1 / 2 3 has the odds ratio 4 × 3 / (1 × 2) = 6; raking changes margins and never the odds ratio
    rows = people(w_young=4, w_old=1, m_young=2, m_old=3)
    found = rake(rows, [HALF, margin("age", {"young": 0.3, "old": 0.7})], WIDE)
    sums = {
        name: sum(weight for weight, row in zip(found.weights, rows, strict=True) if (row["sex"], row["age"]) == name)
        for name in [("w", "young"), ("w", "old"), ("m", "young"), ("m", "old")]
    }
    assert round(sums["w", "young"] + sums["w", "old"], 4) == 5.0
    assert round(sums["w", "young"] + sums["m", "young"], 4) == 3.0
    odds = sums["w", "young"] * sums["m", "old"] / (sums["w", "old"] * sums["m", "young"])
    assert round(odds, 4) == 6.0


def test_what_is_cut_off_at_a_bound_goes_to_the_others():
    # 9 women, 1 man of 10, half each: the man would weigh 5; at most 3 leaves 7 for nine women, 7/9 each, and the target is not met
    found = rake(people(w_x=9, m_x=1), [HALF], Bounds(0.2, 3), turns=50)
    assert (round(found.weights[0], 6), round(found.weights[9], 6)) == (round(7 / 9, 6), 3.0)
    assert (found.converged, round(found.largest_gap, 6), found.trimmed) == (False, 0.2, 1)


def test_weights_to_begin_with_are_kept_in_proportion():
    rows = people(w_x=2, m_x=2)
    found = rake(rows, [HALF], WIDE, [1, 3, 1, 1])
    assert [round(one, 6) for one in found.weights] == [0.5, 1.5, 1.0, 1.0]


def test_rows_without_an_answer_stand_aside_from_that_margin():
    found = rake([*people(w_x=6, m_x=2), {"sex": "", "age": "x"}], [HALF], WIDE)
    assert found.without == {"sex": 1}
    assert [(one.category, one.count, round(one.after, 6)) for one in found.met] == [("w", 6, 0.5), ("m", 2, 0.5)]


@pytest.mark.parametrize(
    ("rows", "margins", "code", "words"),
    [
        (people(w_x=3), [HALF], "target_without_answer", "“m” of sex"),
        (people(w_x=3, d_x=1), [HALF], "category_without_target", "“d” of sex"),
        ([], [HALF], "no_rows", "no answers"),
    ],
)
def test_refusals_say_which_group(rows, margins, code, words):
    with pytest.raises(SurveysError) as refusal:
        rake(rows, margins)
    assert refusal.value.code == code
    assert words in refusal.value.sentence("en")


@pytest.mark.parametrize(
    ("table", "code"),
    [
        ({}, "no_margins"),
        ({"margins": {"a": {"shares": {"x": 0.5, "y": 0.4}}}}, "shares_sum"),
        ({"margins": {"a": {"shares": {"x": 1.0, "y": 0}}}}, "target_wrong"),
        ({"margins": {"a": {"shares": {"x": 1}, "counts": {"x": 1}}}}, "margin_empty"),
        ({"margins": {"a": {"counts": {"x": 3}, "from": "?"}}}, "unknown_key"),
        ({"margins": {"a": {"counts": {"x": 3}}}, "low": "small"}, "wrong_shape"),
    ],
)
def test_targets_that_cannot_be_ones_are_refused(table, code):
    with pytest.raises(SurveysError) as refusal:
        targets(table)
    assert refusal.value.code == code


def test_shares_of_one_of_a_hundred_and_counts_say_the_same():
    expected = {"x": 0.25, "y": 0.75}
    assert margin("a", {"x": 0.25, "y": 0.75}).shares == margin("a", {"x": 25, "y": 75}).shares == expected
    assert margin("a", {"x": 3, "y": 9}, counts=True).shares == expected


ROWS = st.lists(st.tuples(st.sampled_from("wm"), st.sampled_from("abc")), min_size=30, max_size=120).filter(
    lambda rows: len({one[0] for one in rows}) == 2 and len({one[1] for one in rows}) == 3
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, st.integers(20, 80), st.integers(20, 40), st.integers(20, 40), st.floats(0, 0.9), st.floats(1.1, 10))
def test_weights_are_within_bounds_with_mean_one_and_margins_met_where_it_says_so(rows, women, a, b, low, high):
    margins = [margin("sex", {"w": women, "m": 100 - women}), margin("age", {"a": a, "b": b, "c": 100 - a - b})]
    found = rake([{"sex": sex, "age": age} for sex, age in rows], margins, Bounds(low, high), turns=300)
    assert abs(sum(found.weights) / len(rows) - 1) < 1e-9
    assert min(found.weights) >= low - 1e-12
    assert max(found.weights) <= high + 1e-12
    assert found.design_effect >= 1 - 1e-12
    if found.converged:
        assert all(abs(one.after - one.target) <= 1e-6 for one in found.met)


def test_equal_weights_have_no_design_effect():
    assert design_effect([2.0] * 7) == 1.0
