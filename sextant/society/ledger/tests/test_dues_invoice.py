"""From a membership to its invoice, its payment and back to the membership, through the pages."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sextant.lab.payments import gost
from sextant.society.ledger.actions.requisites import save_bank_account, save_payee
from sextant.society.ledger.codes import payload_of
from sextant.society.ledger.models import Account, Cover, Invoice, Payment
from sextant.society.ledger.queries.accounts import account_for
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import open_books
from sextant.society.members.actions.memberships import approve_application
from sextant.society.members.tests.factories import PersonFactory, PlanFactory, applied

pytestmark = pytest.mark.django_db
BIC, ACCOUNT = "044525225", "40703810238000000014"


@pytest.fixture
def treasurer(make_user, client):
    open_books()
    user = make_user("treasurer")
    client.force_login(user)
    return user


@pytest.fixture
def membership(treasurer):
    plan = PlanFactory(fee_minor=1500_00, currency="RUB")
    return approve_application(applied(plan, person=PersonFactory(), on=timezone.localdate()), by=None)


def issue(client, membership) -> Invoice:
    client.post(reverse("ledger:invoice_for_membership", args=[membership.pk]))
    return Invoice.objects.get(about_id=str(membership.pk), state="issued")


def pay(client, invoice, amount, reference="order 7"):
    fields = {"amount": amount, "day": timezone.localdate().isoformat(), "account": account_for("bank").pk, "reference": reference}
    return client.post(reverse("ledger:pay_invoice", args=[invoice.pk]), fields)


def test_a_paid_invoice_makes_the_membership_active(client, membership):
    invoice = issue(client, membership)
    before = (invoice.shown_number[5:], invoice.total_minor, membership.state)
    pay(client, invoice, "1 500,00")
    membership.refresh_from_db()
    invoice.refresh_from_db()
    assert (before, membership.state, invoice.state, invoice.trouble) == (("000001", 1500_00, "approved"), "active", "settled", "")
    assert (membership.payment_reference, invariants()) == (invoice.shown_number, [])


def test_a_part_leaves_it_open_and_the_rest_settles_it(client, membership):
    invoice = issue(client, membership)
    pay(client, invoice, "1000", "order 1")
    invoice.refresh_from_db()
    membership.refresh_from_db()
    first = (invoice.open_minor, membership.state)
    pay(client, invoice, "500", "order 2")
    membership.refresh_from_db()
    assert (first, membership.state, Payment.objects.count()) == ((500_00, "approved"), "active", 2)


def test_the_same_payment_sent_twice_is_one_payment(client, membership):
    invoice = issue(client, membership)
    pay(client, invoice, "1000")
    pay(client, invoice, "1000")
    assert (Payment.objects.count(), Cover.objects.count(), invariants()) == (1, 1, [])


def test_too_much_stays_free_on_the_payment(client, membership):
    pay(client, issue(client, membership), "2000")
    assert (Payment.objects.get().free_minor, invariants()) == (500_00, [])


def test_asking_again_shows_the_open_invoice(client, membership):
    assert (issue(client, membership), Invoice.objects.count()) == (issue(client, membership), 1)


@pytest.mark.parametrize("amount", ["0", "-5", "many", "1,234", "10000000000000"])
def test_an_amount_that_cannot_be_is_refused_beside_its_field(client, membership, amount):
    answer = pay(client, issue(client, membership), amount)
    assert (answer.status_code, "amount" in answer.context["payment_form"].errors, Payment.objects.count()) == (400, True, 0)


def test_a_credit_note_frees_what_was_paid(client, membership):
    invoice = issue(client, membership)
    pay(client, invoice, "1500")
    client.post(reverse("ledger:credit", args=[invoice.pk]), {"amount": "500", "reason": "Discount"})
    invoice.refresh_from_db()
    note = Invoice.objects.get(credits=invoice)
    assert (note.shown_number[:2], note.total_minor, invoice.state, Payment.objects.get().free_minor) == ("C-", 500_00, "settled", 500_00)
    assert invariants() == []


def test_the_code_on_the_invoice_says_what_is_to_be_paid(client, membership, treasurer):
    save_payee(by=treasurer, name_ru="Ассоциация библиотек", tax_id="7707083893")
    bank = {"number": ACCOUNT, "bank_name": "ПАО Банк", "bic": BIC, "correspondent": "30101810400000000225"}
    save_bank_account(None, by=treasurer, account=account_for("bank"), currency="RUB", is_default=True, **bank)
    invoice = issue(client, membership)
    payload, refusal = payload_of(invoice, "ru")
    if refusal:
        pytest.fail(str(refusal))
    fields = gost.read_payload(payload)
    assert (fields["Sum"], fields["PersonalAcc"], invoice.shown_number in fields["Purpose"]) == ("150000", ACCOUNT, True)
    answer = client.get(reverse("ledger:invoice_file", args=[invoice.pk]))
    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")


def test_nobody_else_reads_an_invoice(client, membership, make_user):
    invoice = issue(client, membership)
    client.force_login(make_user("member", "editor", email="other@example.org"))
    pages = [reverse(f"ledger:{name}", args=[invoice.pk]) for name in ("invoice", "invoice_file", "invoice_code")]
    answers = [client.get(page) for page in pages]
    assert [(answer.status_code, membership.person.family_name in answer.content.decode()) for answer in answers] == [(403, False)] * 3


def test_the_payer_reads_the_own_invoice_and_none_of_the_books(client, membership, make_user):
    invoice = issue(client, membership)
    payer = make_user(email="payer@example.org")
    type(membership.person).objects.filter(pk=membership.person_id).update(user=payer)
    client.force_login(payer)
    page = client.get(reverse("ledger:invoice", args=[invoice.pk]))
    words = page.content.decode()
    assert (page.status_code, invoice.shown_number in words, str(Account.objects.get(use="dues")) in words) == (200, True, False)
    assert client.get(reverse("ledger:books")).status_code == 403


def test_the_trial_balance_opens_to_its_lines(client, membership):
    pay(client, issue(client, membership), "1500")
    page = client.get(reverse("ledger:books"))
    rows = {row.account.use: row.balance_minor for row in page.context["rows"]}
    assert rows == {"bank": 1500_00, "receivable": 0, "advances": 0, "dues": -1500_00}
    lines = client.get(reverse("ledger:lines"), {"account": account_for("dues").pk, "until": date.max.isoformat()})
    assert [line.amount_minor for line in lines.context["page"]] == [-1500_00]


def test_lists_take_the_same_number_of_queries_for_one_row_and_for_three(client, membership, django_assert_num_queries):
    invoice = issue(client, membership)
    pay(client, invoice, "100", "order 1")
    for name in ("books", "lines", "invoices"):
        client.get(reverse(f"ledger:{name}"))
        with CaptureQueriesContext(connection) as once:
            client.get(reverse(f"ledger:{name}"))
            asked = len(once)
        pay(client, invoice, "100", f"order {name}")
        with django_assert_num_queries(asked):
            client.get(reverse(f"ledger:{name}"))
