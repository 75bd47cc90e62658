"""Searches that are kept, and the money still missing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sextant.lab.funding.findings import FundingError
from sextant.lab.funding.gap import Expected, GapPart, Secured, YearGap, funding_gap
from sextant.lab.funding.searches import SavedSearch
from sextant.lab.funding.tests.factories import TODAY, call, need

STAGES = {"sent": Decimal("0.25"), "idea": Decimal("0.1")}


@pytest.mark.parametrize(
    ("words", "fits", "code"),
    [
        ({"all_words": ("библиотеке", "чтение")}, True, "search_word"),
        ({"all_words": ("музей",)}, False, "search_word_missing"),
        ({"any_words": ("музей", "чтения")}, True, "search_word"),
        ({"any_words": ("музей", "театр")}, False, "search_no_word"),
        ({"no_words": ("библиотеками",)}, False, "search_word_forbidden"),
        ({"no_words": ("кино",), "any_words": ("чтение",)}, True, "search_word"),
        ({"themes": ("Inclusion",)}, True, "search_theme"),
        ({"themes": ("sport",)}, False, "search_theme_missing"),
        ({"no_funders": ("FUND",)}, False, "search_funder_excluded"),
        ({"amount": 1000_00, "currency": "RUB"}, True, "search_amount"),
        ({"amount": 1000_01, "currency": "RUB"}, False, "search_amount_low"),
        ({"amount": 1, "currency": "EUR"}, True, "search_amount_unknown"),
        ({"days_left": 31}, True, "search_days"),
        ({"days_left": 32}, False, "search_days"),
    ],
)
def test_every_filter_lets_through_or_holds_back(words: dict[str, Any], fits: bool, code: str) -> None:
    offered = call(title="Чтение в библиотеках", themes=("inclusion",))
    found, reasons = SavedSearch("s", **words).matches(offered, TODAY)
    assert (found, reasons[0].code) == (fits, code)


def test_an_empty_search_lets_everything_through() -> None:
    assert SavedSearch("s").matches(call(), TODAY) == (True, ())


def test_everything_that_speaks_against_a_call_is_said() -> None:
    search = SavedSearch("s", all_words=("museum",), no_funders=("Fund",), days_left=60)
    _, reasons = search.matches(call(), TODAY)
    assert [said.en for said in reasons] == [
        "The call lacks the word “museum”.",
        "The funder “Fund” is excluded.",
        "31 days are left, 60 were asked for.",
    ]


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ({"closes_on": None}, True),
        ({"closes_on": None, "rolling": True}, True),
        ({"closes_on": date(2026, 2, 1)}, False),
        ({"status": "closed"}, False),
    ],
)
def test_a_call_without_a_last_day_is_kept_and_a_closed_one_is_not(words: dict[str, Any], fits: bool) -> None:
    assert SavedSearch("s", days_left=5).matches(call(**words), TODAY)[0] is fits


def test_the_gap_is_needed_less_secured_less_expected_with_every_part_shown() -> None:
    # 500.00 needed, 120.00 secured, 90.02 expected at a quarter = 22.505, to even 22.50; 357.50 are missing.
    found = funding_gap([need()], [Secured("s", "Grant", 2026, 120_00, "RUB")], [Expected("e", "Bid", 2026, 90_02, "RUB", "sent")], STAGES)
    parts = (
        GapPart("needed", "n1", "Книги для детей", 500_00, Decimal(1), 500_00),
        GapPart("secured", "s", "Grant", 120_00, Decimal(1), 120_00),
        GapPart("expected", "e", "Bid", 90_02, Decimal("0.25"), 22_50, "sent"),
    )
    assert found == (YearGap(2026, "RUB", 500_00, 120_00, 22_50, 357_50, parts),)


def test_years_and_currencies_stand_apart_and_a_surplus_is_shown() -> None:
    found = funding_gap([need(amounts={2026: 10, 2027: 5})], [Secured("s", "Grant", 2027, 8, "RUB"), Secured("t", "Gift", 2026, 3, "EUR")], [], {})
    assert [(year.year, year.currency, year.gap) for year in found] == [(2026, "EUR", -3), (2026, "RUB", 10), (2027, "RUB", -3)]


@given(st.lists(st.tuples(st.integers(2026, 2028), st.integers(0, 10**9), st.sampled_from(["sent", "idea"]))))
def test_the_parts_always_add_up_to_the_figures(rows: list[tuple[int, int, str]]) -> None:
    expected = [Expected(str(number), "Bid", year, amount, "RUB", stage) for number, (year, amount, stage) in enumerate(rows)]
    for year in funding_gap([need()], [], expected, STAGES):
        assert year.expected == sum(part.counted for part in year.parts if part.kind == "expected")
        assert year.gap == year.needed - year.secured - year.expected


@pytest.mark.parametrize(
    ("secured", "stage", "stages", "code"),
    [
        (1, "won", STAGES, "stage_unknown"),
        (1, "sent", {"sent": Decimal("1.1")}, "probability_wrong"),
        (-1, "sent", STAGES, "amount_below_zero"),
    ],
)
def test_a_plan_that_cannot_be_counted_is_refused(secured: int, stage: str, stages: dict[str, Decimal], code: str) -> None:
    with pytest.raises(FundingError) as caught:
        funding_gap([], [Secured("s", "Grant", 2026, secured, "RUB")], [Expected("e", "Bid", 2026, 1, "RUB", stage)], stages)
    assert caught.value.code == code
