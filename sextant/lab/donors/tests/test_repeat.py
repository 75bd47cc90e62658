"""The model of repeat giving, against the published figures."""

from __future__ import annotations

import pytest

from sextant.lab.donors.repeat import Classes, classes_of, fit, log_likelihood

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
