"""Contracts, acts and invoices as PDF, and the scans of what was signed."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import anyone, decided_by
from sextant.society.ledger.models import Invoice
from sextant.society.ledger.printed import invoice_pdf
from sextant.society.members.forms.refusals import attempt
from sextant.work.paid_services import rules
from sextant.work.paid_services.actions.copies import keep_copy
from sextant.work.paid_services.forms.office import CopyForm
from sextant.work.paid_services.links import act_at, contract_at
from sextant.work.paid_services.models import Act, Contract, SignedCopy
from sextant.work.paid_services.printed import act_pdf, contract_pdf
from sextant.work.paid_services.views.acts import WITH_CONTRACT, act_page
from sextant.work.paid_services.views.contracts import WITH_ALL, contract_page

SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "private, no-store"}


def _pdf(content: bytes, kind: str, number: str) -> HttpResponse:
    name = f"{kind}-{number or 'draft'}-{(get_language() or 'ru')[:2]}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _invoice(invoice: Invoice | None) -> HttpResponse:
    if invoice is None:
        raise Http404
    return _pdf(invoice_pdf(invoice), "invoice", invoice.shown_number)


@decided_by(rules.may_see, WITH_ALL)
@require_safe
def contract_file(request: HttpRequest, contract: Contract) -> HttpResponse:
    """The contract in the language of the page."""
    return _pdf(contract_pdf(contract), "contract", contract.shown_number)


@decided_by(anyone, contract_at)
@require_safe
def own_contract_file(request: HttpRequest, contract: Contract) -> HttpResponse:
    """The same for the customer."""
    return _pdf(contract_pdf(contract), "contract", contract.shown_number)


@decided_by(rules.may_see, WITH_CONTRACT)
@require_safe
def act_file(request: HttpRequest, act: Act) -> HttpResponse:
    """The act in the language of the page."""
    return _pdf(act_pdf(act), "act", act.shown_number)


@decided_by(anyone, act_at)
@require_safe
def own_act_file(request: HttpRequest, act: Act) -> HttpResponse:
    """The same for the customer."""
    return _pdf(act_pdf(act), "act", act.shown_number)


@decided_by(anyone, contract_at)
@require_safe
def own_advance_file(request: HttpRequest, contract: Contract) -> HttpResponse:
    """The invoice of the advance for the customer; 404 where there is none."""
    return _invoice(contract.advance_invoice)


@decided_by(anyone, act_at)
@require_safe
def own_act_invoice(request: HttpRequest, act: Act) -> HttpResponse:
    """The invoice of an act for the customer; 404 where the advance covers it."""
    return _invoice(act.invoice)


@decided_by(rules.may_keep, WITH_ALL)
@require_POST
def add_copy(request: UserRequest, contract: Contract) -> HttpResponse:
    """Keeps a scan of the signed contract."""
    form = CopyForm(request.POST, request.FILES)
    if form.is_valid() and attempt(form, keep_copy, contract, upload=form.cleaned_data["file"], by=request.user) is not None:
        messages.success(request, _("The scan is kept."))
        return redirect("paid_services:contract", contract.pk)
    return contract_page(request, contract, copy_form=form)


@decided_by(rules.may_keep, WITH_CONTRACT)
@require_POST
def add_act_copy(request: UserRequest, act: Act) -> HttpResponse:
    """Keeps a scan of the signed act."""
    form = CopyForm(request.POST, request.FILES)
    if form.is_valid() and attempt(form, keep_copy, act.contract, upload=form.cleaned_data["file"], by=request.user, act=act) is not None:
        messages.success(request, _("The scan is kept."))
        return redirect("paid_services:act", act.pk)
    return act_page(request, act, copy_form=form)


@decided_by(rules.may_see, SignedCopy.objects.select_related("contract"))
@require_safe
def copy(request: HttpRequest, copy: SignedCopy) -> FileResponse:
    """The scan as a download, never shown inside the site's own pages."""
    return FileResponse(copy.file.open("rb"), as_attachment=True, filename=copy.name, content_type=copy.kind, headers=SAFE)
