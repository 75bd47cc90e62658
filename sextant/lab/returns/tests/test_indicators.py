"""The dictionary and the indicators: whole, in two languages, and right by hand."""

from __future__ import annotations

import re

import pytest

from sextant.lab.returns.dictionary import UNITS, variables
from sextant.lab.returns.formulas import Result
from sextant.lab.returns.groups import SIZE_CLASSES, size_class
from sextant.lab.returns.indicators import definitions, for_row

LIBRARY: dict[str, float | int] = {
    "population": 5000,
    "visits": 20_000,
    "loans": 40_000,
    "loans_children": 10_000,
    "loans_electronic": 4_000,
    "stock": 20_000,
    "stock_electronic": 2_000,
    "acquisitions": 1_000,
    "spending": 200_000,
    "spending_staff": 120_000,
    "spending_collection": 20_000,
    "spending_electronic": 5_000,
    "income": 250_000,
    "staff_fte": 4,
    "librarians": 2,
    "librarians_with_degree": 0.5,
    "programmes": 50,
    "attendance": 1_000,
    "computers": 8,
    "computer_sessions": 2_500,
    "wifi_sessions": 5_000,
    "registered_users": 2_000,
    "hours_open": 2_000,
    "interlibrary_received": 80,
}

BY_HAND = {
    "visits_per_head": 4,
    "loans_per_head": 8,
    "stock_per_head": 4,
    "turnover": 2,
    "renewal": 5,
    "cost_per_loan": 5,
    "cost_per_visit": 10,
    "spending_per_head": 40,
    "income_per_head": 50,
    "staff_per_1000": 0.8,
    "degree_share": 25,
    "attendance_per_head": 0.2,
    "attendance_per_programme": 20,
    "programmes_per_1000": 10,
    "computers_per_5000": 8,
    "computer_sessions_per_head": 0.5,
    "wifi_sessions_per_head": 1,
    "stock_electronic_share": 10,
    "loans_electronic_share": 10,
    "loans_children_share": 25,
    "collection_spending_share": 10,
    "electronic_spending_share": 25,
    "staff_spending_share": 60,
    "loans_per_user": 20,
    "visits_per_user": 10,
    "users_share": 40,
    "visits_per_hour": 10,
    "loans_per_staff": 10_000,
    "interlibrary_per_1000_loans": 2,
}


def test_every_indicator_is_right_by_hand() -> None:
    assert {code: result.value for code, result in for_row(LIBRARY, {}).items()} == BY_HAND


def test_a_year_without_an_input_names_it_and_never_gives_nought() -> None:
    found = for_row({"visits": 5, "loans": 7}, {}, {"visits", "loans", "staff_fte"})
    assert found["visits_per_head"] == Result(None, "not_collected", ("population",))
    assert found["loans_per_staff"] == Result(None, "missing", ("staff_fte",))


def test_every_variable_and_indicator_speaks_both_languages() -> None:
    for thing in (*variables().values(), *definitions().values()):
        assert re.search("[а-яё]", thing.name_ru + thing.definition_ru)
        assert not re.search("[а-яё]", thing.name_en + thing.definition_en)
        assert thing.definition_ru.endswith(".")
        assert thing.definition_en.endswith(".")


def test_every_variable_has_a_known_unit_and_whole() -> None:
    assert {variable.unit for variable in variables().values()} == set(UNITS)
    assert {variable.part_of for variable in variables().values()} - set(variables()) == {""}


@pytest.mark.parametrize(
    ("population", "code"),
    [(None, "unknown"), (0, "unknown"), (1, "0-1k"), (999, "0-1k"), (1000, "1k-2.5k"), (499_999, "100k-500k"), (8_000_000, "500k+")],
)
def test_a_population_belongs_to_a_class(population: float | None, code: str) -> None:
    assert size_class(population).code == code


def test_the_classes_leave_no_gap() -> None:
    assert [group.below for group in SIZE_CLASSES[:-1]] == [group.least for group in SIZE_CLASSES[1:]]
