"""Paying without a log-in: the page behind a signed link, its code and PDF, an online payment, and what its provider tells."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import anyone, decided_by
from sextant.lab.payments import qr
from sextant.society.ledger import subjects
from sextant.society.ledger.actions.online import begin_payment, take_event
from sextant.society.ledger.codes import payload_for
from sextant.society.ledger.models import OnlinePayment, Payment
from sextant.society.ledger.online.providers import Forged, offered, provider
from sextant.society.ledger.payables import Payable, payable_of_token
from sextant.society.ledger.printed import invoice_pdf
from sextant.society.ledger.queries.requisites import requisites_shown
from sextant.society.ledger.receipts import receipt_pdf


def _code(wanted: Payable) -> tuple[bytes, str]:
    language = (get_language() or "ru")[:2]
    payload, refusal = payload_for(wanted.requisites, wanted.currency, wanted.amount_minor, wanted.purpose, language)
    return payload, refusal.sentence(language) if refusal else ""


def _payments(wanted: Payable) -> list[Payment]:
    """What has come in for it."""
    if wanted.invoice is not None:
        return list(Payment.objects.filter(covers__invoice=wanted.invoice, covers__taken_back_on=None).distinct())
    return list(Payment.objects.filter(about_kind=wanted.kind, about_id=wanted.about_id, taken_back_on=None))


@decided_by(anyone, payable_of_token)
@never_cache
def pay(request: HttpRequest, wanted: Payable) -> HttpResponse:
    """Amount, requisites, payment code and online services; when it is paid, the receipts."""
    payload, no_code = _code(wanted)
    subject = subjects.subject(wanted.invoice.about_kind if wanted.invoice else wanted.kind)
    context = {
        "wanted": wanted,
        "subject": subject,
        "has_code": bool(payload) and wanted.is_open,
        "no_code": no_code,
        "requisites": requisites_shown(wanted.requisites),
        "payments": _payments(wanted),
        "providers": offered(wanted),
        "begun": OnlinePayment.objects.filter(about_kind=wanted.kind, about_id=wanted.about_id, state="failed").exists() and wanted.is_open,
    }
    return render(request, "ledger/pay.html", context)


@decided_by(anyone, payable_of_token)
def pay_code(request: HttpRequest, wanted: Payable) -> HttpResponse:
    """The payment code as SVG; 404 where none can be made."""
    payload, _no_code = _code(wanted)
    if not payload:
        raise Http404
    return HttpResponse(qr.svg(payload), content_type="image/svg+xml")


@decided_by(anyone, payable_of_token)
def pay_file(request: HttpRequest, wanted: Payable) -> HttpResponse:
    """The invoice as PDF."""
    if wanted.invoice is None:
        raise Http404
    name = f'attachment; filename="invoice-{wanted.invoice.shown_number}.pdf"'
    return HttpResponse(invoice_pdf(wanted.invoice), content_type="application/pdf", headers={"Content-Disposition": name})


@decided_by(anyone, lambda token, pk: (payable_of_token(token), pk))
def pay_receipt(request: HttpRequest, asked: tuple[Payable, int]) -> HttpResponse:
    """The receipt of one of the payments that came in for it."""
    found = next((payment for payment in _payments(asked[0]) if payment.pk == asked[1]), None)
    if found is None:
        raise Http404
    name = f'attachment; filename="receipt-{found.shown_receipt}.pdf"'
    return HttpResponse(receipt_pdf(found), content_type="application/pdf", headers={"Content-Disposition": name})


@decided_by(anyone, payable_of_token)
@require_POST
def pay_online(request: HttpRequest, wanted: Payable) -> HttpResponse:
    """Begins an online payment and leads to the provider; to another site by a link that the payer presses."""
    chosen = next((one for one in offered(wanted) if one.code == request.POST.get("provider")), None)
    if chosen is None:
        messages.error(request, _("It cannot be paid this way now. Choose another way below."))
        return redirect("ledger:pay", wanted.token)
    try:
        begun = begin_payment(wanted, chosen.code)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("ledger:pay", wanted.token)
    address = chosen.begin(begun, back_url=request.build_absolute_uri(request.path))
    if address.startswith("/"):
        return redirect(address)
    return render(request, "ledger/to_provider.html", {"wanted": wanted, "address": address, "provider": chosen})


@csrf_exempt
@decided_by(anyone)
@require_POST
def webhook(request: HttpRequest, code: str) -> JsonResponse:
    """What a provider tells. 400 for what is not signed by it; 200 for what is kept, told for the first time or again."""
    known = provider(code)
    if known is None:
        raise Http404
    try:
        event = known.read_event(request.headers, request.body)
    except Forged:
        return JsonResponse({"error": "The signature is not the provider's."}, status=400)
    kept = take_event(code, event)
    return JsonResponse({"kept": kept.event_id, "outcome": kept.outcome or "waiting"})
