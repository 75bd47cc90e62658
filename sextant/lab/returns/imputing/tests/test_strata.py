"""Strata by cumulative root frequency."""

from __future__ import annotations

import numpy as np
import pytest

from sextant.lab.returns.imputing.grid import grid
from sextant.lab.returns.imputing.strata import root_frequency_bounds, strata
from sextant.lab.returns.tests.factories import row


def test_the_bound_of_two_classes_by_hand() -> None:
    # 61 sizes with logarithms 0, 0.1 … 6 fall into 60 bins: one in each, two in the last. The roots add up to 59 + √2 = 60.41;
    # half of that, 30.21, is passed in the 31st bin, which ends at 3.1.
    logs = np.linspace(0, 6, 61)
    assert root_frequency_bounds(np.expm1(logs), 2) == pytest.approx([np.expm1(3.1)])


def test_every_stratum_has_fifteen_respondents_or_most_of_its_libraries() -> None:
    chance = np.random.default_rng(3)
    sizes = chance.lognormal(9, 1.5, 900).round()
    rows = [
        row(f"L{line:03}", "AK" if line % 3 else "HI", population=float(size), visits=5 if line % 4 else "missing") for line, size in enumerate(sizes)
    ]
    found = strata(grid(rows)).levels[0]
    counts = np.bincount(found.numbers)
    answered = np.bincount(found.numbers, weights=[line % 4 > 0 for line in range(900)])
    assert {name.split("/")[0] for name in found.names} == {"AK", "HI"}
    assert len(found.names) >= 10
    assert all(some >= 15 or some / whole > 0.75 for some, whole in zip(answered, counts, strict=True))


def test_larger_libraries_are_never_in_a_lower_class() -> None:
    rows = [row(f"L{line:03}", population=10.0 * line + 1, visits=1) for line in range(200)]
    numbers = strata(grid(rows)).levels[0].numbers
    assert (np.diff(numbers) >= 0).all()
