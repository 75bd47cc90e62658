"""Clusters, silhouettes and the agreement of two groupings, worked by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.opinions.clusters import adjusted_rand, k_means, silhouettes


def test_the_adjusted_rand_index_is_that_of_the_formula() -> None:
    # Groups {1,2,3},{4,5,6} against {1,2},{3,4,5,6}: table 2 1 / 0 3 with sums 3, 3 and 2, 4.
    # Σ C(n_ij,2) = 1 + 0 + 0 + 3 = 4; A = 3 + 3 = 6, B = 1 + 6 = 7, E = 42/15 = 2.8; (4 − 2.8)/(6.5 − 2.8) = 0.324324
    one, other = np.array([0, 0, 0, 1, 1, 1]), np.array([0, 0, 1, 1, 1, 1])
    assert adjusted_rand(one, other) == pytest.approx(1.2 / 3.7)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=30), st.permutations(range(4)))
def test_other_names_of_the_groups_make_no_difference(labels: list[int], names: list[int]) -> None:
    assert adjusted_rand(np.array(labels), np.array([names[one] for one in labels])) == pytest.approx(1.0)


def test_silhouettes_are_those_of_the_formula() -> None:
    # Points 0, 2 | 10, 12 on a line. For 0: a = 2, b = (10 + 12)/2 = 11, (11 − 2)/11 = 9/11; for 2: a = 2, b = 9, 7/9; the others alike.
    points = np.array([[0.0], [2.0], [10.0], [12.0]])
    assert silhouettes(points, [np.array([0, 0, 1, 1])]) == pytest.approx([(9 / 11 + 7 / 9) / 2])


def test_who_is_alone_and_a_single_group_have_no_silhouette() -> None:
    # Alone: 0. For 10: a = 2, b = 10, 0.8; for 12: a = 2, b = 12, 10/12. Mean (0 + 0.8 + 0.8333)/3
    points = np.array([[0.0], [10.0], [12.0]])
    assert silhouettes(points, [np.array([0, 1, 1]), np.zeros(3, dtype=np.int64)]) == pytest.approx([(0.8 + 10 / 12) / 3, 0.0])


def test_k_means_finds_heaps_that_lie_apart() -> None:
    lot = np.random.default_rng(1)
    heaps = np.repeat([0, 1, 2], 20)
    points = np.array([[0.0, 0.0], [9.0, 0.0], [0.0, 9.0]])[heaps] + lot.standard_normal((60, 2))
    assert adjusted_rand(k_means(points, 3, lot), heaps) == 1.0


def test_points_that_are_all_alike_are_one_heap() -> None:
    assert set(k_means(np.zeros((5, 2)), 2, np.random.default_rng(0)).tolist()) == {0}
