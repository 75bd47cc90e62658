"""A treasurer asks for a fee, takes the invoice away, records what came in, looks into the books and closes them (VI.2)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from sextant.society.ledger.actions.requisites import save_bank_account, save_payee
from sextant.society.ledger.models import Books, Entry
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import open_books, posted
from sextant.society.members.actions.memberships import approve_application
from sextant.society.members.tests.factories import PersonFactory, PlanFactory, applied
from tests.journeys.pages import log_in, seen, violations_by_day_and_night

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def furnish(treasurer: Any) -> Any:
    """An approved membership, requisites, and an entry of a month that is over."""
    open_books()
    save_payee(by=treasurer, name_ru="Ассоциация библиотек", tax_id="7707083893")
    bank = {"number": "40703810238000000014", "bank_name": "Банк", "bic": "044525225", "correspondent": "30101810400000000225"}
    save_bank_account(None, by=treasurer, account=account_for("bank"), currency="RUB", is_default=True, **bank)
    posted(900_00, day=timezone.localdate() - timedelta(days=40))
    plan = PlanFactory(fee_minor=1500_00, currency="RUB")
    return approve_application(applied(plan, person=PersonFactory(), on=timezone.localdate()), by=None)


def test_from_the_fee_to_closed_books(page: Any, make_user: Any) -> None:
    treasurer = make_user("treasurer")
    membership = furnish(treasurer)
    log_in(page, treasurer)
    page.goto(f"/en/members/memberships/{membership.pk}/")
    page.get_by_role("button", name="Invoice for the next period").click()
    assert seen(page.get_by_role("heading", name=f"Invoice {timezone.localdate().year}-000001"))
    assert seen(page.get_by_alt_text("Payment code: scan it in your bank’s application"))
    assert violations_by_day_and_night(page) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="Invoice (PDF)").click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"

    page.get_by_label("Reference").fill("order 17")
    page.get_by_role("button", name="Record the payment").click()
    assert seen(page.get_by_text("The payment is recorded"))
    membership.refresh_from_db()
    assert (membership.state, invariants()) == ("active", [])

    page.goto("/en/ledger/")
    assert violations_by_day_and_night(page) == []
    page.get_by_role("row", name="Membership dues").get_by_role("link").click()
    assert seen(page.get_by_role("group", name="Lines of the books").get_by_role("row", name="Membership dues"))
    assert violations_by_day_and_night(page) == []
    page.goto("/en/ledger/closing/")
    until = timezone.localdate() - timedelta(days=30)
    page.get_by_label("Through").fill(until.isoformat())
    page.get_by_role("button", name="Close the books").click()
    assert seen(page.get_by_text("The books are closed."))
    assert (Books.objects.get().closed_until, Entry.objects.filter(day__lte=until).count(), violations_by_day_and_night(page)) == (until, 1, [])
