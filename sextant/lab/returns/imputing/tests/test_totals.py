"""Totals and parts agree after imputation, and nothing reported is changed."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.returns.imputing.totals import settle

NAMES = ("income", "income_federal", "income_local", "income_other", "income_state")


def settled(values: list[float], imputed: list[bool], upward: frozenset[str] | None = None) -> list[float]:
    return settle(np.array([values], dtype=float), np.array([imputed]), NAMES, upward).values[0].tolist()


def test_a_missing_total_is_the_sum_of_its_parts() -> None:
    assert settled([99, 1, 2, 3, 4], [True, False, False, False, False], frozenset()) == [10, 1, 2, 3, 4]


def test_a_missing_part_is_what_the_total_leaves() -> None:
    assert settled([10, 1, 2, 77, 4], [False, False, False, True, False]) == [10, 1, 2, 3, 4]


def test_parts_are_raked_to_a_reported_total_and_share_it_alike_where_all_are_nought() -> None:
    # 100 - 40 = 60 are left for 10 and 20: 20 and 40
    assert settled([100, 10, 40, 20, 0], [False, True, False, True, False]) == [100, 20, 40, 40, 0]
    assert settled([100, 0, 40, 0, 0], [False, True, False, True, False]) == [100, 30, 40, 30, 0]


def test_an_imputed_total_is_kept_and_its_parts_raked_where_that_was_chosen() -> None:
    assert settled([100, 10, 40, 20, 0], [True, True, False, True, False], frozenset()) == [100, 20, 40, 40, 0]
    assert settled([100, 10, 40, 20, 0], [True, True, False, True, False], None) == [70, 10, 40, 20, 0]


def test_an_imputed_total_is_never_below_its_reported_parts() -> None:
    assert settled([30, 10, 40, 20, 0], [True, True, False, True, False], frozenset()) == [40, 0, 40, 0, 0]


def test_an_imputed_part_is_at_most_its_whole_and_an_imputed_whole_at_least_its_part() -> None:
    names = ("loans", "loans_children")
    values, imputed = np.array([[10.0, 12.0], [10.0, 12.0]]), np.array([[False, True], [True, False]])
    assert settle(values, imputed, names).values.tolist() == [[10, 10], [12, 12]]


@given(
    st.lists(st.tuples(st.integers(0, 10_000), st.booleans()), min_size=4, max_size=4),
    st.integers(0, 50_000),
    st.booleans(),
)
def test_what_was_reported_stays_and_whole_sums_agree(parts: list[tuple[int, bool]], total: int, upward: bool) -> None:
    values = [total, *(value for value, _ in parts)]
    imputed = [True, *(gap for _, gap in parts)]
    found = settled(values, imputed, frozenset({"income"}) if upward else frozenset())
    assert [now for now, gap in zip(found, imputed, strict=True) if not gap] == [was for was, gap in zip(values, imputed, strict=True) if not gap]
    assert found[0] == sum(found[1:])
    assert min(found) >= 0
