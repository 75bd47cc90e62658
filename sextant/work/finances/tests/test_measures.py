"""What the agenda may ask of the finances."""

from datetime import date

import pytest

from sextant.base.measures.registry import ASSOCIATION, Period, Scope, measure
from sextant.lab.finances.months import plus
from sextant.society.ledger.tests.factories import open_books, posted, restricted
from sextant.work.finances.tests.factories import books_of_two_years

pytestmark = pytest.mark.django_db


def asked(code, year, scope=ASSOCIATION):
    return measure(code).function(Period.of_year(year), scope)


def test_the_index_opens_to_the_lines_of_income_of_its_year():
    books_of_two_years()
    figure = asked("finances.hhi", 2025)
    assert (round(figure.value, 4), figure.source.count_and_fingerprint()[0]) == (0.46, 3)


def test_the_runway_at_the_end_of_a_year_does_not_see_the_next_one_nor_restricted_money():
    fund = open_books()
    posted(5000_00, date(2023, 12, 1), fund, credit="opening")
    for place in range(14):
        posted(100_00, date(*plus((2024, 1), place), 5), fund, debit="office", credit="bank")
    posted(80_000_00, date(2024, 6, 1), restricted())
    figure = asked("finances.runway_months", 2024)
    assert (figure.value, figure.source.count_and_fingerprint()[0]) == (38.0, 13)


def test_money_that_does_not_shrink_has_no_months_and_a_reason():
    fund = open_books()
    for place in range(13):
        posted(100_00, date(*plus((2023, 12), place), 5), fund)
    figure = asked("finances.runway_months", 2024)
    assert (figure.value, figure.status, figure.reason) == (
        None,
        "missing",
        "The free money did not shrink in the twelve months before: it does not run out.",
    )


def test_short_books_and_years_without_income_say_so():
    books_of_two_years()
    assert asked("finances.hhi", 2019).reason == "No income is booked in the period."
    assert asked("finances.runway_months", 2024).reason == "The books cover less than twelve whole months."


@pytest.mark.parametrize("code", ["finances.hhi", "finances.runway_months"])
def test_a_section_has_no_books_and_rows_are_for_those_who_see_them(code, make_user):
    assert asked(code, 2025, Scope("section", "1")).status == "not_collected"
    assert [measure(code).may_see_rows(make_user(role)) for role in ("treasurer", "director", "auditor", "secretary")] == [True, True, True, False]
