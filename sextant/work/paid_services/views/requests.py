"""Requests for an offer: the list, one of them, answering it."""

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
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.society.members.forms.refusals import attempt
from sextant.work.paid_services import rules, states
from sextant.work.paid_services.actions.contracts import draft_contract
from sextant.work.paid_services.actions.requests import decline_request
from sextant.work.paid_services.forms.office import ContractForm, ReasonForm, RequestFilter
from sextant.work.paid_services.models import OfferRequest
from sextant.work.paid_services.queries.contracts import requests_wanted
from sextant.work.paid_services.queries.tables import requests_table

WITH_ALL = OfferRequest.objects.select_related("service", "organisation")


@decided_by(rules.may_keep)
@require_safe
def requests(request: HttpRequest) -> HttpResponseBase:
    """The list with its filters; `?format=` downloads what is on screen."""
    form = RequestFilter(request.GET or None)
    rows = requests_wanted(form.wish() if form.is_bound else {})
    if "format" in request.GET:
        return download(requests_table(rows), request.GET["format"])
    template = "paid_services/_request_rows.html" if part_wanted(request) else "paid_services/requests.html"
    return render(request, template, {"form": form, "page": paged(request, rows)})


def _page(request: HttpRequest, asked: OfferRequest, **bound: Any) -> HttpResponse:
    shown = {
        "asked": asked,
        "contracts": asked.contracts.all(),
        "may_answer": asked.state != states.DECLINED,
        "decline_form": ReasonForm() if asked.state == states.NEW else None,
        **bound,
    }
    return render(request, "paid_services/request.html", shown, status=400 if bound else 200)


@decided_by(rules.may_keep, WITH_ALL)
@require_safe
def request_page(request: HttpRequest, asked: OfferRequest) -> HttpResponse:
    """What somebody asks for, and what became of it."""
    return _page(request, asked)


@decided_by(rules.may_keep, WITH_ALL)
@require_POST
def decline(request: UserRequest, asked: OfferRequest) -> HttpResponse:
    """Says no with a reason."""
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, decline_request, asked, reason=reason, on=timezone.localdate(), by=request.user) is not None:
            messages.success(request, _("The request is declined, and whoever asked is told why."))
            return redirect("paid_services:request", asked.pk)
    return _page(request, asked, decline_form=form)


@decided_by(rules.may_keep, WITH_ALL)
def answer(request: UserRequest, asked: OfferRequest) -> HttpResponse:
    """Answers a request with a contract."""
    form = ContractForm(request.POST or None, request=asked)
    if form.is_valid():
        made = attempt(form, draft_contract, by=request.user, request=asked, **form.cleaned_data)
        if made is not None:
            messages.success(request, _("The draft is there. Add lines from the price list, then send it."))
            return redirect("paid_services:contract", made.pk)
    return render(request, "paid_services/edit_contract.html", {"form": form, "asked": asked}, status=400 if form.is_bound else 200)
