"""Payments: recorded once, laid on invoices, taken off them.

Money that comes in is booked to advances received first; laying it on an invoice moves it on to the receivable, and from
fund to fund where the invoice's money belongs to another one.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from sextant.base.accounts.models import User
from sextant.base.audit.actions import record
from sextant.base.audit.turns import in_turn
from sextant.base.words.money import money
from sextant.society.ledger import states, subjects
from sextant.society.ledger.actions.entries import Leg, book_reversal, take_number, write_entry
from sextant.society.ledger.models import Account, Cover, Fund, Invoice, Payment
from sextant.society.ledger.queries.accounts import general_fund
from sextant.society.ledger.queries.invoices import open_by_fund
from sextant.society.members.models import Organisation, Person


def refuse_payment(amount_minor: int, day: date, reference: str) -> None:
    """Refuses what cannot be a payment: amounts of nought and less or beyond the books, days to come, no reference."""
    if amount_minor <= 0:
        raise ValidationError({"amount": _("Give an amount above zero.")})
    if amount_minor >= 10**15:
        raise ValidationError({"amount": _("This is more than can be booked. Look whether a sign is in the wrong place.")})
    if day > timezone.localdate():
        raise ValidationError({"day": _("The day of payment lies in the future.")})
    if not reference.strip():
        raise ValidationError({"reference": _("Give the reference: the number of the payment order or of the receipt.")})


@in_turn
def receive_payment(
    *,
    day: date,
    amount_minor: int,
    currency: str,
    account: Account,
    reference: str,
    key: str,
    by: User | None,
    method: str = Payment.Method.BANK,
    payer_name: str = "",
    person: Person | None = None,
    organisation: Organisation | None = None,
    purpose: str = "",
    fund: Fund | None = None,
    invoices: list[Invoice] | None = None,
    is_demo: bool = False,
) -> Payment:
    """Records money that came in and lays it on the invoices in the order given; what is left stays free on the payment.

    `key` names the payment wherever it is told from (`statement:…`, `sandbox:…`, `manual:…`): told again, it is the payment
    there is. Raises ValidationError with a sentence by field; nothing is written then.
    """
    if (known := Payment.objects.filter(key=key).first()) is not None:
        return known
    refuse_payment(amount_minor, day, reference)
    locked = _locked_invoices(invoices or [], currency)
    fields = {"person": person, "organisation": organisation, "payer_name": payer_name[:300], "purpose": purpose[:300], "is_demo": is_demo}
    payment = _book_payment(
        Payment(
            day=day,
            amount_minor=amount_minor,
            currency=currency,
            method=method,
            account=account,
            fund=fund or general_fund(),
            reference=reference.strip()[:140],
            key=key,
            recorded_by=by,
            **fields,
        )
    )
    for invoice in locked:
        payment.refresh_from_db()
        if payment.free_minor and invoice.open_minor:
            cover_invoice(payment, invoice, amount_minor=min(payment.free_minor, invoice.open_minor), on=day, by=by)
    payment.refresh_from_db()
    return payment


def _book_payment(payment: Payment) -> Payment:
    """Gives the payment its receipt's number, books it to advances, and keeps it."""
    memo = _("Payment %(reference)s, %(payer)s") % {"reference": payment.reference, "payer": payment.payer_name}
    legs = [Leg(payment.account, payment.amount_minor, payment.fund), Leg("advances", -payment.amount_minor, payment.fund)]
    payment.receipt_series = "demo-receipt" if payment.is_demo else "receipt"
    payment.receipt_year, payment.receipt_number = payment.day.year, take_number(payment.receipt_series, payment.day.year)
    by, key = payment.recorded_by, f"payment:{payment.key}"
    payment.entry = write_entry(day=payment.day, memo=memo, currency=payment.currency, legs=legs, key=key, is_demo=payment.is_demo, by=by)
    payment.save(force_insert=True)
    after = {"amount_minor": payment.amount_minor, "currency": payment.currency, "reference": payment.reference}
    record(verb="ledger.receive_payment", obj=payment, by=by, after=after)
    return payment


def _locked_invoices(invoices: list[Invoice], currency: str) -> list[Invoice]:
    keys = [invoice.pk for invoice in invoices]
    found = {row.pk: row for row in Invoice.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    for invoice in found.values():
        if invoice.currency != currency:
            words = {"number": invoice.shown_number, "currency": invoice.currency}
            raise ValidationError({"currency": _("Invoice %(number)s is in %(currency)s.") % words})
    return [found[key] for key in keys]


def _covering_legs(payment: Payment, parts: list[tuple[Fund, int]]) -> list[Leg]:
    """From advances to the receivable; where the invoice's fund is another one, the money itself moves to it."""
    legs = []
    for fund, part in parts:
        if fund == payment.fund:
            legs += [Leg("advances", part, fund), Leg("receivable", -part, fund)]
        else:
            legs += [Leg("advances", part, payment.fund), Leg(payment.account, -part, payment.fund)]
            legs += [Leg(payment.account, part, fund), Leg("receivable", -part, fund)]
    return legs


def _parts(invoice: Invoice, amount: int) -> list[tuple[Fund, int]]:
    """The amount over the funds of the invoice, in the order of its lines, as far as each is still open."""
    parts = []
    for fund, still_open in open_by_fund(invoice):
        part = min(amount, still_open)
        if part > 0:
            parts.append((fund, part))
            amount -= part
    assert amount == 0, "an invoice's open amount is the sum over its funds"
    return parts


@in_turn
def cover_invoice(payment: Payment, invoice: Invoice, *, amount_minor: int, on: date, by: User | None) -> Cover:
    """Lays a part of a payment on an invoice; a settled invoice tells its subject."""
    invoice = Invoice.objects.select_for_update().get(pk=invoice.pk)
    payment = Payment.objects.select_for_update().get(pk=payment.pk)
    if payment.currency != invoice.currency:
        raise ValidationError(_("The payment is in %(one)s, the invoice in %(other)s.") % {"one": payment.currency, "other": invoice.currency})
    largest = min(payment.free_minor, invoice.open_minor)
    if not 0 < amount_minor <= largest:
        raise ValidationError({"amount": _("At most %(amount)s can be laid on this invoice.") % {"amount": money(largest, invoice.currency)}})
    memo = _("Payment %(reference)s on invoice %(number)s") % {"reference": payment.reference, "number": invoice.shown_number}
    legs = _covering_legs(payment, _parts(invoice, amount_minor))
    entry = write_entry(day=on, memo=memo, currency=invoice.currency, legs=legs, about=invoice, is_demo=payment.is_demo, by=by)
    cover = Cover.objects.create(payment=payment, invoice=invoice, amount_minor=amount_minor, day=on, entry=entry)
    Payment.objects.filter(pk=payment.pk).update(covered_minor=F("covered_minor") + amount_minor)
    invoice.paid_minor += amount_minor
    settled = invoice.open_minor == 0
    if settled:
        invoice.state, invoice.settled_on = states.SETTLED, on
    invoice.save(update_fields=["paid_minor", "state", "settled_on"])
    record(verb="ledger.cover_invoice", obj=invoice, by=by, after={"amount_minor": amount_minor, "payment": payment.pk})
    if settled:
        _tell_settled(invoice, on, by)
    return cover


def _tell_settled(invoice: Invoice, day: date, by: User | None) -> None:
    subject = subjects.subject(invoice.about_kind)
    if subject is None:
        return
    trouble = ""
    try:
        with transaction.atomic():
            subject.settled(invoice.about_id, invoice=invoice, day=day, by=by)
    except ValidationError as refusal:
        trouble = " ".join(refusal.messages)
    if trouble != invoice.trouble:
        Invoice.objects.filter(pk=invoice.pk).update(trouble=trouble)


@in_turn
def uncover(cover: Cover, *, amount_minor: int | None = None, on: date, by: User | None, tells: bool = True) -> Cover | None:
    """Takes a payment off an invoice again, all of it or a part; the money is free on the payment. Returns the cover that stays.

    An invoice that was settled tells its subject that it is open again; with `tells=False` whoever calls does that, once
    what else happens to the invoice has happened.
    """
    invoice = Invoice.objects.select_for_update().get(pk=cover.invoice_id)
    Payment.objects.select_for_update().get(pk=cover.payment_id)
    cover = Cover.objects.select_for_update().get(pk=cover.pk)
    amount = cover.amount_minor if amount_minor is None else amount_minor
    if cover.taken_back_on is not None or not 0 < amount <= cover.amount_minor:
        raise ValidationError(_("This payment is not laid on the invoice any more."))
    memo = _("Payment taken off invoice %(number)s") % {"number": invoice.shown_number}
    book_reversal(cover.entry, day=on, memo=memo, by=by)
    cover.taken_back_on = on
    cover.save(update_fields=["taken_back_on"])
    Payment.objects.filter(pk=cover.payment_id).update(covered_minor=F("covered_minor") - cover.amount_minor)
    was_settled = invoice.state == states.SETTLED
    invoice.paid_minor -= cover.amount_minor
    invoice.state, invoice.settled_on = states.ISSUED, None
    invoice.save(update_fields=["paid_minor", "state", "settled_on"])
    record(verb="ledger.uncover", obj=invoice, by=by, after={"amount_minor": amount, "payment": cover.payment_id})
    left = cover.amount_minor - amount
    kept = cover_invoice(cover.payment, invoice, amount_minor=left, on=on, by=by) if left else None
    if was_settled and tells:
        invoice.refresh_from_db()
        tell_reopened(invoice, on, by)
    return kept


def tell_reopened(invoice: Invoice, day: date, by: User | None) -> None:
    """Tells the subject of an invoice that was settled that it is open again."""
    subject = subjects.subject(invoice.about_kind)
    if subject is not None:
        subject.reopened(invoice.about_id, invoice=invoice, day=day, by=by)


def manual_key(user: models.Model, form_id: Any) -> str:
    """The key of a payment typed by hand: the form carries a number of its own, so that a form sent twice is one payment."""
    return f"manual:{user.pk}:{form_id}"
