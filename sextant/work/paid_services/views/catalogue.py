"""Services, their prices, and the clauses of contracts, for the office."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt, carried_out
from sextant.work.paid_services import rules
from sextant.work.paid_services.actions.catalogue import add_price, remove_price, save_service
from sextant.work.paid_services.actions.clauses import save_clause
from sextant.work.paid_services.forms.catalogue import ClauseForm, PriceForm, ServiceFilter, ServiceForm
from sextant.work.paid_services.models import Clause, Price, Service
from sextant.work.paid_services.queries.clauses import PLACES
from sextant.work.paid_services.queries.prices import offers_on, services_wanted
from sextant.work.paid_services.queries.tables import offers_table


@decided_by(rules.may_see)
@require_safe
def services(request: HttpRequest) -> HttpResponseBase:
    """All services with the price of today, published or not."""
    form = ServiceFilter(request.GET or None)
    offers = offers_on(timezone.localdate(), services_wanted(form.wish() if form.is_bound else {}))
    if "format" in request.GET:
        return download(offers_table(offers), request.GET["format"])
    template = "paid_services/_service_rows.html" if part_wanted(request) else "paid_services/services.html"
    return render(request, template, {"form": form, "offers": offers, "keeps": rules.may_keep(request.user)})


@decided_by(rules.may_keep)
def new_service(request: UserRequest) -> HttpResponse:
    """Adds a service; its price comes next."""
    form = ServiceForm(request.POST or None)
    if form.is_valid():
        made = attempt(form, save_service, None, by=request.user, **form.cleaned_data)
        if made is not None:
            messages.success(request, _("The service is there. Add its price, then publish it."))
            return redirect("paid_services:edit_service", made.pk)
    return render(request, "paid_services/new_service.html", {"form": form}, status=400 if form.is_bound else 200)


def _page(request: HttpRequest, service: Service, **bound: Any) -> HttpResponse:
    shown = {
        "service": service,
        "prices": service.prices.all(),
        "today": timezone.localdate(),
        "form": ServiceForm(instance=service),
        "price_form": PriceForm(prefix="price"),
        **bound,
    }
    return render(request, "paid_services/edit_service.html", shown, status=400 if bound else 200)


@decided_by(rules.may_keep, Service)
def edit_service(request: UserRequest, service: Service) -> HttpResponse:
    """Changes a service; above stand its prices."""
    if request.method != "POST":
        return _page(request, service)
    form = ServiceForm(request.POST, instance=service)
    if form.is_valid() and attempt(form, save_service, service, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The service is saved."))
        return redirect("paid_services:edit_service", service.pk)
    return _page(request, service, form=form)


@decided_by(rules.may_keep, Service)
@require_POST
def add_price_to(request: UserRequest, service: Service) -> HttpResponse:
    """Sets a price from a day on."""
    form = PriceForm(request.POST, prefix="price")
    if form.is_valid() and attempt(form, add_price, service, by=request.user, **form.given()) is not None:
        messages.success(request, _("The price is added."))
        return redirect("paid_services:edit_service", service.pk)
    return _page(request, service, price_form=form)


@decided_by(rules.may_keep, Price.objects.select_related("service"))
@require_POST
def take_price_off(request: UserRequest, price: Price) -> HttpResponse:
    carried_out(request, _("The price is removed."), remove_price, price, by=request.user)
    return redirect("paid_services:edit_service", price.service_id)


@decided_by(rules.may_see)
@require_safe
def clauses(request: HttpRequest) -> HttpResponse:
    """What contracts say, and whether a lawyer has checked it."""
    return render(request, "paid_services/clauses.html", {"rows": Clause.objects.all(), "keeps": rules.may_keep(request.user)})


@decided_by(rules.may_keep, Clause)
def edit_clause(request: UserRequest, clause: Clause) -> HttpResponse:
    """Changes a clause for contracts to come."""
    form = ClauseForm(request.POST or None, instance=clause)
    if form.is_valid() and attempt(form, save_clause, clause, by=request.user, **form.cleaned_data) is not None:
        messages.success(request, _("The clause is saved; contracts that were sent keep theirs."))
        return redirect("paid_services:clauses")
    shown = {"clause": clause, "form": form, "places": [f"{{{name}}}" for name in PLACES]}
    return render(request, "paid_services/edit_clause.html", shown, status=400 if form.is_bound else 200)
