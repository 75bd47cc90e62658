"""Grants given: the open register, its open data, and describing what was given before or elsewhere."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sextant.base.accounts.models import UserRequest
from sextant.base.exports.tables import download
from sextant.base.permissions.pages import decided_by
from sextant.base.ui.paging import paged
from sextant.base.ui.parts import part_wanted
from sextant.lab.funding.findings import FundingError
from sextant.society.grants import rules
from sextant.society.grants.actions.registering import save_grant, save_publication
from sextant.society.grants.forms.register import PublicationForm, RegisterFilter, RegisterForm, WordsForm
from sextant.society.grants.models import Grant, Publication
from sextant.society.grants.queries import giving
from sextant.society.grants.queries.drawings import given_by_year
from sextant.society.grants.views.pages import form_page
from sextant.society.ledger.models import Payee
from sextant.society.members.forms.refusals import attempt


@decided_by(rules.may_read)
@require_safe
def register(request: HttpRequest) -> HttpResponseBase:
    """The register with totals by year; `?format=` downloads it. Those who keep it see what is not published, and lines without a grant."""
    form = RegisterFilter(request.GET or None, years=giving.years_of_giving())
    rows = giving.grants_wanted(form.wish() if form.is_bound else {})
    if "format" in request.GET:
        return download(giving.grants_table(rows), request.GET["format"])
    keeps, totals = rules.may_give(request.user), giving.totals_by_year(rows)
    context = {"form": form, "page": paged(request, rows), "keeps": keeps, "totals": totals, "chart": given_by_year(totals)}
    if part_wanted(request):
        return render(request, "grants/_register_rows.html", context)
    context["publication"] = Publication.objects.first()
    if keeps:
        context |= {"lines": giving.unregistered()[:50], "withheld": giving.withheld(timezone.localdate()), "promises": rules.may_keep(request.user)}
    return render(request, "grants/register.html", context)


@decided_by(rules.may_read)
@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """All grants as a package of the 360Giving Data Standard, at an address that stays; 404 with a sentence while there is none."""
    payee = Payee.objects.first()
    title = _("Grants given by %(name)s") % {"name": payee.name if payee else ""}
    try:
        made = giving.package(giving.changed_on() or timezone.localdate(), title)
    except FundingError as refusal:
        return HttpResponse(str(refusal), status=404, content_type="text/plain; charset=utf-8")
    headers = {"Content-Disposition": 'inline; filename="grants-360giving.json"', "Access-Control-Allow-Origin": "*"}
    return HttpResponse(made.to_json(), content_type="application/json", headers=headers)


@decided_by(rules.may_give)
def register_new(request: UserRequest) -> HttpResponse:
    """Describes a grant; `?line=` fills in what a line of the books says."""
    asked = request.GET.get("line", "")
    line = giving.unregistered().filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 12 else None
    form = RegisterForm.of(None, request.POST or None, line)
    if form.is_valid() and attempt(form, save_grant, None, by=request.user, lines=[line] if line else None, **form.words()) is not None:
        return redirect("grants:register")
    lead = _("For grants that were paid already, or elsewhere: nothing is booked.")
    return form_page(request, form, _("Describe a grant"), reverse("grants:register"), _("Grants given"), lead)


@decided_by(rules.may_give, Grant.objects.select_related("organisation", "person"))
def register_edit(request: UserRequest, grant: Grant) -> HttpResponse:
    """Changes what the register says; of a grant that is run here only the words."""
    form = WordsForm.of(grant, request.POST or None) if grant.is_managed else RegisterForm.of(grant, request.POST or None)
    back = reverse("grants:grant", args=[grant.pk]) if grant.is_managed else reverse("grants:register")
    if form.is_valid():
        words = form.words() if isinstance(form, RegisterForm) else form.cleaned_data
        if attempt(form, save_grant, grant, by=request.user, **words) is not None:
            return redirect(back)
    return form_page(request, form, grant.title, back, grant.number if grant.is_managed else _("Grants given"))


@decided_by(rules.may_give)
def publication(request: UserRequest) -> HttpResponse:
    """Under which identifiers and licence the register is published."""
    form = PublicationForm.of(Publication.objects.first(), request.POST or None)
    if form.is_valid() and attempt(form, save_publication, by=request.user, **form.words()) is not None:
        return redirect("grants:register")
    lead = _("The name of the association is taken from its requisites.")
    return form_page(request, form, _("How grants are published"), reverse("grants:register"), _("Grants given"), lead)
