"""What we live on: streams, concentration, and who may look."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sextant.society.ledger.actions.entries import draft_entry
from sextant.society.ledger.tests.factories import legs, open_books, posted
from sextant.work.finances.tests.factories import books_of_two_years

pytestmark = pytest.mark.django_db
PAGE = "/en/finances/"


def test_the_page_is_for_those_who_may_see_the_books(client, make_user):
    books_of_two_years()
    assert client.get(PAGE).status_code == 302
    for role in ("secretary", "member", "editor", "chair"):
        client.force_login(make_user(role))
        answer = client.get(PAGE)
        assert (answer.status_code, b"600" in answer.content, b"Membership dues" in answer.content) == (403, False, False)
    for role in ("treasurer", "director", "auditor"):
        client.force_login(make_user(role))
        assert client.get(PAGE).status_code == 200


@pytest.fixture
def reader(client, make_user):
    client.force_login(make_user("auditor"))
    return client


def test_the_last_year_that_is_over_is_shown_with_its_parts(reader):
    books_of_two_years()
    shown = reader.get(PAGE).context
    assert (shown["row"].year, shown["row"].total.amount_minor) == (2025, 1000_00)
    assert [(one.name, one.part.amount_minor, float(one.part.adds)) for one in shown["sources"]] == [
        ("Membership dues", 600_00, 0.36),
        ("Gifts", 300_00, 0.09),
        ("Publications", 100_00, 0.01),
    ]


def test_every_figure_opens_to_as_many_lines_as_made_it(reader):
    books_of_two_years()
    shown = reader.get(PAGE).context
    urls = [shown["row"].total.url, *(one.url for one in shown["sources"])]
    assert [reader.get(f"/en{url[3:]}").context["page"].count for url in urls] == [3, 1, 1, 1]


def test_another_year_can_be_asked_for_and_one_that_is_not_there_cannot_break_the_page(reader):
    books_of_two_years()
    assert reader.get(f"{PAGE}?year=2024").context["row"].found.hhi == 1
    assert reader.get(f"{PAGE}?year=1999&currency=XXX").context["row"].year == 2025


def test_money_of_another_currency_is_not_added_in(reader):
    fund = books_of_two_years()
    from datetime import date

    from sextant.society.ledger.actions.entries import write_entry

    write_entry(day=date(2025, 6, 1), memo="A gift", currency="EUR", legs=legs(999_00, fund), by=None)
    assert reader.get(PAGE).context["row"].total.amount_minor == 1000_00
    assert reader.get(f"{PAGE}?currency=EUR").context["row"].total.amount_minor == 999_00


def test_drafts_are_not_income_and_empty_books_say_what_to_do(reader):
    from datetime import date

    draft_entry(day=date(2025, 6, 1), memo="A gift", currency="RUB", legs=legs(500_00, open_books()))
    assert "No income is booked yet" in reader.get(PAGE).content.decode()


def test_the_figures_can_be_taken_away(reader):
    books_of_two_years()
    rows = json.loads(reader.get(f"{PAGE}?format=json").getvalue())
    assert [(row["stream"], row["amount"]) for row in rows if row["year"] == 2025] == [
        ("dues", "600.00"),
        ("gifts", "300.00"),
        ("publications", "100.00"),
    ]


def test_the_page_costs_the_same_for_one_line_and_for_many(reader):
    fund = books_of_two_years()
    with CaptureQueriesContext(connection) as few:
        reader.get(PAGE)
    from datetime import date

    for month in range(1, 13):
        posted(10_00, date(2023, month, 1), fund, credit="events")
    with CaptureQueriesContext(connection) as many:
        reader.get(PAGE)
    assert len(many) == len(few)
