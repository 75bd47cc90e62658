"""Orders as those who keep the shop see them: the list, one order, cancelling, returns, links renewed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.ledger.rules import may_see_invoices
from sextant.society.members.forms.memberships import ReasonForm
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.shop import rules, states
from sextant.work.shop.actions.licences import renew_links
from sextant.work.shop.actions.moving import cancel_order
from sextant.work.shop.actions.returns import give_back, return_lines
from sextant.work.shop.forms.office import GiveBackForm, OrderFilter, ReturnForm, SendForm
from sextant.work.shop.models import Licence, Order
from sextant.work.shop.queries.money import to_give_back
from sextant.work.shop.queries.orders import history_of, licences_of, orders_to_pack, orders_wanted
from sextant.work.shop.queries.tables import orders_table
from sextant.work.shop.queries.tokens import order_token

WITH_ALL = Order.objects.select_related("invoice", "delivery", "voucher", "person", "organisation", "user")


@decided_by(rules.may_see_orders)
def orders(request: HttpRequest) -> HttpResponseBase:
    """The list with its filters; `?format=` downloads what is on screen."""
    form = OrderFilter(request.GET or None)
    rows = orders_wanted(form.wish() if form.is_bound else {})
    if "format" in request.GET:
        return download(orders_table(rows), request.GET["format"])
    shown = {"form": form, "page": paged(request, rows), "to_pack": orders_to_pack().count(), "may_keep": rules.may_keep_shop(request.user)}
    return render(request, "shop/_order_rows.html" if part_wanted(request) else "shop/orders.html", shown)


def _page(request: HttpRequest, order: Order, **bound: Any) -> HttpResponse:
    keeps = rules.may_keep_shop(request.user)

    def may(target: str) -> bool:
        return keeps and states.may_follow(order.state, target, states.KEEPER)

    owed = to_give_back(order)
    shown = {
        "order": order,
        "token": order_token(order),
        "lines": order.lines.select_related("variant__product"),
        "licences": licences_of(order),
        "events": history_of(order),
        "keeps": keeps,
        "may_pack": may(states.PACKED) and order.delivery_id is not None,
        "may_unpack": order.state == states.PACKED and keeps,
        "send_form": SendForm() if may(states.SENT) else None,
        "may_finish": may(states.DONE),
        "cancel_form": ReasonForm() if may(states.CANCELLED) else None,
        "return_form": ReturnForm(order=order) if may(states.RETURNED) else None,
        "owed": owed,
        "give_back_form": GiveBackForm() if owed and rules.may_give_back(request.user) else None,
        "sees_invoices": may_see_invoices(request.user),
        **bound,
    }
    return render(request, "shop/order_page.html", shown, status=400 if bound else 200)


@decided_by(rules.may_see_order, WITH_ALL)
def order_page(request: HttpRequest, order: Order) -> HttpResponse:
    """Everything about one order; its customer is sent to the own page."""
    if not rules.may_see_orders(request.user):
        return redirect("shop:own_order", order_token(order))
    return _page(request, order)


@decided_by(rules.may_keep_shop, WITH_ALL)
@require_POST
def cancel(request: UserRequest, order: Order) -> HttpResponse:
    """Cancels an order that has not been sent."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, cancel_order, order, on=timezone.localdate(), by=request.user, reason=reason) is not None:
            messages.success(request, _("The order is cancelled; its stock is free again."))
            return redirect("shop:order_page", order.pk)
    return _page(request, order, cancel_form=form)


@decided_by(rules.may_keep_shop, WITH_ALL)
@require_POST
def return_copies(request: UserRequest, order: Order) -> HttpResponse:
    """Takes back what a customer returned."""
    form = ReturnForm(request.POST, order=order)
    if form.is_valid():
        fields = {"reason": form.cleaned_data["reason"], "on": timezone.localdate(), "by": request.user}
        if attempt(form, return_lines, order, form.quantities(), **fields) is not None:
            messages.success(request, _("The copies are back in the stock, and the invoice is credited for them."))
            return redirect("shop:order_page", order.pk)
    return _page(request, order, return_form=form)


@decided_by(rules.may_give_back, WITH_ALL)
@require_POST
def give_back_money(request: UserRequest, order: Order) -> HttpResponse:
    """Records that the money went back to the customer."""
    form = GiveBackForm(request.POST)
    if form.is_valid():
        reference = form.cleaned_data["reference"]
        if attempt(form, give_back, order, reference=reference, on=timezone.localdate(), by=request.user) is not None:
            messages.success(request, _("The money is recorded as given back."))
            return redirect("shop:order_page", order.pk)
    return _page(request, order, give_back_form=form)


@decided_by(rules.may_keep_shop, Licence.objects.select_related("line__order"))
@require_POST
def renew(request: UserRequest, licence: Licence) -> HttpResponse:
    """Opens a download again under a new link, and sends it."""
    carried_out(
        request,
        _("The download is open again; the customer has been sent the new link."),
        renew_links,
        licence,
        on=timezone.localdate(),
        by=request.user,
    )
    return redirect("shop:order_page", licence.line.order_id)
