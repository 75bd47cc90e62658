"""Invoices: the list, one of them with what can be done, its PDF, and the invoice of a membership."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.lab.payments import qr
from sextant.society.ledger import rules, states, subjects
from sextant.society.ledger.actions.credits import credit_invoice
from sextant.society.ledger.actions.dues import invoice_membership
from sextant.society.ledger.actions.payments import receive_payment
from sextant.society.ledger.codes import payload_of
from sextant.society.ledger.forms.dues import StopForm
from sextant.society.ledger.forms.invoices import CreditForm, InvoiceFilter, InvoicePaymentForm
from sextant.society.ledger.models import Invoice
from sextant.society.ledger.payables import pay_url
from sextant.society.ledger.printed import invoice_pdf
from sextant.society.ledger.queries.tables import invoices_table, invoices_wanted
from sextant.society.members.forms.refusals import attempt
from sextant.society.members.models import Membership

WITH_PAYER = Invoice.objects.select_related("person", "organisation", "entry", "credits")


@decided_by(rules.may_see_invoices)
def invoices(request: HttpRequest) -> HttpResponseBase:
    """The list with its filters; `?format=` downloads what is on screen."""
    form = InvoiceFilter(request.GET or None)
    rows = invoices_wanted(form.wish() if form.is_bound else {})
    if "format" in request.GET:
        return download(invoices_table(rows), request.GET["format"])
    template = "ledger/_invoice_rows.html" if part_wanted(request) else "ledger/invoices.html"
    return render(request, template, {"form": form, "page": paged(request, rows)})


def _page(request: HttpRequest, invoice: Invoice, **bound: Any) -> HttpResponse:
    payable = rules.may_record(request.user) and invoice.kind == Invoice.Kind.INVOICE
    subject = subjects.subject(invoice.about_kind)
    payload, refusal = payload_of(invoice, (get_language() or "ru")[:2])
    context = {
        "invoice": invoice,
        "lines": invoice.lines.select_related("account", "fund"),
        "covers": invoice.covers.filter(taken_back_on=None).select_related("payment"),
        "notes": invoice.credit_notes.all(),
        "subject": subject,
        "subject_url": subject.url(invoice.about_id) if subject else "",
        "has_code": bool(payload),
        "no_code": refusal.sentence((get_language() or "ru")[:2]) if refusal else "",
        "may_send": rules.may_invoice_payer(request.user, invoice) and bool(invoice.open_minor),
        "pay_link": pay_url(invoice),
        "stop_form": StopForm(),
        "sees_invoices": rules.may_see_invoices(request.user),
        "sees_books": rules.may_see_books(request.user),
        "payment_form": InvoicePaymentForm(invoice=invoice) if payable and invoice.open_minor else None,
        "credit_form": CreditForm(invoice=invoice) if payable and invoice.state in (states.ISSUED, states.SETTLED) else None,
        **bound,
    }
    return render(request, "ledger/invoice.html", context, status=400 if bound else 200)


@decided_by(rules.may_see_invoice, WITH_PAYER)
def invoice(request: HttpRequest, invoice: Invoice) -> HttpResponse:
    """Everything about one invoice."""
    return _page(request, invoice)


@decided_by(rules.may_see_invoice, WITH_PAYER)
def invoice_file(request: HttpRequest, invoice: Invoice) -> HttpResponse:
    """The invoice as PDF, in the language of the page."""
    name = f'attachment; filename="invoice-{invoice.shown_number or invoice.pk}.pdf"'
    return HttpResponse(invoice_pdf(invoice), content_type="application/pdf", headers={"Content-Disposition": name})


@decided_by(rules.may_see_invoice, WITH_PAYER)
def invoice_code(request: HttpRequest, invoice: Invoice) -> HttpResponse:
    """The payment code as SVG; 404 where none can be made."""
    payload, _refusal = payload_of(invoice, (get_language() or "ru")[:2])
    return HttpResponse(qr.svg(payload) if payload else "", content_type="image/svg+xml", status=200 if payload else 404)


@decided_by(rules.may_record, WITH_PAYER)
@require_POST
def pay_invoice(request: HttpRequest, invoice: Invoice) -> HttpResponse:
    """Records a payment for this invoice; the same reference for the same invoice is the same payment."""
    form = InvoicePaymentForm(request.POST, invoice=invoice)
    if form.is_valid():
        given = form.cleaned_data
        payment = attempt(
            form,
            receive_payment,
            day=given["day"],
            amount_minor=given["amount"],
            currency=invoice.currency,
            account=given["account"],
            reference=given["reference"],
            key=f"invoice:{invoice.pk}:{given['reference'].strip()}",
            payer_name=invoice.payer_name,
            person=invoice.person,
            organisation=invoice.organisation,
            invoices=[invoice],
            is_demo=invoice.is_demo,
            by=request.user,
        )
        if payment is not None:
            messages.success(request, _("The payment is recorded; its receipt is %(number)s.") % {"number": payment.shown_receipt})
            return redirect("ledger:invoice", invoice.pk)
    return _page(request, invoice, payment_form=form)


@decided_by(rules.may_record, WITH_PAYER)
@require_POST
def credit(request: HttpRequest, invoice: Invoice) -> HttpResponse:
    """Issues a credit note."""
    form = CreditForm(request.POST, invoice=invoice)
    if form.is_valid():
        given, today = form.cleaned_data, timezone.localdate()
        note = attempt(form, credit_invoice, invoice, amount_minor=given["amount"], reason=given["reason"], on=today, by=request.user)
        if note is not None:
            messages.success(request, _("Credit note %(number)s is issued.") % {"number": note.shown_number})
            return redirect("ledger:invoice", invoice.pk)
    return _page(request, invoice, credit_form=form)


@decided_by(rules.may_invoice, Membership.objects.with_holder())
@require_POST
def invoice_for_membership(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Issues the invoice for the next period of a membership, or shows the open one."""
    try:
        made = invoice_membership(membership, on=timezone.localdate(), by=request.user)  # type: ignore[arg-type]
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("members:membership", membership.pk)
    return redirect("ledger:invoice", made.pk)
