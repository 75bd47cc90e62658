"""A treasurer charges all members, members pay by the link and by bank, the statement is matched, and the month is closed (VI.2)."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from sextant.base.jobs.worker import run_waiting
from sextant.base.letters.models import Letter
from sextant.society.ledger.actions.requisites import save_bank_account, save_payee
from sextant.society.ledger.models import Invoice, Payment
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.exchange import OURS, document, exchange
from sextant.society.ledger.tests.factories import open_books
from sextant.society.members.actions.memberships import approve_application
from sextant.society.members.models import Membership
from sextant.society.members.tests.factories import PersonFactory, PlanFactory, applied
from tests.journeys.pages import log_in, look_again, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FAMILIES = ("Соколова", "Лебедева", "Журавлёва", "Синицына")


@pytest.fixture(autouse=True)
def _statements_in_a_folder_of_the_test(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.SEXTANT_SANDBOX = True


def furnish(treasurer: Any) -> list[Membership]:
    """Requisites, and four approved memberships."""
    open_books()
    save_payee(by=treasurer, name_ru="Ассоциация библиотек", name_en="Library Association", tax_id="7707083893")
    bank = {"number": OURS, "bank_name": "Банк", "bic": "044525225", "correspondent": "30101810400000000225"}
    save_bank_account(None, by=treasurer, account=account_for("bank"), currency="RUB", is_default=True, **bank)
    plan = PlanFactory(fee_minor=1500_00, currency="RUB")
    people = [PersonFactory(family_name=family, given_name="Анна", patronymic="Ивановна", language="en") for family in FAMILIES]
    return [approve_application(applied(plan, person=person, on=timezone.localdate()), by=None) for person in people]


def done(page: Any, shown: str) -> None:
    """The page says that work is under way; when it is done, the page is loaded again."""
    assert seen(page.get_by_text(shown))
    run_waiting()
    look_again(page)


def charge(page: Any) -> None:
    page.goto("/en/ledger/dues/")
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Draw up the preview").click()
    done(page, "What every membership owes is being worked out.")
    assert seen(page.get_by_role("row", name="Соколова"))
    assert Invoice.objects.count() == 0
    row = page.get_by_role("row", name="Синицына")
    row.get_by_text("Leave out").first.click()
    row.get_by_label("Reason").fill("Pays by contract")
    row.get_by_role("button", name="Leave out").click()
    assert seen(page.get_by_text("left out by hand"))
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Issue these invoices").click()
    done(page, "Invoices are being issued.")
    assert seen(page.get_by_role("link", name=f"{timezone.localdate().year}-000003"))


def pay_by_link(page: Any) -> None:
    """The first member follows the link in the letter, looks at the code, and pays by the test service."""
    letter = Letter.objects.filter(template="ledger.invoice").order_by("pk").first()
    assert letter is not None
    link = re.search(r"https?://[^/\s]+(/\S+/ledger/pay/\S+/)", letter.body)
    assert link is not None
    page.goto(link[1].replace("/ru/", "/en/"))
    assert seen(page.get_by_alt_text("Payment code: scan it in your bank’s application"))
    assert violations_by_day_and_night(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Invoice (PDF)").click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"
    page.get_by_role("button", name="Pay online").click()
    page.get_by_role("button", name="Pay", exact=True).click()
    assert seen(page.get_by_text("Everything is paid. Thank you."))
    with page.expect_download() as receipt:
        page.get_by_role("link", name="receipt").click()
    assert receipt.value.path().read_bytes()[:5] == b"%PDF-"


def bring(page: Any, *documents: str) -> None:
    page.goto("/en/ledger/statements/")
    page.set_input_files("input[type=file]", {"name": "statement.txt", "mimeType": "text/plain", "buffer": exchange(*documents, encoding="cp1251")})
    page.get_by_role("button", name="Read the statement").click()
    done(page, "The statement is being read.")


def read_report(page: Any) -> None:
    """The statement of activities has the dues and the bank's fee, and the dues open to the three invoices behind them."""
    page.goto("/en/ledger/reports/activities/")
    assert violations_by_day_and_night(page) == []
    assert seen(page.get_by_role("row", name="Membership dues").get_by_role("link", name=re.compile("4.500")))
    assert seen(page.get_by_role("row", name=account_for("bank_fees").name_en).get_by_role("link", name="99"))
    page.get_by_role("row", name="Membership dues").get_by_role("link", name=re.compile("4.500")).first.click()
    assert seen(page.get_by_role("row").filter(has_text="000001").filter(has_text="1,500"))
    expect(page.get_by_role("row").filter(has_text="1,500")).to_have_count(3)


def test_from_all_dues_to_a_closed_month(page: Any, make_user: Any) -> None:
    treasurer = make_user("treasurer")
    furnish(treasurer)
    log_in(page, treasurer)
    charge(page)
    pay_by_link(page)

    second, third = Invoice.objects.filter(state="issued").order_by("pk")
    today = timezone.localdate()
    sure = document("41", "1500.00", f"Взнос по счету {second.shown_number}", day=today, payer=second.payer_name, inn="")
    doubt = document("42", "1500.00", "Взнос", day=today, payer="Журавлева А.И.", inn="", account="40817810300000000707")
    fee = document("43", "99.00", "Комиссия", day=today, payer="Банк", inn="", out=True)
    bring(page, sure, doubt, fee)
    assert seen(page.get_by_text("to be decided").or_(page.get_by_text("unmatched")))
    assert violations_by_day_and_night(page) == []
    page.get_by_role("row", name="Журавлева").get_by_role("link").first.click()
    assert violations_by_day_and_night(page) == []
    page.get_by_role("button", name="Book", exact=True).first.click()
    assert seen(page.get_by_text("The line is booked."))
    third.refresh_from_db()
    assert (third.state, Payment.objects.count(), invariants()) == ("settled", 3, [])
    page.get_by_role("row", name="Комиссия").get_by_role("link").first.click()
    page.get_by_label("Account", exact=True).select_option(label=str(account_for("bank_fees")))
    page.get_by_role("button", name="Book", exact=True).click()
    assert seen(page.get_by_text("The line is booked."))
    bring(page, sure, doubt, fee)
    assert seen(page.get_by_text("Every line of this file was there already; nothing has changed."))
    assert (Payment.objects.count(), Membership.objects.filter(state="active").count(), invariants()) == (3, 3, [])

    page.goto("/en/ledger/")
    assert seen(page.get_by_role("row", name="Membership dues").get_by_text("4,500"))
    read_report(page)
    page.goto("/en/ledger/closing/")
    until = date(today.year, today.month, 1) - timedelta(days=1)
    page.get_by_label("Through").fill(until.isoformat())
    page.get_by_role("button", name="Close the books").click()
    assert seen(page.get_by_text("The books are closed."))
