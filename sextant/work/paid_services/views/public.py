"""For everybody: the price list and asking for an offer."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.exports.tables import download
from sextant.base.permissions.pages import anyone, decided_by
from sextant.base.security import limits
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt
from sextant.work.paid_services import rules
from sextant.work.paid_services.actions.requests import ask_offer
from sextant.work.paid_services.forms.asking import AskForm
from sextant.work.paid_services.forms.catalogue import ServiceFilter
from sextant.work.paid_services.models import Service
from sextant.work.paid_services.printed import prices_pdf
from sextant.work.paid_services.queries.prices import public_offers
from sextant.work.paid_services.queries.tables import offers_table

FROM_ONE, FROM_ALL = 10, 100
"""Requests for an offer within an hour: from one address, and from all together."""


def _wanted(request: HttpRequest) -> tuple[ServiceFilter, dict[str, Any]]:
    form = ServiceFilter(request.GET or None)
    return form, form.wish() if form.is_bound else {}


@decided_by(anyone)
@require_safe
def prices(request: HttpRequest) -> HttpResponseBase:
    """The price list of today; `?format=` downloads what is on screen."""
    form, wish = _wanted(request)
    offers = public_offers(timezone.localdate(), wish)
    if "format" in request.GET:
        return download(offers_table(offers), request.GET["format"])
    shown = {"form": form, "offers": offers, "today": timezone.localdate(), "keeps": rules.may_see(request.user)}
    return render(request, "paid_services/_prices.html" if part_wanted(request) else "paid_services/prices.html", shown)


@decided_by(anyone)
@require_safe
def prices_file(request: HttpRequest) -> HttpResponse:
    """The same as PDF, in the language of the page."""
    _form, wish = _wanted(request)
    today = timezone.localdate()
    name = f'attachment; filename="price-list-{(get_language() or "ru")[:2]}.pdf"'
    return HttpResponse(prices_pdf(public_offers(today, wish), today), content_type="application/pdf", headers={"Content-Disposition": name})


@decided_by(anyone)
def ask(request: HttpRequest) -> HttpResponse:
    """Asks for an offer; `?service=` names what it is about."""
    sent = request.POST if request.method == "POST" else None
    chosen = Service.objects.filter(is_published=True, code=request.GET.get("service", "")).first()
    form = AskForm(sent, organisations=rules.represented(request.user), user=request.user, initial={"service": chosen})
    if sent is not None and form.by_a_program:
        return redirect("paid_services:asked")
    if form.is_valid():
        user = request.user if request.user.is_authenticated else None
        if not all([limits.within("paid_services.ask", FROM_ONE, request=request), limits.within("paid_services.ask", FROM_ALL)]):
            form.add_error(None, _("Too many requests have come from here. Wait an hour, or write to the office."))
        elif attempt(form, ask_offer, today=timezone.localdate(), by=user, **form.request()) is not None:
            return redirect("paid_services:asked")
    return render(request, "paid_services/ask.html", {"form": form}, status=400 if form.is_bound else 200)


@decided_by(anyone)
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "paid_services/asked.html")
