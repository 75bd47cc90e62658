"""Amounts as a reader writes them, in figures and in words."""

import pytest
from django.utils import translation

from sextant.base.words.money import in_thousands, money, spelled_out


@pytest.mark.parametrize(
    ("minor", "currency", "russian", "english"),
    [
        (1500_00, "RUB", "1\u00a0500\u00a0₽", "RUB\u00a01,500"),
        (-150_050, "RUB", "−1\u00a0500,50\u00a0₽", "−RUB\u00a01,500.50"),
        (0, "EUR", "0\u00a0€", "EUR\u00a00"),
        (1500, "JPY", "1\u00a0500\u00a0¥", "JPY\u00a01,500"),
    ],
)
def test_amounts_in_figures_do_not_break_between_number_and_sign(minor, currency, russian, english):
    with translation.override("ru"):
        in_russian = money(minor, currency)
    assert (in_russian, money(minor, currency)) == (russian, english)


@pytest.mark.parametrize(
    ("minor", "currency", "russian", "english"),
    [
        (1500_00, "RUB", "Одна тысяча пятьсот рублей 00 копеек", "One thousand, five hundred roubles 00 kopeks"),
        (1_01, "RUB", "Один рубль 01 копейка", "One rouble 01 kopek"),
        (22_02, "EUR", "Двадцать два евро 02 цента", "Twenty-two euro 02 cents"),
        (1500, "JPY", "", ""),
    ],
)
def test_amounts_in_words_agree_in_gender_and_number(minor, currency, russian, english):
    with translation.override("ru"):
        in_russian = spelled_out(minor, currency)
    assert (in_russian, spelled_out(minor, currency)) == (russian, english)


def test_the_unit_of_large_amounts_has_the_sign_in_russian_and_the_code_in_english():
    with translation.override("ru"):
        in_russian = in_thousands("RUB"), in_thousands("EUR")
    assert (*in_russian, in_thousands("RUB")) == ("тыс. ₽", "тыс. €", "thousand RUB")
