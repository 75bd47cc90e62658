"""The value of donors: a mean gift shrunk to all, times the gifts to come."""

from __future__ import annotations

import pytest

from sextant.lab.donors.findings import DonorsError
from sextant.lab.donors.gifts import Gift
from sextant.lab.donors.tests.factories import AS_PUBLISHED, ON, donors_giving
from sextant.lab.donors.values import Amounts, ValueForecast, expect_value


@pytest.fixture(scope="module")
def gifts() -> list[Gift]:
    return donors_giving(AS_PUBLISHED, 400, seed=3)


@pytest.fixture(scope="module")
def value(gifts: list[Gift]) -> ValueForecast:
    return expect_value(gifts, on=ON, ahead=3)


def test_a_mean_worked_by_hand() -> None:
    """p = 2, q = 3, v = 1000: of all donors 2·1000/2 = 1000; after four gifts of 3000, 2(1000 + 12000)/(8 + 2) = 2600."""
    assert Amounts(2, 3, 1000).mean_minor(0, 0) == 1000
    assert Amounts(2, 3, 1000).mean_minor(4, 3000) == 2600


def test_the_mean_of_few_gifts_is_drawn_towards_that_of_all(gifts: list[Gift], value: ValueForecast) -> None:
    single = {gift.donor: gift.amount_minor for gift in gifts if gift.day <= ON}
    largest = max((one for one in value.donors), key=lambda one: single[one.donor])
    assert largest.mean_minor < single[largest.donor]
    assert sum(one.value.expected for one in value.donors) == pytest.approx(value.total.expected)


def test_the_held_out_value_lies_in_the_interval(gifts: list[Gift], value: ValueForecast) -> None:
    assert value.total.low <= sum(gift.amount_minor for gift in gifts if gift.day > ON) <= value.total.high
    assert (value.currency, value.notes) == ("RUB", ())


def test_the_size_of_the_money_changes_nothing_but_the_money(gifts: list[Gift], value: ValueForecast) -> None:
    thousandfold = [Gift(gift.donor, gift.day, gift.amount_minor * 1000, "KRW") for gift in gifts]
    other = expect_value(thousandfold, on=ON, ahead=3)
    assert other.total.high == pytest.approx(1000 * value.total.high, rel=1e-3)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda gifts: [*gifts, Gift("x", ON, 100, "EUR")], "currencies_several"),
        (lambda gifts: [], "no_gifts"),
        (lambda gifts: [Gift(gift.donor, gift.day, 500) for gift in gifts], "amounts_all_alike"),
    ],
)
def test_what_has_no_value_is_refused(gifts: list[Gift], change, code: str) -> None:
    with pytest.raises(DonorsError) as refused:
        expect_value(change(gifts), on=ON)
    assert refused.value.code == code
