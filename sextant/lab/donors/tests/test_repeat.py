"""The model of repeat giving, against the published figures."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sextant.lab.donors.findings import DonorsError
from sextant.lab.donors.forecast import chances_of_gifts
from sextant.lab.donors.repeat import (
    Classes,
    Parameters,
    chances_alive,
    classes_of,
    expected_gifts,
    fit,
    log_likelihood,
    log_likelihoods,
)

# 11,104 donors first giving in 1995, gifts in the six years after: frequency, recency, number of donors. Facts of Fader,
# Hardie, Shang 2010, table of recency and frequency, taken from the data set `donations` of the Python package lifetimes.
PUBLISHED = (
    (0, 0, 3464), (1, 1, 1091), (1, 2, 277), (1, 3, 129), (1, 4, 78), (1, 5, 119), (1, 6, 129), (2, 2, 613), (2, 3, 255), (2, 4, 155), (2, 5, 173),
    (2, 6, 234), (3, 3, 322), (3, 4, 181), (3, 5, 225), (3, 6, 357), (4, 4, 240), (4, 5, 284), (4, 6, 512), (5, 5, 335), (5, 6, 728), (6, 6, 1203),
)  # fmt: skip


def published() -> Classes:
    return classes_of((x, t, 6, count) for x, t, count in PUBLISHED)


def test_the_published_parameters_are_found() -> None:
    found = fit(published())
    one = found.parameters
    assert [round(value, 3) for value in (one.alpha, one.beta, one.gamma, one.delta)] == [1.204, 0.75, 0.657, 2.783]
    assert found.log_likelihood == pytest.approx(-33225.58, abs=0.005)
    assert (found.donors, found.notes) == (11104, ())
    assert log_likelihood(one, published()) == found.log_likelihood


def test_the_published_expectations_are_found() -> None:
    """Gifts expected in five years: 0.07 of who never gave again, 3.75 of who gave in all six years (from memory of the paper)."""
    classes = published()
    expected = expected_gifts(fit(classes).parameters, classes, 5)
    assert [round(float(expected[place]), 2) for place in (0, -1)] == [0.07, 3.75]


def test_a_likelihood_worked_by_hand() -> None:
    """With α = β = γ = δ = 1: for x = t = 0, n = 1 it is B(1,2)B(1,2) + B(1,1)B(2,1) = 1/4 + 1/2, for x = t = 1 it is 1/4."""
    ones = Parameters(1, 1, 1, 1)
    classes = classes_of([(0, 0, 1, 1), (1, 1, 1, 1), (0, 0, 0, 1)])
    assert log_likelihoods(ones.point, classes)[0] == pytest.approx([math.log(3 / 4), math.log(1 / 4), 0])
    assert chances_alive(ones.point, classes)[0] == pytest.approx([(1 / 2 * 1 / 3) / (3 / 4), (1 / 2 * 1 / 3) / (1 / 4), 1 / 2])


MANY = st.floats(0.05, 20)


@settings(max_examples=40, deadline=None)
@given(st.builds(Parameters, MANY, MANY, MANY, MANY), st.integers(1, 7))
def test_the_likelihoods_of_all_possible_histories_add_up_to_one(parameters: Parameters, n: int) -> None:
    """A history is (x, t) of n; C(t−1, x−1) courses of years lead to it."""
    rows = [(x, t, n, math.comb(t - 1, x - 1)) for t in range(1, n + 1) for x in range(1, t + 1)]
    classes = classes_of([(0, 0, n, 1), *rows])
    assert math.fsum(np.exp(log_likelihoods(parameters.point, classes)[0]) * classes.count) == pytest.approx(1, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.builds(Parameters, MANY, MANY, MANY, MANY), st.integers(1, 6))
def test_the_chances_of_coming_gifts_agree_with_their_expectation(parameters: Parameters, ahead: int) -> None:
    classes = classes_of([(0, 0, 0, 1), (0, 0, 5, 1), (2, 3, 5, 1), (5, 5, 5, 1)])
    chances = chances_of_gifts(parameters.point, classes, ahead)[0]
    assert chances @ np.arange(ahead + 1) == pytest.approx(expected_gifts(parameters, classes, ahead), rel=1e-6)
    assert (chances >= 0).all()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([(0, 0, 6, 10), (1, 1, 6, 19)], "donors_too_few"),
        ([(0, 0, 0, 900), (1, 1, 6, 19)], "donors_too_few"),
        ([(0, 0, 2, 30), (1, 1, 2, 30), (1, 2, 2, 9), (2, 2, 2, 9)], "periods_too_few"),
        ([(0, 0, 6, 500)], "nobody_again"),
        ([(6, 6, 6, 300), (4, 4, 4, 200)], "everybody_always"),
    ],
)
def test_what_cannot_be_fitted_is_refused_with_a_sentence(rows: list[tuple[int, int, int, int]], code: str) -> None:
    with pytest.raises(DonorsError) as refused:
        fit(classes_of(rows))
    assert refused.value.code == code
    assert refused.value.sentence("ru") != refused.value.sentence("en")


@pytest.mark.parametrize("row", [(1, 0, 6, 1), (0, 1, 6, 1), (3, 2, 6, 1), (1, 7, 6, 1), (-1, 0, 6, 1)])
def test_a_history_that_cannot_be_is_refused(row: tuple[int, int, int, int]) -> None:
    with pytest.raises(DonorsError, match=re.escape("which cannot be")):
        classes_of([row])


def test_parameters_at_the_edge_are_said_to_be_so() -> None:
    """Nobody ever leaves here: p = 1/2, and γ runs towards nought or δ away."""
    found = fit(classes_of((x, t, 4, math.comb(t - 1, x - 1) * 50 if x else 50) for t in range(5) for x in range(t + 1) if (x > 0) == (t > 0)))
    assert [note.code for note in found.notes] == ["fit_at_edge"]
    assert found.parameters.leaving < 0.01
