"""Basket and order form: everybody may order, no log-in is asked for."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sextant.base.permissions.pages import anyone, decided_by
from sextant.society.members.forms.refusals import attempt
from sextant.society.members.models import Person
from sextant.work.shop.actions.ordering import Customer, place_order
from sextant.work.shop.forms.ordering import BasketForm, OrderForm
from sextant.work.shop.models import DeliveryMethod
from sextant.work.shop.queries.basket import Basket
from sextant.work.shop.queries.prices import organisations_of, pays_member_price
from sextant.work.shop.queries.tokens import order_token
from sextant.work.shop.views.session import VOUCHER, basket_in, empty_basket, items_of, keep_items, order_key


@decided_by(anyone)
def basket(request: HttpRequest) -> HttpResponse:
    """What is in the basket; quantities and a voucher can be changed."""
    form = BasketForm(request.POST or None, keys=list(items_of(request)), initial={"voucher": request.session.get(VOUCHER, "")})
    if request.method == "POST" and form.is_valid():
        keep_items(request, form.quantities())
        request.session[VOUCHER] = form.cleaned_data["voucher"].strip()[:30]
        held = basket_in(request)
        if held.voucher_trouble:
            messages.error(request, held.voucher_trouble)
            request.session[VOUCHER] = ""
        wanted = "shop:order" if "order" in request.POST and held.lines and not held.has_trouble and not held.voucher_trouble else "shop:basket"
        return redirect(wanted)
    held = basket_in(request)
    rows = [(line, form[f"quantity_{line.variant.pk}"]) for line in held.lines if f"quantity_{line.variant.pk}" in form.fields]
    return render(request, "shop/basket.html", {"basket": held, "rows": rows, "form": form}, status=400 if form.errors else 200)


def _form(request: HttpRequest, held: Basket) -> OrderForm:
    user: Any = request.user
    person = Person.objects.filter(user=user).first() if user.is_authenticated else None
    initial = {"key": order_key(request)}
    if user.is_authenticated:
        initial |= {"name": person.full_name if person else user.display_name, "email": user.email, "phone": person.phone if person else ""}
    methods = DeliveryMethod.objects.filter(is_open=True, currency=held.currency)
    first = methods.first()
    if first is not None:
        initial["delivery"] = str(first.pk)
    return OrderForm(request.POST or None, is_delivered=held.is_delivered, organisations=organisations_of(user), methods=methods, initial=initial)


def _customer(request: HttpRequest, given: dict[str, Any]) -> Customer:
    """Who orders: the log-in's person where there is one, and the organisation only where the user acts for it."""
    user: Any = request.user
    organisation = given.get("organisation")
    person = Person.objects.filter(user=user).first() if user.is_authenticated else None
    payer = organisation.name if organisation else given.get("payer_name", "")
    tax_id = (organisation.tax_number if organisation else "") or given.get("payer_tax_id", "")
    texts = {name: given.get(name, "") for name in ("name", "email", "phone", "address", "note")}
    language = (get_language() or "ru")[:2]
    return Customer(**texts, payer_name=payer, payer_tax_id=tax_id, language=language, person=person, organisation=organisation)


@decided_by(anyone)
def order(request: HttpRequest) -> HttpResponse:
    """The order form; sent twice, it is one order."""
    held = basket_in(request, request.POST.get("email", ""))
    if not held.lines or held.has_trouble:
        return redirect("shop:basket")
    form = _form(request, held)
    if form.is_valid():
        given, user = form.cleaned_data, request.user
        placed = attempt(
            form,
            place_order,
            key=order_key(request),
            items=[(line.variant.pk, line.quantity) for line in held.lines],
            customer=_customer(request, given),
            member=pays_member_price(user),
            delivery=given.get("delivery"),
            voucher_code=request.session.get(VOUCHER, ""),
            on=timezone.localdate(),
            user=user if user.is_authenticated else None,
        )
        if placed is not None:
            empty_basket(request)
            messages.success(request, _("Order %(number)s is placed. Its link has been sent to you as well.") % {"number": placed.shown_number})
            return redirect("shop:own_order", order_token(placed))
    return render(request, "shop/order_form.html", {"basket": held, "form": form}, status=400 if form.is_bound else 200)
