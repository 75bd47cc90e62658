"""Packing and sending."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.permissions.pages import decided_by
from sextant.society.members.forms.refusals import carried_out
from sextant.work.shop import rules
from sextant.work.shop.actions.moving import finish_order, pack_order, send_order, unpack_order
from sextant.work.shop.forms.office import SendForm
from sextant.work.shop.models import Order
from sextant.work.shop.packing import packing_pdf
from sextant.work.shop.queries.orders import orders_to_pack

MOST = 200


@decided_by(rules.may_keep_shop)
def packing_list(request: HttpRequest) -> HttpResponse:
    """What goes into each parcel, and the labels, as PDF; at most 200 parcels, those that wait longest."""
    waiting = list(orders_to_pack()[:MOST])
    if not waiting:
        messages.info(request, _("Nothing waits to be packed."))
        return redirect("shop:orders")
    name = f'attachment; filename="packing-{timezone.localdate()}.pdf"'
    return HttpResponse(packing_pdf(waiting), content_type="application/pdf", headers={"Content-Disposition": name})


@decided_by(rules.may_keep_shop, Order)
@require_POST
def pack(request: UserRequest, order: Order) -> HttpResponse:
    """The copies lie in the parcel."""
    carried_out(request, _("The order is packed."), pack_order, order, on=timezone.localdate(), by=request.user)
    return redirect("shop:order_page", order.pk)


@decided_by(rules.may_keep_shop, Order)
@require_POST
def unpack(request: UserRequest, order: Order) -> HttpResponse:
    """It was called packed too early."""
    carried_out(request, _("The order waits for packing again."), unpack_order, order, on=timezone.localdate(), by=request.user)
    return redirect("shop:order_page", order.pk)


@decided_by(rules.may_keep_shop, Order)
@require_POST
def send(request: UserRequest, order: Order) -> HttpResponse:
    """The parcel is on its way."""
    form = SendForm(request.POST)
    tracking = form.cleaned_data["tracking"] if form.is_valid() else ""
    done = _("The order is sent, and the customer has been told.")
    carried_out(request, done, send_order, order, on=timezone.localdate(), by=request.user, tracking=tracking)
    return redirect("shop:order_page", order.pk)


@decided_by(rules.may_keep_shop, Order)
@require_POST
def finish(request: UserRequest, order: Order) -> HttpResponse:
    """The parcel has arrived."""
    carried_out(request, _("The order is done."), finish_order, order, on=timezone.localdate(), by=request.user)
    return redirect("shop:order_page", order.pk)
