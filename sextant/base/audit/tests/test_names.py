"""The record is read by people: names and values of what changed are written in their words."""

import pytest
from django.utils import translation

from sextant.base.audit.names import is_named, name_in_words, register_names, value_in_words


@pytest.mark.parametrize(
    ("name", "value", "russian", "english"),
    [
        ("amount_minor", -150_050, "−1\u00a0500,50\u00a0₽", "−RUB\u00a01,500.50"),
        ("until", "2026-12-03", "3 декабря 2026", "3 December 2026"),
        ("until", "2026-13-45", "2026-13-45", "2026-13-45"),
        ("is_open", True, "да", "yes"),
        ("is_demo", "True", "да", "yes"),
        ("is_demo", "False", "нет", "no"),
        ("plans", [], "—", "—"),
        ("plans", ["person", "library"], "person, library", "person, library"),
        ("targets", {"2025": 5}, "2025: 5", "2025: 5"),
        ("sha256", "3c8d18315f55ea87cafde46b6e618ed01c70d5da", "3c8d18315f55…", "3c8d18315f55…"),
        ("note", "", "—", "—"),
        ("note", None, None, None),
        ("minutes", 266, 266, 266),
    ],
)
def test_values_are_written_for_readers(name, value, russian, english):
    with translation.override("ru"):
        said_in_russian = value_in_words(name, value, "RUB")
    assert (said_in_russian, value_in_words(name, value, "RUB")) == (russian, english)


def test_a_moment_is_written_in_the_time_zone_of_the_site():
    with translation.override("ru"):
        assert value_in_words("held_until", "2026-11-29T03:50:40.800Z", "") == "29 ноября 2026, 06:50"


def test_an_amount_whose_currency_was_not_recorded_is_written_as_hundredths():
    assert value_in_words("amount_minor", 150_050, "") == "1,500.50"


def test_names_are_said_in_words():
    with translation.override("ru"):
        assert [name_in_words(name) for name in ("amount_minor", "title_ru", "2026")] == ["Сумма", "Название (по-русски)", "2026"]
    assert [name_in_words(name) for name in ("title_en", "lost_and_found")] == ["Title (English)", "lost and found"]
    assert not is_named("lost_and_found")
    register_names(lost_and_found="Lost and found")
    assert (is_named("lost_and_found"), name_in_words("lost_and_found")) == (True, "Lost and found")
