"""Rules of fiscal receipts are rows that nobody has checked until a lawyer has, and they stop nothing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from sextant.base.audit.models import Entry as Recorded
from sextant.society.ledger.actions.invoices import Charge, Payer, make_invoice
from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.actions.receipt_rules import check_receipt_rule, ensure_receipt_rules, save_receipt_rule
from sextant.society.ledger.models import Payment, ReceiptRule
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.queries.receipt_rules import hints_for_invoice, hints_for_payment
from sextant.society.ledger.tests.factories import DAY, open_books

pytestmark = pytest.mark.django_db


@pytest.fixture
def treasurer(make_user, client):
    open_books()
    user = make_user("treasurer")
    client.force_login(user)
    return user


def invoice(kind="goods", amount=100_00):
    open_books()
    charges = [Charge("Книга", "A book", amount, "publications", income_kind=kind)]
    return make_invoice(payer=Payer(name="Reader"), charges=charges, currency="RUB", on=DAY, by=None)


def pay(bill, method=Payment.Method.CASH):
    fields = {"day": DAY, "amount_minor": bill.total_minor, "currency": "RUB", "account": account_for("cash"), "reference": "1", "key": "1"}
    return receive_payment(**fields, method=method, invoices=[bill], by=None)


def test_shipped_rules_are_entered_once_and_none_of_them_is_checked():
    first, again = ensure_receipt_rules(), ensure_receipt_rules()
    assert (first, again, ReceiptRule.objects.count(), ReceiptRule.objects.exclude(checked_on=None).count()) == (64, 0, 64, 0)
    assert set(ReceiptRule.objects.filter(income_kind="gift").values_list("needed", flat=True)) == {"unknown"}


def test_what_was_entered_by_hand_is_not_written_over(treasurer):
    ensure_receipt_rules()
    rule = ReceiptRule.objects.get(income_kind="gift", payer_kind="person", method="card")
    save_receipt_rule(rule, by=treasurer, needed="no")
    ensure_receipt_rules()
    rule.refresh_from_db()
    assert rule.needed == "no"


def test_an_invoice_shows_what_applies_with_its_mark(treasurer, client):
    ensure_receipt_rules()
    bill = invoice()
    page = client.get(reverse("ledger:invoice", args=[bill.pk])).content.decode()
    assert [(hint.method, hint.rule.needed) for hint in hints_for_invoice(bill)] == [("bank", "yes"), ("card", "yes"), ("cash", "yes")]
    assert ("goods, cash: receipt needed" in page, "not checked" in page) == (True, True)


def test_a_payment_shows_what_applies_to_its_method():
    ensure_receipt_rules()
    assert [(hint.income_kind, hint.method, hint.rule.needed) for hint in hints_for_payment(pay(invoice()))] == [("goods", "cash", "yes")]


def test_a_kind_without_a_rule_is_said_and_stops_nothing():
    payment = pay(invoice(kind="rent-of-rooms"))
    assert [(hint.income_kind, hint.rule) for hint in hints_for_payment(payment)] == [("rent-of-rooms", None)]
    assert payment.covered_minor == payment.amount_minor or Payment.objects.get(pk=payment.pk).free_minor == 0


def test_a_rule_that_says_no_lets_the_payment_pass_checked_or_not(treasurer):
    ensure_receipt_rules()
    rule = ReceiptRule.objects.get(income_kind="goods", payer_kind="person", method="cash")
    check_receipt_rule(rule, on=DAY - timedelta(days=1), lawyer="A. Lawyer", by=treasurer)
    bill = invoice()
    pay(bill)
    bill.refresh_from_db()
    assert bill.state == "settled"


def test_a_check_is_kept_and_lost_when_the_rule_changes(treasurer):
    ensure_receipt_rules()
    rule = ReceiptRule.objects.first()
    rule = check_receipt_rule(rule, on=date(2026, 1, 15), lawyer="A. Lawyer", by=treasurer)
    checked = (rule.checked_on, rule.checked_by)
    rule = save_receipt_rule(rule, by=treasurer, clause="article 2")
    assert (checked, rule.checked_on, rule.checked_by) == ((date(2026, 1, 15), "A. Lawyer"), None, "")
    verbs = Recorded.objects.filter(object_kind="ledger.receiptrule", object_id=str(rule.pk)).values_list("verb", flat=True)
    assert sorted(verbs) == ["ledger.check_receipt_rule", "ledger.save_receipt_rule"]


def test_a_check_needs_a_lawyer_and_a_day_that_has_come(treasurer):
    ensure_receipt_rules()
    rule, today = ReceiptRule.objects.first(), timezone.localdate()
    for on, lawyer, sentence in ((today, " ", "Name the lawyer"), (today + timedelta(days=1), "A. Lawyer", "still to come")):
        with pytest.raises(ValidationError, match=sentence):
            check_receipt_rule(rule, on=on, lawyer=lawyer, by=treasurer)


def test_rules_are_changed_and_checked_on_their_page(treasurer, client):
    given = {"income_kind": "rent", "payer_kind": "person", "method": "cash", "needed": "yes", "clause": ""}
    client.post(reverse("ledger:new_receipt_rule"), given)
    rule = ReceiptRule.objects.get()
    client.post(reverse("ledger:check_rule", args=[rule.pk]), {"on": "2026-01-15", "lawyer": "A. Lawyer"})
    page = client.get(reverse("ledger:receipt_rule", args=[rule.pk])).content.decode()
    twice = client.post(reverse("ledger:new_receipt_rule"), given)
    assert ("Checked on 15\u00a0January\u00a02026 by A. Lawyer" in page, twice.status_code, ReceiptRule.objects.count()) == (True, 400, 1)


def test_the_secretary_reads_rules_and_changes_none(client, make_user):
    ensure_receipt_rules()
    client.force_login(make_user("secretary"))
    read = client.get(reverse("ledger:receipt_rules") + "?income_kind=gift&unchecked=on")
    changed = client.get(reverse("ledger:receipt_rule", args=[ReceiptRule.objects.first().pk]))
    assert (read.status_code, read.content.decode().count('<th scope="row">'), changed.status_code) == (200, 8, 403)


def test_rules_are_taken_away_as_a_file(treasurer, client):
    ensure_receipt_rules()
    answer = client.get(reverse("ledger:receipt_rules") + "?needed=no&format=csv")
    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert (len(rows), rows[1].split(",")[:4]) == (6, ["advertising", "organisation", "bank", "no"])
