"""A year is planned, copied, read from a sheet, approved and amended; plan and books stand side by side with the rows behind them."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sextant.base.exports.tables import csv_lines, write_xlsx
from sextant.base.measures.registry import ASSOCIATION, Period, measure
from sextant.society.ledger.actions.budget_sheets import take_budget
from sextant.society.ledger.actions.budgets import Planned, approve_budget, copy_budget, write_budget
from sextant.society.ledger.actions.entries import Leg, write_entry
from sextant.society.ledger.models import Account, BudgetAmendment, BudgetLine, BudgetYear, Programme
from sextant.society.ledger.queries.budgets import budget_lines, budget_report, budget_table, months_elapsed
from sextant.society.ledger.queries.figures import Wish
from sextant.society.ledger.tests.factories import DAY, open_books, posted, restricted
from sextant.society.ledger.tests.opened import untrue_plans

pytestmark = pytest.mark.django_db
YEAR = Wish(date(2026, 1, 1), date(2026, 12, 31))


def planned(use, amount, fund=None, programme=None, note=""):
    return Planned(Account.objects.get(use=use), fund or open_books(), amount, programme, "RUB", note)


def plan(*lines, year=2026, reason="", by=None):
    open_books()
    return write_budget(year=year, planned=[planned(*line) for line in lines], by=by, reason=reason)


def kept(year=2026):
    return sorted(BudgetLine.objects.filter(year=year).values_list("account__use", "amount_minor"))


@pytest.fixture
def treasurer(make_user, client):
    open_books()
    user = make_user("treasurer")
    client.force_login(user)
    return user


def test_plan_and_books_stand_side_by_side():
    plan(("office", 1000_00), ("dues", 500_00))
    posted(600_00, debit="office", credit="bank")
    posted(800_00, credit="dues")
    (statement,) = budget_report(YEAR)
    shown = {row.label: [cell if isinstance(cell, str) else cell.amount_minor for cell in row.cells] for row in statement.rows}
    assert shown == {
        "Income": [],
        "Membership dues": [500_00, 800_00, 300_00, "160%"],
        "Total income": [500_00, 800_00, 300_00, "160%"],
        "Expenses": [],
        "Rent and office": [1000_00, 600_00, -400_00, "60%"],
        "Total expenses": [1000_00, 600_00, -400_00, "60%"],
        "Income less expenses": [-500_00, 200_00, 700_00, "–"],
    }


def test_what_nobody_planned_and_what_has_no_programme_is_shown():
    journal = Programme.objects.create(code="journal", name_en="The journal")
    plan(("office", 1000_00), ("publishing_cost", 300_00, None, journal))
    posted(50_00, debit="travel", credit="bank")
    labels = [(row.role, row.label) for row in budget_report(YEAR, "programme")[0].rows]
    assert labels == [
        ("heading", "The journal"),
        ("line", "Publishing"),
        ("total", "Income less expenses"),
        ("heading", "Without a programme"),
        ("line", "Travel"),
        ("line", "Rent and office"),
        ("total", "Income less expenses"),
        ("grand", "Income less expenses"),
    ]
    assert untrue_plans(budget_report(YEAR, "programme")) == []


PLAN = st.tuples(st.sampled_from(["office", "dues", "gifts", "travel"]), st.integers(-900, 900), st.integers(0, 1), st.booleans())


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(PLAN, min_size=1, max_size=8), booked=st.lists(PLAN, max_size=5), narrow=st.integers(0, 2))
def test_whatever_is_planned_and_booked_figures_open_to_their_lines(rows, booked, narrow):
    with transaction.atomic():
        funds, journal = [open_books(), restricted()], Programme.objects.create(code="journal")
        write_budget(year=2026, planned=[planned(use, amount, funds[fund], journal if of else None) for use, amount, fund, of in rows], by=None)
        for use, amount, fund, of in booked:
            if amount:
                legs = [Leg(use, amount, funds[fund], journal if of else None), Leg("bank", -amount, funds[fund])]
                write_entry(day=DAY, memo="x", currency="RUB", legs=legs, by=None)
        wish = Wish(date(2026, 1, 1), date(2026, 10, 31), fund=funds[narrow] if narrow < 2 else None)
        wrong = untrue_plans(budget_report(wish)) + untrue_plans(budget_report(wish, "programme"))
        whole = {row.label: row.cells[0].amount_minor for one in budget_report(wish) for row in one.rows if row.role == "grand"}
        parts = {row.label: row.cells[0].amount_minor for one in budget_report(wish, "programme") for row in one.rows if row.role == "grand"}
        transaction.set_rollback(True)
    assert (wrong, whole) == ([], parts)


def test_an_approved_budget_is_amended_for_a_reason(make_user):
    by = make_user("treasurer")
    plan(("office", 1000_00))
    approve_budget(year=2026, decision="Board, minutes 12", by=by)
    with pytest.raises(ValidationError, match="Say why it is amended"):
        plan(("office", 1200_00), by=by)
    plan(("office", 1200_00), ("travel", 90_00), reason="The rent rose.", by=by)
    amended = BudgetAmendment.objects.order_by("after_minor").values_list("before_minor", "after_minor", "reason", "by")
    assert list(amended) == [(0, 90_00, "The rent rose.", by.pk), (1000_00, 1200_00, "The rent rose.", by.pk)]
    assert BudgetYear.objects.get(year=2026).approved_by == by


def test_a_budget_is_approved_once_and_not_empty(make_user):
    by = make_user("treasurer")
    with pytest.raises(ValidationError, match="has no line yet"):
        approve_budget(year=2026, decision="Board", by=by)
    plan(("office", 1000_00))
    approve_budget(year=2026, decision="Board", by=by)
    with pytest.raises(ValidationError, match="approved already"):
        approve_budget(year=2026, decision="Board", by=by)


def test_nothing_is_planned_on_a_bank_account():
    with pytest.raises(ValidationError, match="neither income nor expense"):
        plan(("bank", 1000_00))


def test_a_year_is_copied_times_a_percentage_and_keeps_what_it_has(make_user):
    by = make_user("treasurer")
    plan(("office", 1000_33), ("dues", 500_00), year=2025)
    plan(("dues", 1_00))
    added = copy_budget(source="budget", from_year=2025, year=2026, percent=Decimal(110), by=by)
    assert (added, kept()) == (1, [("dues", 1_00), ("office", 1100_00)])


def test_a_year_is_copied_from_what_was_booked(make_user):
    posted(400_00, debit="office", credit="bank", day=date(2025, 2, 1))
    posted(900_00, credit="dues", day=date(2025, 3, 1))
    copy_budget(source="actuals", from_year=2025, year=2026, percent=Decimal(50), by=make_user("treasurer"))
    assert kept() == [("dues", 450_00), ("office", 200_00)]


SHEET = "account;fund;programme;currency;amount;note\n5500;general;;RUB;1 000,50;rent\n5500;;;;99.50;more\n4000;general;;;500;\n9999;;;;1;\n5400;nobody;;;1;\n5400;;;;much;\n"


def test_every_row_of_a_sheet_is_stored_merged_or_refused(treasurer):
    taken = take_budget(year=2026, content=SHEET.encode(), by=treasurer)
    assert (taken.rows, taken.stored, taken.merged, [number for number, _why in taken.refused]) == (6, 2, 1, [5, 6, 7])
    assert kept() == [("dues", 500_00), ("office", 1100_00)]
    assert taken.refused[0][1] == "No account of income or expense has the code “9999”."


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_budget_that_was_taken_away_is_read_back(form, treasurer):
    journal = Programme.objects.create(code="journal", name_en="The journal")
    plan(("office", 1000_50, None, journal, "rent"), ("dues", 500_00, restricted()))
    before = list(BudgetLine.objects.order_by("account__code").values_list("account", "fund", "programme", "currency", "amount_minor", "note"))
    file = io.BytesIO()
    table = budget_table(budget_lines({"year": 2026}), 2026)
    file.write("".join(csv_lines(table)).encode()) if form == "csv" else write_xlsx(table, file)
    BudgetLine.objects.all().delete()
    taken = take_budget(year=2026, content=file.getvalue(), by=treasurer)
    after = list(BudgetLine.objects.order_by("account__code").values_list("account", "fund", "programme", "currency", "amount_minor", "note"))
    assert (taken.stored, taken.refused, after) == (2, [], before)


def test_the_table_is_typed_saved_and_lines_taken_away(treasurer, client):
    plan(("office", 1000_00), ("travel", 50_00))
    office, travel = BudgetLine.objects.order_by("-amount_minor")
    sent = {f"line-{office.pk}-amount": "1 200,50", f"line-{office.pk}-note": "rent", f"line-{travel.pk}-amount": "", f"line-{travel.pk}-note": ""}
    dues = Account.objects.get(use="dues")
    sent |= {"new-0-account": dues.pk, "new-0-fund": open_books().pk, "new-0-currency": "rub", "new-0-amount": "700", "new-0-note": ""}
    client.post(reverse("ledger:save_budget") + "?year=2026", sent)
    assert kept() == [("dues", 700_00), ("office", 1200_50)]


def test_an_amount_that_is_none_is_told_beside_its_line(treasurer, client):
    plan(("office", 1000_00))
    line = BudgetLine.objects.get()
    answer = client.post(reverse("ledger:save_budget") + "?year=2026", {f"line-{line.pk}-amount": "much", f"line-{line.pk}-note": ""})
    assert (answer.status_code, kept(), 'aria-invalid="true"' in answer.content.decode()) == (400, [("office", 1000_00)], True)


def test_approval_copy_and_sheet_are_done_on_the_page(treasurer, client):
    plan(("office", 1000_00), year=2025)
    client.post(reverse("ledger:copy_budget") + "?year=2026", {"source": "budget", "from_year": 2025, "percent": "100"})
    answer = client.post(reverse("ledger:take_budget") + "?year=2026", {"sheet": SimpleUploadedFile("b.csv", SHEET.encode())})
    client.post(reverse("ledger:approve_budget") + "?year=2026", {"decision": "Board"})
    page = client.get(reverse("ledger:budget") + "?year=2026").content.decode()
    assert ("Row 5: No account" in answer.content.decode(), "Approved on" in page, kept()) == (True, True, [("dues", 500_00), ("office", 1100_00)])


def test_the_auditor_reads_budgets_and_changes_none(client, make_user):
    plan(("office", 1234_00))
    client.force_login(make_user("auditor"))
    read = client.get(reverse("ledger:budget") + "?year=2026")
    refused = [client.post(reverse(f"ledger:{name}") + "?year=2026").status_code for name in ("save_budget", "approve_budget", "copy_budget")]
    assert (read.status_code, "1,234" in read.content.decode(), refused) == (200, True, [403] * 3)


def test_pages_of_budgets_cost_the_same_for_one_line_and_for_many(treasurer, client, django_assert_max_num_queries):
    for place in range(6):
        programme = Programme.objects.create(code=f"p{place}", name_en=f"P{place}")
        plan(("office", 1000_00, None, programme))
        posted(100_00, debit="office", credit="bank")
    for address in (reverse("ledger:budget") + "?year=2026", reverse("ledger:budget_report") + "?until=2026-12-31&table=programme"):
        client.get(address)
        with django_assert_max_num_queries(24):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("until", "today", "months"),
    [
        (date(2026, 12, 31), date(2026, 4, 2), 4),
        (date(2026, 3, 31), date(2026, 9, 1), 3),
        (date(2026, 12, 31), date(2025, 9, 1), 0),
        (date(2026, 12, 31), date(2027, 1, 1), 12),
    ],
)
def test_months_are_counted_to_the_earlier_of_two_days(until, today, months):
    assert months_elapsed(2026, until, today) == months


def test_the_measure_says_how_much_is_used_and_opens_to_the_expenses():
    plan(("office", 1000_00), ("dues", 1_00))
    posted(250_00, debit="office", credit="bank")
    posted(900_00, credit="dues")
    ask = measure("ledger.budget_used").function
    figure, empty = ask(Period.of_year(2026), ASSOCIATION), ask(Period.of_year(2020), ASSOCIATION)
    assert (figure.value, figure.source.count_and_fingerprint()[0], empty.status) == (25, 1, "missing")
