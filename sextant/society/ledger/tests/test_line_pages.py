"""The lines of the books page by page: every line once in order, their number and sum right, as many queries for a thousand as for one."""

from datetime import date, timedelta

import pytest
from django.db.models import Count, Sum
from django.test import RequestFactory
from django.urls import reverse

from sextant.base.ui.keyset import keyset_page
from sextant.society.ledger.models import Fund, Line
from sextant.society.ledger.queries.accounts import account_for, general_fund
from sextant.society.ledger.queries.line_pages import LinePages
from sextant.society.ledger.queries.tables import lines_wanted
from sextant.society.ledger.tests.factories import draft, open_books, posted, restricted

pytestmark = pytest.mark.django_db
FIRST = date(2024, 1, 10)


@pytest.fixture
def books(db):
    """Gifts on many days of three years, some months full and some empty; rare ones in a fund of their own; a draft that is no line yet."""
    open_books()
    for number in range(24):
        posted(100 + number, FIRST + timedelta(days=number * number), debit=("bank", "cash")[number % 3 == 0])
    for months in (0, 13, 26):
        posted(7, FIRST + timedelta(days=months * 30), fund=restricted(), debit="bank")
    posted(9, FIRST + timedelta(days=40), debit="bank", credit="cash")
    draft(11, FIRST)


def wishes():
    bank, fund = account_for("bank"), Fund.objects.get(code="books-for-villages")
    middle, late = date(2024, 6, 15), date(2025, 2, 3)
    return [
        {},
        {"account": bank},
        {"account": bank, "fund": fund},
        {"fund": general_fund(), "since": middle},
        {"account": bank, "until": late, "currency": "rub"},
        {"since": middle, "until": late, "currency": "RUB"},
        {"since": date(2024, 2, 1), "until": date(2024, 2, 29)},
        {"since": late, "until": middle},
        {"kind": ["income", "expense"], "no_programme": True},
        {"cash": True, "currency": "RUB", "restriction": "restricted"},
        {"opposite": True, "currency": "RUB"},
        {"opposite": True},
        {"currency": "EUR"},
        {"until": date.max},
    ]


def walked(wish, size):
    pages = LinePages(wish)
    keyset, found, link = pages.keyset(None), [], "?"
    while link:
        page = keyset_page(RequestFactory().get(f"/{link}"), keyset, size)
        found.append(page)
        link = page.next
    back, link = [], found[-1].previous
    while link:
        page = keyset_page(RequestFactory().get(f"/{link}"), keyset, size)
        back.append(page)
        link = page.previous
    return found, back


@pytest.mark.parametrize("size", [1, 4, 50])
def test_every_line_of_every_wish_is_on_one_page_forwards_and_back(books, size):
    for wish in wishes():
        wanted = list(lines_wanted(wish))
        found, back = walked(wish, size)
        assert [line for page in found for line in page] == wanted
        assert [line for page in reversed(back) for line in page] == wanted[: len(wanted) - len(found[-1])]


def test_number_and_sum_are_those_of_the_lines(books):
    for wish in wishes():
        counted = lines_wanted(wish).order_by().aggregate(lines=Count("pk"), net=Sum("amount_minor", default=0))
        told = LinePages(wish).total()
        if told is None:
            assert wish == {"opposite": True}
        else:
            assert (told.lines, told.net_minor) == (counted["lines"], counted["net"])


def test_books_without_a_line_have_an_empty_page(db):
    open_books()
    assert (walked({}, 50)[0][0].rows, LinePages({"currency": "RUB"}).total().lines) == ([], 0)


def test_a_page_of_lines_costs_as_many_queries_for_one_line_as_for_many(client, make_user, django_assert_max_num_queries):
    client.force_login(make_user("treasurer"))
    open_books()
    posted(100, FIRST)
    address = reverse("ledger:lines")
    client.get(address)
    with django_assert_max_num_queries(40) as one:
        client.get(address)
    for number in range(60):
        posted(100, FIRST + timedelta(days=number))
    with django_assert_max_num_queries(40) as many:
        answer = client.get(address)
    assert len(many) == len(one)
    assert (answer.context["page"].count, len(answer.context["page"])) == (Line.objects.count(), 50)


def test_the_next_page_keeps_the_question_and_its_sum(books, client, make_user):
    client.force_login(make_user("treasurer"))
    for number in range(60):
        posted(100, date(2026, 1, 1) + timedelta(days=number))
    bank = account_for("bank")
    first = client.get(reverse("ledger:lines"), {"account": bank.pk, "currency": "RUB"})
    second = client.get(reverse("ledger:lines") + first.context["page"].next)
    assert first.context["total"] == second.context["total"] == sum(lines_wanted({"account": bank}).values_list("amount_minor", flat=True))
    assert {line.account for line in second.context["page"]} == {bank}
    assert second.context["page"].rows == list(lines_wanted({"account": bank})[50:100])
