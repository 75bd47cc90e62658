"""What the books say of income, with the lines behind it."""

import pytest

from sextant.base.measures.registry import ASSOCIATION, Period, Scope, measure
from sextant.society.ledger.tests.factories import DAY, open_books, posted, restricted

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2026)


def asked(code, scope=ASSOCIATION, period=YEAR, **parameters):
    return measure(code).function(period, scope, **parameters)


@pytest.fixture
def books():
    """Dues 600, gifts 300, publications 100; something of last year beside."""
    fund = open_books()
    for amount, credit in ((600_00, "dues"), (300_00, "gifts"), (100_00, "publications")):
        posted(amount, fund=fund, credit=credit)
    posted(9_000_00, day=DAY.replace(year=2025), fund=fund)


def test_income_of_a_stream_opens_to_its_lines(books):
    figure = asked("ledger.stream_income", stream="gifts")
    assert (figure.value, [record[3] for record in figure.source.records()]) == (0.3, ["4100"])


def test_shares_are_of_all_income_of_the_period(books):
    figures = asked("ledger.largest_source_share"), asked("ledger.own_income_share")
    assert [(figure.value, figure.source.count_and_fingerprint()[0]) for figure in figures] == [(60, 3), (10, 3)]


def test_a_year_without_income_is_missing_and_not_zero(books):
    figure = asked("ledger.own_income_share", period=Period.of_year(2020))
    assert (figure.value, figure.status, figure.reason) == (None, "missing", "No income is booked in the period.")


def test_a_section_has_no_books_of_its_own(books):
    assert asked("ledger.stream_income", scope=Scope("section", "1")).status == "not_collected"


def test_lines_are_for_those_who_may_see_the_books(make_user):
    may = measure("ledger.stream_income").may_see_rows
    assert [may(make_user(role)) for role in ("treasurer", "director", "secretary", "member")] == [True, True, False, False]


def test_lines_open_by_stream_kind_money_and_restriction(client, make_user, books):
    client.force_login(make_user("treasurer"))
    posted(50_00, fund=restricted())
    posted(70_00, fund=restricted(), credit="dues")
    counts = [
        client.get(f"/en/ledger/lines/?{query}").context["page"].count
        for query in (
            "stream=gifts",
            "kind=income&since=2026-01-01",
            "cash=on&restriction=restricted",
            "currency=EUR",
            "restriction=restricted&stream=dues",
        )
    ]
    assert counts == [3, 5, 2, 0, 1]
