"""Amounts as people and banks write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.payments.amounts import LIMIT, decimals, format_amount, parse_amount, parse_plain
from sextant.lab.payments.tests.factories import code_of


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("1 234,50", 123450),
        ("1\u00a0234,50", 123450),
        ("1\u2009234,5", 123450),
        ("1\u202f234\u202f567", 123456700),
        ("1,234.50", 123450),
        ("1.234,50", 123450),
        ("1'234.50", 123450),
        ("1\u2019234.50", 123450),
        ("1234.5", 123450),
        ("1,234,567", 123456700),
        ("1234", 123400),
        ("-5", -500),
        ("\u22125", -500),
        ("+5", 500),
        ("(5.00)", -500),
        ("0,05", 5),
        (",50", 50),
        ("0", 0),
    ],
)
def test_an_amount_is_read_as_it_is_written(text: str, minor: int) -> None:
    assert parse_amount(text, "RUB") == minor


@pytest.mark.parametrize("text", ["1,234", "1.234", "-12.345", "(999,000)"])
def test_a_mark_before_three_digits_is_ambiguous_until_the_decimal_sign_is_known(text: str) -> None:
    assert code_of(parse_amount, text, "RUB") == "amount_ambiguous"


def test_a_known_decimal_sign_settles_what_is_ambiguous() -> None:
    assert parse_amount("1,234", "RUB", decimal=".") == 123400
    assert parse_amount("1,234", "KWD", decimal=",") == 1234
    assert code_of(parse_amount, "1,234", "RUB", decimal=",") == "too_many_decimals"


@pytest.mark.parametrize(
    "text", ["1 2345", "12 34,50", "1,23,456", "1.234.56", "1'234 567", "abc", "1e5", "NaN", "5.", "--5", "(5", "٣", "1 234,50 руб."]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    assert code_of(parse_amount, text, "RUB") == "not_an_amount"


def test_nothing_is_no_amount() -> None:
    assert code_of(parse_amount, " ", "RUB") == "amount_empty"


@pytest.mark.parametrize(("text", "currency"), [("1.005", "RUB"), ("0.5", "JPY"), ("1234,567", "EUR"), ("1 234,500", "RUB")])
def test_more_decimals_than_the_currency_has_are_refused(text: str, currency: str) -> None:
    assert code_of(parse_amount, text, currency, decimal="," if "," in text else ".") == "too_many_decimals"


def test_ten_to_the_fifteenth_minor_units_are_too_many() -> None:
    assert parse_amount("9999999999999.99", "RUB") == LIMIT - 1
    assert code_of(parse_amount, "10000000000000", "RUB") == "amount_too_large"


@pytest.mark.parametrize("code", ["XQZ", "", "rub", "XXX", "RUBL"])
def test_an_unknown_currency_is_refused(code: str) -> None:
    assert code_of(parse_amount, "1", code) == "currency_unknown"


def test_currencies_have_the_decimals_that_babel_knows() -> None:
    assert [decimals(code) for code in ("RUB", "EUR", "JPY", "KWD")] == [2, 2, 0, 3]


def test_a_machine_number_may_have_zeros_beyond_the_decimals() -> None:
    assert (parse_plain("1234.50000", "RUB"), parse_plain("-5.00", "JPY")) == (123450, -5)
    assert code_of(parse_plain, "1.001", "RUB") == "too_many_decimals"
    assert code_of(parse_plain, "1,50", "RUB") == "not_an_amount"


def test_an_amount_is_written_with_all_its_decimals() -> None:
    assert [format_amount(123450, code) for code in ("RUB", "JPY", "KWD")] == ["1234.50", "123450", "123.450"]
    assert (format_amount(-5, "RUB"), format_amount(0, "RUB")) == ("-0.05", "0.00")


@given(st.integers(1 - LIMIT, LIMIT - 1), st.sampled_from(["RUB", "EUR", "JPY", "KWD"]))
def test_what_is_written_is_read_back(minor: int, currency: str) -> None:
    text = format_amount(minor, currency)
    assert (parse_plain(text, currency), parse_amount(text, currency, decimal=".")) == (minor, minor)
