"""A payer pays online: the provider tells, five times, late, in the wrong order, or somebody else pretends to tell."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sextant.society.ledger.actions.closing import close_books
from sextant.society.ledger.actions.invoices import Charge, Payer, make_invoice
from sextant.society.ledger.actions.online import begin_payment
from sextant.society.ledger.actions.returned import take_back_payment
from sextant.society.ledger.models import Invoice, OnlinePayment, Payment, ProviderEvent
from sextant.society.ledger.online import sandbox
from sextant.society.ledger.payables import pay_url, payable
from sextant.society.ledger.queries.invariants import invariants
from sextant.society.ledger.tests.factories import open_books

pytestmark = pytest.mark.django_db
HOOK = "/payment-events/sandbox/"


@pytest.fixture
def invoice(settings):
    settings.SEXTANT_SANDBOX = True
    open_books()
    charge = Charge("Взнос", "Dues", 1500_00, "dues")
    return make_invoice(payer=Payer(name="Secret Reader"), charges=[charge], currency="RUB", on=timezone.localdate(), by=None)


@pytest.fixture
def online(invoice):
    return begin_payment(payable("ledger.invoice", str(invoice.pk)), "sandbox")


def tell(online, kind, event="e1", amount=1500_00, at=None, body=None, signature=None):
    body = body or sandbox.told(online, kind, amount, event, timezone.localdate())
    signed = signature or sandbox.sign(body, at or datetime.now(UTC))
    return Client().post(HOOK, body, content_type="application/json", headers={sandbox.SIGNATURE: signed})


def paid(invoice):
    invoice = Invoice.objects.get(pk=invoice.pk)
    return invoice.state, invoice.paid_minor, Payment.objects.count(), invariants()


def test_told_five_times_it_is_one_payment(invoice, online):
    answers = {tell(online, "paid").status_code for _ in range(5)}
    assert (answers, paid(invoice)) == ({200}, ("settled", 1500_00, 1, []))
    tell(online, "paid", event="e2")
    assert paid(invoice) == ("settled", 1500_00, 1, [])


@pytest.mark.parametrize("order", list(itertools.permutations(["paid", "failed", "refunded"])))
def test_the_order_of_telling_does_not_matter(invoice, online, order):
    for kind in order:
        assert tell(online, kind, event=kind).status_code == 200
    state, settled, payments, broken = paid(invoice)
    assert (state, settled, payments, broken) == ("issued", 0, 2, [])
    assert OnlinePayment.objects.get().state == "refunded"


def test_a_part_given_back_leaves_the_rest_on_the_invoice(invoice, online):
    tell(online, "paid")
    tell(online, "refunded", event="r1", amount=400_00)
    assert paid(invoice) == ("issued", 1100_00, 2, [])


def test_what_is_given_back_of_a_payment_returned_before_is_kept_and_books_nothing(invoice, online, make_user):
    tell(online, "paid")
    take_back_payment(Payment.objects.get(), on=timezone.localdate(), reason="Entered twice.", by=make_user("treasurer"))
    assert tell(online, "refunded", event="r1").json() == {"kept": "r1", "outcome": "returned_before"}
    assert paid(invoice) == ("issued", 0, 1, [])


def test_more_and_less_than_asked_is_recorded_as_it_came(invoice, online):
    tell(online, "paid", amount=1000_00)
    assert paid(invoice) == ("issued", 1000_00, 1, [])


@pytest.mark.parametrize("signature", ["", "t=1,v1=00", "v1=zz", "t=9999999999999999999,v1=x", "t=²,v1=x"])
def test_a_forged_call_is_refused_and_nothing_is_kept(invoice, online, signature):
    body = sandbox.told(online, "paid", 1500_00, "e1", timezone.localdate())
    answer = Client().post(HOOK, body, content_type="application/json", headers={sandbox.SIGNATURE: signature} if signature else {})
    assert (answer.status_code, ProviderEvent.objects.count(), Payment.objects.count()) == (400, 0, 0)
    assert b"Secret" not in answer.content


def test_a_changed_or_stale_call_is_refused(invoice, online):
    body = sandbox.told(online, "paid", 1500_00, "e1", timezone.localdate())
    signed = sandbox.sign(body, datetime.now(UTC))
    assert tell(online, "paid", body=body.replace(b"150000", b"150001"), signature=signed).status_code == 400
    assert tell(online, "paid", at=datetime.now(UTC) - timedelta(hours=1)).status_code == 400
    broken = b'{"id": 5}'
    assert tell(online, "paid", body=broken).status_code == 400
    assert ProviderEvent.objects.count() == 0


def test_money_of_a_day_whose_books_are_closed_is_booked_on_the_first_open_day(invoice, online, make_user):
    today, by = timezone.localdate(), make_user("treasurer")
    close_books(until=today - timedelta(days=2), by=by)
    told = sandbox.told(online, "paid", 1500_00, "e1", today - timedelta(days=5))
    assert tell(online, "paid", body=told).json()["outcome"] == "recorded"
    assert (paid(invoice), Payment.objects.get().day) == (("settled", 1500_00, 1, []), today - timedelta(days=1))
    assert Payment.objects.get().purpose
    close_books(until=today - timedelta(days=1), by=by)
    back = sandbox.told(online, "refunded", 1500_00, "r1", today - timedelta(days=4))
    assert tell(online, "refunded", body=back).json()["outcome"] == "returned"
    assert (paid(invoice), set(Payment.objects.exclude(refunds=None).values_list("day", flat=True))) == (("issued", 0, 2, []), {today})


def test_a_payment_nobody_began_and_another_currency_are_kept_for_a_person(invoice, online):
    stranger = OnlinePayment(token="unknown", currency="RUB")
    tell(stranger, "paid", event="x")
    online.currency = "EUR"
    tell(online, "paid", event="y")
    assert sorted(ProviderEvent.objects.values_list("outcome", flat=True)) == ["other_currency", "unknown"]
    assert Payment.objects.count() == 0


def test_an_unknown_provider_is_not_found(client):
    assert client.post("/payment-events/nobody/", b"{}", content_type="application/json").status_code == 404
    assert client.get(HOOK).status_code == 405


def test_the_payer_pays_by_the_link_alone(client, invoice):
    page = client.get(pay_url(invoice))
    assert "1,500" in page.content.decode()
    begun = client.post(page.context["wanted"].token.join([reverse("ledger:pay", args=["@"]).split("@")[0], "/online/"]), {"provider": "sandbox"})
    assert begun.status_code == 302
    client.post(begun.url + "answer/", {"answer": "pay"})
    page = client.get(pay_url(invoice))
    assert paid(invoice) == ("settled", 1500_00, 1, [])
    assert "Everything is paid" in page.content.decode()
    receipt = client.get(reverse("ledger:pay_receipt", args=[page.context["wanted"].token, Payment.objects.get().pk]))
    assert receipt.content.startswith(b"%PDF")


def test_a_link_of_ones_own_making_opens_nothing(client, invoice):
    good = pay_url(invoice)
    for bad in (good[:-6] + "AAAA/", reverse("ledger:pay", args=["x"]), reverse("ledger:pay", args=[str(invoice.pk)])):
        answer = client.get(bad)
        assert (answer.status_code, b"Secret" in answer.content) == (404, False)


def test_a_receipt_of_another_payment_does_not_open(client, invoice, online):
    tell(online, "paid")
    other = make_invoice(payer=Payer(name="Other"), charges=[Charge("x", "x", 5, "dues")], currency="RUB", on=timezone.localdate(), by=None)
    token = payable("ledger.invoice", str(other.pk)).token
    assert client.get(reverse("ledger:pay_receipt", args=[token, Payment.objects.get().pk])).status_code == 404


def test_without_the_switch_only_the_demo_is_paid_by_the_sandbox(client, invoice, settings):
    settings.SEXTANT_SANDBOX = False
    page = client.get(pay_url(invoice))
    assert page.context["providers"] == []
    client.post(pay_url(invoice) + "online/", {"provider": "sandbox"})
    assert OnlinePayment.objects.count() == 0
