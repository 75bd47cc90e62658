"""What can be paid, in one shape: an invoice, or what a house asks for without one. Links to it carry a signature, no log-in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import models
from django.http import Http404
from django.urls import reverse

from sextant.society.ledger import states, subjects
from sextant.society.ledger.codes import purpose_of
from sextant.society.ledger.models import Fund, Invoice
from sextant.society.ledger.queries.requisites import requisites_for

INVOICE = "ledger.invoice"
_signer = Signer(salt="sextant.ledger.pay")


@dataclass(frozen=True)
class Payable:
    """`amount_minor` is what is still open; `purpose` is what the payer writes; `requisites` whom and where to pay."""

    kind: str
    about_id: str
    title: str
    amount_minor: int
    currency: str
    purpose: str
    payer_name: str
    payer_email: str
    due_on: date | None
    settled: bool
    requisites: dict[str, Any]
    invoice: Invoice | None = None
    fund: Fund | None = None
    is_demo: bool = False

    @property
    def token(self) -> str:
        return token_of(self.kind, self.about_id)

    @property
    def is_open(self) -> bool:
        return self.amount_minor > 0 and not self.settled


def token_of(kind: str, about_id: str) -> str:
    """The signed name of a payable in its public address: it cannot be guessed, and opens this one thing only."""
    return _signer.sign_object([kind, about_id])


def pay_url(obj: models.Model) -> str:
    """The address of the public page on which an invoice, or an object whose subject is asked for, can be paid."""
    return reverse("ledger:pay", args=[token_of(obj._meta.label_lower, str(obj.pk))])


def payable(kind: str, about_id: str) -> Payable | None:
    """What can be paid under that name; None where there is nothing, or nothing was ever asked."""
    if kind == INVOICE:
        found = Invoice.objects.filter(pk=about_id, kind=Invoice.Kind.INVOICE).exclude(state=states.DRAFT).select_related("person").first()
        return _of_invoice(found) if found else None
    subject = subjects.subject(kind)
    asked = subject.asked(about_id) if subject else None
    return _of_asked(kind, asked) if asked else None


def payable_of_token(token: str) -> Payable:
    """What a public link opens; 404 for a link that was not given out by this site."""
    try:
        kind, about_id = _signer.unsign_object(token)
    except (BadSignature, ValueError) as forged:
        raise Http404 from forged
    found = payable(kind, about_id)
    if found is None:
        raise Http404
    return found


def _of_invoice(invoice: Invoice) -> Payable:
    return Payable(
        kind=INVOICE,
        about_id=str(invoice.pk),
        title=invoice.shown_number,
        amount_minor=invoice.open_minor,
        currency=invoice.currency,
        purpose=purpose_of(invoice),
        payer_name=invoice.payer_name,
        payer_email=invoice.payer_email,
        due_on=invoice.due_on,
        settled=invoice.state != states.ISSUED,
        requisites=invoice.requisites,
        invoice=invoice,
        is_demo=invoice.is_demo,
    )


def _of_asked(kind: str, asked: subjects.Asked) -> Payable:
    return Payable(
        kind=kind,
        about_id=asked.about_id,
        title=asked.title,
        amount_minor=asked.amount_minor,
        currency=asked.currency,
        purpose=asked.reference,
        payer_name=asked.payer_name,
        payer_email=asked.payer_email,
        due_on=asked.due_on,
        settled=asked.settled,
        requisites=requisites_for(asked.currency),
        fund=asked.fund,
        is_demo=asked.is_demo,
    )
