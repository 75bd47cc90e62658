"""Growth worked out by hand, its refusals, and the h-index."""

import pytest

from sextant.lab.bibliometrics.findings import BibliometricsError
from sextant.lab.bibliometrics.growth import growth, h_index


def test_works_that_double_each_year_double_each_year() -> None:
    found = growth([10, 20, 40, 80])
    assert (found.rate, found.doubling, found.compound, found.fitted) == (1.0, 1.0, 1.0, (10.0, 20.0, 40.0, 80.0))


def test_the_likeliest_rate_of_three_years_by_hand() -> None:
    """With x = e^b the fitted works are A/x, A, Ax. Likelihood keeps the sum, A(1/x + 1 + x) = 6, and the moment, A(x − 1/x) = 4 − 1 = 3:
    hence 3(1/x + 1 + x) = 6(x − 1/x), so x² − x − 3 = 0 and x = (1 + √13) / 2."""
    found = growth([1, 1, 4])
    assert found.rate == pytest.approx((1 + 13**0.5) / 2 - 1, abs=1e-6)
    assert sum(found.fitted) == pytest.approx(6, abs=1e-3)


def test_years_without_works_are_taken_as_they_are() -> None:
    found = growth([2, 0, 4, 0, 6])
    assert found.rate > 0
    assert found.low < 0 < found.high


def test_works_that_shrink_do_not_double() -> None:
    found = growth([8, 4, 2, 1])
    assert (found.doubling, found.rate, found.compound) == (None, -0.5, -0.5)


@pytest.mark.parametrize("counts", [[], [3, 4], [0, 0, 0], [0, 0, 9]])
def test_too_few_years_are_refused(counts) -> None:
    with pytest.raises(BibliometricsError, match=r"growth of \d+ years? cannot be told"):
        growth(counts)


def test_h_works_have_h_citations() -> None:
    """The example of Hirsch's own definition: with 10, 8, 5, 4, 3 citations, four works have four or more, but no five have five."""
    assert [h_index(one) for one in ([10, 8, 5, 4, 3], [25, 8, 5, 3, 3], [0, 0], [])] == [4, 3, 0, 0]
