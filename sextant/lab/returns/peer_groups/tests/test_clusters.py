"""Groups around real libraries, the same whatever the order of the rows."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.returns.peer_groups.clusters import _centre, best, clusters
from sextant.lab.returns.peer_groups.traits import Library


def cloud(number: int, size: float, seed: int) -> list[Library]:
    chance = random.Random(seed)
    return [
        Library(f"{seed}-{place:02}", {"population": size * chance.uniform(0.8, 1.2), "staff_fte": size / 1000 * chance.uniform(0.8, 1.2)})
        for place in range(number)
    ]


THREE = [*cloud(30, 1_000, 1), *cloud(20, 20_000, 2), *cloud(25, 500_000, 3)]


def test_three_planted_groups_are_found_smallest_first() -> None:
    found = clusters(THREE, 3)
    assert [sum(group == number for group in found.groups.values()) for number in range(3)] == [30, 20, 25]
    assert [medoid.split("-")[0] for medoid in found.medoids] == ["1", "2", "3"]


def test_the_number_of_groups_is_chosen_by_the_silhouette() -> None:
    assert len(best(THREE, range(2, 7)).medoids) == 3


def test_the_order_of_the_rows_does_not_matter() -> None:
    mixed = THREE.copy()
    random.Random(4).shuffle(mixed)
    assert clusters(mixed, 5) == clusters(THREE, 5)


def test_a_library_without_a_trait_is_left_out_and_named() -> None:
    assert clusters([*THREE, Library("x", {"population": 5.0})], 3).left_out == ("x",)


def test_no_libraries_are_no_groups() -> None:
    with pytest.raises(ValueError, match="at least one"):
        clusters([], 3)


def test_equal_libraries_are_one_group() -> None:
    assert len(clusters([Library(str(place), {"population": 5.0}) for place in range(9)], 3).medoids) == 1


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=15))
def test_the_medoid_has_the_least_sum_of_distances(places: list[tuple[int, int]]) -> None:
    points = np.array(places, dtype=float)
    sums = np.abs(points[:, None, :] - points[None, :, :]).sum(axis=(1, 2))
    assert sums[_centre(points, np.arange(len(points)))] == sums.min()
