"""The yearly open statement: frozen from closed books, open to everybody, never changed."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sextant.society.ledger.actions.closing import close_books, reopen_books
from sextant.society.ledger.tests.factories import posted
from sextant.work.finances.actions.statements import publish_statement
from sextant.work.finances.models import OpenStatement
from sextant.work.finances.queries.statements import sheets, statement_rows
from sextant.work.finances.tests.factories import books_of_two_years

pytestmark = pytest.mark.django_db
PAGE = "/en/finances/open/"
END = date(2025, 12, 31)


@pytest.fixture
def treasurer(make_user):
    return make_user("treasurer")


def closed(by, until=END):
    fund = books_of_two_years()
    close_books(until=until, by=by)
    return fund


def test_a_statement_adds_up_by_restriction_and_by_fund(treasurer):
    closed(treasurer)
    (sheet,) = sheets(publish_statement(year=2025, by=treasurer).rows)
    assert [(line.name, line.free_minor, line.kept_minor) for line in sheet.income] == [
        ("Membership dues", 600_00, 0),
        ("Gifts", 0, 300_00),
        ("Publications", 100_00, 0),
    ]
    assert (sheet.income_total.total_minor, sheet.expense_total.total_minor, sheet.result.total_minor) == (1000_00, 240_00, 760_00)
    assert [(fund.name, fund.in_order) for fund in sheet.funds] == [
        ("General fund", [600_00, 700_00, 240_00, 0, 1060_00]),
        ("Books for villages", [0, 300_00, 0, 0, 300_00]),
    ]


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        (None, "The books are not closed. Close them through 31 December 2025, then publish."),
        (date(2025, 12, 30), "The books are closed through 30 December 2025 only. Close them through 31 December 2025, then publish."),
    ],
)
def test_a_year_whose_books_are_not_closed_is_refused(treasurer, until, sentence):
    books_of_two_years()
    if until:
        close_books(until=until, by=treasurer)
    with pytest.raises(ValidationError) as refusal:
        publish_statement(year=2025, by=treasurer)
    said = refusal.value.messages[0]
    assert (said, OpenStatement.objects.count()) == (sentence, 0)


def test_a_year_without_books_is_refused(treasurer):
    closed(treasurer)
    with pytest.raises(ValidationError, match="Nothing is booked in 2019"):
        publish_statement(year=2019, by=treasurer)


def test_the_same_figures_are_not_published_twice(treasurer):
    closed(treasurer)
    publish_statement(year=2025, by=treasurer)
    with pytest.raises(ValidationError, match="Version 1 of 2025 says the same"):
        publish_statement(year=2025, reason_en="Again.", by=treasurer)


def test_a_correction_is_a_version_with_its_reason_and_the_first_one_stays(client, treasurer):
    fund = closed(treasurer)
    first = publish_statement(year=2025, by=treasurer)
    reopen_books(until=None, reason="A gift was forgotten.", by=treasurer)
    posted(50_00, date(2025, 6, 1), fund, credit="gifts")
    close_books(until=END, by=treasurer)
    with pytest.raises(ValidationError, match="Say why"):
        publish_statement(year=2025, by=treasurer)
    publish_statement(year=2025, reason_en="A gift was forgotten.", by=treasurer)
    first.refresh_from_db()
    assert first.fingerprint != OpenStatement.objects.get(version=2).fingerprint
    pages = [client.get(f"{PAGE}2025/{tail}").content.decode() for tail in ("", "1/")]
    assert ["RUB\xa01,050" in page for page in pages] == [True, False]
    assert ["A later version" in page for page in pages] == [False, True]
    assert "A gift was forgotten." in pages[0]


def test_the_published_page_is_open_to_everybody_and_drafts_of_the_books_are_not(client, treasurer, make_user):
    fund = closed(treasurer)
    publish_statement(year=2025, by=treasurer)
    posted(777_00, date(2026, 1, 5), fund)
    for language in ("en", "ru"):
        page = client.get(f"/{language}/finances/open/2025/")
        assert (page.status_code, "777" in page.content.decode(), "/ledger/" in page.content.decode()) == (200, False, False)
    assert client.get(f"{PAGE}2024/").status_code == 404
    assert client.get(f"{PAGE}2025/9/").status_code == 404
    assert [b"2025" in client.get(PAGE).content, b"2024" in client.get(PAGE).content] == [True, False]


def test_only_the_treasurer_publishes(client, make_user, treasurer):
    closed(treasurer)
    assert client.post(f"{PAGE}publish/", {"year": "2025"}).status_code == 302
    for role in ("director", "auditor", "secretary", "member"):
        client.force_login(make_user(role))
        assert client.post(f"{PAGE}publish/", {"year": "2025"}).status_code == 403
    assert OpenStatement.objects.count() == 0
    client.force_login(treasurer)
    assert client.post(f"{PAGE}publish/", {"year": "2025"}).url == f"{PAGE}2025/"


def test_a_refusal_stands_beside_the_year(client, treasurer):
    books_of_two_years()
    client.force_login(treasurer)
    answer = client.post(f"{PAGE}publish/", {"year": "2025"})
    assert (answer.status_code, "The books are not closed." in answer.content.decode()) == (400, True)


def test_the_files_carry_every_row_and_a_dictionary_of_their_columns(client, treasurer):
    closed(treasurer)
    publish_statement(year=2025, by=treasurer)
    rows = json.loads(client.get(f"{PAGE}2025/?format=json").getvalue())
    assert (len(rows), rows[0]["name_ru"], rows[0]["amount"]) == (len(statement_rows(2025)), "Членские взносы", "600.00")
    table = list(csv.DictReader(io.StringIO(client.get(f"{PAGE}2025/?format=csv").getvalue().decode("utf-8-sig"))))
    meanings = list(csv.DictReader(io.StringIO(client.get(f"{PAGE}dictionary/").getvalue().decode("utf-8-sig"))))
    assert [row["column"] for row in meanings] == list(table[0])
    assert all(row["meaning"] for row in meanings)


def test_no_giver_is_named_in_what_is_published(client, treasurer):
    fund = books_of_two_years()
    from sextant.society.ledger.models import Fund

    Fund.objects.exclude(pk=fund.pk).update(giver="Anna Benefactor")
    close_books(until=END, by=treasurer)
    publish_statement(year=2025, by=treasurer)
    for query in ("", "?format=json", "?format=csv"):
        answer = client.get(f"{PAGE}2025/{query}")
        assert b"Benefactor" not in (answer.getvalue() if query else answer.content)


def test_the_page_costs_the_same_for_few_rows_and_for_many(client, treasurer):
    fund = closed(treasurer)
    publish_statement(year=2024, by=treasurer)
    publish_statement(year=2025, by=treasurer)
    with CaptureQueriesContext(connection) as few:
        client.get(f"{PAGE}2024/")
    with CaptureQueriesContext(connection) as many:
        client.get(f"{PAGE}2025/")
    assert (len(few), fund.pk > 0) == (len(many), True)
