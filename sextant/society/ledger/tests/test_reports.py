"""The statements: every figure is the sum of the lines it opens to, and the statements agree with one another."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sextant.society.ledger.actions.entries import Leg, write_entry
from sextant.society.ledger.models import Account, Fund, Programme
from sextant.society.ledger.queries.activities import activities
from sextant.society.ledger.queries.cash_flow import cash_flow
from sextant.society.ledger.queries.figures import Wish, year_before
from sextant.society.ledger.queries.fund_statement import fund_statement
from sextant.society.ledger.tests.factories import DAY, open_books, posted, restricted
from sextant.society.ledger.tests.opened import MAKERS, disagreements, row, untrue

pytestmark = pytest.mark.django_db
YEAR = Wish(date(2026, 1, 1), date(2026, 12, 31))


def test_activities_stand_apart_by_restriction_beside_the_year_before():
    general, villages = open_books(), restricted()
    posted(900_00, fund=general, credit="dues")
    posted(500_00, fund=villages)
    posted(200_00, fund=villages, debit="grants_awarded", credit="bank")
    posted(100_00, fund=general, credit="dues", day=date(2025, 5, 1))
    (statement,) = activities(YEAR)
    assert [head.label for head in statement.heads] == ["unrestricted", "restricted", "total"] * 2
    assert statement.groups == [("2026", 3), ("2025", 3)]
    assert [(one.label, [cell and cell.amount_minor for cell in one.cells]) for one in statement.rows] == [
        ("Income", []),
        ("Membership dues", [900_00, None, 900_00, 100_00, None, 100_00]),
        ("Gifts", [None, 500_00, 500_00, None, None, None]),
        ("Total income", [900_00, 500_00, 1400_00, 100_00, 0, 100_00]),
        ("Expenses", []),
        ("Grants and awards", [None, 200_00, 200_00, None, None, None]),
        ("Total expenses", [0, 200_00, 200_00, 0, 0, 0]),
        ("Change in net assets", [900_00, 300_00, 1200_00, 100_00, 0, 100_00]),
        ("Net assets at the beginning", [100_00, 0, 100_00, 0, 0, 0]),
        ("Net assets at the end", [1000_00, 300_00, 1300_00, 100_00, 0, 100_00]),
    ]


def test_money_that_did_not_move_is_not_in_the_cash_flow():
    general = open_books()
    posted(900_00, fund=general, debit="receivable", credit="dues")
    posted(400_00, fund=general, credit="receivable")
    posted(150_00, fund=general, debit="cash", credit="bank")
    posted(70_00, fund=general, debit=Account.objects.get(code="1500"), credit="bank")
    (statement,) = cash_flow(YEAR)
    labels = ("Receivable from payers", "Equipment", "Cash from operating activities", "Cash from investing activities", "Cash at the end")
    assert [row(statement, label)[0] for label in labels] == [400_00, -70_00, 400_00, -70_00, 330_00]


def test_a_fund_that_was_below_zero_inside_the_year_is_marked():
    villages, general = restricted(), open_books()
    posted(300_00, fund=villages, debit="grants_awarded", credit="bank", day=date(2026, 3, 1))
    posted(500_00, fund=villages, day=date(2026, 6, 1))
    posted(10_00, fund=general, debit="office", credit="bank", day=date(2026, 6, 1))
    (statement,) = fund_statement(YEAR)
    marks = {one.label: one.mark for one in statement.rows if one.mark}
    assert marks == {"General fund": "below zero", "Books for villages": "was below zero (−RUB\u00a0300 at the end of 03.2026)"}


def test_a_transfer_between_funds_is_neither_earned_nor_spent():
    general, villages = open_books(), restricted()
    posted(1000_00, fund=general)
    legs = [Leg("bank", 300_00, villages), Leg("transfers", -300_00, villages), Leg("transfers", 300_00, general), Leg("bank", -300_00, general)]
    write_entry(day=DAY, memo="Moved", currency="RUB", legs=legs, by=None)
    (statement,) = fund_statement(YEAR)
    assert [row(statement, label) for label in ("General fund", "Books for villages", "All funds")] == [
        [0, 1000_00, 0, -300_00, 700_00],
        [0, 0, 0, 300_00, 300_00],
        [0, 1000_00, 0, 0, 1000_00],
    ]
    assert disagreements(YEAR) == []


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (date(2024, 2, 29), date(2023, 2, 28)),
        (date(2025, 2, 28), date(2024, 2, 29)),
        (date(2026, 3, 30), date(2025, 3, 30)),
        (date(2025, 2, 27), date(2024, 2, 27)),
    ],
)
def test_the_end_of_a_month_stays_the_end_of_its_month(day, before):
    assert year_before(day) == before


USES = ("bank", "cash", "receivable", "advances", "dues", "gifts", "office", "grants_awarded", "transfers", "opening", "interest", "payable")
LINE = st.tuples(st.sampled_from(USES), st.integers(-900_00, 900_00).filter(bool), st.integers(0, 2), st.booleans())
BOOKED = st.tuples(st.integers(0, 800), st.sampled_from(["RUB", "EUR"]), st.lists(LINE, min_size=1, max_size=4))


def book(day, currency, lines, funds, programme):
    """An entry of any lines, put into balance in each fund on the bank."""
    legs = [Leg(use, amount, funds[fund], programme if spent else None) for use, amount, fund, spent in lines]
    for fund in funds:
        rest = sum(leg.amount_minor for leg in legs if leg.fund == fund)
        if rest:
            legs.append(Leg("bank", -rest, fund))
    if len(legs) > 1:
        write_entry(day=day, memo="x", currency=currency, legs=legs, by=None)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(booked=st.lists(BOOKED, min_size=1, max_size=6), first=st.integers(0, 400), length=st.integers(0, 400), narrow=st.integers(0, 5))
def test_whatever_is_booked_figures_open_to_their_lines_and_statements_agree(booked, first, length, narrow):
    with transaction.atomic():
        endowment = Fund.objects.create(code="endowment", restriction="endowment", name_en="Endowment")
        funds, programme = [open_books(), restricted(), endowment], Programme.objects.create(code="journal")
        for offset, currency, lines in booked:
            book(date(2024, 12, 1) + timedelta(days=offset), currency, lines, funds, programme)
        since = date(2025, 1, 1) + timedelta(days=first)
        wish = Wish(since, since + timedelta(days=length), fund=funds[narrow] if narrow < 3 else None, currency="RUB" if narrow == 4 else "")
        wrong = [found for make in MAKERS for found in untrue(make(wish))] + disagreements(wish)
        of_programme = Wish(wish.since, wish.until, programme=programme)
        wrong += untrue(activities(of_programme))
        transaction.set_rollback(True)
    assert wrong == []


@pytest.mark.parametrize("make", MAKERS)
def test_the_number_of_queries_does_not_grow_with_the_books(make, django_assert_max_num_queries):
    general = open_books()
    for place in range(3):
        fund = restricted(f"fund-{place}")
        for month in range(1, 13):
            posted(100_00 + month, day=date(2026, month, 5), fund=fund)
            posted(50_00, day=date(2025, month, 5), fund=general, credit="dues")
    with django_assert_max_num_queries(12):
        assert len(make(Wish(date(2026, 1, 3), date(2026, 11, 20)))) == 1


STRETCH = "?since=2026-01-01&until=2026-12-31"
PAGES = ("activities", "position", "cash_flow", "funds_moved")


@pytest.mark.parametrize("page", PAGES)
def test_statements_are_for_readers_of_the_books(page, client, make_user):
    posted(777_00)
    answers = {}
    for role in ("treasurer", "auditor", "secretary"):
        client.force_login(make_user(role))
        answer = client.get(reverse(f"ledger:{page}") + STRETCH)
        answers[role] = (answer.status_code, "777" in answer.content.decode())
    assert answers == {"treasurer": (200, True), "auditor": (200, True), "secretary": (403, False)}


def test_a_figure_on_the_page_leads_to_its_lines_and_the_filters_stay(client, make_user):
    client.force_login(make_user("treasurer"))
    posted(111_00, fund=open_books())
    posted(777_00, fund=restricted())
    page = client.get(reverse("ledger:activities") + STRETCH + "&currency=RUB").content.decode()
    assert f"{reverse('ledger:position')}{STRETCH}&currency=RUB".replace("&", "&amp;") in page
    link = next(part.split('"')[0] for part in page.split('href="') if "restriction=restricted" in part and "account=" in part)
    lines = client.get(link.replace("&amp;", "&")).content.decode()
    assert ("RUB\u00a0777" in lines, "RUB\u00a0111" in lines) == (True, False)


def test_a_statement_as_a_file_carries_every_row(client, make_user):
    client.force_login(make_user("treasurer"))
    posted(777_50)
    answer = client.get(reverse("ledger:activities") + STRETCH + "&format=csv")
    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert rows[0] == "currency,code,row,role,total_2026,total_2025,mark"
    assert "RUB,4100,Gifts,line,777.50,," in rows
