"""Numbers as each language writes them."""

import pytest

from sextant.base.ui.numerals import percent, roman, written

pytestmark = pytest.mark.once


def test_russian_groups_by_narrow_spaces_and_uses_a_comma():
    assert [written(value, language="ru") for value in (9251, 10401, 1250000.5, -3)] == ["9\u202f251", "10\u202f401", "1\u202f250\u202f000,5", "−3"]


def test_english_groups_by_commas_and_uses_a_point():
    assert [written(value, language="en") for value in (9251, 0.5, 2.0, 1 / 3)] == ["9,251", "0.5", "2", "0.33"]


def test_decimals_are_kept_when_asked_for_and_halves_go_to_the_even_digit():
    assert [written(value, 1, "en") for value in (2, 0.25, 0.35)] == ["2.0", "0.2", "0.4"]


def test_what_is_not_known_is_a_dash():
    assert (written(None), percent(None)) == ("—", "—")


def test_a_share_is_a_percentage_with_a_space_in_russian_only():
    assert (percent(0.345, 1, "ru"), percent(0.345, 1, "en")) == ("34,5\u00a0%", "34.5%")


def test_roman_numerals():
    assert [roman(number) for number in (1, 4, 6, 9, 14, 39)] == ["I", "IV", "VI", "IX", "XIV", "XXXIX"]
