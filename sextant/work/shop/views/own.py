"""What a customer sees of the own order and licences, by signed links or after logging in."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.permissions.pages import anyone, decided_by, logged_in
from sextant.base.ui.paging import paged
from sextant.lab.payments import qr
from sextant.society.ledger.codes import payload_of
from sextant.society.ledger.payables import pay_url
from sextant.society.ledger.printed import invoice_pdf
from sextant.society.members.forms.refusals import carried_out
from sextant.work.shop import states
from sextant.work.shop.actions.licences import take_download
from sextant.work.shop.actions.moving import cancel_order
from sextant.work.shop.forms.refused import said
from sextant.work.shop.models import Licence, Order
from sextant.work.shop.packing import licence_pdf, parcel_of
from sextant.work.shop.queries.orders import history_of, licences_of, own_orders
from sextant.work.shop.queries.tokens import licence_of_token, order_of_token, order_token


@decided_by(anyone, order_of_token)
def own_order(request: HttpRequest, order: Order) -> HttpResponse:
    """How an order stands, what is to be paid, and what can be downloaded."""
    invoice = order.invoice
    payload = payload_of(invoice, (get_language() or "ru")[:2])[0] if invoice else b""
    shown = {
        "order": order,
        "token": order_token(order),
        "lines": order.lines.all(),
        "licences": licences_of(order),
        "has_code": bool(payload),
        "pay_url": pay_url(invoice) if invoice and invoice.open_minor else "",
        "to_pay": invoice.open_minor if invoice else 0,
        "may_cancel": states.may_follow(order.state, states.CANCELLED, states.CUSTOMER) and not (invoice and invoice.paid_minor),
        "events": history_of(order),
    }
    return render(request, "shop/own_order.html", shown)


@decided_by(anyone, order_of_token)
def own_invoice(request: HttpRequest, order: Order) -> HttpResponse:
    """The invoice of the order as PDF."""
    if order.invoice is None:
        raise Http404
    name = f'attachment; filename="invoice-{order.invoice.shown_number}.pdf"'
    return HttpResponse(invoice_pdf(order.invoice), content_type="application/pdf", headers={"Content-Disposition": name})


@decided_by(anyone, order_of_token)
def own_code(request: HttpRequest, order: Order) -> HttpResponse:
    """The payment code of the invoice as SVG; 404 where none can be made."""
    payload = payload_of(order.invoice, (get_language() or "ru")[:2])[0] if order.invoice else b""
    return HttpResponse(qr.svg(payload) if payload else "", content_type="image/svg+xml", status=200 if payload else 404)


@decided_by(anyone, order_of_token)
@require_POST
def cancel_own(request: HttpRequest, order: Order) -> HttpResponse:
    """The customer calls an unpaid order off."""
    if order.invoice and order.invoice.paid_minor:
        messages.error(request, _("A part of the order is paid. Write to us, so that the money comes back to you."))
        return redirect("shop:own_order", order_token(order))
    reason, today = _("Called off by the customer."), timezone.localdate()
    user = request.user if request.user.is_authenticated else None
    carried_out(request, _("The order is cancelled."), cancel_order, order, on=today, by=user, reason=reason, word=states.CUSTOMER)
    return redirect("shop:own_order", order_token(order))


@decided_by(logged_in)
def my_orders(request: HttpRequest) -> HttpResponse:
    """Orders of whoever is logged in, and of organisations the user acts for."""
    page = paged(request, own_orders(request.user), 20)
    return render(request, "shop/my_orders.html", {"page": page, "rows": [(order, order_token(order)) for order in page]})


@decided_by(anyone, licence_of_token)
def download(request: HttpRequest, licence: Licence) -> HttpResponse:
    """The licence, and the button that takes its file; an expired link says so."""
    return _download_page(request, licence, "")


def _download_page(request: HttpRequest, licence: Licence, trouble: str) -> HttpResponse:
    shown = {"licence": licence, "trouble": trouble, "product": licence.line.variant.product, "order_token": order_token(licence.line.order)}
    return render(request, "shop/download.html", shown, status=410 if trouble or not licence.works else 200)


@decided_by(anyone, licence_of_token)
@require_POST
def take(request: HttpRequest, licence: Licence) -> HttpResponseBase:
    """Hands the file over with its licence, and counts it."""
    trouble = said(take_download, licence)
    if trouble:
        licence.refresh_from_db()
        return _download_page(request, licence, trouble)
    return FileResponse(parcel_of(licence), as_attachment=True, filename=f"{licence.shown_number}.zip", content_type="application/zip")


@decided_by(anyone, licence_of_token)
def certificate(request: HttpRequest, licence: Licence) -> HttpResponse:
    """The certificate of the licence as PDF."""
    if licence.revoked_on is not None:
        return _download_page(request, licence, _("This licence is not in force any more."))
    name = f'attachment; filename="licence-{licence.shown_number}.pdf"'
    return HttpResponse(licence_pdf(licence), content_type="application/pdf", headers={"Content-Disposition": name})
